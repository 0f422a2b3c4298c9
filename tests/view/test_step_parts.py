"""What the pages of steps 4 to 6 draw: significance, directions, the way, the severity matrix, disagreements."""

from __future__ import annotations

import itertools

import pytest

from cjm_widgets.model import Decision, Emotion, Journey, PainPoint, Stage, Team, Touchpoint, Why
from cjm_widgets.view.encounters import encounters, encounters_finding
from cjm_widgets.view.feelings import disagreeing, disagreement_finding, feelings, opened_with, scores_said
from cjm_widgets.view.severity import placed_pains, severity_finding, severity_table
from cjm_widgets.view.significance import Call, significance_finding, weighed
from cjm_widgets.view.way import way, way_aloud
from tests.view.shop import made, shop
from tests.view.test_channels import RANKS, at, holding

SHOP = shop()
JOURNEY = SHOP.all(Journey)[0].id


def rated(hers: int, ours: int, satisfaction: int | None) -> Touchpoint:
    return Touchpoint(
        id="t", journey="j", name="T", importance_to_customer=hers, importance_to_organisation=ours,
        satisfaction=satisfaction,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "call"),
    [
        ((5, 5, 2), Call.MEND),
        ((5, 4, None), Call.MEND),
        ((4, 4, 4), Call.KEEP),
        ((5, 2, 5), Call.BLIND_SPOT),
        ((2, 5, 1), Call.OURS),
        ((3, 3, 1), Call.LEAVE),
    ],
)
def test_what_the_scores_of_a_touchpoint_ask_for(scores: tuple[int, int, int | None], call: Call) -> None:
    (row,) = weighed(holding(rated(*scores)), "j")
    assert row.call is call


def test_the_widest_gap_comes_first_and_is_the_finding() -> None:
    two = (rated(5, 5, 4), Touchpoint(id="u", journey="j", name="U", importance_to_customer=4,
           importance_to_organisation=1, satisfaction=1))  # fmt: skip
    assert [row.gap for row in weighed(holding(*two), "j")] == [3, 1]
    assert significance_finding(holding(*two), "j").startswith("“U” satisfies least")
    assert "None satisfies less" in significance_finding(holding(rated(3, 3, 4)), "j")
    assert "No touchpoint has both" in significance_finding(holding(at("1", "one", "Chat")), "j")


def test_owners_and_directions_are_counted_and_what_nobody_owns_is_named() -> None:
    asks = Touchpoint(
        id="a", journey="j", name="Asks", owner_team="shop", initiator="customer", receiver="organisation"
    )
    waits = Touchpoint(id="b", journey="j", name="Waits", initiator="organisation", receiver="customer")
    workshop = holding(asks, waits, Team(id="shop", name="Shop"))
    assert encounters_finding(workshop, "j") == "1 has no owner team: “Waits”. The customer begins 1 of 2."
    html = encounters(workshop, "j").html
    for said in ("Customer → Organisation", "Organisation → Customer", "Shop", "not said"):
        assert said in html
    assert "No touchpoint yet" in encounters(holding(), "j").html


def test_the_way_is_a_sentence_that_one_reads_aloud() -> None:
    stages = [
        Stage(id=f"s{n}", journey="j", name=name) for n, name in enumerate(("Notices a dress", "Pays", "AI helps"))
    ]
    assert way_aloud(stages) == "First the customer notices a dress, then pays, then AI helps."
    assert way_aloud([]) == ""
    html = way(SHOP, JOURNEY).html
    assert "First the customer notices, then chooses a size" in html
    assert html.count("<li>") == 5
    assert "cjm-warned" not in html


def test_the_way_warns_outside_three_to_seven_stages() -> None:
    stages = tuple(Stage(id=f"s{n}", journey="j", name=f"Does {n}", rank=RANKS[n]) for n in range(8))
    assert "8 stages: 3 to 7 can be kept in view." in way(holding(stages=stages), "j").html
    assert "2 stages: 3 to 7" in way(holding(stages=stages[:2]), "j").html
    assert "No stage yet" in way(holding(stages=()), "j").html


def test_every_rated_pain_stands_in_its_square_and_the_unrated_beside() -> None:
    scores = itertools.product(range(5), range(1, 5))
    pains = [
        PainPoint(id=f"p{s}{f}", journey="j", description=f"Pain {s} {f}", severity=s, frequency=f) for s, f in scores
    ]
    workshop = holding(*pains, PainPoint(id="open", journey="j", description="Nobody has rated this"))
    ranked = placed_pains(workshop, "j")
    assert [one.score for one in ranked[:3]] == [16, 12, 12]
    assert ranked[-1].score is None
    html = severity_table(workshop, "j").html
    rows = html.split("<tr ")
    assert "Pain 4 1" in rows[2]
    assert "Pain 0 4" in rows[6]
    assert all(f"Pain {s} {f}" in html for s, f in itertools.product(range(5), range(1, 5)))
    assert "Not rated yet" in html
    # A cell says by itself how often it happens, for where cells are stacked; an empty one is not shown there.
    assert '<span class="cjm-often">above 50 %</span><ul><li dir="auto">Pain 4 4</li></ul>' in html
    alone = severity_table(holding(pains[0]), "j").html
    assert alone.count("cjm-vacant") == 19


def test_a_pain_at_the_top_is_asked_why_five_times() -> None:
    worst = PainPoint(id="p", journey="j", description="It hurts.", severity=4, frequency=4)
    whys = [Why(id=f"y{n}", pain_point="p", text="Because") for n in range(5)]
    assert "“It hurts”: 3 of 5 whys" in severity_table(holding(worst, *whys[:3]), "j").html
    assert "of 5 whys" not in severity_table(holding(worst, *whys), "j").html
    assert severity_finding(holding(worst), "j") == "“It hurts” hurts most: 16 of 16. 1 pain is at the top."


def test_disagreements_are_those_two_points_apart_widest_first() -> None:
    scores = {"a": (-2, 2), "b": (0, 1), "c": (-1, 1)}
    emotions = [
        Emotion(id=f"e{id}{n}", touchpoint=id, valence=value, word="torn" if n else "")
        for id, values in scores.items()
        for n, value in enumerate(values)
    ]
    workshop = holding(*(at(id, "one", "Chat", id.upper()) for id in scores), *emotions)
    assert [(one.name, low, high) for one, low, high in disagreeing(workshop, "j")] == [("A", -2, 2), ("C", -1, 1)]
    assert scores_said(workshop, "a") == "−2 +2 · torn"
    assert disagreement_finding(workshop, "j").startswith("2 wide disagreements, 0 opened.")
    opened = holding(
        *(at(id, "one", "Chat") for id in scores), *emotions, Decision(id="d", about="a", text="Ask ten customers")
    )
    assert opened_with(opened, "a") == "Ask ten customers"
    assert disagreement_finding(opened, "j").startswith("2 wide disagreements, 1 opened.")


def test_the_curve_by_itself_names_what_its_numbers_stand_for() -> None:
    html = feelings(SHOP, JOURNEY).html
    assert "Worst at “Prints the return label”: −1.7 (86 scores in all)" in html
    assert html.count("<li>") == 15
    assert 'role="img"' in html
    several = feelings(made(Emotion(id="other", touchpoint="label", persona="otto", valence=2)), JOURNEY).html
    assert "Line: mean." in several
    assert "The curve grows here" in feelings(holding(), "j").html
