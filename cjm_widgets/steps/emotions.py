"""Step 6, emotions and pain points: what the customer feels at each touchpoint, and what hurts."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, ClassVar, Final

from cjm_widgets.model import Draft, Emotion, ModelError, PainPoint, Persona, Step, Touchpoint, Why
from cjm_widgets.model.settled import settled
from cjm_widgets.steps.frames import frame, in_map_order, journey_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.view.curve import CurveRow, curve_table
from cjm_widgets.view.markup import element, join
from cjm_widgets.view.wording import listing, quoted, shortened
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.view.markup import Markup
    from cjm_widgets.widgets.offers import Offer

_MOST: Final = 5
"""So many disagreements and proposed moments are listed: more than a room has time for."""
_SHOWN: Final = 120


class Emotions(StepWork):
    """How the customer feels, person by person, and what hurts: curve, disagreements, pains and moments of truth."""

    STEP: ClassVar[Step] = Step.EMOTIONS

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the curve as it grows, the scores, and the pains; disagreements, matrix and moments of truth unfold."""
        from cjm_widgets.view.feelings import disagreement_finding  # noqa: PLC0415
        from cjm_widgets.view.severity import severity_finding, severity_table  # noqa: PLC0415
        from cjm_widgets.widgets.explorer import Unfolding  # noqa: PLC0415 - a table needs no front end
        from cjm_widgets.widgets.fold import Fold  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        journey = self.journey
        disagreements = Fold(
            self.seat,
            _("Where we disagree most"),
            lambda: [self._disagreements()],
            said=lambda workshop: disagreement_finding(workshop, journey),
            opening=_("Open the disagreements"),
        )
        matrix = Fold(
            self.seat,
            _("What hurts most: severity × frequency"),
            lambda: [
                Live(self.seat, lambda workshop: severity_table(workshop, journey)),
                Unfolding(_("Explore the pains as a chart"), lambda: self.explore("severity")),
            ],
            said=lambda workshop: severity_finding(workshop, journey),
            opening=_("Show the matrix"),
        )
        truths = Fold(
            self.seat,
            _("Moments of truth"),
            lambda: [Live(self.seat, self._draw_basis), self._moments()],
            said=self._say_moments,
            opening=_("Propose and settle"),
        )
        explored = Unfolding(_("Explore the curve"), self.explore)
        return [self._curve_grows(), explored, self._scores(), disagreements, self._pain_points(), matrix, truths]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what everybody writes alone: the scores, and what hurts."""
        return [self._scores(), self._pain_points()]

    def table(self) -> pd.DataFrame:
        """Give the curve's numbers: a row a touchpoint and persona, in the map's order; see ``view.curve.CurveRow``."""
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        columns = [field.name for field in dataclasses.fields(CurveRow)]
        return pd.DataFrame([dataclasses.asdict(row) for row in self._curve()], columns=columns)

    def explore(self, what: str = "curve") -> DOMWidget:
        """Give a chart to explore in Bokeh with its numbers: ``curve`` (with spread, per persona) or ``severity``.

        Raises KeyError with the choices for another one.
        """
        from cjm_widgets.view import figures  # noqa: PLC0415 - brings in Bokeh when it draws
        from cjm_widgets.widgets.explorer import Explorer  # noqa: PLC0415

        drawn = {"curve": figures.curve_figure, "severity": figures.severity_figure}
        if what not in drawn:
            raise KeyError(
                _("There is no chart “{name}”. Choose one of: {all}.").format(name=what, all=", ".join(drawn))
            )
        return Explorer(self.seat, lambda workshop: drawn[what](workshop, journey_of(workshop, self.journey)))

    def pains(self) -> pd.DataFrame:
        """Give a row a pain point, the highest score (severity × frequency, 0–16) first, and how many whys it has."""
        pains = settled(self.workshop).of(PainPoint, journey=self.journey)
        made = frame(self.workshop, pains, ("description", "touchpoint", "severity", "frequency", "evidence_grade"))
        made["score"] = (made["severity"] * made["frequency"]).astype("Int64")
        made["whys"] = [len(self.workshop.of(Why, pain_point=one.id)) for one in pains]
        return made.sort_values("score", ascending=False, na_position="last", kind="stable")

    def disagreements(self, most: int = 2) -> pd.DataFrame:
        """Give the touchpoints where scores lie furthest apart, a row each, to be talked about first.

        ``span`` is the distance between lowest and highest score for one persona, 2–4; what lies closer is no
        disagreement. The same order decides when the step is done.
        """
        from cjm_widgets.view.feelings import disagreeing  # noqa: PLC0415

        made = self.table()[["stage", "touchpoint", "n", "scores"]]
        found = disagreeing(self.workshop, self.journey)[:most]
        spans = {one.name: high - low for one, low, high in found}
        chosen = made[made["touchpoint"].isin(list(spans))].assign(span=made["touchpoint"].map(spans))
        return chosen.astype({"span": "Int64"}).sort_values("span", ascending=False, kind="stable")

    def moments(self) -> pd.DataFrame:
        """Give a row a proposed moment of truth, with what it stands on; see ``analysis.moments``."""
        from cjm_widgets.analysis.moments import propose_moments  # noqa: PLC0415 - brings in the engine

        made = propose_moments(self.workshop, self.journey).table()
        return made[["name", "basis", "score", "gap", "n", "reach", "weight", "driven", "settled"]]

    def _curve_grows(self) -> DOMWidget:
        from cjm_widgets.view.feelings import curve_styles, feelings  # noqa: PLC0415
        from cjm_widgets.view.parts import parts_styles  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415 - a table needs no front end

        return Live(self.seat, lambda workshop: join(curve_styles(), parts_styles(), feelings(workshop, self.journey)))

    def _scores(self) -> DOMWidget:
        """Give the form of scores; where there are several personas, one for each, the map's own first."""
        personas = self.workshop.all(Persona)
        if len(personas) <= 1:
            return self._scores_for(None)
        from cjm_widgets.widgets.views import Views  # noqa: PLC0415 - a table needs no front end

        mine = journey_of(self.workshop, self.journey).persona
        ordered = sorted(personas, key=lambda one: one.id != mine)
        names = {one.name: one.id for one in ordered}
        return Views(
            _("For whom do you answer?"),
            {name: lambda id=id: self._scores_for(id) for name, id in names.items()},  # type: ignore[misc]
        )

    def _scores_for(self, persona: str | None) -> DOMWidget:
        from cjm_widgets.widgets.form import Form  # noqa: PLC0415 - a table needs no front end

        return Form(
            self.seat,
            Emotion.KIND,
            each="touchpoint",
            group="stage",
            fields=("valence", "intensity", "word", "quote"),
            fixed={"journey": self.journey} | ({"persona": persona} if persona else {}),
            title=_("How does the customer feel here?"),
            help=_("Answer for the customer, not for yourself, and alone. Leave out what you do not know."),
        )

    def _pain_points(self) -> DOMWidget:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        return Board(
            self.seat,
            PainPoint.KIND,
            fixed={"journey": self.journey},
            parts=(Why.KIND,),
            example=_example(),
            title=_("What hurts"),
            help=_("One pain a card, in the customer's words. Severity × frequency gives its score."),
        )

    def _disagreements(self) -> DOMWidget:
        from cjm_widgets.view.feelings import disagreeing, opened_with, scores_said  # noqa: PLC0415
        from cjm_widgets.widgets.opening import Opening  # noqa: PLC0415 - a table needs no front end

        def offered(workshop: Workshop) -> list[Offer]:
            return [
                {
                    "key": one.id,
                    "title": one.name,
                    "mark": str(high - low),
                    "note": scores_said(workshop, one.id),
                    "done": shortened(opened_with(workshop, one.id), _SHOWN),
                }
                for one, low, high in disagreeing(workshop, self.journey)[:_MOST]
            ]

        return Opening(
            self.seat,
            offered,
            empty=_("No two scores of one touchpoint lie two points apart."),
            help=_("The number is the distance between the lowest and the highest score, 0–4."),
        )

    def _moments(self) -> DOMWidget:
        from cjm_widgets.analysis.moments import propose_moments  # noqa: PLC0415 - brings in the engine
        from cjm_widgets.widgets.offers import Offers  # noqa: PLC0415 - a table needs no front end

        def offered(workshop: Workshop) -> list[Offer]:
            proposed = propose_moments(workshop, self.journey, most=_MOST).moments
            done, back = _("Settled as a moment of truth"), _("Take it back")
            made: list[Offer] = [
                {
                    "key": one.touchpoint,
                    "title": one.name,
                    "mark": str(place),
                    "note": one.said.partition(": ")[2],
                    "done": done if one.settled else "",
                    "action": back if one.settled else "",
                }
                for place, one in enumerate(proposed, start=1)
            ]
            there = {one.touchpoint for one in proposed}
            others = [one for one in _truths(workshop, self.journey) if one.id not in there]
            return made + [{"key": one.id, "title": one.name, "done": done, "action": back} for one in others]

        def take(id: str) -> str:
            one = self.workshop.find(Touchpoint, id)
            if one is None:
                raise ModelError(_("Touchpoint"), _("It is not there any more."))
            fields: dict[str, Json] = {"moment_of_truth": not one.moment_of_truth}
            self.seat.apply([Draft(kind=Touchpoint.KIND, entity=id, fields=fields)]).result()
            pattern = (
                _("“{name}” is no moment of truth any more.")
                if one.moment_of_truth
                else _("“{name}” is settled as a moment of truth.")
            )
            return pattern.format(name=one.name)

        return Offers(
            self.seat,
            offered,
            take,
            action=_("Settle it"),
            empty=_("No moment of truth can be proposed: it takes importance, and scores of the room or of customers."),
            help=_(
                "Proposed from how much it matters, how many reach it and how they feel. The room decides; three are "
                "enough."
            ),
        )

    def _draw_basis(self, workshop: Workshop) -> Markup:
        """Say on what the proposals stand, and what it takes for them to stand on more."""
        from cjm_widgets.analysis.moments import propose_moments  # noqa: PLC0415 - brings in the engine

        made = propose_moments(workshop, self.journey, most=_MOST)
        told = [element("p", said) for said in (made.said, made.missing) if said and made.moments]
        return element("div", told, class_="cjm-contents")

    def _say_moments(self, workshop: Workshop) -> str:
        settled = _truths(workshop, self.journey)
        if not settled:
            return _("None is settled yet. Three are enough.")
        return _("Settled: {names}.").format(names=listing([quoted(one.name) for one in settled]))

    def _curve(self) -> tuple[CurveRow, ...]:
        return curve_table(self.workshop, journey_of(self.workshop, self.journey))


def _truths(workshop: Workshop, journey: str) -> tuple[Touchpoint, ...]:
    """Give the touchpoints that were settled as moments of truth, in the map's order."""
    return tuple(one for one in in_map_order(workshop, journey) if one.moment_of_truth)


def _example() -> tuple[Mapping[str, Json], ...]:
    """Give pains to begin with, well written: in the customer's words, with both scores."""
    return (
        {"description": _("She hears nothing between sending it back and the money."), "severity": 3, "frequency": 2},
        {"description": _("The price changes at the last step."), "severity": 3, "frequency": 3},
        {"description": _("He has to say the same thing three times."), "severity": 2, "frequency": 3},
    )
