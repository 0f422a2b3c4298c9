"""Transitions, sessions, repeats and waits, worked out by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cjm_widgets.analysis import (
    BadParameter,
    between,
    collapse_repeats,
    count_events,
    count_sessions,
    count_transitions,
    cut_sessions,
)

if TYPE_CHECKING:
    from tests.analysis.conftest import Made


def test_transitions_by_hand(make_events: Made) -> None:
    events = make_events(
        [
            ("p", "0", "a"), ("p", "1", "b"), ("p", "4", "b"),  # a→b 60 s, b→b 180 s
            ("q", "0", "a"), ("q", "3", "b"),                   # a→b 180 s
            ("r", "0", "a"), ("r", "10", "c"),                  # a→c 600 s
        ]
    )  # fmt: skip
    found = count_transitions(events)
    assert found.total == 4
    assert [(one.origin, one.target, one.count, one.customers) for one in found.transitions] == [
        ("a", "b", 2, 2), ("a", "c", 1, 1), ("b", "b", 1, 1),
    ]  # fmt: skip
    first = found.transitions[0]
    assert first.share == pytest.approx(2 / 3)  # two of the three that leave a
    assert first.median_s == 120  # between 60 and 180
    assert first.p95_s == pytest.approx(60 + 0.95 * 120)  # linear between the two
    assert found.table().shape == (3, 7)


def test_ties_follow_the_file(make_events: Made) -> None:
    assert count_transitions(make_events([("p", "1", "b"), ("p", "1", "a")])).count("b", "a") == 1
    assert count_transitions(make_events([("p", "1", "a"), ("p", "1", "b")])).count("b", "a") == 0


def test_milliseconds_count(make_events: Made) -> None:
    events = make_events([("p", "2026-01-05T10:00:00.250", "a"), ("p", "2026-01-05T10:00:01", "b")])
    assert count_transitions(events).transitions[0].median_s == 0.75


def test_a_customer_of_one_event_leads_nowhere(make_events: Made) -> None:
    found = count_transitions(make_events([("p", "1", "a")]))
    assert (found.total, found.transitions) == (0, ())
    assert list(found.table().columns)[:3] == ["origin", "target", "count"]


def test_sessions_by_hand(make_events: Made) -> None:
    # p: 0, 30 | 61 — a pause of just 30 minutes is within; q has a session of its own at the same times.
    events = make_events([("p", "0", "a"), ("p", "30", "a"), ("p", "61", "a"), ("q", "0", "a")])
    found = count_sessions(events)
    assert (found.sessions, found.customers, found.sessions_per_customer) == (3, 2, 1.5)
    assert (found.median_events, found.median_duration_s) == (1, 0)
    assert count_sessions(events, gap_minutes=31).sessions == 2
    assert sorted(cut_sessions(events).execute()["session"]) == ["1", "1", "1", "2"]
    for wrong in (0, -1, float("nan")):
        with pytest.raises(BadParameter, match="gap_minutes"):
            count_sessions(events, gap_minutes=wrong)


def test_collapsed_repeats(make_events: Made) -> None:
    events = make_events([("p", str(minute), what) for minute, what in enumerate("aabbba")] + [("q", "9", "a")])
    kept = collapse_repeats(events).order_by("row").execute()
    assert list(kept["event"]) == ["a", "b", "a", "a"]
    assert list(kept["row"]) == [0, 2, 5, 6]


def test_counts_by_hand(make_events: Made) -> None:
    counts = count_events(make_events([("p", "0", "a"), ("p", "1", "a"), ("q", "2", "b"), ("r", "3", "a")]))
    assert (counts.customers, counts.events) == (3, 4)
    assert [(one.name, one.events, one.customers, one.share) for one in counts.names] == [
        ("a", 3, 2, pytest.approx(2 / 3)),
        ("b", 1, 1, pytest.approx(1 / 3)),
    ]
    assert counts.period_start is not None
    assert counts.period_start.isoformat() == "2026-01-01T00:00:00"


def test_waits_that_other_events_interrupt(make_events: Made) -> None:
    events = make_events(
        [("p", "0", "sent"), ("p", "5", "chat"), ("p", "9", "paid"), ("q", "0", "paid"), ("q", "1", "sent")]
    )
    waits = between(events, "sent", "paid").execute()
    assert list(waits.itertuples(index=False, name=None)) == [("p", 540.0)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(st.sampled_from("pqr"), st.integers(0, 90).map(str), st.sampled_from("abc")), min_size=1, max_size=30
    )
)
def test_as_a_plain_program_counts(make_events: Made, rows: list[tuple[str, str, str]]) -> None:
    paths = defaultdict(list)
    for who, _when, what in sorted(rows, key=lambda row: int(row[1])):
        paths[who].append(what)
    expected = Counter(pair for path in paths.values() for pair in pairwise(path))
    found = count_transitions(make_events(rows))
    assert {(one.origin, one.target): one.count for one in found.transitions} == dict(expected)
    for origin in {one.origin for one in found.transitions}:
        assert sum(one.share for one in found.transitions if one.origin == origin) == pytest.approx(1)
