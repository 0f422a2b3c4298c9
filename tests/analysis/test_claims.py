"""Events as touchpoints and stages see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cjm_widgets.analysis import count_reach, count_stage_funnel, count_transitions, relabel

if TYPE_CHECKING:
    from tests.analysis.conftest import Made

ROWS = [
    ("p", "1", "ad"), ("p", "2", "look"), ("p", "3", "guide"), ("p", "4", "pay"),
    ("q", "1", "look"), ("q", "2", "guide"), ("q", "3", "look"),
    ("r", "1", "ad"), ("r", "2", "chat"),
]  # fmt: skip


def test_reach_by_hand(make_events: Made) -> None:
    found = count_reach(make_events(ROWS), {"ad": "t-ad", "look": "t-shop", "guide": "t-shop", "fax": "t-fax"})
    assert found.n == 3
    assert [(one.about, one.events, one.customers) for one in found.reached] == [
        ("t-ad", 2, 2), ("t-shop", 5, 2), ("t-fax", 0, 0),
    ]  # fmt: skip
    assert found.reached[1].share == pytest.approx(2 / 3)
    assert found.reached[1].share_low < 2 / 3 < found.reached[1].share_high
    assert [(one.name, one.events) for one in found.unclaimed] == [("chat", 1), ("pay", 1)]
    assert found.absent == ("fax",)
    assert found.table().shape[0] == 3


def test_without_claims_everything_is_unclaimed(make_events: Made) -> None:
    found = count_reach(make_events(ROWS), {})
    assert found.reached == ()
    assert len(found.unclaimed) == 5


def test_transitions_between_touchpoints(make_events: Made) -> None:
    found = count_transitions(relabel(make_events(ROWS), {"ad": "A", "look": "B", "guide": "B", "pay": "C"}))
    assert {(one.origin, one.target): one.count for one in found.transitions} == {
        ("A", "B"): 1, ("B", "B"): 3, ("B", "C"): 1,
    }  # fmt: skip


def test_funnel_over_stages(make_events: Made) -> None:
    claims = {"ad": "notice", "look": "choose", "guide": "choose", "pay": "buy", "fax": "never"}
    stages = ["notice", "choose", "never", "buy"]
    found = count_stage_funnel(make_events(ROWS), claims, stages)
    assert [(one.name, one.count) for one in found.steps] == [("notice", 2), ("choose", 1), ("buy", 1)]
    opened = count_stage_funnel(make_events(ROWS), claims, stages, order="open")
    assert [one.count for one in opened.steps] == [2, 2, 1]
    assert count_stage_funnel(make_events(ROWS), {"fax": "never"}, stages).steps == ()
