"""What the room sees on the wall, to be read from the last row: how to join, the question, who is in, cards, votes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import KINDS, Card, Note, Person, Phase, Step
from cjm_widgets.model.entities.people import COLOURS
from cjm_widgets.view.markup import element, join, number, style_sheet
from cjm_widgets.view.phases import phase_says
from cjm_widgets.view.qr import qr_code
from cjm_widgets.view.votes import title_of
from cjm_widgets.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cjm_widgets.model import Entity, Workshop
    from cjm_widgets.view.markup import Markup

QUESTIONS: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.OBJECTIVES: N_("What do you hope this map will do? And what would be failure?"),
        Step.CUSTOMER_DATA: N_("What surprises you in the data?"),
        Step.PERSONAS: N_("Who is it, and what do they see, hear, say, think and feel?"),
        Step.TOUCHPOINTS: N_("Where does the customer meet us? One moment a card."),
        Step.STAGES: N_("What is wrong with these stages? And what does the customer do in each?"),
        Step.EMOTIONS: N_("How does the customer feel at each touchpoint? And what hurts?"),
        Step.COLLABORATION: N_("Who does what? And where does it drop?"),
        Step.ACTION: N_("How might we …? One question a card, and no solution in it."),
    }
)
"""What everybody writes about alone, step by step."""

# The kinds whose cards a step shows, and by which of their fields they stand together.
_SHOWN: Final[Mapping[Step, tuple[tuple[str, str | None], ...]]] = MappingProxyType(
    {
        Step.OBJECTIVES: (("objective", None), ("note", "topic"), ("hypothesis", None)),
        Step.CUSTOMER_DATA: (("note", "topic"),),
        Step.PERSONAS: (("persona", None), ("empathy_note", "box"), ("persona_point", "aspect")),
        Step.TOUCHPOINTS: (("touchpoint", "stage"),),
        Step.STAGES: (("activity", "stage"), ("note", "topic")),
        Step.EMOTIONS: (("pain_point", None),),
        Step.COLLABORATION: (("handoff", None),),
        Step.ACTION: (("opportunity", None), ("action", None)),
    }
)
_SIZES: Final = (("few", 33), ("some", 56), ("many", 90), ("crowd", 138))
"""How many lines of text a screen holds at each size of type (see wall.css), the largest first."""
_LINE: Final = 22
"""Characters in a line of a card; about the same at each size, because columns narrow with the type."""
_AROUND: Final = 1.8
"""What a card takes besides its text, and a heading altogether, in lines."""
_LEFT_WITH_JOINING: Final = 0.6
"""How much of the screen is left for cards beside the panel for joining."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards that stand together."""

    title: str
    cards: tuple[Entity, ...]


@cache
def wall_styles() -> Markup:
    """Give the style sheet of the wall; once a page is enough."""
    return style_sheet((files("cjm_widgets.view") / "wall.css").read_text(encoding="utf-8"))


def question(step: Step) -> Markup:
    """Show what everybody writes about alone now."""
    asked = element("p", _(QUESTIONS[step]), class_="cjm-wall-question")
    return join(asked, element("p", phase_says(Phase.COLLECT), class_="cjm-wall-more"))


def said(sentence: str) -> Markup:
    """Show one sentence, large."""
    return element("p", sentence, class_="cjm-wall-question")


def join_panel(addresses: Sequence[str], code: str) -> Markup:
    """Show how to come in: the code for cameras, the address to type, and whether anybody has got through."""
    if not addresses:
        none = _("Phones cannot reach this machine: the kit was started for this machine alone. Start it with --lan.")
        return element(
            "section", element("h2", _("Join")), element("p", code, class_="cjm-wall-code"),
            element("p", none, class_="cjm-reached-help"), class_="cjm-wall-join",
        )  # fmt: skip
    address = f"{addresses[0]}/j/{code}"
    drawn = qr_code(f"http://{address}", _("QR code that leads to {address}").format(address=address))
    host = element("span", f"{addresses[0]}/j/", class_="cjm-wall-host")
    checks = (
        _("Is the phone in this room's Wi-Fi, and its mobile data not in the way?"),
        _("Guest networks often keep devices apart (client isolation)."),
        _("Does a firewall or a VPN on this machine keep others out?"),
        _("The way out: a hotspot, from a phone or from this machine."),
    )
    reached = element(
        "p", "", class_="cjm-reached", role="status", data_cjm_reached="",
        data_none=_("No device has come through yet."),
        data_one=_("1 device has come through."), data_some=_("{n} devices have come through."),
    )  # fmt: skip
    return element(
        "section",
        element("h2", _("Join with your phone")),
        drawn,
        element("p", host, " ", element("strong", code, class_="cjm-wall-code"), class_="cjm-wall-address"),
        reached,
        element("ul", [element("li", check) for check in checks], class_="cjm-reached-help", hidden=True),
        class_="cjm-wall-join",
    )


def people_row(people: Sequence[Person], here: frozenset[str], initials: Sequence[str]) -> Markup:
    """Show who is in as coloured initials; who is away now is paler."""
    if not people:
        return element("p", _("Nobody is in yet."), class_="cjm-wall-people")
    faces = [
        element(
            "li", element("span", letters, aria_hidden="true"), element("span", _who(one, here), class_="cjm-unseen"),
            style=f"background: {_colour(one)}", class_=None if one.id in here else "is-away",
        )
        for one, letters in zip(people, initials, strict=True)
    ]  # fmt: skip
    n = len(here)
    told = ngettext("{n} person is here", "{n} people are here", n).format(n=n)
    return element(
        "div",
        element("ul", faces, role="list", aria_label=_("Who is in")),
        element("p", told),
        class_="cjm-wall-people",
    )


