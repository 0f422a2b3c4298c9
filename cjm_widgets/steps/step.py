"""What every step has: widgets to work with, the same thing as a table, and what is still missing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model.checks import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Step, Workshop
    from cjm_widgets.steps.lists import ReadList
    from cjm_widgets.store import Seat


class StepWork(ABC):
    """One step of the method, for one journey, as one seat sees it.

    Shown as the last line of a notebook's cell, it draws its widgets; ``table()`` is its headless twin for analysts.
    Widgets are built when they are first shown, so that asking for the table starts no front end.
    """

    STEP: ClassVar[Step]

    def __init__(self, seat: Seat, journey: str) -> None:
        """Work on the journey with this id."""
        self.seat = seat
        self.journey = journey
        self.above: Callable[[], DOMWidget] | None = None
        """Makes what a page shows above the step: where one is, and the way to other pages."""
        self._shown: DOMWidget | None = None

    @property
    def workshop(self) -> Workshop:
        """The workshop as the seat sees it now."""
        return self.seat.workshop

    @abstractmethod
    def widgets(self) -> Sequence[DOMWidget]:
        """Build the step's widgets, in the order in which people work with them."""

    def alone(self) -> Sequence[DOMWidget]:
        """Build what a participant writes in alone, on a phone; nothing where a step is worked on together only."""
        return ()

    @abstractmethod
    def table(self) -> pd.DataFrame:
        """Give what the step holds, a row a thing, in the map's order."""

    def bring(self, kind: str, path: Path | str) -> ReadList:
        """Add the list in a CSV, TSV or JSON file as cards of ``kind``, such as ``persona``, in one batch.

        “Paste or import rows…” under a board does the same with a look at what goes where, and opens Excel files, too.
        Raises ModelError for a file that is no such list, and KeyError with the choices for a kind that there is not.
        """
        from cjm_widgets.steps.lists import add_list, read_list  # noqa: PLC0415 - only who brings a list needs it

        found = read_list(Path(path), kind, self.workshop)
        add_list(self.seat, found, {"journey": self.journey, "step": str(self.STEP)})
        return found

    @classmethod
    def missing(cls, workshop: Workshop, journey: str) -> tuple[str, ...]:
        """Say what is missing until the step is done, by the rules of ``model.checks``; nothing when it is done."""
        return missing(workshop, journey, cls.STEP, _today())

    @property
    def view(self) -> DOMWidget:
        """The step's widgets in one box; the same box each time."""
        if self._shown is None:
            from ipywidgets import VBox  # noqa: PLC0415 - a table needs no front end

            above = [] if self.above is None else [self.above()]
            self._shown = VBox([*above, *self.widgets(), self._checks()])
            self._shown.add_class("cjm-step")
        return self._shown

    def _checks(self) -> DOMWidget:
        """Build the panel of what the checks find in this step, drawn anew after every change."""
        from cjm_widgets.view.checks import step_checks  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        return Live(self.seat, lambda workshop: step_checks(workshop, self.journey, self.STEP, _today()))

    def _repr_mimebundle_(self, **options: object) -> object:
        """Show the widgets, in JupyterLab and in Voila alike."""
        return self.view._repr_mimebundle_(**options)


def _today() -> date:
    return datetime.now().astimezone().date()
