"""Sheets of personas and objectives, empathy maps and hypotheses, as pictures and as words."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import (
    Citation,
    EmpathyNote,
    Hypothesis,
    Journey,
    Metric,
    Objective,
    Persona,
    PersonaPoint,
    ScopeItem,
    Settings,
    Skill,
    Source,
    Stage,
    Stakeholder,
    Trait,
    Workshop,
)
from cjm_widgets.model.workshop import shelve
from cjm_widgets.view.compared import compared, shares
from cjm_widgets.view.empathy import CANVAS, SIX, empathy_list, empathy_map, stored_boxes
from cjm_widgets.view.hypotheses import hypotheses_of, hypothesis_list
from cjm_widgets.view.markup import picture
from cjm_widgets.view.objectives import aim_drawn, objective_sheet
from cjm_widgets.view.page import page
from cjm_widgets.view.personas import in_sight, persona_sheet
from cjm_widgets.view.portrait import initials, portrait
from cjm_widgets.view.sheets import styled
from cjm_widgets.view.snapshot import public
from tests.view.shop import NOW
from tests.view.test_markup import NASTY, read

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from cjm_widgets.model import Entity
    from cjm_widgets.view.markup import Markup

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5Er"
    "kJggg=="
)
ADA = Persona(id="ada", name="Ada, first order", segment="New", share_percent=40, quote="Is it real?", rank="B")
BEN = Persona(id="ben", name="Ben Okri", segment="Regulars", share_percent=25.5, empathy_map="canvas", rank="C")


def workshop(*things: Entity) -> Workshop:
    whole = (Settings(id="w", title="W"), Journey(id="j", title="J", persona="ada"), ADA, BEN, *things)
    return Workshop("w", shelve(whole))


def told(markup: Markup | str | None) -> str:
    """Everything that a page says, a blank between its elements."""
    assert markup is not None
    body = re.sub(r"<style>.*?</style>", "", str(markup), flags=re.DOTALL)
    return re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def point(id: str, aspect: str, text: str, **more: object) -> PersonaPoint:
    return PersonaPoint(id=id, persona="ada", aspect=aspect, text=text, **more)  # type: ignore[arg-type]


FULL = workshop(
    Source(id="talks", title="Interviews", n=8),
    point("goal", "goal", "Look right", evidence_grade=2, evidence_n=8, evidence_source="talks"),
    point("need", "need", "Know the size"),
    point("parked", "need", "Parked need", standing="parked"),
    point("merged", "need", "Merged need", merged_into="need"),
    Skill(id="skill", persona="ada", name="Sizes", level=2),
    Skill(id="unlevelled", persona="ada", name="Without a level"),
    Trait(id="trait", persona="ada", left="plans", right="jumps", value=4),
    Citation(id="cited", about="ada", source="talks", remark="How they guess"),
    EmpathyNote(id="say", persona="ada", box="say", text="Both sizes"),
    EmpathyNote(id="do", persona="ada", box="do", text="Holds it to the screen"),
    EmpathyNote(id="who", persona="ada", box="who", text="Somebody new"),
    EmpathyNote(id="think", persona="ben", box="think_feel", text="Quick now"),
    EmpathyNote(id="must", persona="ben", box="need_to_do", text="Reorder"),
)


def test_a_persona_sheet_says_everything_in_words() -> None:
    text = told(persona_sheet(FULL, ADA, level=2, primary=True))
    for words in ("Primary persona", "Ada, first order", "New · 40\u00a0% of customers", "“Is it real?”", "Look right",
                  "Some data, n\u00a08 (A)", "2 of 5", "4 of 5 on the way from “plans” to “jumps”", "Interviews (A)",
                  "How they guess"):  # fmt: skip
        assert words in text
    for words in ("Parked need", "Merged need", "Without a level", "Nothing written yet"):
        assert words not in text


def test_what_a_sheet_needs_is_named_where_it_is_missing() -> None:
    text = told(persona_sheet(FULL, ADA, level=2, gaps=True))
    assert text.count("Nothing written yet") == 1
    assert re.search(r"Frustrations\s+Nothing written yet", text)


def test_headings_of_a_sheet_follow_one_another() -> None:
    drawn = str(persona_sheet(FULL, ADA, level=3))
    assert set(re.findall(r"<h(\d)", drawn)) == {"3", "4"}
    assert drawn.index("<h3") < drawn.index("<h4")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Nadia, first order", "N"),
        ("Ben Okri", "BO"),
        ("Anna Maria Luisa", "AL"),
        ("李 雷", "李雷"),
        ("42", "?"),
        (" ", "?"),
    ],
)
def test_initials_stand_in_for_a_picture(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_picture_is_shown_when_it_is_one_and_nothing_else_is_ever_fetched() -> None:
    assert f'<img src="{DOT}" alt="">' in str(portrait(Persona(id="p", name="P", picture=DOT)))
    for address in (
        "https://example.org/a.png", "data:image/svg+xml;base64,PHN2Zz4=", "javascript:alert(1)", "", "a.png",
        DOT + '" onerror="alert(1)', DOT + "\n",
    ):  # fmt: skip
        assert picture(address) is None


def test_the_empathy_map_has_its_boxes_in_the_order_of_its_preset() -> None:
    six = told(empathy_map(FULL, ADA, level=2))
    labels = [box.label for box in SIX]
    assert sorted(labels, key=six.index) == labels
    assert re.search(r"Says and does.*Both sizes.*Holds it to the screen", six, re.DOTALL)
    assert "1 more in boxes that only the seven-box canvas has" in six
    canvas = told(empathy_map(FULL, BEN, level=2))
    places = [canvas.index(box.label) for box in CANVAS]
    assert places == sorted(places)
    assert re.findall(r"\b[1-9]\b", canvas) == list("1234567")


def test_the_canvas_holds_every_box_and_six_boxes_leave_two_out() -> None:
    assert stored_boxes(BEN) == (
        "who", "need_to_do", "see", "say", "do", "hear", "think_feel", "pains", "gains",
    )  # fmt: skip
    assert set(stored_boxes(BEN)) - set(stored_boxes(ADA)) == {"who", "need_to_do"}


def test_an_empathy_map_without_a_note_is_not_drawn_unless_somebody_is_to_fill_it() -> None:
    bare = workshop()
    assert empathy_map(bare, ADA, level=2) is None
    drawn = empathy_map(bare, ADA, level=2, gaps=True)
    assert drawn is not None
    assert told(drawn).count("Nothing written yet") == len(SIX)
    assert told(empathy_list(bare, BEN, level=3)).count("Nothing written yet") == len(CANVAS)


def test_personas_are_compared_in_a_real_table() -> None:
    table = compared(FULL, (ADA, BEN), primary="ada", caption="c")
    assert table is not None
    reader = read(table)
    tags = [tag for tag, _ in re.findall(r"<(table|caption|th)( |>)", str(table))]
    assert tags.count("caption") == 1
    assert str(table).count('scope="col"') == 2
    assert 'scope="row"' in str(table)
    for words in ("Ada, first order", "Ben Okri", "Look right", "Share of customers"):
        assert words in reader.text
    assert "Frustrations" not in reader.text, "a row that nobody fills is left out"
    assert compared(FULL, (ADA,), primary="ada", caption="c") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((40.0, 25.5), "Together 65.5\u00a0% of customers; 34.5\u00a0% are none of these."),
        ((60.0, 40.0), "Together 100\u00a0% of customers; 0\u00a0% are none of these."),
        ((70.0, 40.0), "Together they are 110\u00a0%."),
        ((33.4, 66.7), "Together they are 100.1\u00a0%."),
        ((70.0, None), "1 persona does not say its share."),
    ],
)
def test_shares_are_summed_and_more_than_all_is_warned_of(given: tuple[float | None, ...], said: str) -> None:
    personas = [Persona(id=f"p{n}", name=f"P{n}", share_percent=share) for n, share in enumerate(given)]
    drawn = shares(personas)
    assert drawn is not None
    assert said in told(drawn)
    assert ('class="warning"' in str(drawn)) == (sum(share or 0 for share in given) > 100)
    assert shares([Persona(id="p", name="P")]) is None


def test_an_objective_says_what_is_open() -> None:
    bare = Objective(id="o", journey="j", statement="Mend two places")
    text = told(objective_sheet(workshop(bare), bare, level=2))
    for words in ("Not said yet", "No metric yet", "not named yet", "where does it begin?", "when is it over?"):
        assert words in text


def test_an_objective_sheet_says_everything() -> None:
    objective = Objective(
        id="o", journey="j", statement="Mend two places", decision_informed="The budget", scope_start="An advert",
        scope_end="The refund", map_state="current", lens="customer", owner="Jo", review_by="2027-05-12",
    )  # fmt: skip
    parts = (
        ScopeItem(id="in", objective="o", side="in", text="Dresses"),
        ScopeItem(id="out", objective="o", side="out", text="Shoes"),
        Stakeholder(id="s", objective="o", name="Elspeth", stake="sponsor"),
        Metric(id="m", about="o", name="Second orders", unit="%", baseline=18, target=24, target_by="2027-09-30"),
    )
    text = told(objective_sheet(workshop(objective, *parts), objective, level=2))
    for words in ("map state: current", "lens: customer", "The budget", "An advert", "The refund", "Dresses", "Shoes",
                  "Sponsor", "Elspeth", "Jo", "12 May 2027",
                  "today 18 %, target 24 % by 30 September 2027"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("ends", [(18, 24), (24, 18), (5, 5), (-3, 0)])
def test_a_way_from_baseline_to_target_stays_in_its_drawing(
    ends: tuple[float, float], snapshot: SnapshotAssertion
) -> None:
    drawn = aim_drawn(Metric(id="m", about="o", name="M", baseline=ends[0], target=ends[1], measured=20))
    assert all(0 <= float(x) <= 240 for x in re.findall(r'(?:cx|x1|x2)="([-\d.]+)"', str(drawn)))
    assert aim_drawn(Metric(id="m", about="o", name="M", baseline=3)) is None
    assert str(drawn) == snapshot


def hypothesis(**fields: object) -> Hypothesis:
    return Hypothesis(id="h", journey="j", claim="They leave", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Not tested yet They leave"),
        (
            {"verdict": "supported", "measure": "drop_off", "direction": "up", "threshold": 25, "value": 64.1,
             "low": 61.5, "high": 66.6, "n": 1378, "found_on": "2026-11-22", "about": "s"},
            (
                "Chooses a size Customers who do not go on to the next stage, %; expected: above 25\u00a0% "
                "found: 64\u00a0% (95 % interval 62\u00a0% to 67\u00a0%, n\u00a01,378, 22 Nov 2026)"
            ),
        ),
        ({"verdict": "contradicted", "measure": "nps", "direction": "down", "threshold": 0, "value": 42.2},
         "Contradicted They leave NPS, points; expected: below 0 found: 42"),
        ({"verdict": "not_enough_data", "metric": "Calls", "direction": "same", "threshold": 3.5},
         "Not enough data They leave Calls; expected: no other than 3.5"),
    ],
)  # fmt: skip
def test_a_hypothesis_says_what_was_expected_what_was_found_and_the_verdict(
    fields: dict[str, object], said: str
) -> None:
    there = workshop(Stage(id="s", journey="j", name="Chooses a size"), hypothesis(**fields))
    drawn = hypothesis_list(there, hypotheses_of(there, "j"))
    assert drawn is not None
    assert said in told(drawn)


def test_the_published_map_tells_whom_it_is_about_and_what_was_expected() -> None:
    there = Workshop("w", shelve([*FULL, Stage(id="s", journey="j", name="Chooses"), hypothesis(verdict="supported"),
                                  Stakeholder(id="k", objective="o", name="Elspeth Grant", stake="sponsor"),
                                  Objective(id="o", journey="j", statement="Mend", decision_informed="The budget"),
                                  ScopeItem(id="out", objective="o", side="out", text="Shoes")]))  # fmt: skip
    text = told(page(public(there), now=NOW))
    for words in ("Whom this map is about", "Look right", "Empathy map: Ada", "Compared with others", "Ben Okri",
                  "What we expected, and what the data says", "They leave", "The budget", "Shoes"):  # fmt: skip
        assert words in text
    assert "Elspeth Grant" not in text


def test_a_map_of_which_nothing_more_is_known_has_no_empty_sections() -> None:
    bare = workshop(Stage(id="s", journey="j", name="Chooses"))
    drawn = page(public(bare), now=NOW)
    assert 'class="whom"' not in drawn
    assert 'class="expected"' not in drawn


@pytest.mark.parametrize("text", NASTY)
def test_what_people_type_stays_text_on_every_sheet(text: str) -> None:
    persona = Persona(id="ada", name=text[:300] or "x", quote=text, context=text, segment=text[:300])
    objective = Objective(id="o", journey="j", statement=text or "x", owner=text[:300], scope_start=text[:300])
    there = workshop(
        objective, point("p", "goal", text or "x"), EmpathyNote(id="e", persona="ada", box="say", text=text or "x"),
        hypothesis(metric=text[:300]), Trait(id="t", persona="ada", left=text[:300] or "x", right="r", value=1),
    )  # fmt: skip
    drawn = styled(
        persona_sheet(there, persona, level=2),
        empathy_map(there, persona, level=2),
        empathy_list(there, persona, level=2),
        compared(there, (persona, BEN), primary=None, caption="c"),
        objective_sheet(there, objective, level=2),
        hypothesis_list(there, hypotheses_of(there, "j")),
    )
    reader = read(str(drawn).split("</style>", 1)[1])
    assert not [name for name, _value in reader.attributes if name.startswith("on") or name == "src"]
    assert "script" not in reader.tags


def test_only_what_is_neither_parked_nor_hidden_nor_merged_is_in_sight() -> None:
    assert [in_sight(point("p", "goal", "x", standing=one)) for one in ("written", "settled", "parked", "hidden")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert not in_sight(point("p", "goal", "x", merged_into="q"))
