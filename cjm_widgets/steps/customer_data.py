"""Step 2, customer data: files in, sources described, events and questions tied to the map, and what they say."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Claim, Measurement, Note, Source, Stage, Step, Touchpoint
from cjm_widgets.model.entities.data import MEASURES
from cjm_widgets.steps.frames import frame, in_map_order, name_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.view.contents import styles
from cjm_widgets.view.markup import join
from cjm_widgets.view.numbers import numbers
from cjm_widgets.view.parts import parts_styles
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json, Workshop

_ORDER = tuple(name for name, _label in MEASURES)

logger = logging.getLogger(__name__)

_NUMBERS = ("value", "low", "high", "n", "total", "too_few", "grain", "source", "computed_on")


class CustomerData(StepWork):
    """The desk for files, the list of sources, the ties, the numbers, and what surprised people in them."""

    STEP: ClassVar[Step] = Step.CUSTOMER_DATA

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the desk, the sources, the ties, the numbers and the surprises."""
        from cjm_widgets.steps.data_desk import DataDesk  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.ask import Ask  # noqa: PLC0415
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415
        from cjm_widgets.widgets.table import Table  # noqa: PLC0415

        sources = Table(
            self.seat,
            Source.KIND,
            fields=("title", "type", "n", "period_start", "period_end", "consent"),
            example=(
                {"title": _("Interviews with first-time buyers"), "type": "interview", "n": 8},
                {"title": _("Help desk tickets of the last quarter"), "type": "ticket", "n": 200},
            ),
            title=_("Sources"),
            help=_("Where the evidence comes from: what it is, how much, from when, and by what right."),
        )
        claims = self.workshop.all(Claim)
        ties = Fold(
            self.seat,
            _("What belongs to which touchpoint?"),
            lambda: [self._ties()],
            said=_ties_said,
            opening=_("Tie them to the map"),
            is_open=any(one.about is None for one in claims),
        )

        def taken_in(_source: str) -> None:
            self._measure()
            # What comes next is to say where on the map it belongs.
            if not ties.is_open:
                ties.turn()

        desk = DataDesk(self.seat, taken_in)
        again = Ask(
            [],
            submit=_("Work out the numbers"),
            on_submit=self._measure_again,
            help=_("Who reached each stage, who is still in order, and how it scored, each with n and interval."),
        )
        return [desk.box, sources, ties, again, *self.alone()]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what a participant looks at on the data walk, and where they write what surprised them."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        told = Live(self.seat, lambda workshop: join(styles(), parts_styles(), numbers(workshop, self.journey)))
        surprises = Board(
            self.seat,
            Note.KIND,
            fields=("text",),
            fixed={"journey": self.journey, "step": str(self.STEP), "topic": "surprise"},
            example=({"text": _("We asked only people who bought. Nobody asked those who left.")},),
            title=_("What surprises you in the data?"),
            help=_("One surprise a card. What you had expected belongs in it too."),
        )
        return [told, surprises]

    def _ties(self) -> DOMWidget:
        from cjm_widgets.widgets.table import Table  # noqa: PLC0415 - a table needs no front end

        return Table(
            self.seat,
            Claim.KIND,
            fields=("name", "about", "signal", "source"),
            help=_(
                "Each event, and each thing that was asked or written about, is tied to a touchpoint or a stage. "
                "What is left open is not on the map."
            ),
        )

    def table(self) -> pd.DataFrame:
        """Give a row a source."""
        columns = ("title", "type", "n", "period_start", "period_end", "consent", "fingerprint")
        return frame(self.workshop, self.workshop.all(Source), columns)

    def reach(self) -> pd.DataFrame:
        """Give a row a stage: customers who reached it, and those still in order (closed funnel), of all, with shares.

        Shares and their 95 % intervals (Wilson) are percentages.
        """
        return self._by_stage(("customers", "funnel"))

    def scores(self) -> pd.DataFrame:
        """Give a row a stage and score with n and interval: NPS in points, CSAT in percent, CES as a mean of 1–7."""
        return self._by_stage(("nps", "csat", "ces"))

    def ties(self) -> pd.DataFrame:
        """Give a row a tie: what is in the data, and which touchpoint or stage claims it."""
        return frame(self.workshop, self.workshop.all(Claim), ("signal", "name", "about", "source"))

    def by_touchpoint(self) -> pd.DataFrame:
        """Give a row a touchpoint and measure, in the map's order."""
        return self._measured(in_map_order(self.workshop, self.journey), "touchpoint", None)

    def _by_stage(self, measures: Sequence[str]) -> pd.DataFrame:
        return self._measured(self.workshop.of(Stage, journey=self.journey), "stage", measures)

    def _measured(
        self, things: Sequence[Stage] | Sequence[Touchpoint], what: str, measures: Sequence[str] | None
    ) -> pd.DataFrame:
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        rows = []
        for thing in things:
            found = self.workshop.of(Measurement, about=thing.id)
            for one in sorted(found, key=lambda one: (_ORDER.index(one.measure or ""), one.source or "")):
                if measures is None or one.measure in measures:
                    facts = {name: getattr(one, name) for name in _NUMBERS}
                    facts["source"] = name_of(self.workshop.get(one.source))
                    rows.append({what: thing.name, "measure": one.measure, **facts})
        return pd.DataFrame(rows, columns=[what, "measure", *_NUMBERS])

    def _measure(self) -> None:
        """Work the numbers out after a file came in; what fails there does not undo the import."""
        from cjm_widgets.steps.measuring import update_measurements  # noqa: PLC0415 - brings in the engine

        try:
            update_measurements(self.seat, self.journey)
        except Exception:
            logger.exception("the numbers could not be worked out after an import")

    def _measure_again(self, _answers: Mapping[str, Json]) -> str:
        from cjm_widgets.steps.measuring import update_measurements  # noqa: PLC0415 - brings in the engine

        n = update_measurements(self.seat, self.journey)
        if not n:
            return _("No number yet: bring in a file and tie its events or answers to touchpoints.")
        return ngettext("{n} number is on the map.", "{n} numbers are on the map.", n).format(n=n)


def _ties_said(workshop: Workshop) -> str:
    """Say how many of the names in the data are tied to a place on the map."""
    ties = workshop.all(Claim)
    if not ties:
        return _("Nothing to tie yet: bring in a file.")
    tied = sum(one.about is not None for one in ties)
    return _("{n} of {all} names in the data have their place on the map.").format(n=tied, all=len(ties))
