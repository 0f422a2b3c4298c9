"""Step 5, stages: the customer's way in order, and what the customer does in each."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Activity, Draft, Metric, Note, Stage, Step, new_id, spread
from cjm_widgets.model.entities.stages import PRESET_TITLES, PRESETS
from cjm_widgets.steps.frames import frame, journey_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.view.markup import join
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop


class Stages(StepWork):
    """The stages in order, and a board of activities with a column a stage."""

    STEP: ClassVar[Step] = Step.STAGES
    FIELDS: ClassVar[tuple[str, ...]] = (
        "name",
        "customer_goal",
        "entry_trigger",
        "exit_criterion",
        "duration_days",
        "drop_off_percent",
        "owner",
        "evidence_grade",
        "evidence_source",
        "evidence_n",
        "evidence_on",
    )

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the way at a glance, the stages, the activities, and what unfolds: presets and corrections."""
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415
        from cjm_widgets.view.way import way  # noqa: PLC0415
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        glance = Live(self.seat, lambda workshop: join(parts_styles(), way(workshop, self.journey)))
        presets = Fold(
            self.seat,
            _("Begin with a preset"),
            lambda: [self._presets()],
            said=lambda _workshop: _("Scaffolding for ten minutes: then rename each stage with the customer's verb."),
            opening=_("Show the five presets"),
            is_open=not self.workshop.of(Stage, journey=self.journey),
        )
        stages = Board(
            self.seat,
            Stage.KIND,
            fields=self.FIELDS,
            fixed={"journey": self.journey},
            parts=(Metric.KIND,),
            title=_("Stages in order"),
            help=_("Name each with the customer's verb: “chooses a size”, not “product detail”. Three to seven do."),
        )
        corrections = Fold(
            self.seat,
            _("Corrections written alone"),
            lambda: [self._corrections(_("What is wrong with these stages?"))],
            said=self._say_corrections,
            opening=_("Show the corrections"),
        )
        return [glance, stages, self._activities(), corrections, presets]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what participants add to the draft: corrections, and what the customer does in each stage."""
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.view.way import way  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        glance = Live(self.seat, lambda workshop: join(parts_styles(), way(workshop, self.journey)))
        return [glance, self._corrections(_("What is wrong with these stages?")), self._activities()]

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

    def _presets(self) -> DOMWidget:
        from cjm_widgets.widgets.offers import Offer, Offers  # noqa: PLC0415 - a table needs no front end

        def offered(workshop: Workshop) -> list[Offer]:
            there = {stage.name for stage in workshop.of(Stage, journey=self.journey)}
            return [
                {
                    "key": key,
                    "title": _(PRESET_TITLES[key]),
                    "mark": str(len(names)),
                    "note": " → ".join(_(name) for name in names),
                    "done": _("These stages are there.") if there.issuperset(_(name) for name in names) else "",
                }
                for key, names in PRESETS.items()
            ]

        def take(key: str) -> str:
            self.begin_with(key)
            n = len(PRESETS[key])
            return (
                ngettext("{n} stage was added.", "{n} stages were added.", n).format(n=n)
                + " "
                + _("Undo takes it back.")
            )

        return Offers(
            self.seat,
            offered,
            take,
            action=_("Begin with these"),
            empty="",
            help=_("Stages that are there stay; these come behind them."),
        )

    def _corrections(self, title: str) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        return Board(
            self.seat,
            Note.KIND,
            fields=("text",),
            fixed={"journey": self.journey, "step": str(self.STEP), "topic": "correction"},
            paste=False,
            title=title,
            help=_("A stage that is missing, in the wrong place, or named in our words instead of the customer's."),
        )

    def _say_corrections(self, workshop: Workshop) -> str:
        n = len(workshop.of(Note, journey=self.journey, topic="correction"))
        if not n:
            return _("None yet. On their phones, people write what is missing or in the wrong place.")
        return ngettext("{n} correction to look at.", "{n} corrections to look at.", n).format(n=n)

    def _activities(self) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        return Board(
            self.seat,
            Activity.KIND,
            columns="stage",
            title=_("What the customer does in each stage"),
            help=_("One activity a card, with what the customer thinks. Above fifteen in all, merge."),
        )

    def lost(self) -> pd.DataFrame:
        """Compare what the room believes is lost in each stage with what the events say, in per cent.

        ``measured_percent`` are those of the customers in a stage who do not reach the next one in order (the closed
        funnel on the map), ``n`` those who were in it; nothing where it was not measured or n is too small.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.view.figures.funnel import funnel_table  # noqa: PLC0415

        rows, _in_order = funnel_table(self.workshop, journey_of(self.workshop, self.journey))
        after = {row.stage: later.lost_percent for row, later in pairwise(rows)}
        sizes = {row.stage: row.n for row in rows}
        stages = self.workshop.of(Stage, journey=self.journey)
        made = pd.DataFrame(
            [(one.name, one.drop_off_percent, after.get(one.name), sizes.get(one.name)) for one in stages],
            columns=["stage", "believed_percent", "measured_percent", "n"],
        )
        return made.astype({"believed_percent": float, "measured_percent": float, "n": "Int64"}).round(1)

    def table(self) -> pd.DataFrame:
        """Give a row a stage, in order, with the number of its activities."""
        columns = ("name", "customer_goal", "entry_trigger", "exit_criterion", "duration_days", "evidence_grade")
        made = frame(self.workshop, self.workshop.of(Stage, journey=self.journey), columns)
        made.insert(1, "activities", [len(self.workshop.of(Activity, stage=id)) for id in made.index])
        return made