def parking(workshop: Workshop) -> Markup:
    """Say how much lies in the parking lot; nothing where it is empty."""
    n = sum(
        getattr(thing, "standing", "") == "parked" or (isinstance(thing, Note) and thing.topic == "parking")
        for thing in workshop
    )
    if not n:
        return join()
    return element(
        "p", ngettext("{n} in the parking lot", "{n} in the parking lot", n).format(n=n), class_="cjm-wall-lot"
    )


def vote_progress(asked: str, finished: int, counted: int) -> Markup:
    """Show a vote that is on: its question, and how many have finished; nothing else is known to anybody."""
    most = max(finished, counted)
    wide = 100 * finished / most if most else 0
    bar = element(
        "svg", element("rect", width=f"{number(wide)}%", height=24, rx=6), width="100%", height=24,
        aria_hidden="true", focusable="false",
    )  # fmt: skip
    told = _("{n} of {all} have finished").format(n=finished, all=most)
    return element(
        "section", element("p", asked, class_="cjm-wall-question", dir="auto"),
        element("p", told, class_="cjm-wall-finished"), bar, class_="cjm-wall-vote",
    )  # fmt: skip


def revealed(
    workshop: Workshop, journey: str, step: Step, *, beside_joining: bool = False, most: int | None = None
) -> Markup:
    """Show the cards of a step, standing together as they belong; merged ones behind the one that speaks for them.

    The type is as large as they all fit with; what fits with none is left to the phones, as is what is beyond ``most``.
    """
    groups = [group for kind, by in _SHOWN[step] for group in _groups(workshop, journey, step, kind, by)]
    total = sum(len(group.cards) for group in groups)
    if not total:
        return said(_("There is nothing to see yet."))
    lines = sum(_lines(card) for group in groups for card in group.cards) + _AROUND * len(groups)
    share = _LEFT_WITH_JOINING if beside_joining else 1
    size, room = next((one for one in _SIZES if lines <= share * one[1]), _SIZES[-1])
    fit = total if lines <= share * room else int(total * share * room / lines)
    left = min(fit, total if most is None else most)
    beyond = total - left
    merged = _spoken_for(workshop)
    parts: list[Markup] = []
    for group in groups:
        cards = group.cards[:left]
        left -= len(cards)
        if not cards:
            continue
        title = element("h3", group.title, dir="auto") if group.title and len(groups) > 1 else None
        items = [_card(workshop, card, merged.get(card.id, 0)) for card in cards]
        parts.append(element("section", title, element("ul", items, role="list"), class_="cjm-wall-group"))
    told = _("… and {n} more, on your phones").format(n=beyond)
    more = element("p", told, class_="cjm-wall-more") if beyond else None
    return element("div", parts, more, class_=f"cjm-wall-cards is-{size}")


def _lines(card: Entity) -> float:
    """Tell how many lines a card takes."""
    return min(-(-len(title_of(card)) // _LINE), 5) + _AROUND


def _groups(workshop: Workshop, journey: str, step: Step, kind: str, by: str | None) -> list[Group]:
    cards = [
        one for one in workshop.all(kind)
        if isinstance(one, Card) and one.merged_into is None and one.standing != "parked"
        and getattr(one, "journey", None) in (journey, None)
        and (not isinstance(one, Note) or (one.step == step and one.topic != "parking"))
    ]  # fmt: skip
    if not cards:
        return []
    if by is None:
        return [Group(title=_(KINDS[kind].LABEL), cards=tuple(cards))]
    field = KINDS[kind].FIELDS[by]
    words = {str(value): _(label) for value, label in field.choices}
    found: dict[str, list[Entity]] = {}
    for card in cards:
        found.setdefault(str(getattr(card, by) or ""), []).append(card)
    order = [*words, *(one.id for target in field.refers for one in workshop.all(target)), ""]
    places = {key: place for place, key in enumerate(order)}
    titles = {key: words.get(key) or (title_of(workshop.get(key)) if key else _("Not placed yet")) for key in found}
    return [
        Group(title=titles[key], cards=tuple(found[key])) for key in sorted(found, key=lambda one: places.get(one, -1))
    ]


def _spoken_for(workshop: Workshop) -> dict[str, int]:
    counts: dict[str, int] = {}
    for thing in workshop:
        into = getattr(thing, "merged_into", None)
        if into:
            counts[into] = counts.get(into, 0) + 1
    return counts


def _card(workshop: Workshop, card: Entity, merged: int) -> Markup:
    author = workshop.find(Person, getattr(card, "author", None))
    by = None
    if author is not None and author.role == "participant":
        by = element("span", author.name, class_="cjm-wall-by", style=f"border-color: {_colour(author)}")
    also = element("span", _("stands for {n}").format(n=merged + 1), class_="cjm-wall-merged") if merged else None
    return element("li", element("p", title_of(card), dir="auto"), by, also)


def _colour(person: Person) -> str:
    return person.colour if person.colour in COLOURS else COLOURS[-2]


def _who(person: Person, here: frozenset[str]) -> str:
    return person.name if person.id in here else _("{name}, away").format(name=person.name)
