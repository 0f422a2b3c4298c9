"""Step 8, action: from pains to opportunities, which comes first, and who does what by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cjm_widgets.model import Action, Journey, Metric, Opportunity, OpportunityPain, Step
from cjm_widgets.model.entities.action import HORIZONS, METHOD_FIELDS
from cjm_widgets.model.entities.journey import METHODS
from cjm_widgets.model.settled import settled
from cjm_widgets.steps.frames import frame, journey_of
from cjm_widgets.steps.roadmap_views import EVIDENCE, opportunity_example
from cjm_widgets.steps.step import StepWork
from cjm_widgets.steps.taking_up import begin_action, opportunity_offers, pain_offers, pains_said, take_up
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.view.markup import Markup


class Actions(StepWork):
    """Pains to take up, opportunities with their scores and ranking, actions and their roadmap."""

    STEP: ClassVar[Step] = Step.ACTION
    ASKED: ClassVar[tuple[str, ...]] = ("question", "expected_outcome")

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the way from pains to actions, each part unfolding below the one before."""
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        pains = Fold(
            self.seat,
            _("From pains to opportunities"),
            lambda: [self._pains()],
            said=lambda workshop: pains_said(workshop, self.journey),
            opening=_("Show the pains"),
            is_open=not self.workshop.of(Opportunity, journey=self.journey),
        )
        methods = Fold(
            self.seat,
            _("How you score"),
            lambda: [self._methods()],
            said=self._methods_said,
            opening=_("Choose the methods"),
        )
        ranking = Fold(
            self.seat,
            _("Which comes first"),
            lambda: [Live(self.seat, self._draw_ranking), self._chart(), self._offered()],
            said=self._ranking_said,
            opening=_("Show the ranking"),
        )
        head = Live(self.seat, lambda _workshop: parts_styles())
        return [head, pains, methods, self._opportunities(), ranking, self._actions()]

    def alone(self) -> Sequence[DOMWidget]:
        """Build a board for “How might we …” questions, with the pains that they would ease."""
        return [self._board((), title=_("How might we …?"), help=_("One question a card. It names no solution."))]

    def explore(self) -> DOMWidget:
        """Give impact against effort with its four quadrants, to explore in Bokeh, with its numbers."""
        from cjm_widgets.view.figures import quadrants_figure  # noqa: PLC0415 - brings in Bokeh when it draws
        from cjm_widgets.widgets.explorer import Explorer  # noqa: PLC0415

        return Explorer(self.seat, lambda workshop: quadrants_figure(workshop, journey_of(workshop, self.journey)))

    def take_up(self, pain: str) -> str:
        """Make an opportunity of the pain with this id, linked to it, in one batch; gives the opportunity's id."""
        drafts = take_up(self.workshop, self.journey, pain)
        self.seat.apply(drafts).result()
        return drafts[0].entity

    def begin_action(self, opportunity: str) -> str:
        """Make an action of the opportunity with this id; gives the action's id."""
        draft = begin_action(self.workshop, self.journey, opportunity)
        self.seat.apply([draft]).result()
        return draft.entity

    def choose_methods(self, *methods: str) -> None:
        """Score by these methods: of ``impact_effort``, ``rice``, ``ice``, ``opportunity``, ``moscow``.

        Raises KeyError with the choices for another one.
        """
        from cjm_widgets.model import Draft  # noqa: PLC0415

        unknown = [name for name in methods if name not in METHODS]
        if unknown:
            raise KeyError(
                _("There is no method “{name}”. Choose from: {all}.").format(name=unknown[0], all=", ".join(METHODS))
            )
        fields: dict[str, Json] = {f"by_{name}": name in methods for name in METHODS}
        self.seat.apply([Draft(kind=Journey.KIND, entity=self.journey, fields=fields)]).result()

    def table(self) -> pd.DataFrame:
        """Give a row an action, in the order of the roadmap, with its first metric before and after."""
        actions = self._by_horizon()
        columns = ("title", "opportunity", "owner", "due", "status", "horizon", "first_step")
        made = frame(self.workshop, actions, columns)
        metrics = [next(iter(self.workshop.of(Metric, about=one.id)), None) for one in actions]
        made["metric"] = [one.name if one else "" for one in metrics]
        for name in ("baseline", "target", "check_on", "measured"):
            made[name] = [getattr(one, name) if one else None for one in metrics]
        return made

    def opportunities(self) -> pd.DataFrame:
        """Give a row an opportunity with every answer of the chosen methods, in the board's order."""
        fields = (*self.ASKED, *(name for method in self._chosen() for name in METHOD_FIELDS[method]))
        opportunities = settled(self.workshop).of(Opportunity, journey=self.journey)
        return frame(self.workshop, opportunities, fields)

    def ranking(self) -> pd.DataFrame:
        """Give a row an opportunity, the first first: its place over all chosen methods, and by each its score."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.view.chances import question_said, ranked  # noqa: PLC0415

        chances = ranked(self.workshop, journey_of(self.workshop, self.journey))
        rows = [
            [one.place, question_said(one.opportunity), str(one.quadrant or ""), *one.scores.values()]
            for one in chances
        ]
        index = pd.Index([one.opportunity.id for one in chances], name="id")
        made = pd.DataFrame(rows, columns=["place", "question", "quadrant", *self._chosen()], index=index)
        return made.astype({"place": "Int64"})

    def agreement_of_methods(self) -> pd.DataFrame:
        """Give Kendall's τ-b between the chosen methods, −1 to 1: 1 where two put all opportunities in one order."""
        from cjm_widgets.analysis.rankings import rankings  # noqa: PLC0415 - brings in SciPy

        return rankings(self.workshop, self.journey, self._chosen()).tau_table()

    def one_voter_less(self) -> str:
        """Say whether the first three of the last vote on opportunities stay the same without any one voter."""
        from cjm_widgets.view.voters import voters_said  # noqa: PLC0415 - brings in the statistics

        return " ".join(voters_said(self.workshop, self.journey)) or _("There was no vote on opportunities yet.")

    def roadmap(self) -> pd.DataFrame:
        """Give a row an action: now, next, later, and what has no place yet; by due date within each."""
        labels = {name: _(label) for name, label in HORIZONS}
        made = frame(self.workshop, self._by_horizon(), ("horizon", "title", "owner", "due", "status"))
        made["horizon"] = [labels.get(str(name), _("not placed yet")) for name in made["horizon"]]
        return made

    def _by_horizon(self) -> list[Action]:
        order = {name: place for place, (name, _label) in enumerate(HORIZONS)}
        actions = settled(self.workshop).of(Action, journey=self.journey)
        return sorted(actions, key=lambda one: (order.get(one.horizon or "", len(order)), one.due or "9"))

    def _chosen(self) -> tuple[str, ...]:
        return journey_of(self.workshop, self.journey).methods

    def _pains(self) -> DOMWidget:
        from cjm_widgets.widgets.offers import Offers  # noqa: PLC0415 - a table needs no front end

        def taken(pain: str) -> str:
            drafts = take_up(self.workshop, self.journey, pain)
            self.seat.apply(drafts).result()
            return _("Made: “{question}” Reword it on the board below.").format(question=drafts[0].fields["question"])

        return Offers(
            self.seat,
            lambda workshop: pain_offers(workshop, self.journey),
            taken,
            action=_("Make it a question"),
            empty=_("No pain point yet: they come from step 6."),
        )

    def _offered(self) -> DOMWidget:
        from cjm_widgets.widgets.offers import Offers  # noqa: PLC0415 - a table needs no front end

        def begun(opportunity: str) -> str:
            draft = begin_action(self.workshop, self.journey, opportunity)
            self.seat.apply([draft]).result()
            return _("Made: “{title}” It waits on the roadmap below.").format(title=draft.fields["title"])

        return Offers(
            self.seat,
            lambda workshop: opportunity_offers(workshop, journey_of(workshop, self.journey)),
            begun,
            action=_("Make it an action"),
            empty=_("No opportunity yet."),
            title=_("From opportunities to actions"),
        )

    def _methods(self) -> DOMWidget:
        from cjm_widgets.widgets.form import Form  # noqa: PLC0415 - a table needs no front end

        return Form(
            self.seat,
            Journey.KIND,
            key=self.journey,
            fields=tuple(f"by_{name}" for name in METHODS),
            help=_("Only what the chosen ones need is asked. Two or three tell whether a ranking holds."),
        )

    def _opportunities(self) -> DOMWidget:
        from cjm_widgets.steps.by_method import ByMethod  # noqa: PLC0415 - a table needs no front end

        return ByMethod(
            self.seat,
            self.journey,
            lambda methods: self._board(
                methods,
                title=_("Opportunities"),
                help=_("“How might we …” questions. Open a card to score it and to say which pains it eases."),
            ),
        )

    def _board(self, methods: Sequence[str], *, title: str, help: str) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        scored = tuple(name for method in methods for name in METHOD_FIELDS[method])
        return Board(
            self.seat,
            Opportunity.KIND,
            fields=(*self.ASKED, *scored, *(EVIDENCE if methods else ())),
            fixed={"journey": self.journey},
            parts=(OpportunityPain.KIND,),
            example=opportunity_example(),
            title=title,
            help=help,
        )

    def _actions(self) -> DOMWidget:
        from cjm_widgets.steps.roadmap_views import roadmap_views  # noqa: PLC0415 - a table needs no front end

        return roadmap_views(self.seat, self.journey)

    def _chart(self) -> DOMWidget:
        from cjm_widgets.widgets.explorer import Unfolding  # noqa: PLC0415 - a table needs no front end

        return Unfolding(_("Show impact against effort as a chart"), self.explore)

    def _methods_said(self, workshop: Workshop) -> str:
        from cjm_widgets.view.chances import method_label  # noqa: PLC0415 - a table needs no front end

        methods = journey_of(workshop, self.journey).methods
        names = ", ".join(map(method_label, methods))
        return ngettext("By one method: {names}.", "By {n} methods: {names}.", len(methods)).format(
            n=len(methods), names=names
        )

    def _ranking_said(self, workshop: Workshop) -> str:
        from cjm_widgets.view.chances import ranked, ranking_finding  # noqa: PLC0415 - a table needs no front end

        return ranking_finding(ranked(workshop, journey_of(workshop, self.journey)))

    def _draw_ranking(self, workshop: Workshop) -> Markup:
        from cjm_widgets.view.holding import holding  # noqa: PLC0415 - brings in SciPy
        from cjm_widgets.view.markup import join  # noqa: PLC0415
        from cjm_widgets.view.ranking import ranking_table  # noqa: PLC0415

        journey = journey_of(workshop, self.journey)
        return join(ranking_table(workshop, journey), holding(workshop, journey))
