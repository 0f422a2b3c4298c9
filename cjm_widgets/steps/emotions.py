"""Step 6, emotions and pain points: what the customer feels at each touchpoint, and what hurts."""

from __future__ import annotations

from statistics import fmean, stdev
from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Emotion, PainPoint, Step
from cjm_widgets.steps.frames import emotions_of, frame, in_map_order, name_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop


class Emotions(StepWork):
    """One small form a touchpoint for this seat's person, and a board of pain points."""

    STEP: ClassVar[Step] = Step.EMOTIONS

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the scoring form and the board of pains."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.form import Form  # noqa: PLC0415

        scores = Form(
            self.seat,
            Emotion.KIND,
            each="touchpoint",
            group="stage",
            fields=("valence", "intensity", "word", "quote"),
            fixed={"journey": self.journey},
            title=_("How does the customer feel here?"),
            help=_("Answer for the customer, not for yourself, and alone. Leave out what you do not know."),
        )
        pains = Board(
            self.seat,
            PainPoint.KIND,
            fixed={"journey": self.journey},
            title=_("What hurts"),
            help=_("One pain a card, in the customer's words. Severity × frequency gives its score."),
        )
        return [scores, pains]

    def table(self) -> pd.DataFrame:
        """Give a row a touchpoint, in the map's order: n scores, mean and standard deviation of valence (−2…+2), words."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        rows = []
        touchpoints = in_map_order(self.workshop, self.journey)
        for touchpoint in touchpoints:
            given = emotions_of(self.workshop, touchpoint.id)
            valences = [one.valence for one in given if one.valence is not None]
            rows.append(
                {
                    "stage": name_of(self.workshop.get(touchpoint.stage)),
                    "touchpoint": touchpoint.name,
                    "n": len(valences),
                    "mean": fmean(valences) if valences else None,
                    "sd": stdev(valences) if len(valences) > 1 else None,
                    "lowest": min(valences, default=None),
                    "highest": max(valences, default=None),
                    "words": ", ".join(one.word for one in given if one.word),
                }
            )
        index = pd.Index([one.id for one in touchpoints], name="id")
        columns = ["stage", "touchpoint", "n", "mean", "sd", "lowest", "highest", "words"]
        made = pd.DataFrame(rows, columns=columns, index=index)
        return made.astype({"n": int, "mean": float, "sd": float, "lowest": "Int64", "highest": "Int64"})

    def pains(self) -> pd.DataFrame:
        """Give a row a pain point, the highest score (severity × frequency, 0–16) first."""
        pains = self.workshop.of(PainPoint, journey=self.journey, merged_into=None)
        made = frame(self.workshop, pains, ("description", "touchpoint", "severity", "frequency", "evidence_grade"))
        made["score"] = (made["severity"] * made["frequency"]).astype("Int64")
        return made.sort_values("score", ascending=False, na_position="last", kind="stable")

    @classmethod
    def missing(cls, workshop: Workshop, journey: str) -> tuple[str, ...]:
        """Done when every touchpoint has a score; the two widest disagreements are named, to be talked about."""
        touchpoints = in_map_order(workshop, journey)
        scored = {one.id: [e.valence for e in emotions_of(workshop, one.id) if e.valence is not None] for one in touchpoints}
        bare = [one.name for one in touchpoints if not scored[one.id]]
        if not touchpoints:
            return (_("No touchpoint yet: they come from step 4."),)
        if bare:
            return (_("{n} of {all} touchpoints have no score yet.").format(n=len(bare), all=len(touchpoints)),)
        return ()

    @classmethod
    def disagreements(cls, workshop: Workshop, journey: str, most: int = 2) -> tuple[tuple[str, int, int], ...]:
        """Give the touchpoints with the widest gap between lowest and highest score: name, lowest, highest."""
        spans = []
        for one in in_map_order(workshop, journey):
            valences = [e.valence for e in emotions_of(workshop, one.id) if e.valence is not None]
            if valences and max(valences) > min(valences):
                spans.append((one.name, min(valences), max(valences)))
        return tuple(sorted(spans, key=lambda span: span[1] - span[2])[:most])
