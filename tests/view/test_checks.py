"""What the checks find, as people see it: on the map, beside a step, and the same numbers as elsewhere on the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from cjm_widgets.model import Journey, Step, Workshop, document
from cjm_widgets.model.checks import check_journey, findings_of
from cjm_widgets.model.checks.subject import Subject
from cjm_widgets.model.settled import settled
from cjm_widgets.view.checks import closing_checks, counted, map_checks, step_checks
from cjm_widgets.view.content import content_of
from cjm_widgets.view.page import page
from cjm_widgets.view.snapshot import public
from tests.model.strategies import workshops
from tests.model.test_checks import but, of, whole, without

TODAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[2] / "sample_data" / "online-shop.cjm.json"


@pytest.fixture(scope="module")
def sample() -> Workshop:
    return document.load(SAMPLE.read_text(encoding="utf-8"))


def test_the_published_map_says_what_to_check(sample: Workshop) -> None:
    text = page(public(sample), now=TODAY)
    assert "What to check</h2>" in text
    assert "“Reports a return” has more than one accountable team: Service, Logistics." in text
    assert "Leave one team accountable" in text
    # Ties and comments stay in the room: what needs them is not said of a map that has none.
    assert "tied to" not in text
    assert "nobody has written why" not in text


def test_a_whole_map_says_so_plainly() -> None:
    drawn = map_checks(of(whole()), "j-1", TODAY, 2).html
    assert "find nothing to mend" in drawn
    assert "Nothing to check in this step" in step_checks(of(whole()), "j-1", Step.STAGES, TODAY).html


def test_a_step_shows_its_own_findings_only() -> None:
    broken = but("t-2", channel="")
    drawn = step_checks(broken, "j-1", Step.TOUCHPOINTS, TODAY).html
    assert "“Meets us 2” has no channel." in drawn
    assert "Write by what way" in drawn
    assert "1 to mend" in drawn
    assert "Nothing to check" in step_checks(broken, "j-1", Step.STAGES, TODAY).html


def test_many_places_are_one_entry_that_unfolds_to_each() -> None:
    drawn = step_checks(without("e-"), "j-1", Step.EMOTIONS, TODAY).html
    assert drawn.count('class="says"') == 1
    assert "3 touchpoints have no score yet" in drawn
    assert "All 3 in full" in drawn
    assert "“Meets us 1” has no score yet." in drawn


def test_counts_are_of_entries_by_gravity() -> None:
    bare = without("e-", "r-", "m-1")
    found = check_journey(bare, "j-1", TODAY)
    # No baseline; three touchpoints without a score, as one; nobody says who does what.
    assert counted(found) == "1 to mend and 2 to look into"
    assert counted(found[:1]) == "1 to mend"


def test_before_the_workshop_closes_the_map_says_what_it_lacks() -> None:
    assert "Ready to close" in closing_checks(of(whole()), TODAY).html
    drawn = closing_checks(but("o-1", owner=""), TODAY).html
    assert "The map has no owner." in drawn
    assert "Name one person" in drawn
    assert "review date" not in drawn
    both = closing_checks(of([*whole(), Journey(id="j-2", title="The way back")]), TODAY).html
    assert "<bdi>The way back</bdi>: The map has no owner." in both


def test_notes_stand_open_where_there_is_nothing_graver() -> None:
    assert "<details" in step_checks(but("c-2", about="t-1"), "j-1", Step.CUSTOMER_DATA, TODAY).html
    assert " open>" in step_checks(but("c-2", about="t-1"), "j-1", Step.CUSTOMER_DATA, TODAY).html
    assert " open>" not in map_checks(but("t-2", evidence_grade=None, channel=""), "j-1", TODAY, 2).html


def test_what_people_type_is_text() -> None:
    drawn = step_checks(but("t-2", channel="", name="<script>alert(1)</script>"), "j-1", Step.TOUCHPOINTS, TODAY).html
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_the_share_of_assumptions_is_the_one_that_the_map_shows(sample: Workshop) -> None:
    journey = sample.all(Journey)[0]
    statements = Subject(settled(sample), journey, TODAY).statements
    shares = content_of(sample, journey).shares
    assert (len(statements), sum(card.grade == 0 for card in statements)) == (shares.total, shares.counts[0])


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(workshops(fewest_of_a_kind=1))
def test_the_snapshot_gives_the_same_findings_as_the_workshop(workshop: Workshop) -> None:
    for journey in workshop.all(Journey):
        told, again = (
            {(one.id, one.says) for one in check_journey(shown, journey.id, TODAY, published=True)}
            for shown in (workshop, public(workshop))
        )
        assert told == again


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(workshops(fewest_of_a_kind=1))
def test_what_the_map_counts_as_claims_the_checks_count(workshop: Workshop) -> None:
    for journey in settled(workshop).all(Journey):
        statements = Subject(settled(workshop), journey, TODAY).statements
        assert len(statements) == content_of(workshop, journey).shares.total


def test_findings_of_all_steps_are_all_findings(sample: Workshop) -> None:
    found = check_journey(sample, sample.all(Journey)[0].id, TODAY)
    assert sorted(one.id for step in Step for one in findings_of(found, step)) == sorted(one.id for one in found)
