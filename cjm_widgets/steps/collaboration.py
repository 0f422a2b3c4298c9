"""Step 7, collaboration: who does what, where it is handed over, what goes on behind the scenes, where teams differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Handoff, LaneItem, Raci, Step, Team
from cjm_widgets.model.settled import settled
from cjm_widgets.steps.blueprint_views import blueprint_said, blueprint_views
from cjm_widgets.steps.frames import frame, journey_of
from cjm_widgets.steps.handoff_views import HANDED, drops_alone, handoff_views, handoffs_said
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Workshop
    from cjm_widgets.view.markup import Markup


class Collaboration(StepWork):
    """The grid of responsibilities; and folded below it teams, handoffs, the blueprint, and where teams differ."""

    STEP: ClassVar[Step] = Step.COLLABORATION

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the grid, and under it the parts that unfold."""
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        teams = Fold(self.seat, _("Teams"), lambda: [self._teams()], said=_teams_said, opening=_("Add or rename teams"))
        handoffs = Fold(
            self.seat,
            _("Where it is handed over"),
            lambda: [handoff_views(self.seat, self.journey)],
            said=lambda workshop: handoffs_said(workshop, self.journey),
            opening=_("Show the handoffs"),
        )
        blueprint = Fold(
            self.seat,
            _("Behind the scenes"),
            lambda: [blueprint_views(self.seat, self.journey), Live(self.seat, self._draw_blueprint)],
            said=lambda workshop: blueprint_said(workshop, self.journey),
            opening=_("Show the blueprint"),
        )
        agreement = Fold(
            self.seat,
            _("Where teams see it differently"),
            lambda: [Live(self.seat, self._draw_agreement), self._chart()],
            said=lambda _workshop: _("Scores of step 6, team against team: what to talk about first."),
            opening=_("Compare the teams"),
        )
        to_settle = Live(self.seat, self._draw_unclear)
        styles = Live(self.seat, lambda _workshop: parts_styles())
        return [styles, self._grid(), to_settle, teams, handoffs, blueprint, agreement]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what everybody knows best: who does what as one sees it, and where it drops."""
        return [self._grid(), drops_alone(self.seat, self.journey)]

    def explore(self) -> DOMWidget:
        """Give the chart of what each team says of each touchpoint, to explore in Bokeh, with its numbers."""
        from cjm_widgets.view.figures import agreement_figure  # noqa: PLC0415 - brings in Bokeh when it draws
        from cjm_widgets.widgets.explorer import Explorer  # noqa: PLC0415

        return Explorer(self.seat, lambda workshop: agreement_figure(workshop, journey_of(workshop, self.journey)))

    def table(self) -> pd.DataFrame:
        """Give a row a touchpoint, in the map's order: the names of the teams that have each part in it."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.view.raci import LETTERS, raci_rows  # noqa: PLC0415

        shown = settled(self.workshop)
        names = {team.id: team.name for team in shown.all(Team)}
        rows = raci_rows(shown, self.journey)
        told = [
            [row.touchpoint.name]
            + [", ".join(names[team] for team in names if part in row.parts.get(team, ())) for part in LETTERS]
            for row in rows
        ]
        index = pd.Index([row.touchpoint.id for row in rows], name="id")
        return pd.DataFrame(told, columns=["touchpoint", *LETTERS], index=index)

    def raci(self) -> pd.DataFrame:
        """Give the grid itself: touchpoints down, teams across, letters R, A, C and I; empty where there is none."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.view.raci import LETTERS, raci_rows  # noqa: PLC0415

        shown = settled(self.workshop)
        teams = shown.all(Team)
        rows = raci_rows(shown, self.journey)
        letters = [["/".join(LETTERS[part] for part in row.parts.get(team.id, ())) for team in teams] for row in rows]
        index = pd.Index([row.touchpoint.name for row in rows], name="touchpoint")
        return pd.DataFrame(letters, columns=[team.name for team in teams], index=index)

    def handoffs(self) -> pd.DataFrame:
        """Give a row a handoff: from, to, what is passed, how it fails, agreed time in hours."""
        handoffs = settled(self.workshop).of(Handoff, journey=self.journey)
        return frame(self.workshop, handoffs, HANDED).rename(columns={"giver": "from", "taker": "to"})

    def blueprint(self) -> pd.DataFrame:
        """Give a row a card of the service blueprint; see ``model.entities.collaboration.LANES`` for the lanes."""
        items = settled(self.workshop).of(LaneItem, journey=self.journey)
        return frame(self.workshop, items, ("lane", "text", "stage", "touchpoint", "team", "evidence_grade"))

    def agreement(self) -> pd.DataFrame:
        """Give a row a touchpoint, what to talk about first first: spread within and between teams, and a sentence.

        See ``analysis.agreement.Disagreement`` for the columns. Krippendorff's α over the map is ``alpha()``.
        """
        from cjm_widgets.analysis.agreement import disagreements  # noqa: PLC0415 - brings in numpy

        return disagreements(self.workshop, self.journey).table()

    def alpha(self) -> str:
        """Say how far the room agrees over the whole map: Krippendorff's α (ordinal) with interval and n."""
        from cjm_widgets.analysis.agreement import disagreements  # noqa: PLC0415 - brings in numpy

        return disagreements(self.workshop, self.journey).said

    def _grid(self) -> DOMWidget:
        from cjm_widgets.widgets.grid import Grid  # noqa: PLC0415 - a table needs no front end

        return Grid(
            self.seat,
            Raci.KIND,
            rows="touchpoint",
            columns="team",
            value="part",
            group="stage",
            fixed={"journey": self.journey},
            title=_("Who does what"),
            help=_(
                "One team is accountable for each touchpoint: it would be called if it failed tomorrow. Those who do "
                "the work are responsible; who is asked before is consulted, who is told after is informed."
            ),
        )

    def _teams(self) -> DOMWidget:
        from cjm_widgets.widgets.table import Table  # noqa: PLC0415 - a table needs no front end

        return Table(
            self.seat,
            Team.KIND,
            fields=("name",),
            help=_("As they call themselves. Five to seven are enough to see where it is handed over."),
        )

    def _draw_unclear(self, workshop: Workshop) -> Markup:
        from cjm_widgets.view.markup import element  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.view.raci import unclear  # noqa: PLC0415

        return element("div", unclear(workshop, self.journey), class_="cjm-contents")

    def _draw_blueprint(self, workshop: Workshop) -> Markup:
        from cjm_widgets.view.blueprint_frame import blueprint_frame  # noqa: PLC0415 - only where it is unfolded

        return blueprint_frame(workshop, journey_of(workshop, self.journey))

    def _draw_agreement(self, workshop: Workshop) -> Markup:
        from cjm_widgets.view.talk_first import talk_first  # noqa: PLC0415 - brings in numpy

        return talk_first(workshop, self.journey)

    def _chart(self) -> DOMWidget:
        from cjm_widgets.widgets.explorer import Unfolding  # noqa: PLC0415 - a table needs no front end

        return Unfolding(_("Show what each team says as a chart"), self.explore)


def _teams_said(workshop: Workshop) -> str:
    return ", ".join(team.name for team in workshop.all(Team)) or _("No team yet: the grid needs two at least.")
