from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.model import KINDS, Action, Draft, Emotion, InvalidValue, ModelError, PainPoint, Touchpoint, describe
from cjm_widgets.model.rank import between, is_rank, spread
from tests.model.strategies import RANKS


@pytest.mark.parametrize(
    ("cls", "field", "low", "high", "more"),
    [
        (Touchpoint, "satisfaction", 1, 5, {"journey": "j", "name": "x"}),
        (Touchpoint, "importance_to_customer", 1, 5, {"journey": "j", "name": "x"}),
        (Emotion, "valence", -2, 2, {"touchpoint": "t"}),
        (Emotion, "intensity", 1, 5, {"touchpoint": "t"}),
        (PainPoint, "severity", 0, 4, {"journey": "j", "description": "x"}),
        (PainPoint, "frequency", 1, 4, {"journey": "j", "description": "x"}),
        (PainPoint, "evidence_grade", 0, 3, {"journey": "j", "description": "x"}),
    ],
)
def test_a_scale_is_checked_where_the_value_is_made(cls: type, field: str, low: int, high: int, more: dict) -> None:
    for value in (low, high):
        assert getattr(cls(id="x", **more, **{field: value}), field) == value
    for value in (low - 1, high + 1, 1.5, "1", True):
        with pytest.raises(InvalidValue) as caught:
            cls(id="x", **more, **{field: value})
        message = str(caught.value)
        assert f"{cls.KIND}.{field}" in message
        assert repr(value) in message
        assert f"from {low} to {high}" in message


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"name": ""}, "given"),
        ({"name": "   "}, "given"),
        ({"name": "x" * 301}, "300"),
        ({"name": "a\x00b"}, "control"),
        ({"name": "\ud83d"}, "control"),
        ({"media": "bought"}, "paid, owned, earned"),
        ({"volume_per_month": -1}, "0"),
        ({"evidence_on": "31.03.2027"}, "2027-03-31"),
        ({"evidence_on": "2027-02-30"}, "2027-03-31"),
        ({"moment_of_truth": 1}, "true or false"),
        ({"rank": "V0"}, "rank"),
        ({"customer_need": ["a"]}, "text"),
    ],
)
def test_an_error_says_what_the_field_takes(fields: dict, word: str) -> None:
    with pytest.raises(InvalidValue, match=word):
        Touchpoint(**{"id": "t", "journey": "j", "name": "x", **fields})


def test_a_link_cannot_run_anything() -> None:
    assert Action(id="a", journey="j", title="x", link="https://example.org").link
    with pytest.raises(InvalidValue):
        Action(id="a", journey="j", title="x", link="javascript:alert(1)")


def test_a_score_is_severity_times_frequency() -> None:
    assert PainPoint(id="p", journey="j", description="x", severity=3, frequency=4).score == 12
    assert PainPoint(id="p", journey="j", description="x", severity=3).score is None


def test_values_are_frozen() -> None:
    touchpoint = Touchpoint(id="t", journey="j", name="x")
    with pytest.raises(dataclasses.FrozenInstanceError):
        touchpoint.name = "y"  # type: ignore[misc]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_kind_is_described(kind: str) -> None:
    cls = KINDS[kind]
    assert cls.LABEL
    assert {field.name for field in dataclasses.fields(cls)} == {"id", *cls.FIELDS}
    for spec in describe(kind):
        assert spec.label, f"{kind}.{spec.name}"
        assert spec.as_json()["name"] == spec.name
        assert not spec.words or len(spec.words) == int(spec.high or 0) - int(spec.low or 0) + 1


@pytest.mark.parametrize(
    "draft",
    [
        Draft(kind="robot", entity="x", fields={}),
        Draft(kind="stage", entity="X Y", fields={"name": "a", "journey": "j"}),
        Draft(kind="stage", entity="s", fields={"name": "a"}),
        Draft(kind="stage", entity="s", fields={"name": "a", "journey": "j", "mood": 1}),
        Draft(kind="stage", entity="s", fields={"deleted": "yes"}),
    ],
)
def test_a_draft_that_does_not_fit_is_refused(draft: Draft) -> None:
    with pytest.raises(ModelError):
        draft.checked(None)


@given(RANKS | st.just(""), RANKS | st.just(""))
def test_there_is_always_a_rank_between(one: str, other: str) -> None:
    low, high = sorted((one, other))
    middle = between(low, high)
    assert is_rank(middle)
    assert middle > low
    assert low == high or not high or middle < high


def test_a_hundred_cards_pushed_to_the_same_place_keep_their_order() -> None:
    ranks = ["V", "W"]
    for _ in range(100):
        ranks.insert(1, between(ranks[0], ranks[1]))
    assert ranks == sorted(ranks)
    assert all(map(is_rank, ranks))
    assert spread(200) == tuple(sorted(spread(200)))
