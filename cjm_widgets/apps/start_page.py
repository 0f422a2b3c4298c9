"""The start page: open a workshop, begin one, or bring one from a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ipywidgets import HTML, VBox

from cjm_widgets.apps.addresses import FACILITATOR, MAP, address
from cjm_widgets.apps.sample import SAMPLE, SAMPLES, begin_workshop, make_sample, starting_journeys
from cjm_widgets.apps.visit import store, visit
from cjm_widgets.model import Field, FieldKind, ModelError, document
from cjm_widgets.model.entities.people import LANGUAGES
from cjm_widgets.model.fields import TEXT_LENGTH
from cjm_widgets.session import current
from cjm_widgets.steps import STEPS
from cjm_widgets.view.contents import Door, Way, doors, styles
from cjm_widgets.view.wording import day, figure
from cjm_widgets.widgets.ask import Ask
from cjm_widgets.widgets.uploader import Uploader
from cjm_widgets.words import N_, SOURCE, _, language, speak

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cjm_widgets.apps.visit import Visit
    from cjm_widgets.model import Json
    from cjm_widgets.store import Listed

LARGEST_FILE: Final = document.LARGEST_BYTES


def start() -> VBox:
    """Give the start page. Raises ModelError for whoever does not lead."""
    here = visit()
    speak(here.language, everywhere=current.get() is None)
    if not here.leads:
        raise ModelError(_("Start page"), _("It is the facilitator's."), _("Open the link that you were given."))
    return _StartPage(here).box


class _StartPage:
    def __init__(self, here: Visit) -> None:
        self._here = here
        self._list = HTML()
        # Below the form that made it, so that nobody has to look for it at the top of the page.
        self._begun, self._added, self._brought = HTML(), HTML(), HTML()
        begin = Ask(
            _questions(),
            {"start_with": SAMPLE, "language": language()},
            submit=_("Begin the workshop"),
            on_submit=self._begin,
            title=_("Begin a workshop"),
        )
        bring = Uploader(
            self._bring,
            accept=(".json",),
            max_bytes=LARGEST_FILE,
            title=_("Open a file"),
            help=_("A workshop that was saved as *.cjm.json. It is added to your workshops; the file stays as it is."),
        )
        sample = Ask(
            (_WHICH_SAMPLE,),
            {"which": SAMPLE},
            submit=_("Add the sample workshop"),
            on_submit=self._sample,
            title=_("Look round first"),
            help=_("Invented, and complete from objective to action. The shop's data takes some seconds to read."),
        )
        self.box = VBox([self._list, begin, self._begun, sample, self._added, bring, self._brought])
        self.box.add_class("cjm-start")
        self._show()

    def _show(self) -> None:
        listed = store().list()
        title = _("Your workshops") if listed else _("No workshop yet: begin one below, or look at the sample")
        self._list.value = f"{styles()}{doors(title, [self._door(one) for one in listed])}"

    def _made(self, id: str, below: HTML) -> None:
        """Show a workshop that has just come to be below what it was made with, and first in the list."""
        self._show()
        door = next((replace(self._door(one), note="", more=()) for one in store().list() if one.id == id), None)
        for place in (self._begun, self._added, self._brought):
            place.value = str(doors(_("Ready to open"), [door])) if door and place is below else ""

    def _door(self, one: Listed) -> Door:
        steps = [Way(label=_(step.label), address=address(self._here, step.notebook, one.id)) for step in STEPS]
        lead = Way(label=_("Lead it"), address=address(self._here, FACILITATOR, one.id), main=True)
        look = Way(label=_("Look at the map"), address=address(self._here, MAP, one.id))
        changed = _("last changed {day}, {n} changes").format(day=day(one.changed[:10]), n=figure(one.seq, 0))
        return Door(title=one.title, note=changed, ways=(lead, look), more=tuple(steps))

    def _begin(self, answers: Mapping[str, Json]) -> str:
        title = str(answers["title"])
        organisation, spoken = str(answers.get("organisation") or ""), str(answers.get("language") or SOURCE)
        id = begin_workshop(store(), title, organisation, str(answers["start_with"]), spoken)
        self._made(id, self._begun)
        return _("“{title}” is ready.").format(title=title)

    def _sample(self, answers: Mapping[str, Json]) -> str:
        self._made(make_sample(store(), str(answers["which"])), self._added)
        return _("The sample is among your workshops now.")

    def _bring(self, path: Path, _name: str) -> str:
        workshop = document.load(path.read_bytes())
        self._made(store().add(workshop), self._brought)
        return _("“{title}” is among your workshops now.").format(title=workshop.settings.title)


_WHICH_SAMPLE: Final = Field(
    name="which", kind=FieldKind.CHOICE, label=N_("Sample"), required=True, first=True, choices=tuple(SAMPLES.items())
)


def _questions() -> tuple[Field, ...]:
    choices = tuple(starting_journeys().items())
    return (
        Field(
            name="title", kind=FieldKind.TEXT, label=N_("Title"),
            help=N_("What people read when they join, and above the map."), required=True, first=True, default="",
            max_length=TEXT_LENGTH,
        ),
        Field(
            name="organisation", kind=FieldKind.TEXT, label=N_("Organisation"), first=True, default="",
            max_length=TEXT_LENGTH,
        ),
        Field(
            name="start_with", kind=FieldKind.CHOICE, label=N_("Begin with"), required=True, first=True,
            choices=choices, help=N_("A starting journey has draft stages and touchpoints; everything can be changed."),
        ),
        Field(
            name="language", kind=FieldKind.CHOICE, label=N_("Language"), required=True, first=True, choices=LANGUAGES,
            help=N_("Of the pages, the guides and the map. What people write stays as they wrote it."),
        ),
    )  # fmt: skip
