"""The desk where files come in: choose a file, see it, say which column is what, read the report, take it in."""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ipywidgets import HTML, VBox

from cjm_widgets.model import Field, FieldKind, ModelError
from cjm_widgets.view.markup import element
from cjm_widgets.widgets.ask import Ask
from cjm_widgets.widgets.table import Table
from cjm_widgets.widgets.uploader import Uploader
from cjm_widgets.words import N_, _, figure, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cjm_widgets.analysis import DataError
    from cjm_widgets.model import Json
    from cjm_widgets.steps.importing import DataKind, Importing, Prepared
    from cjm_widgets.store import Seat

logger = logging.getLogger(__name__)

ENDINGS: Final = (".csv", ".tsv", ".txt", ".gz", ".parquet")
MAX_BYTES: Final = 500_000_000
_SHOWN_ROWS: Final = 5
_UNSAFE: Final = re.compile(r"[^\w.\- ]+")


class DataDesk:
    """One file at a time, in four steps; each shows when the one before is done. Nothing is kept before the last."""

    def __init__(self, seat: Seat, accepted: Callable[[str], None]) -> None:
        """Write to ``seat``; ``accepted`` is told the id of each source that was taken in."""
        self._seat = seat
        self._accepted = accepted
        self._folder: Path | None = None
        self._importing: Importing | None = None
        self._prepared: Prepared | None = None
        uploader = Uploader(
            self._look,
            accept=ENDINGS,
            max_bytes=MAX_BYTES,
            title=_("Bring in a file"),
            help=_(
                "Events, survey answers or comments as CSV, TSV or Parquet, packed with gzip or not. You see what is "
                "in it before anything is kept, and only the columns that you name are."
            ),
        )
        self.box = VBox([uploader])
        self.box.add_class("cjm-desk")

    def _show(self, place: int, *pieces: object) -> None:
        """Put pieces behind the first ``place``; what stood there goes."""
        gone = self.box.children[place:]
        self.box.children = (*self.box.children[:place], *pieces)
        for piece in gone:
            piece.close()

    def _look(self, path: Path, name: str) -> str:
        # The engine takes a second to import: when a file has come, not while the page opens.
        from cjm_widgets.analysis import DataError  # noqa: PLC0415
        from cjm_widgets.steps.importing import KIND_LABELS, Importing  # noqa: PLC0415

        self._forget()
        # Messages about a file name it as the person knows it; the upload's own name is none a page made up.
        self._folder = Path(tempfile.mkdtemp(prefix="cjm-import-"))
        mine = self._folder / (_UNSAFE.sub("_", Path(name).name)[-80:].lstrip(".") or "file")
        shutil.copyfile(path, mine)
        try:
            self._importing = Importing(mine)
        except DataError as error:
            self._show(1)
            raise _as_refusal(error) from error
        seen = self._importing.preview
        kind = Field(
            name="kind",
            kind=FieldKind.CHOICE,
            label=N_("What is in it?"),
            required=True,
            first=True,
            choices=tuple((str(kind), label) for kind, label in KIND_LABELS.items()),
        )
        first_rows = Table.of(
            [dict(zip(seen.columns, row, strict=True)) for row in seen.rows[:_SHOWN_ROWS]],
            {column: column for column in seen.columns},
            title=_("The first rows"),
        )
        choose = Ask(
            [kind], {"kind": str(self._importing.guessed_kind)}, submit=_("Choose the columns"), on_submit=self._choose
        )
        self._show(1, first_rows, choose)
        columns = len(seen.columns)
        return ngettext("{n} column found.", "{n} columns found.", columns).format(n=columns)

    def _choose(self, answers: Mapping[str, Json]) -> None:
        from cjm_widgets.steps.importing import DataKind  # noqa: PLC0415 - as above

        importing = self._there()
        kind = DataKind(str(answers["kind"]))
        ask = Ask(
            importing.questions(kind),
            importing.guesses(kind),
            submit=_("Check the file"),
            on_submit=lambda given: self._check(kind, given),
            title=_("Which column is what?"),
            help=_("Columns that you do not name are left behind."),
        )
        self._show(3, ask)

    def _check(self, kind: DataKind, answers: Mapping[str, Json]) -> None:
        from cjm_widgets.analysis import DataError  # noqa: PLC0415 - as above

        try:
            self._prepared = self._there().prepare(kind, answers)
        except DataError as error:
            self._show(4)
            raise _as_refusal(error) from error
        report = self._prepared.report
        findings = (*report.reasons, *report.notes)
        dropped = {id(found) for found in report.reasons}
        rows = [
            {
                "what": _("dropped") if id(found) in dropped else _("kept"),
                "rows": found.rows,
                "why": found.text,
                "line": found.line,
                "example": found.example,
            }
            for found in findings
        ]
        headings = {
            "what": _("Fate"),
            "rows": _("Rows"),
            "why": _("Why"),
            "line": _("First line"),
            "example": _("Example"),
        }
        table = Table.of(rows, headings, title=_("What becomes of each row"), help=f"{report.sentences()[0]}.")
        take = Ask([], submit=_("Take it in"), on_submit=self._take, help=_("Until now, nothing has been kept."))
        self._show(4, table, take)

    def _take(self, _answers: Mapping[str, Json]) -> str:
        from cjm_widgets.steps.accepting import accept  # noqa: PLC0415 - as above

        if self._prepared is None:
            raise ModelError(_("Import"), _("This file has been taken in already."), _("Choose another."))
        prepared = self._prepared
        source = accept(self._seat, prepared)
        self._prepared = None
        self._forget()
        self._accepted(source)
        said = _("{title}: {n} rows taken in. Next: tie what is in it to touchpoints, below.")
        self._show(
            1,
            HTML(
                element("p", said.format(title=prepared.title, n=figure(prepared.report.kept, 0)), role="status").html
            ),
        )
        return _("Taken in.")

    def _there(self) -> Importing:
        if self._importing is None:
            raise ModelError(_("Import"), _("The file is gone."), _("Choose it again."))
        return self._importing

    def _forget(self) -> None:
        self._importing = self._prepared = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None


def _as_refusal(error: DataError) -> ModelError:
    """Give what analysis says about data as what widgets show."""
    return ModelError(_("File"), str(error))
