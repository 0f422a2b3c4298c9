"""The tone of comments: what is taken out, what is not scored, and n with interval."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.analysis import score_by_group, score_comments
from cjm_widgets.analysis.sentiment import bare, is_english


def test_vader_scores_as_its_authors_print_it() -> None:
    # From the README of vaderSentiment: “VADER is smart, handsome, and funny.” 0.8316, “… funny!” 0.8439,
    # “VADER is not smart, handsome, nor funny.” −0.7424, “The book was good.” 0.4404.
    comments = [
        "VADER is smart, handsome, and funny.",
        "VADER is smart, handsome, and funny!",
        "VADER is not smart, handsome, nor funny.",
        "The book was good.",
    ]
    assert score_comments(comments).scores == (0.8316, 0.8439, -0.7424, 0.4404)


def test_mean_and_interval_by_hand() -> None:
    # 0.4404 and −0.7424: mean −0.151, SD 0.836366, SE 0.5914, t(1; 0.975) = 12.7062: cut at −1 and 1.
    found = score_comments(["The book was good.", "VADER is not smart, handsome, nor funny."])
    assert found.value == pytest.approx(-0.151)
    assert (found.low, found.high, found.n, found.too_few) == (-1, 1, 2, True)
    assert "too few" in found.said
    one = score_comments(["The book was good."])
    assert (one.value, one.low, one.high) == (pytest.approx(0.4404), None, None)


def test_brand_names_handles_and_addresses_carry_no_feeling() -> None:
    said = "@love United is late, see https://great.example/love. United's plane was late."
    assert bare(said, ["United"]) == "is late, see plane was late."
    assert score_comments([said]).value != 0
    assert score_comments([said], brands=["United"]).value == 0
    # Only whole words: the brand does not eat its way into others.
    assert bare("Reunited with United Airlines", ["United", "United Airlines"]) == "Reunited with"


def test_other_languages_are_not_scored() -> None:
    comments = [
        "Das Paket ist nicht gekommen und ich bin sehr enttäuscht.",
        "Le colis est arrivé avec un retard et je ne suis pas content.",
        "配送がとても遅い",
        "Die, die, die!",
        None,
        "   ",
        math.nan,
    ]
    found = score_comments(comments)
    assert [score is None for score in found.scores] == [True, True, True, False, True, True, True]
    assert found.not_scored == 6
    assert "6 comments not scored" in found.said
    german = score_comments(["Super!"], language="de")
    assert (german.value, german.n, german.said) == (None, 0, "Not scored: no comment in English.")
    assert score_comments(["Das ist gut"], language="en-GB").n == 1


def test_short_english_passes() -> None:
    for comment in ("Great service!", "No mail, no status, nothing, while paying took you one second.", "in love"):
        assert is_english(comment)


def test_groups_are_scored_each() -> None:
    found = score_by_group({"a": ["good"], "b": ["bad", None]})
    assert (found["a"].value or 0) > 0 > (found["b"].value or 0)
    assert found["b"].not_scored == 1


@given(st.lists(st.one_of(st.none(), st.text(max_size=40)), max_size=8))
def test_any_text_is_scored_within_its_scale_or_not_at_all(comments: list[str | None]) -> None:
    found = score_comments(comments)
    assert found.n + found.not_scored == len(comments)
    assert all(score is None or -1 <= score <= 1 for score in found.scores)
    if found.low is not None and found.high is not None and found.value is not None:
        assert -1 <= found.low <= found.value + 1e-9
        assert found.value <= found.high + 1e-9
