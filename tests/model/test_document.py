from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from cjm_widgets.model import KINDS, DocumentError, Journey, Settings, Stage, Touchpoint, Workshop
from cjm_widgets.model.document import dump, load
from cjm_widgets.model.schema import json_schema
from cjm_widgets.model.workshop import shelve
from tests.model.strategies import workshops

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMA = jsonschema.Draft202012Validator(json_schema())


def small() -> Workshop:
    return Workshop(
        "w-1",
        shelve(
            [
                Settings(id="w-1", title="Größe wählen 👗"),
                Journey(id="j-1", title="First order"),
                Stage(id="s-1", journey="j-1", name="Chooses a size"),
                Touchpoint(id="t-1", journey="j-1", stage="s-1", name="Opens the size guide", satisfaction=2),
            ]
        ),
    )


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(workshops())
def test_what_is_saved_is_what_is_loaded(workshop: Workshop) -> None:
    text = dump(workshop)
    assert load(text) == workshop
    assert dump(load(text)) == text
    SCHEMA.validate(json.loads(text))


@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
@given(workshops(fewest_of_a_kind=1))
def test_a_workshop_of_every_kind_is_saved_and_loaded(workshop: Workshop) -> None:
    assert set(workshop.shelves) == {kind for kind, cls in KINDS.items() if cls.FILED}
    assert load(dump(workshop)) == workshop


def test_a_saved_workshop_is_deterministic_text() -> None:
    text = dump(small())
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")
    assert "Größe wählen 👗" in text
    shuffled = list(small())
    random.Random(3).shuffle(shuffled)
    assert dump(Workshop("w-1", shelve(shuffled))) == text


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema())


def changed(change: Callable[[dict], object]) -> str:
    document = json.loads(dump(small()))
    change(document)
    return json.dumps(document)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1, column 1"),
        (dump(small())[:-40], "line "),
        (b"\xff\xfe{}", "byte 0"),
        ("[]", "format"),
        ('{"format": "other"}', "format"),
        (changed(lambda d: d.update(version=99)), "version"),
        (changed(lambda d: d.update(version=True)), "version"),
        (changed(lambda d: d.pop("version")), "version"),
        (changed(lambda d: d.update(workshop="No Id")), "workshop"),
        (changed(lambda d: d.update(workshop="w-2")), "entities/settings/w-2"),
        (changed(lambda d: d.update(extra=1)), "extra"),
        (changed(lambda d: d.update(entities=[])), "entities"),
        (changed(lambda d: d["entities"].update(robot={})), "entities/robot"),
        (changed(lambda d: d["entities"].update(stage=[])), "entities/stage"),
        (changed(lambda d: d["entities"]["stage"].update({"s-1": 3})), "entities/stage/s-1"),
        (changed(lambda d: d["entities"]["stage"].update({"S 1": {}})), "entities/stage/S 1"),
        (changed(lambda d: d["entities"]["stage"]["s-1"].update(mood=1)), "entities/stage/s-1/mood"),
        (changed(lambda d: d["entities"]["stage"]["s-1"].pop("name")), "entities/stage/s-1/name"),
        (
            changed(lambda d: d["entities"]["touchpoint"]["t-1"].update(satisfaction=6)),
            "entities/touchpoint/t-1/satisf",
        ),
        (changed(lambda d: d["entities"]["touchpoint"]["t-1"].update(satisfaction="2")), "entities/touchpoint/t-1/sat"),
        (changed(lambda d: d["entities"]["touchpoint"]["t-1"].update(stage="gone")), "entities/touchpoint/t-1/stage"),
        (changed(lambda d: d["entities"]["touchpoint"]["t-1"].update(stage="j-1")), "entities/touchpoint/t-1/stage"),
        (changed(lambda d: d["entities"].update(team={"s-1": {"name": "x"}})), "entities/"),
        (changed(lambda d: d["entities"].update(comment={"c": {"about": "c", "text": "x"}})), "entities/comment/c"),
        (
            changed(
                lambda d: d["entities"]["stage"].update({"s-2": {"journey": "j-1", "name": "x", "merged_into": "t-1"}})
            ),
            "entities/stage/s-2/merged_into",
        ),
        (changed(lambda d: d["entities"]["stage"]["s-1"].update(merged_into="s-1")), "entities/stage/s-1/merged_into"),
        (changed(lambda d: d.update(version=1.0)), "version"),
        (dump(small()).replace('"s-1": {', '"s-1": {}, "s-1": {', 1), "s-1"),
        (dump(small()).replace("2", "NaN", 1), "NaN"),
        (dump(small()).replace("2", "1e999", 1), "entities/"),
        ('{"format": "cjm", "version": ' + "9" * 5000 + "}", "file"),
        ("[" * 200_000, "file"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text: str | bytes, place: str) -> None:
    with pytest.raises(DocumentError) as caught:
        load(text)
    assert caught.value.place.startswith(place), caught.value
    assert caught.value.problem
    assert "\n" not in str(caught.value)


def mutated(text: str, dice: random.Random) -> str:
    """One to three edits at random: cut, double, swap or replace pieces, the way editors and merges damage files."""
    for _ in range(dice.randint(1, 3)):
        at, to = sorted((dice.randrange(len(text) + 1), dice.randrange(len(text) + 1)))
        to = min(to, at + dice.randint(0, 60))
        piece = dice.choice(
            ["", text[at:to] * 2, "null", "-1", "[]", "{}", '"', ",", "\x00", "\ud800", "1e400", "true", "é"]
        )
        text = text[:at] + piece + text[to:]
    return text


def test_ten_thousand_mutated_files_are_read_or_refused_never_a_traceback() -> None:
    dice = random.Random(20_261_121)
    whole = dump(small())
    refused = 0
    for _ in range(10_000):
        text = mutated(whole, dice)
        try:
            workshop = load(text)
        except DocumentError as error:
            refused += 1
            assert error.place
            assert error.problem
        else:
            assert load(dump(workshop)) == workshop
    assert 5_000 < refused < 10_000


def test_mutated_values_are_refused_where_they_stand() -> None:
    dice = random.Random(7)
    values = [None, True, -1, 10**400, 1e300, "", "x" * 20_000, "\x00", [], {}, ["a"], {"a": 1}, "javascript:alert(1)"]
    for _ in range(3_000):
        document = json.loads(dump(small()))
        kind = dice.choice(list(document["entities"]))
        id, fields = dice.choice(list(document["entities"][kind].items()))
        name = dice.choice(list(KINDS[kind].FIELDS))
        fields[name] = dice.choice(values)
        try:
            load(json.dumps(document))
        except DocumentError as error:
            assert error.place.startswith((f"entities/{kind}/{id}/{name}", "file"))
