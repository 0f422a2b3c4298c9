"""The starting journeys: drafts to begin with, the same in every language."""

from __future__ import annotations

import re
from datetime import date
from itertools import product

import pytest

from cjm_widgets.model import KINDS, Card, Journey, Stage, Touchpoint, Workshop, document
from cjm_widgets.model.checks import check
from cjm_widgets.model.entities.touchpoints import CHANNELS
from cjm_widgets.model.fields import FieldKind
from cjm_widgets.words import _, speaking
from sample_data.starting_journeys import LANGUAGES, TEMPLATES, names, starting_journey, template_file

EACH = list(product(names(), LANGUAGES))


def load(name: str, language: str) -> Workshop:
    return document.load(template_file(name, language).read_bytes())


def test_there_are_six_and_each_speaks_every_language() -> None:
    assert len(names()) == 6
    assert {path.name for path in TEMPLATES.iterdir()} == {template_file(*one).name for one in EACH}


@pytest.mark.parametrize(("name", "language"), EACH)
def test_the_files_are_what_the_generator_makes(name: str, language: str) -> None:
    assert template_file(name, language).read_bytes() == document.dump(starting_journey(name, language)).encode()


@pytest.mark.parametrize(("name", "language"), EACH)
def test_it_is_a_draft_without_people_scores_or_dates(name: str, language: str) -> None:
    made = load(name, language)
    assert {one.KIND for one in made} == {"settings", "journey", "persona", "persona_point", "stage", "touchpoint"}
    days = [
        getattr(one, field)
        for one in made
        for field, spec in KINDS[one.KIND].FIELDS.items()
        if spec.kind is FieldKind.DATE and getattr(one, field)
    ]
    assert days == []
    assert {one.grade for one in made if isinstance(one, Card)} == {0}
    assert made.settings.language == language


@pytest.mark.parametrize("name", names())
def test_it_keeps_the_methods_own_rules(name: str) -> None:
    made = load(name, "en")
    (journey,) = made.all(Journey)
    stages = made.of(Stage, journey=journey.id)
    assert 3 <= len(stages) <= 7
    assert all(one.customer_goal and one.entry_trigger and one.exit_criterion for one in stages)
    assert all(one.channel for one in made.all(Touchpoint))
    assert {one.stage for one in made.all(Touchpoint)} == {one.id for one in stages}


@pytest.mark.parametrize("name", names())
def test_every_language_tells_the_same_journey(name: str) -> None:
    english, german = load(name, "en"), load(name, "de")
    assert [one.id for one in english] == [one.id for one in german]
    told = [
        (one.id, field)
        for one, other in zip(english, german, strict=True)
        for field, value in one.given().items()
        if isinstance(value, str) and re.search(r"\w \w+ \w", value) and value == getattr(other, field)
    ]
    assert told == []


@pytest.mark.parametrize(("name", "language"), EACH)
def test_its_channels_are_those_that_the_form_offers_in_its_language(name: str, language: str) -> None:
    with speaking(language):
        offered = {_(channel) for channel in CHANNELS}
    assert {one.channel for one in load(name, language).all(Touchpoint)} <= offered


LEFT_OPEN = {
    # What the map is for and who keeps it is the room's to say, and no draft can be closed.
    "no-objective", "closing-without-owner", "closing-without-review-date", "closing-without-action",
    # It is a draft: nobody has looked into data, asked a customer, or said how they know.
    "mostly-assumptions", "no-source", "persona-without-source", "persona-ungraded",
    # Scores and teams are the room's own.
    "touchpoint-without-emotion", "touchpoint-without-team", "no-responsibilities",
}  # fmt: skip


@pytest.mark.parametrize(("name", "language"), EACH)
def test_what_the_checks_find_is_what_it_leaves_open_on_purpose(name: str, language: str) -> None:
    assert {one.id for one in check(load(name, language), date(2026, 11, 22))} == LEFT_OPEN
