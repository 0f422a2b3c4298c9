"""The second sample: complete by the method, without a data file, and honest about what it stands on."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from cjm_widgets.model import KINDS, Card, Emotion, Hypothesis, Person, Raci, Touchpoint, Workshop, document
from cjm_widgets.model.checks import check
from sample_data.innovation_training import WORKSHOP_FILE, sample_workshop

HELD_ON = date(2026, 10, 20)


@pytest.fixture(scope="module")
def sample() -> Workshop:
    return document.load(WORKSHOP_FILE.read_bytes())


def test_the_file_is_what_the_generator_makes() -> None:
    assert WORKSHOP_FILE.read_bytes() == document.dump(sample_workshop()).encode()


def test_it_has_everything_but_data_files_and_votes(sample: Workshop) -> None:
    left_out = {kind for kind in KINDS if not sample.all(kind)}
    assert left_out == {"question", "claim", "measurement", "vote", "vote_option", "team_total", "ballot"}


def test_seven_people_of_four_teams(sample: Workshop) -> None:
    people = sample.all(Person)
    assert Counter(one.role for one in people) == {"facilitator": 1, "participant": 7}
    assert len({one.team for one in people if one.role == "participant"}) == 4


def test_nobody_scores_a_touchpoint_twice(sample: Workshop) -> None:
    given = Counter((one.touchpoint, one.author) for one in sample.all(Emotion))
    assert max(given.values()) == 1
    assert {one.touchpoint for one in sample.all(Emotion)} == {one.id for one in sample.all(Touchpoint)}


def test_the_teams_part_where_the_training_is_over(sample: Workshop) -> None:
    plan = {one.author: one.valence for one in sample.of(Emotion, touchpoint="touchpoint-plan-on-wall")}
    assert {plan["person-lene"], plan["person-diego"], plan["person-amina"]} == {2}
    assert {plan["person-yuki"], plan["person-greta"]} == {-1}


def test_most_of_it_is_only_believed_and_it_says_so(sample: Workshop) -> None:
    grades = Counter(one.grade for one in sample if isinstance(one, Card))
    assert grades[0] > grades[1] + grades[2] + grades[3] > 0
    assert {one.verdict for one in sample.all(Hypothesis)} == {"contradicted", "not_enough_data", None}


def test_responsibility_has_the_gaps_that_the_room_found(sample: Workshop) -> None:
    answer = Counter(one.touchpoint for one in sample.of(Raci, part="accountable"))
    assert answer["touchpoint-first-meeting"] == 0
    assert answer["touchpoint-four-week-call"] == 2


def test_the_checks_find_what_the_room_left_open_and_no_error(sample: Workshop) -> None:
    found = check(sample, HELD_ON)
    assert {one.severity for one in found} <= {"warning", "note"}
    assert any(one.place.id == "touchpoint-four-week-call" for one in found)
