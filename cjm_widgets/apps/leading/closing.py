"""The end of the day: what is still missing, the published map, and the protocol as files."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ipywidgets import HTML, VBox

from cjm_widgets import places
from cjm_widgets.apps import published
from cjm_widgets.apps.addresses import published_page
from cjm_widgets.apps.leading.readers import ReadersDesk
from cjm_widgets.model import Field, FieldKind, Vote
from cjm_widgets.view.checks import closing_checks
from cjm_widgets.view.contents import Door, Way, doors, styles
from cjm_widgets.view.markup import join
from cjm_widgets.view.protocol import gather, protocol_lists, protocol_page, protocol_text
from cjm_widgets.view.protocol.handout import handout_page
from cjm_widgets.widgets.ask import Ask
from cjm_widgets.widgets.desk import Action, Desk, Drawn, File, Form, Row
from cjm_widgets.widgets.live import Live
from cjm_widgets.words import N_, _, day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cjm_widgets.apps.leading.floor import Floor
    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.view.protocol import Record

_NO_NAME: Final = re.compile(r"[^\w-]+")


class CloseDesk:
    """Closing checks, publishing, protocol and hand-out."""

    def __init__(self, floor: Floor) -> None:
        """Show what is there to close with."""
        self._floor = floor
        checks = Live(floor.seat, lambda workshop: closing_checks(workshop, _now().date()))
        publish = Ask(
            [],
            submit=_("Publish the map"),
            on_submit=self.publish,
            title=_("Publish"),
            help=_("Readers see what you publish, not the room. Names stay out, except those of owners."),
        )
        self.published = HTML()
        papers = Desk(
            floor.seat,
            lambda workshop: Drawn(rows=_papers(workshop)),
            {"page": self._page, "text": self._text, "lists": self._lists, "handout": self._handout},
            title=_("Protocol and hand-out"),
            help=_("Decisions, votes, actions, the parking lot and how the day went; saved on this device."),
        )
        self.readers = ReadersDesk(floor)
        self.box = VBox([checks, papers, publish, self.published, self.readers.widget])
        self._show_published()

    def publish(self, _answers: Mapping[str, Json]) -> str:
        """Publish the map as it is now."""
        published.publish_workshop(self._floor.seat.workshop)
        self._show_published()
        self.readers.widget.redraw()
        return _("Published.")

    def _show_published(self) -> None:
        workshop, here = self._floor.seat.workshop, self._floor.here
        found = published.latest(workshop.id)
        if found is None:
            self.published.value = ""
            return
        saving = published_page(here, workshop.id, download=True)
        ways = (
            Way(label=_("Open the page"), address=published_page(here, workshop.id), main=True),
            Way(label=_("Save it as a file"), address=saving, saves=True),
        )
        folder = places.published_folder(workshop.id)
        when = found[1].astimezone()
        note = _("{day}, {time}, in {folder}").format(
            day=day(when.date().isoformat()), time=f"{when:%H:%M}", folder=folder
        )
        door = Door(title=workshop.settings.title, note=note, ways=ways)
        self.published.value = join(styles(), doors(_("The published map"), [door])).html

    def _record(self, answers: Mapping[str, Json]) -> Record:
        floor = self._floor
        return gather(floor.seat.workshop, now=_now(), agenda=floor.clock.agenda, names=bool(answers.get("names")))

    def _page(self, _row: str, answers: dict[str, Json]) -> File:
        return self._file("html", "text/html", protocol_page(self._record(answers)))

    def _text(self, _row: str, answers: dict[str, Json]) -> File:
        return self._file("md", "text/markdown", protocol_text(self._record(answers)))

    def _lists(self, _row: str, answers: dict[str, Json]) -> File | str:
        name = str(answers["list"])
        found = protocol_lists(self._record({})).get(name)
        if found is None:
            return _("This list is empty.")
        return File(name=name, mime="text/csv", text=found, said=_("Saved on this device: {file}").format(file=name))

    def _handout(self, _row: str, _answers: dict[str, Json]) -> File:
        floor = self._floor
        page = handout_page(floor.seat.workshop, agenda=floor.clock.agenda)
        return self._file("html", "text/html", page, name=_("hand-out"))

    def _file(self, ending: str, mime: str, text: str, *, name: str = "") -> File:
        file = file_name(self._floor.seat.workshop, name or _("protocol"), ending)
        return File(name=file, mime=mime, text=text, said=_("Saved on this device: {file}").format(file=file))


def file_name(workshop: Workshop, what: str, ending: str) -> str:
    """Give a file's name that says which workshop it is of, with nothing in it that a file system takes amiss."""
    title = _NO_NAME.sub("-", workshop.settings.title)[:60].strip("-") or "workshop"
    return f"{title}-{_NO_NAME.sub('-', what)}.{ending}"


def _papers(workshop: Workshop) -> tuple[Row, ...]:
    names = Field(kind=FieldKind.FLAG, name="names", label=N_("Name who took part"), default=False, first=True,
                  help=N_("Otherwise only their number stands there. Owners of actions are named always."))  # fmt: skip
    form = Form(title=_("Save the protocol"), submit=_("Save"), fields=(names,))
    votes = sorted(workshop.all(Vote), key=lambda one: (one.opened_at, one.id))
    closed = ((f"vote-{n}.csv", one.question) for n, one in enumerate(votes, start=1) if one.state == "closed")
    kinds = (
        ("actions.csv", N_("Actions")), ("decisions.csv", N_("Decisions")), ("parking-lot.csv", N_("Parking lot")),
        ("agenda.csv", N_("How the day went")), *closed,
    )  # fmt: skip
    which = Field(kind=FieldKind.CHOICE, name="list", label=N_("List"), choices=kinds, required=True, first=True)
    listing = Form(title=_("Save a list"), submit=_("Save"), fields=(which,), values={"list": "actions.csv"})
    return (
        Row(key="page", title=_("Protocol as a page"), note=_("One HTML file: opens anywhere, prints well."),
            actions=(Action(key="page", label=_("Save"), tone="main", form=form),)),
        Row(key="text", title=_("Protocol as text"), note=_("Markdown, for a wiki or a message."),
            actions=(Action(key="text", label=_("Save"), form=form),)),
        Row(key="lists", title=_("A list for a spreadsheet"), note=_("CSV: actions, decisions, parking lot …"),
            actions=(Action(key="lists", label=_("Save"), form=listing),)),
        Row(key="handout", title=_("Hand-out for participants"),
            note=_("How it works, what is promised, lines for paper."),
            actions=(Action(key="handout", label=_("Save")),)),
    )  # fmt: skip


def _now() -> datetime:
    return datetime.now().astimezone()
