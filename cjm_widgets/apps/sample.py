"""Workshops to begin with: the sample, starting journeys, and a blank one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.model import (
    FieldKind,
    Journey,
    Person,
    Role,
    Settings,
    Source,
    Viewer,
    Workshop,
    derived_id,
    document,
    new_id,
)
from cjm_widgets.model.workshop import shelve
from cjm_widgets.words import N_, SOURCE, _, language, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_widgets.model import Entity, Json
    from cjm_widgets.store import Store

BLANK: Final = "blank"
SAMPLE: Final = "online-shop"
SAMPLES: Final[Mapping[str, str]] = {
    SAMPLE: N_("A fashion shop, with its data: events, a survey, comments"),
    "innovation-training": N_("A firm that trains innovation teams, on interviews and belief"),
}
"""The invented workshops that come with the kit, by id."""
_ENDING: Final = ".cjm.json"

# Of the first one, the data files by the source that they are.
_FILES: Final[Mapping[str, tuple[str, Mapping[str, Json]]]] = {
    "source-events": ("events.csv", {}),
    "source-survey": ("survey.csv", {"missing": "99"}),
    "source-comments": ("comments.csv", {}),
}


def make_sample(kept: Store, which: str = SAMPLE) -> str:
    """Add a sample workshop, a key of ``SAMPLES``; where it has data, with the numbers worked out. Gives its id."""
    folder = places.share("sample_data")
    id = kept.add(document.load((folder / f"{which}{_ENDING}").read_bytes()))
    if which == SAMPLE:
        _take_data_in(kept, id, folder)
    return id


def _take_data_in(kept: Store, id: str, folder: Path) -> None:
    # The engine takes a second to import, which pages that need no numbers must not pay.
    from cjm_widgets.steps.accepting import accept  # noqa: PLC0415
    from cjm_widgets.steps.importing import Importing  # noqa: PLC0415
    from cjm_widgets.steps.measuring import update_measurements  # noqa: PLC0415

    seat = kept.seat(id, Viewer(role=Role.FACILITATOR))
    try:
        for source, (name, answers) in _FILES.items():
            importing = Importing(folder / name)
            kind = importing.guessed_kind
            prepared = importing.prepare(kind, {**importing.guesses(kind), "consent": "invented", **answers})
            accept(seat, prepared, source if seat.workshop.find(Source, source) else None)
        for journey in seat.workshop.all(Journey):
            update_measurements(seat, journey.id)
    finally:
        seat.close()


def starting_journeys() -> dict[str, str]:
    """Give the starting journeys by name, with their titles in the language in use; a blank one comes last."""
    names = sorted({path.name.partition(".")[0] for path in _starting_folder().glob(f"*{_ENDING}")})
    found = {name: document.load(_starting_file(name, language()).read_bytes()).settings.title for name in names}
    return {**found, BLANK: N_("Nothing yet: an empty journey")}


def _starting_folder() -> Path:
    return places.share("templates") / "journeys"


def _starting_file(name: str, tag: str) -> Path:
    """Find a starting journey in a language; in English where it has not been translated."""
    translated = _starting_folder() / f"{name}.{tag}{_ENDING}"
    return translated if translated.is_file() else _starting_folder() / f"{name}{_ENDING}"


def begin_workshop(kept: Store, title: str, organisation: str, start_with: str, spoken: str = SOURCE) -> str:
    """Make a workshop from a starting journey or from nothing, in the language ``spoken``; gives its id."""
    id = new_id("workshop")
    if start_with == BLANK:
        things: list[Entity] = [Journey(id=new_id(Journey.KIND), title=title)]
    else:
        template = document.load(_starting_file(start_with, spoken).read_bytes())
        things = _titled(title, _as_new(template, id))
    things.append(Settings(id=id, title=title, organisation=organisation, language=spoken))
    with speaking(spoken):
        things.append(Person(id=new_id(Person.KIND), name=_("Facilitator"), role=str(Role.FACILITATOR)))
    return kept.add(Workshop(id, shelve(things)))


def _titled(title: str, things: list[Entity]) -> list[Entity]:
    """Give a template's only journey the workshop's title: it is what stands above the map."""
    alone = sum(isinstance(thing, Journey) for thing in things) == 1
    return [replace(thing, title=title) if alone and isinstance(thing, Journey) else thing for thing in things]


def _as_new(template: Workshop, workshop: str) -> list[Entity]:
    """Give a template's things with ids of their own, so that one template can begin many workshops."""
    ids = {thing.id: derived_id(thing.KIND.replace("_", "-"), workshop, thing.id) for thing in template}
    made: list[Entity] = []
    for thing in template:
        if isinstance(thing, Settings | Person):
            continue
        fields = {
            name: ids.get(str(value), value) if thing.FIELDS[name].kind is FieldKind.REF else value
            for name, value in thing.given().items()
        }
        made.append(type(thing)(id=ids[thing.id], **fields))
    return made
