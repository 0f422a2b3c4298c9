"""Step 5, stages: the customer's way in order, and what the customer does in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Activity, Draft, Note, Stage, Step, new_id, spread
from cjm_widgets.model.entities.stages import PRESETS
from cjm_widgets.steps.frames import frame
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget


class Stages(StepWork):
    """The stages in order, and a board of activities with a column a stage."""

    STEP: ClassVar[Step] = Step.STAGES

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the list of stages and the board of activities."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        stages = Board(
            self.seat,
            Stage.KIND,
            fixed={"journey": self.journey},
            title=_("Stages in order"),
            help=_("Name each with the customer's verb: “chooses a size”, not “product detail”. Three to seven do."),
        )
        return [stages, self._activities()]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what participants add to the draft: corrections, and what the customer does in each stage."""
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        corrections = Board(
            self.seat,
            Note.KIND,
            fields=("text",),
            fixed={"journey": self.journey, "step": str(self.STEP), "topic": "correction"},
            title=_("What is wrong with these stages?"),
            help=_("A stage that is missing, in the wrong place, or named in our words instead of the customer's."),
        )
        return [corrections, self._activities()]

    def begin_with(self, preset: str) -> None:
        """Add the stages of a preset, a key of ``PRESETS`` such as ``subscription``, in one batch.

        Raises KeyError with the choices for an unknown one.
        """
        if preset not in PRESETS:
            raise KeyError(
                _("There is no preset “{name}”. Choose one of: {all}.").format(name=preset, all=", ".join(PRESETS))
            )
        there = self.workshop.of(Stage, journey=self.journey)
        names = PRESETS[preset]
        ranks = spread(len(there) + len(names))[len(there) :]
        drafts = [
            Draft(
                kind=Stage.KIND,
                entity=new_id(Stage.KIND),
                fields={"journey": self.journey, "name": _(name), "rank": rank},
            )
            for name, rank in zip(names, ranks, strict=True)
        ]
        self.seat.apply(drafts).result()

    def _activities(self) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        return Board(
            self.seat,
            Activity.KIND,
            columns="stage",
            title=_("What the customer does in each stage"),
            help=_("One activity a card, with what the customer thinks. Above fifteen in all, merge."),
        )

    def table(self) -> pd.DataFrame:
        """Give a row a stage, in order, with the number of its activities."""
        columns = ("name", "customer_goal", "entry_trigger", "exit_criterion", "duration_days", "evidence_grade")
        made = frame(self.workshop, self.workshop.of(Stage, journey=self.journey), columns)
        made.insert(1, "activities", [len(self.workshop.of(Activity, stage=id)) for id in made.index])
        return made
