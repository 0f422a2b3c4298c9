"""The workshop itself: collect, reveal, vote, decide; led by the facilitator's seat, written by guests."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.apps.sample import make_sample
from cjm_widgets.model import (
    KINDS,
    Comment,
    Draft,
    PainPoint,
    Person,
    Phase,
    Role,
    Step,
    Touchpoint,
    Viewer,
    Vote,
    VoteOption,
)
from cjm_widgets.store import open_store
from tests.bench.live.ledger import mark

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from cjm_widgets.store import Seat, Store
    from tests.bench.live.guest import Guest
    from tests.bench.live.ledger import Ledger

WORKSHOP: Final = "innovation-training"
_WRITES_EVERY_S: Final = 8.0
_CARDS_IN_A_VOTE: Final = 12
_SHOWN_WITHIN_S: Final = 20.0
_TEXT: Final = {Touchpoint.KIND: "name", PainPoint.KIND: "description", Comment.KIND: "text"}


@dataclass(kw_only=True)
class Plan:
    """How long and how hard."""

    participants: int = 40
    seconds: float = 300.0
    """Of writing and voting; joining and waiting for the last acknowledgement come on top."""
    browsers: int = 3
    kills: int = 0
    cut: int = 0
    """How many participants lose their network for a while, twice."""
    every_s: float = _WRITES_EVERY_S


@dataclass
class Room:
    """Everybody in it."""

    plan: Plan
    ledger: Ledger
    store: Store
    leader: Seat
    guests: list[Guest]
    dice: random.Random = field(default_factory=lambda: random.Random(20270401))
    vote: str = ""
    notes: list[str] = field(default_factory=list)
    readers: list[str] = field(default_factory=list)
    """Pages that must show what is revealed: the guests', and those in real browsers."""
    meanwhile: Callable[[int], Awaitable[None]] | None = None
    """What befalls the room in the middle of a part of the workshop, counted from 0."""
    part: int = 0

    async def hold(self) -> None:
        """Go through the workshop."""
        share = self.plan.seconds / 100
        await self._collect(Step.TOUCHPOINTS, 22 * share, (Touchpoint.KIND,))
        await self._reveal(Step.TOUCHPOINTS, 14 * share, Touchpoint.KIND)
        await self._collect(Step.EMOTIONS, 22 * share, (PainPoint.KIND, "emotion"))
        await self._reveal(Step.EMOTIONS, 14 * share, PainPoint.KIND)
        await self._vote(14 * share)
        await self._decide(14 * share)

    async def _phase(self, step: Step, phase: Phase) -> None:
        await asyncio.wrap_future(self.leader.set_clock(lambda clock: clock.at(step, phase)))

    async def _collect(self, step: Step, seconds: float, kinds: Sequence[str]) -> None:
        """Everybody writes alone."""
        await self._phase(step, Phase.COLLECT)

        async def one(guest: Guest) -> None:
            kind = self.dice.choice(kinds)
            await (self._score(guest) if kind == "emotion" else self._write(guest, kind))

        await self._all(one, seconds)

    async def _write(self, guest: Guest, kind: str) -> None:
        """Add a card, or say something else on one's own."""
        widget = await guest.find(kind)
        own = [id for id in guest.mine if id in widget.records and id.startswith(kind)]
        made = mark()
        if own and self.dice.random() < 0.3:
            card = self.dice.choice(own)
            self.ledger.wrote(made, guest.name, before=guest.mine[card])
            guest.change(widget, card, {_TEXT[kind]: f"Says it better {made}"})
            return
        self.ledger.wrote(made, guest.name)
        fields: dict[str, Any] = {_TEXT[kind]: f"Waits for an answer {made}", "rank": f"V{secrets.token_hex(4)}V"}
        guest.change(widget, f"{kind}-{secrets.token_hex(8)}", fields, made=True)

    async def _score(self, guest: Guest) -> None:
        widget = await guest.find("emotion", each=True)
        slots = [(id, one["slot"]) for id, one in widget.records.items() if one.get("slot")]
        _about, slot = self.dice.choice(slots)
        made = mark()
        self.ledger.wrote(made, guest.name, before=guest.mine.get(slot, ""))
        fields = {"valence": self.dice.randrange(-2, 3), "word": f"tired {made}"}
        guest.change(widget, slot, fields, made=slot not in widget.records and slot not in guest.mine)

    async def _reveal(self, step: Step, seconds: float, kind: str) -> None:
        """Everybody sees all cards; who wrote one may still mend it."""
        cards = [found for guest in self.guests for id, found in guest.mine.items() if id.startswith(kind)]
        self.ledger.revealed(cards, self.readers)
        await self._phase(step, Phase.REVEAL)

        async def one(guest: Guest) -> None:
            widget = await guest.find(kind)
            own = [id for id in guest.mine if id in widget.records and id.startswith(kind)]
            if own:
                card, made = self.dice.choice(own), mark()
                self.ledger.wrote(made, guest.name, self.readers, before=guest.mine[card])
                guest.change(widget, card, {_TEXT[kind]: f"Mended {made}"})

        await self._all(one, seconds)

    async def _vote(self, seconds: float) -> None:
        """Dots on pains, changed once by everybody, counted at the end."""
        pains = sorted(one.id for one in self.leader.workshop.all(PainPoint))[:_CARDS_IN_A_VOTE]
        await self._phase(Step.EMOTIONS, Phase.VOTE)
        opening = self.leader.votes.open("What first?", pains, step=str(Step.EMOTIONS), dots="5")
        self.vote = await asyncio.wrap_future(opening)
        asked = self.leader.workshop.find(Vote, self.vote)
        each = asked.dots_each or 0 if asked else 0

        async def one(guest: Guest) -> None:
            box = await guest.asked()
            cards = self.dice.choices([option["card"] for option in box["options"]], k=each)
            if not await guest.cast({card: cards.count(card) for card in cards}):
                self.ledger.faults.append(f"{guest.name}'s ballot was not confirmed")

        await self._all(one, seconds, every=max(2.0, seconds / 2.5))
        await asyncio.wrap_future(self.leader.votes.close(self.vote))

    async def _decide(self, seconds: float) -> None:
        """The facilitator settles cards, participants comment; all pages follow."""
        await self._phase(Step.EMOTIONS, Phase.DECIDE)

        async def settle() -> None:
            theirs = {id for guest in self.guests for id in guest.mine}
            # Only what was there before, so that what guests were told stays true.
            for pain in [one for one in self.leader.workshop.all(PainPoint) if one.id not in theirs][:3]:
                made = mark()
                self.ledger.wrote(made, "facilitator", self.readers)
                await self._lead(pain.id, {"description": f"{pain.description} {made}"})

        async def one(guest: Guest) -> None:
            widget = await guest.find(PainPoint.KIND)
            pains = [id for id, one in widget.records.items() if id.startswith(PainPoint.KIND)]
            made = mark()
            # A card's face shows how many comments it has, its sheet what they say.
            self.ledger.wrote(made, guest.name, [one.name for one in self.guests])
            fields = {"about": self.dice.choice(pains), "text": f"True {made}"}
            guest.change(widget, f"comment-{secrets.token_hex(8)}", fields, kind=Comment.KIND, made=True)

        await settle()
        await self._all(one, seconds, every=2 * self.plan.every_s)

    async def _lead(self, card: str, fields: dict[str, Any]) -> None:
        await asyncio.wrap_future(self.leader.apply([Draft(kind=PainPoint.KIND, entity=card, fields=fields)]))

    async def _all(self, do: Callable[[Guest], Awaitable[None]], seconds: float, every: float | None = None) -> None:
        """Have everybody do it now and then for so long; then wait until all of it is acknowledged and shown."""
        until = time.monotonic() + seconds
        pause = every or self.plan.every_s

        async def one(guest: Guest) -> None:
            await asyncio.sleep(min(seconds / 2, self.dice.random() * pause))
            while time.monotonic() < until:
                try:
                    await do(guest)
                except TimeoutError:
                    self.ledger.faults.append(f"{guest.name}'s page did not come to what was asked for")
                await asyncio.sleep(min(max(0.0, until - time.monotonic()), pause * (0.5 + self.dice.random())))

        await asyncio.gather(self._befall(seconds / 2), *(one(guest) for guest in self.guests))
        for guest, done in zip(self.guests, await asyncio.gather(*(one.settled() for one in self.guests)), strict=True):
            if not done:
                self.ledger.faults.append(f"{guest.name} waits for an acknowledgement")
        end = time.monotonic() + _SHOWN_WITHIN_S
        while self.ledger.missing() and time.monotonic() < end:  # noqa: ASYNC110 - asked of all pages at once
            await asyncio.sleep(0.05)
        self.ledger.give_up()

    async def _befall(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if self.meanwhile is not None:
            await self.meanwhile(self.part)
        self.part += 1

    def lost(self) -> list[str]:
        """Name what was acknowledged and is not in the store, what is there twice, and who is."""
        workshop = self.store.load(WORKSHOP)
        problems: list[str] = []
        for guest in self.guests:
            for (entity, name), value in guest.acknowledged.items():
                found = workshop.get(entity)
                if found is None or getattr(found, name) != value:
                    problems.append(f"{guest.name}: {entity}.{name} is not what was acknowledged")
        names = [one.name for one in workshop.all(Person)]
        problems += [f"{guest.name} is there {names.count(guest.name)} times" for guest in self.guests
                     if names.count(guest.name) != 1]  # fmt: skip
        return [*problems, *self._miscounted()]

    def doubled(self) -> list[str]:
        """Name marks that stand in several cards: one change, written twice."""
        workshop = self.store.load(WORKSHOP)
        texts = [str(getattr(one, name)) for kind, name in [*_TEXT.items(), ("emotion", "word")]
                 for one in workshop.all(KINDS[kind])]  # fmt: skip
        marks = [text for text in texts if "mark-" in text]
        return [text for text in set(marks) if marks.count(text) > 1]

    def _miscounted(self) -> list[str]:
        """Compare the vote's result with the ballots that were confirmed."""
        workshop = self.store.load(WORKSHOP)
        asked = workshop.find(Vote, self.vote)
        if asked is None:
            return []
        wanted: dict[str, int] = {}
        for guest in self.guests:
            for card, dots in guest.ballot.box.items():
                wanted[card] = wanted.get(card, 0) + dots
        got = {one.card: one.dots or 0 for one in workshop.of(VoteOption, vote=self.vote)}
        took = sum(bool(guest.ballot.box) for guest in self.guests)
        wrong = [f"{card} has {got.get(card)} dots of {dots}" for card, dots in wanted.items() if got.get(card) != dots]
        if sum(got.values()) != sum(wanted.values()) or asked.took_part != took:
            wrong.append(f"{asked.took_part} took part of {took}, {sum(got.values())} dots of {sum(wanted.values())}")
        return wrong


def leader_of(address: str) -> tuple[Store, Seat]:
    """Open the store beside the running kit, with the workshop in it; give it and the facilitator's seat."""
    store = open_store(address)
    make_sample(store, WORKSHOP)
    return store, store.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
