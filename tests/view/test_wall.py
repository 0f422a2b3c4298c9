"""What the wall shows, and what it must not."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from cjm_widgets.model import (
    Group,
    Journey,
    Note,
    Opportunity,
    Person,
    Settings,
    Stage,
    Step,
    Touchpoint,
    Vote,
    VoteOption,
    Workshop,
)
from cjm_widgets.model.rank import spread
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.seating import my_table, part_said, tables
from cjm_widgets.view.votes import vote_result, votes_of
from cjm_widgets.view.wall import join_panel, parking, people_row, question, revealed, vote_progress

EVIL = "<script>alert(1)</script>"
JOURNEYS = (Settings(id="w", title="Room"), Journey(id="j", title="One"), Journey(id="k", title="Two"))


def room(*things: object) -> Workshop:
    return Workshop("w", shelve([*JOURNEYS, *things]))  # type: ignore[list-item]


def card(id: str, title: str, **fields: object) -> Opportunity:
    return replace(Opportunity(id=id, journey="j", question=title), **fields)  # type: ignore[arg-type]


def test_every_step_has_a_question() -> None:
    assert len({question(step).html for step in Step}) == len(Step)


def test_cards_are_shown_but_for_those_parked_merged_or_of_another_journey() -> None:
    shown = revealed(
        room(
            card("a", "Seen"), card("b", "Parked", standing="parked"), card("c", "Merged", merged_into="a"),
            card("d", "Elsewhere", journey="k"), card("e", EVIL),
        ), "j", Step.ACTION,
    ).html  # fmt: skip
    assert "Seen" in shown
    assert "stands for 2" in shown
    assert "alert(1)" in shown
    assert "<script" not in shown
    for word in ("Parked", "Merged", "Elsewhere"):
        assert word not in shown


def test_an_author_is_named_where_the_card_is_signed() -> None:
    ada = Person(id="p", name="Ada", role="participant")
    assert "Ada" in revealed(room(ada, card("a", "x", author="p")), "j", Step.ACTION).html
    assert "Ada" not in revealed(room(ada, card("a", "x")), "j", Step.ACTION).html
    leader = replace(ada, role="facilitator")
    assert "Ada" not in revealed(room(leader, card("a", "x", author="p")), "j", Step.ACTION).html


@pytest.mark.parametrize(("n", "size", "beyond"), [(3, "few", 0), (18, "some", 0), (40, "crowd", 0), (90, "crowd", 42)])
def test_type_is_as_large_as_all_cards_fit_with_and_the_rest_is_counted(n: int, size: str, beyond: int) -> None:
    shown = revealed(room(*(card(f"c{m:03}", f"Card {m}") for m in range(n))), "j", Step.ACTION).html
    assert f"is-{size}" in shown
    assert shown.count("Card ") == n - beyond
    assert (f"and {beyond} more" in shown) is bool(beyond)
    # The panel for joining takes room away.
    beside = revealed(
        room(*(card(f"c{m:03}", f"Card {m}") for m in range(n))), "j", Step.ACTION, beside_joining=True
    ).html  # fmt: skip
    assert beside.count("Card ") <= shown.count("Card ")


def test_nothing_to_see_is_said() -> None:
    assert "nothing to see yet" in revealed(room(), "j", Step.ACTION).html


def test_joining_says_the_address_and_the_code_or_why_nobody_can() -> None:
    panel = join_panel(["10.0.0.4:8866", "fallback.test"], "QWERTZ").html
    assert "10.0.0.4:8866/j/" in panel
    assert "QWERTZ" in panel
    assert "fallback.test" not in panel
    assert "data-cjm-reached" in panel
    assert '<ul class="cjm-reached-help" hidden' in panel
    shut = join_panel([], "QWERTZ").html
    assert "--lan" in shut
    assert "data-cjm-reached" not in shut


def test_who_is_away_is_said_in_words_too() -> None:
    people = [Person(id="p", name="Ada", role="participant"), Person(id="q", name="Ben", role="participant")]
    row = people_row(people, frozenset({"p"}), ["A", "B"]).html
    assert "Ben, away" in row
    assert "Ada, away" not in row
    assert "1 person is here" in row
    assert "Nobody is in yet" in people_row([], frozenset(), []).html
    painted = people_row([replace(people[0], colour="red;background:url(x)")], frozenset(), ["A"]).html
    assert "url(" not in painted


def test_the_parking_lot_counts_notes_and_parked_cards() -> None:
    note = Note(id="n", text="Later", topic="parking")
    assert "2 in the parking lot" in parking(room(note, card("a", "x", standing="parked"), card("b", "y"))).html
    assert parking(room(card("b", "y"))).html == ""


def test_of_a_vote_that_is_on_only_how_many_have_finished_is_shown() -> None:
    assert "2 of 5 have finished" in vote_progress("Which?", 2, 5).html
    assert "6 of 6 have finished" in vote_progress("Which?", 6, 5).html  # papers are more than there are people
    assert 'width="0%"' in vote_progress("Which?", 0, 0).html


def voted(*dots: int | None, state: str = "closed") -> Workshop:
    vote = Vote(id="v", question="Which?", state=state, step="action", dots_each=3, took_part=4)
    cards = [card(f"c{n}", f"Card {n}") for n in range(len(dots))]
    options = [VoteOption(id=f"o{n}", vote="v", card=f"c{n}", dots=one, voters=one) for n, one in enumerate(dots)]
    return room(vote, *cards, *options)


def test_a_result_is_in_the_order_of_the_dots_and_the_wall_leaves_out_what_got_none() -> None:
    workshop = voted(1, 5, 0, 3)
    whole = vote_result(workshop, "v").html
    assert [whole.index(f"Card {n}") for n in (1, 3, 0, 2)] == sorted(whole.index(f"Card {n}") for n in range(4))
    on_wall = vote_result(workshop, "v", most=2).html
    assert "Card 0" not in on_wall
    assert "and 2 more cards" in on_wall
    assert "Card 2" not in vote_result(workshop, "v", most=9).html
    assert "Card 0" in vote_result(voted(0, 0), "v", most=9).html


def test_an_open_vote_has_no_result_even_where_there_are_numbers() -> None:
    workshop = voted(4, 2, state="open")
    assert "no result yet" in vote_result(workshop, "v").html
    assert "Card 0" not in vote_result(workshop, "v").html
    assert [one.id for one in votes_of(workshop, "action", "open")] == ["v"]
    assert votes_of(workshop, "stages", "open") == ()
    assert votes_of(workshop, "action", "closed") == ()


def test_tables_say_their_part_and_their_people() -> None:
    names = ("Find", "Buy", "Use")
    stages = [
        Stage(id=f"s{n}", journey="j", name=name, rank=rank)
        for n, (name, rank) in enumerate(zip(names, spread(3), strict=True))
    ]
    group = Group(id="g", name=EVIL, journey="j", from_stage="s2", to_stage="s1")  # said the wrong way round
    workshop = room(*stages, group, Person(id="p", name="Ada", group="g"), Touchpoint(id="t", journey="j", name="x"))
    assert part_said(group, workshop) == "from Buy to Use"
    assert part_said(replace(group, from_stage="s1"), workshop) == "only Buy"
    assert part_said(replace(group, from_stage=None, to_stage="s1"), workshop) == "from Find to Buy"
    assert part_said(replace(group, from_stage=None, to_stage=None), workshop) == ""
    assert part_said(replace(group, journey="k"), workshop) == ""
    assert my_table(workshop, "p") == f"{EVIL} · from Buy to Use"
    assert my_table(workshop, None) == ""
    listed = tables(workshop).html
    assert "Ada" in listed
    assert "<script" not in listed
    assert "nobody yet" in tables(Workshop("w", MappingProxyType(shelve([group])))).html
    assert tables(room()).html == ""
