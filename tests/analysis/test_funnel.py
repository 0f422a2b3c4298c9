"""The funnel by hand, by a plain program beside it, and by what must hold of any funnel."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.analysis import BadParameter, UnknownName, count_funnel

if TYPE_CHECKING:
    from tests.analysis.conftest import Made

SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ROWS = st.lists(
    st.tuples(st.sampled_from("pqrs"), st.integers(0, 240).map(str), st.sampled_from("abcx")), min_size=1, max_size=40
)


def counts(events: Any, steps: str, **how: Any) -> list[int]:
    return [step.count for step in count_funnel(events, list(steps), **how).steps]


def test_by_hand(make_events: Made) -> None:
    events = make_events(
        [
            # p: a, then b, then c: through.
            ("p", "1", "a"), ("p", "2", "b"), ("p", "3", "c"),
            # q: b before a: closed and open stop at a (q did a, so the funnel begins there), any order sees both.
            ("q", "1", "b"), ("q", "2", "a"),
            # r: never a; came in at b and went on to c: open only.
            ("r", "1", "b"), ("r", "2", "x"), ("r", "3", "c"),
            # s: c first, then a, b: closed a b; c was not after b.
            ("s", "1", "c"), ("s", "2", "a"), ("s", "3", "b"),
            # t: nothing of the funnel.
            ("t", "1", "x"),
        ]
    )  # fmt: skip
    assert counts(events, "abc") == [3, 2, 1]  # a: p q s; b after a: p s; c after that: p
    assert counts(events, "abc", order="open") == [3, 3, 2]  # b: p s, and r who came in there; c: p r
    assert counts(events, "abc", order="any") == [3, 4, 3]  # a: p q s; b: p q r s; c: p r s
    closed = count_funnel(events, ["a", "b", "c"])
    assert (closed.n, closed.units) == (3, 5)
    assert [step.share for step in closed.steps] == [1, pytest.approx(2 / 3), pytest.approx(1 / 3)]
    assert [step.drop_off for step in closed.steps] == [0, pytest.approx(1 / 3), 0.5]
    anyhow = count_funnel(events, ["a", "b", "c"], order="any")
    assert anyhow.n == 4
    # Of the three who did a, all did b at some time; of the four who did b, p r s did c.
    assert [step.came_on for step in anyhow.steps] == [3, 3, 3]


def test_ties_are_broken_by_file_order(make_events: Made) -> None:
    assert counts(make_events([("p", "1", "a"), ("p", "1", "b")]), "ab") == [1, 1]
    assert counts(make_events([("p", "1", "b"), ("p", "1", "a")]), "ab") == [1, 0]


def test_the_same_event_twice_means_coming_back(make_events: Made) -> None:
    events = make_events([("p", "1", "a"), ("p", "2", "b"), ("p", "3", "a"), ("q", "1", "a"), ("q", "2", "b")])
    found = count_funnel(events, ["a", "b", "a"])
    assert [(step.name, step.count) for step in found.steps] == [("a", 2), ("b", 2), ("a (2)", 1)]


def test_per_session(make_events: Made) -> None:
    # 31 minutes part two sessions, 30 do not.
    events = make_events([("p", "0", "a"), ("p", "31", "b"), ("q", "0", "a"), ("q", "30", "b")])
    assert counts(events, "ab") == [2, 2]
    found = count_funnel(events, ["a", "b"], per="session")
    assert ([step.count for step in found.steps], found.units, found.grain) == ([2, 1], 3, "session")
    assert counts(events, "ab", per="session", gap_minutes=60) == [2, 2]


def test_a_step_of_several_events(make_events: Made) -> None:
    events = make_events([("p", "1", "a"), ("p", "2", "c"), ("q", "1", "b"), ("q", "2", "x")])
    found = count_funnel(events, {"in": ["a", "b"], "out": ["c"]})
    assert [(step.name, step.count) for step in found.steps] == [("in", 2), ("out", 1)]


def test_refused(make_events: Made) -> None:
    events = make_events([("p", "1", "look"), ("p", "2", "buy")])
    with pytest.raises(UnknownName, match="Did you mean “look”"):
        count_funnel(events, ["lok", "buy"])
    with pytest.raises(BadParameter, match="no steps"):
        count_funnel(events, [])
    with pytest.raises(BadParameter, match="closed, open, any"):
        count_funnel(events, ["look"], order="shut")  # type: ignore[arg-type]
    with pytest.raises(BadParameter, match="no session column"):
        count_funnel(events, ["look"], per="session", gap_minutes=None)


def plain_funnel(rows: list[tuple[str, str, str]], steps: str, order: str) -> list[int]:
    """Count without any engine: each customer's events in time, ties in file order."""
    paths = defaultdict(list)
    for who, _when, what in sorted(rows, key=lambda row: int(row[1])):  # stable: file order within a time
        paths[who].append(what)
    reached = [0] * len(steps)
    for path in paths.values():
        done = [number for number, step in enumerate(steps) if step in path]
        if order == "any":
            for number in done:
                reached[number] += 1
            continue
        at = 0 if order == "closed" else min(done, default=len(steps))
        for what in path:
            if at < len(steps) and what == steps[at]:
                reached[at] += 1
                at += 1
    return reached


@SETTINGS
@given(rows=ROWS)
def test_as_a_plain_program_counts(make_events: Made, rows: list[tuple[str, str, str]]) -> None:
    there = {what for _who, _when, what in rows}
    steps = "".join(step for step in "abc" if step in there)
    if not steps:
        return
    events = make_events(rows)
    found = {order: count_funnel(events, list(steps), order=order) for order in ("closed", "open", "any")}  # type: ignore[arg-type]
    for order, funnel in found.items():
        assert [step.count for step in funnel.steps] == plain_funnel(rows, steps, order), order
        for before, step in zip((funnel.steps[0], *funnel.steps), funnel.steps, strict=False):
            assert 0 <= step.share_low <= step.share <= step.share_high <= 1
            assert 0 <= step.drop_off_low <= step.drop_off <= step.drop_off_high <= 1
            assert step.came_on <= min(step.count, before.count)
    for closed, opened, anyhow in zip(*(found[order].steps for order in ("closed", "open", "any")), strict=True):
        assert closed.count <= opened.count <= anyhow.count


@SETTINGS
@given(rows=ROWS, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_matters_only_within_a_customers_tie(
    make_events: Made, rows: list[tuple[str, str, str]], seed: Any
) -> None:
    told = {(who, when): what for who, when, what in rows}  # one event at a time: no ties
    apart = [(who, when, what) for (who, when), what in told.items()]
    steps = [step for step in "abc" if step in told.values()]
    if not steps:
        return
    first = count_funnel(make_events(apart), steps)
    seed.shuffle(apart)
    assert count_funnel(make_events(apart), steps) == first
