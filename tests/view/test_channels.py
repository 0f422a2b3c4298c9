"""Channels by stage: gaps and doubles are found, and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model import Journey, Settings, Stage, Touchpoint, Workshop, spread
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.channel_table import channel_table
from cjm_widgets.view.channels import GapKind, channel_matrix

if TYPE_CHECKING:
    from cjm_widgets.model import Entity

RANKS = spread(20)
STAGES = tuple(
    Stage(id=name, journey="j", name=name.title(), rank=rank)
    for name, rank in zip(("one", "two", "three"), RANKS, strict=False)
)


def holding(*things: Entity, stages: tuple[Stage, ...] = STAGES) -> Workshop:
    return Workshop("w", shelve([Settings(id="w", title="W"), Journey(id="j", title="J"), *stages, *things]))


def at(id: str, stage: str | None, channel: str, name: str = "") -> Touchpoint:
    rank = RANKS[sum(map(ord, id)) % len(RANKS)]
    return Touchpoint(id=id, journey="j", stage=stage, channel=channel, name=name or f"Moment {id}", rank=rank)


def kinds(workshop: Workshop) -> list[tuple[GapKind, str, str]]:
    return [(gap.kind, gap.channel, gap.stage) for gap in channel_matrix(workshop, "j").gaps]


def test_a_channel_that_is_used_before_and_after_breaks_off_between() -> None:
    workshop = holding(
        at("1", "one", "Chat"), at("2", "two", "Phone"), at("3", "two", "Shop"), at("4", "three", "Chat")
    )
    assert (GapKind.BREAK, "Chat", "two") in kinds(workshop)
    assert channel_matrix(workshop, "j").is_break("Chat", "two")
    assert not channel_matrix(workshop, "j").is_break("Phone", "one")


def test_an_empty_stage_is_one_gap_and_not_one_a_channel() -> None:
    workshop = holding(at("1", "one", "Chat"), at("2", "three", "Chat"))
    assert [gap for gap in kinds(workshop) if gap[2] == "two"] == [(GapKind.EMPTY_STAGE, "", "two")]


def test_a_touchpoint_without_a_channel_is_named() -> None:
    workshop = holding(at("1", "one", "", "Gets a bill"), at("2", "one", "Chat"))
    (gap, *_others) = channel_matrix(workshop, "j").gaps
    assert (gap.kind, gap.says) == (GapKind.NO_CHANNEL, "Without a channel: “Gets a bill”.")


def test_a_stage_with_one_way_only_is_said_and_is_no_gap_of_the_finding() -> None:
    workshop = holding(at("1", "one", "Chat"), stages=STAGES[:1])
    assert kinds(workshop) == [(GapKind.ONE_WAY, "Chat", "one")]
    assert channel_matrix(workshop, "j").finding == "Chat carries 1 of 1 touchpoints; no gap and no double."


def test_names_that_read_alike_are_doubles_wherever_they_stand() -> None:
    workshop = holding(at("1", "one", "Chat", "Opens the size guide"), at("2", "two", "Shop", "Opens size guide"))
    (double,) = channel_matrix(workshop, "j").doubles
    assert double.alike
    assert "“Opens the size guide” and “Opens size guide”" in double.says


def test_touchpoints_of_one_stage_and_channel_are_named_as_possible_doubles() -> None:
    workshop = holding(at("1", "one", "Chat", "Asks"), at("2", "one", "Chat", "Complains"))
    (double,) = channel_matrix(workshop, "j").doubles
    assert (double.alike, double.says) == (False, "One, Chat: “Asks” and “Complains”.")


def test_spellings_of_a_channel_are_one_channel_under_the_most_used() -> None:
    workshop = holding(at("1", "one", "E-Mail"), at("2", "one", "e-mail "), at("3", "two", "E-Mail"))
    matrix = channel_matrix(workshop, "j")
    assert matrix.channels == ("E-Mail",)
    assert matrix.of_channel("E-Mail") == 3


def test_what_stands_in_no_stage_has_a_column_of_its_own() -> None:
    matrix = channel_matrix(holding(at("1", None, "Chat")), "j")
    assert matrix.stages[-1] == ("", "Not placed yet")
    assert matrix.of_channel("Chat") == 1


def test_the_table_holds_every_name_and_nothing_typed_becomes_markup() -> None:
    html = channel_table(holding(at("1", "one", "Chat", "<b>Asks</b>")), "j").html
    assert "&lt;b&gt;Asks&lt;/b&gt;" in html
    assert "<b>Asks" not in html
    assert '<th scope="col" dir="auto">One</th>' in html
    assert "No touchpoint yet" in channel_table(holding(), "j").html


@given(
    st.lists(
        st.tuples(st.sampled_from(("one", "two", "three", None)), st.sampled_from(("Chat", "chat", "Shop", ""))),
        max_size=12,
    )
)
def test_every_touchpoint_stands_in_exactly_one_cell(placed: list[tuple[str | None, str]]) -> None:
    workshop = holding(*(at(f"t{n}", stage, channel) for n, (stage, channel) in enumerate(placed)))
    matrix = channel_matrix(workshop, "j")
    ids = [one.id for cell in matrix.cells.values() for one in cell]
    assert sorted(ids) == sorted(f"t{n}" for n in range(len(placed)))
    assert matrix.n == len(placed)
    for gap in matrix.gaps:
        if gap.kind is GapKind.BREAK:
            assert not matrix.cells.get((gap.channel, gap.stage))
