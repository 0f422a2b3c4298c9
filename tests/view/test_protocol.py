"""The protocol of a workshop: what is in it, and what is in none of its forms."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cjm_widgets.model import (
    Action,
    Agenda,
    AgendaItem,
    Ballot,
    Decision,
    Fold,
    Journey,
    Note,
    PainPoint,
    Person,
    Settings,
    Vote,
    VoteOption,
    Workshop,
)
from cjm_widgets.view.protocol import gather, protocol_lists, protocol_page, protocol_text
from cjm_widgets.view.protocol.handout import handout_page
from cjm_widgets.view.protocol.lists import defused
from cjm_widgets.view.protocol.text import escaped

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
HIDDEN = "Nobody must ever read this"
ASIDE = "Shout at legal first"
EVIL = "=cmd|'/c calc'!A1 <script>alert(1)</script> [x](javascript:1)"


def workshop() -> Workshop:
    things = [
        Settings(id="w-1", title="First order"),
        Journey(id="journey-1", title="First order"),
        Person(id="person-1", name="Zoe Quiet", role="participant"),
        Person(id="person-2", name="Lea Loud", role="facilitator"),
        PainPoint(id="pain-1", journey="journey-1", description="Waits for the refund", author="person-1"),
        PainPoint(id="pain-2", journey="journey-1", description=HIDDEN, standing="hidden", aside=ASIDE),
        Note(id="note-1", text="What about gift cards?", topic="parking", journey="journey-1"),
        Note(id="note-2", text="Another map", standing="parked", aside=ASIDE, journey="journey-1"),
        Note(id="note-3", text=HIDDEN, topic="parking", standing="hidden", journey="journey-1"),
        Decision(id="decision-1", text=EVIL, reason="It costs most", about="pain-2"),
        Action(id="action-1", journey="journey-1", title="Pay back in 3 days", owner="Ada Lang", due="2027-01-31"),
        Vote(id="vote-1", question="What hurts most?", state="closed", dots_each=3, took_part=4, tipping=2,
             agreement=0.5, opened_at="2026-11-22T10:00:00Z"),
        VoteOption(id="option-1", vote="vote-1", card="pain-1", dots=5, voters=3),
        VoteOption(id="option-2", vote="vote-1", card="pain-2", dots=1, voters=1),
        Ballot(id="ballot-1", vote="vote-1", marks="pain-1=3"),
        Vote(id="vote-2", question="What first?", state="open", dots_each=3, opened_at="2026-11-22T11:00:00Z"),
        VoteOption(id="option-3", vote="vote-2", card="pain-1"),
    ]  # fmt: skip
    return Fold("w-1").restore({one.id: [one.KIND, False, one.given()] for one in things}, 1)


def forms(*, names: bool = False, held: Workshop | None = None) -> dict[str, str]:
    begun = NOW.timestamp()
    agenda = Agenda(
        items=(AgendaItem(title="Welcome", minutes=10, began_at=begun), AgendaItem(title="Close", minutes=5))
    )
    record = gather(held or workshop(), now=NOW, agenda=agenda, names=names)
    lists = protocol_lists(record)
    return {"html": protocol_page(record), "md": protocol_text(record), **lists}


def test_it_holds_decisions_votes_actions_the_parking_lot_and_the_day() -> None:
    found = forms()
    for text in (found["html"], found["md"]):
        for said in ("It costs most", "What hurts most?", "Waits for the refund", "Pay back in 3 days", "Ada Lang",
                     "31 January 2027", "gift cards", "Another map", "Welcome", "1 person took part",
                     "Each of 2 ballots, left out, would change the first three"):  # fmt: skip
            assert said in text, said
    assert list(csv.reader(io.StringIO(found["vote-1.csv"].removeprefix("\ufeff"))))[1] == [
        "Waits for the refund",
        "5",
        "3",
    ]
    assert {"decisions.csv", "actions.csv", "vote-1.csv", "parking-lot.csv", "agenda.csv"} <= found.keys()


def test_it_holds_nothing_that_it_must_not() -> None:
    for name, text in forms().items():
        for secret in (HIDDEN, ASIDE, "ballot-1", "pain-1=3", "Zoe", "Lea", "person-1"):
            assert secret not in text, (name, secret)


def test_an_open_vote_says_only_that_it_is_open() -> None:
    found = forms()
    assert "still open" in found["html"]
    assert "vote-2.csv" not in found


def test_people_are_named_only_where_that_is_wanted() -> None:
    assert "Zoe Quiet" in forms(names=True)["html"]
    assert "Lea" not in forms(names=True)["html"]


def test_what_the_workshop_did_not_come_to_is_said_plainly() -> None:
    record = gather(workshop(), now=NOW)
    assert any("no owner" in one for one in record.lacking)
    assert any("no review date" in one for one in record.lacking)
    assert not any("no action" in one for one in record.lacking)
    assert "The map has no owner." in protocol_page(record)


def test_whatever_people_typed_is_text() -> None:
    found = forms()
    assert "<script" not in found["html"]
    assert "&lt;script&gt;" in found["html"]
    assert "<script" not in found["md"]
    assert "\\[x\\]" in found["md"]
    assert list(csv.reader(io.StringIO(found["decisions.csv"].removeprefix("\ufeff"))))[1][0].startswith("'=cmd")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\u200b=1", "\uff1d1", "\ufeff=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert defused(cell).startswith("'")


@pytest.mark.parametrize("cell", ["refund", "3 days", "a=b", ""])
def test_plain_cells_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("- no list", "\\- no list"),
        ("1. no number", "1\\. no number"),
        ("a | b", "a \\| b"),
        ("two\nlines", "two lines"),
    ],
)
def test_no_sign_of_a_text_is_markdown(typed: str, written: str) -> None:
    assert escaped(typed) == written


def test_the_hand_out_says_what_is_anonymous_and_holds_no_code() -> None:
    held = workshop()
    signed = handout_page(held)
    assert "Notes and pain points are anonymous" not in signed
    hidden = replace(held.settings, anonymous_notes=True)
    things = [hidden if one.KIND == "settings" else one for one in held]
    told = handout_page(Fold("w-1").restore({one.id: [one.KIND, False, one.given()] for one in things}, 1))
    assert "Notes and pain points are anonymous" in told
    assert "Write alone" in told
    assert HIDDEN not in told
    assert "/j/" not in told
