"""Step 6, emotions and pain points: what the customer feels at each touchpoint, and what hurts."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Emotion, Journey, ModelError, PainPoint, Step
from cjm_widgets.steps.frames import frame
from cjm_widgets.steps.step import StepWork
from cjm_widgets.view.curve import CurveRow, curve_table
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget


class Emotions(StepWork):
    """One small form a touchpoint for this seat's person, and a board of pain points."""

    STEP: ClassVar[Step] = Step.EMOTIONS

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the scoring form and the board of pains."""
        return [self._scores(), self._pain_points()]

    def alone(self) -> Sequence[DOMWidget]:
        """Build the same: everybody scores alone, and writes what hurts."""
        return self.widgets()

    def table(self) -> pd.DataFrame:
        """Give the curve's numbers: a row a touchpoint and persona, in the map's order; see ``view.curve.CurveRow``."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        columns = [field.name for field in dataclasses.fields(CurveRow)]
        return pd.DataFrame([dataclasses.asdict(row) for row in self._curve()], columns=columns)

    def explore(self) -> DOMWidget:
        """Give the curve to explore in Bokeh: hover for n, mean, spread and words; its numbers are ``table()``."""
        from bokeh.io import output_notebook  # noqa: PLC0415 - heavy, and only where one explores
        from bokeh.resources import INLINE  # noqa: PLC0415
        from ipywidgets import Layout  # noqa: PLC0415
        from jupyter_bokeh.widgets import BokehModel  # noqa: PLC0415

        from cjm_widgets.view.figures import curve_figure  # noqa: PLC0415

        # Without it, Voila's page has no Bokeh; inline, because no page asks another host.
        output_notebook(INLINE, hide_banner=True)
        return BokehModel(curve_figure(self.workshop, self._journey()).figure, layout=Layout(width="100%"))

    def pains(self) -> pd.DataFrame:
        """Give a row a pain point, the highest score (severity × frequency, 0–16) first."""
        pains = self.workshop.of(PainPoint, journey=self.journey, merged_into=None)
        made = frame(self.workshop, pains, ("description", "touchpoint", "severity", "frequency", "evidence_grade"))
        made["score"] = (made["severity"] * made["frequency"]).astype("Int64")
        return made.sort_values("score", ascending=False, na_position="last", kind="stable")

    def disagreements(self, most: int = 2) -> pd.DataFrame:
        """Give the touchpoints where scores lie furthest apart, a row each, to be talked about first."""
        made = self.table()[["stage", "touchpoint", "n", "scores"]]
        spans = [_span(str(scores)) for scores in made["scores"]]
        return made.assign(span=spans).sort_values("span", ascending=False, kind="stable").head(most)

    def _scores(self) -> DOMWidget:
        from cjm_widgets.widgets.form import Form  # noqa: PLC0415 - a table needs no front end

        return Form(
            self.seat,
            Emotion.KIND,
            each="touchpoint",
            group="stage",
            fields=("valence", "intensity", "word", "quote"),
            fixed={"journey": self.journey},
            title=_("How does the customer feel here?"),
            help=_("Answer for the customer, not for yourself, and alone. Leave out what you do not know."),
        )

    def _pain_points(self) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        return Board(
            self.seat,
            PainPoint.KIND,
            fixed={"journey": self.journey},
            title=_("What hurts"),
            help=_("One pain a card, in the customer's words. Severity × frequency gives its score."),
        )

    def _journey(self) -> Journey:
        found = self.workshop.find(Journey, self.journey)
        if found is None:
            raise ModelError(_("Journey"), _("It is not there any more."), _("Open the start page."))
        return found

    def _curve(self) -> tuple[CurveRow, ...]:
        return curve_table(self.workshop, self._journey())


def _span(scores: str) -> int:
    given = [int(score.replace("−", "-")) for score in scores.split()]
    return max(given) - min(given) if given else 0
