"""Step 1, objectives: what the map is for, how one will know, and what the room expects to find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from cjm_widgets.model import Hypothesis, Metric, Note, Objective, ScopeItem, Stakeholder, Step
from cjm_widgets.steps.frames import frame, name_of
from cjm_widgets.steps.step import StepWork
from cjm_widgets.words import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from ipywidgets import DOMWidget

    from cjm_widgets.model import Json, Workshop
    from cjm_widgets.view.markup import Markup

_TOPICS: Final = ("hope", "failure")


class Objectives(StepWork):
    """What everybody hopes and fears, the objectives as sheets, and the hypotheses with what data says to them."""

    STEP: ClassVar[Step] = Step.OBJECTIVES
    PARTS: ClassVar[tuple[str, ...]] = (ScopeItem.KIND, Metric.KIND, Stakeholder.KIND)
    HYPOTHESIS_FIELDS: ClassVar[tuple[str, ...]] = (
        "claim",
        "about",
        "metric",
        "measure",
        "direction",
        "threshold",
        "segment",
        "verdict",
        "value",
        "low",
        "high",
        "n",
        "found_on",
        "fingerprint",
        "evidence_grade",
        "evidence_source",
        "evidence_n",
        "evidence_on",
    )

    def widgets(self) -> Sequence[DOMWidget]:
        """Build the sheet, the boards of hopes, objectives and hypotheses, and the button that looks into the data."""
        from ipywidgets import HBox  # noqa: PLC0415 - a table needs no front end

        from cjm_widgets.widgets.ask import Ask  # noqa: PLC0415
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415
        from cjm_widgets.widgets.live import Live  # noqa: PLC0415

        objectives = Board(
            self.seat,
            Objective.KIND,
            fixed={"journey": self.journey},
            parts=self.PARTS,
            example=(_example_objective(),),
            title=_("Objectives"),
            help=_("One is best. Open it to fill in decision, scope, metrics, owner and the day of its review."),
        )
        hypotheses = Board(
            self.seat,
            Hypothesis.KIND,
            fields=self.HYPOTHESIS_FIELDS,
            fixed={"journey": self.journey},
            example=_example_hypotheses(),
            title=_("What do we expect to find?"),
            help=_("One claim a card that data can contradict. Write the threshold down before anybody looks."),
        )
        again = Ask(
            [],
            submit=_("Hold them against the data"),
            on_submit=self._weigh_again,
            help=_("Compares each with the numbers of its stage or touchpoint, and writes the verdict down."),
        )
        sheet = Live(self.seat, lambda workshop: _sheets(workshop, self.journey))
        found = Live(self.seat, lambda workshop: _verdicts(workshop, self.journey))
        notes = HBox(self._notes())
        notes.add_class("cjm-pair")
        return [sheet, objectives, notes, hypotheses, again, found]

    def alone(self) -> Sequence[DOMWidget]:
        """Build what a participant writes alone: hopes for the map, and what would be failure."""
        return self._notes()

    def table(self) -> pd.DataFrame:
        """Give a row an objective, with its first metric from baseline to target."""
        columns = ("statement", "decision_informed", "scope_start", "scope_end", "map_state", "lens", "owner",
                   "review_by")  # fmt: skip
        objectives = self.workshop.of(Objective, journey=self.journey, merged_into=None)
        made = frame(self.workshop, objectives, columns)
        first = [next(iter(self.workshop.of(Metric, about=one.id)), None) for one in objectives]
        for place, name in enumerate(("name", "unit", "baseline", "target", "target_by")):
            label = "metric" if name == "name" else name
            made.insert(4 + place, label, [getattr(one, name, None) for one in first])
        return made

    def metrics(self) -> pd.DataFrame:
        """Give a row a metric of the workshop: what it is about, baseline, target and when it is checked."""
        columns = ("about", "name", "unit", "baseline", "target", "target_by", "check_on", "measured")
        return frame(self.workshop, self.workshop.all(Metric), columns)

    def hypotheses(self) -> pd.DataFrame:
        """Give a row a hypothesis: where, what was expected, and what the data says to it now.

        ``found``, ``low``, ``high`` and ``n`` are worked out anew from the map's measurements, with a 95 % interval;
        ``verdict`` is what follows from them, whether it was written down or not. See ``steps.weighing``.
        """
        import pandas as pd  # noqa: PLC0415 - heavy, and only analysts ask for it

        from cjm_widgets.steps.weighing import weigh  # noqa: PLC0415 - brings in the statistics

        rows = []
        for one in self.workshop.of(Hypothesis, journey=self.journey, merged_into=None):
            found = weigh(self.workshop, one)
            numbers = (found.value, found.low, found.high, found.n) if found else (None, None, None, None)
            rows.append(
                {
                    "claim": one.claim,
                    "about": name_of(self.workshop.get(one.about)),
                    "measure": one.measure or "",
                    "expected": " ".join(filter(None, (one.direction, _plain(one.threshold)))),
                    **dict(zip(("found", "low", "high", "n"), numbers, strict=True)),
                    "verdict": found.verdict if found else "",
                }
            )
        columns = ("claim", "about", "measure", "expected", "found", "low", "high", "n", "verdict")
        made = pd.DataFrame(rows, columns=list(columns))
        for name in ("found", "low", "high"):
            made[name] = made[name].astype(float).round(1)
        return made.assign(n=made["n"].astype("Int64"))

    def notes(self) -> pd.DataFrame:
        """Give a row a hope or a fear of failure."""
        found = [one for topic in _TOPICS for one in self.workshop.of(Note, step=str(self.STEP), topic=topic)]
        return frame(self.workshop, found, ("topic", "text"))

    def _notes(self) -> list[DOMWidget]:
        from cjm_widgets.widgets.board import Board  # noqa: PLC0415 - a table needs no front end

        titles = {"hope": _("What do you hope this map will do?"), "failure": _("What would be failure?")}
        examples = {
            "hope": _("That we stop arguing about where customers leave, because it stands there with a number."),
            "failure": _("It is a failure if the map hangs on a wall and nothing is done differently in June."),
        }
        helps = {
            "hope": _("A sentence or two. What will be different in three months?"),
            "failure": _("“It is a failure if …” Be frank: this is where it helps most."),
        }
        return [
            Board(
                self.seat,
                Note.KIND,
                fields=("text",),
                fixed={"journey": self.journey, "step": str(self.STEP), "topic": topic},
                example=({"text": examples[topic]},),
                title=titles[topic],
                help=helps[topic],
            )
            for topic in _TOPICS
        ]

    def _weigh_again(self, _answers: Mapping[str, Json]) -> str:
        from cjm_widgets.steps.weighing import update_verdicts  # noqa: PLC0415 - brings in the statistics

        n = update_verdicts(self.seat, self.journey)
        if not n:
            return _("None can be held against data yet: each needs a place, a measure, a direction and a threshold.")
        told = ngettext("{n} hypothesis has been held against the data.",
                        "{n} hypotheses have been held against the data.", n)  # fmt: skip
        return told.format(n=n)


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _sheets(workshop: Workshop, journey: str) -> Markup:
    from cjm_widgets.view.markup import element  # noqa: PLC0415 - only where it is drawn
    from cjm_widgets.view.objectives import objective_sheet, objectives_of  # noqa: PLC0415
    from cjm_widgets.view.sheets import styled  # noqa: PLC0415

    found = objectives_of(workshop, journey)
    if not found:
        said = _("No objective yet. Write one sentence below: who should be able to do what, and why it matters.")
        return styled(element("p", said, class_="empty"))
    return styled(*(objective_sheet(workshop, one, level=2) for one in found))


def _verdicts(workshop: Workshop, journey: str) -> Markup:
    from cjm_widgets.view.hypotheses import hypotheses_of, hypothesis_list  # noqa: PLC0415 - only where it is drawn
    from cjm_widgets.view.markup import element  # noqa: PLC0415
    from cjm_widgets.view.sheets import styled  # noqa: PLC0415

    drawn = hypothesis_list(workshop, hypotheses_of(workshop, journey))
    if drawn is None:
        return styled()
    return styled(element("h2", _("What became of them"), class_="section-name"), drawn)


def _example_objective() -> Mapping[str, Any]:
    return {
        "statement": _("Find where first-time buyers give up, and mend the two worst places."),
        "business_goal": _("More first-time buyers order a second time."),
        "decision_informed": _("Where the spring budget goes."),
        "scope_start": _("She taps on an advert"),
        "scope_end": _("The money is back, or the dress stays"),
        "map_state": "current",
        "lens": "customer",
        "parts": [
            {"kind": ScopeItem.KIND, "fields": {"side": "in", "text": _("First orders of dresses")}},
            {"kind": ScopeItem.KIND, "fields": {"side": "out", "text": _("Gift vouchers")}},
            {
                "kind": Metric.KIND,
                "fields": {
                    "name": _("First-time buyers who order again within 90 days"),
                    "unit": "%",
                    "baseline": 18,
                    "target": 24,
                },
            },
            {"kind": Stakeholder.KIND, "fields": {"name": _("Head of the shop"), "stake": "decider"}},
        ],
    }


def _example_hypotheses() -> tuple[Mapping[str, Json], ...]:
    return (
        {
            "claim": _("We lose most first-time buyers between the basket and the payment."),
            "measure": "drop_off",
            "direction": "up",
            "threshold": 50,
        },
        {
            "claim": _("Some leave because they cannot tell which size is theirs."),
            "measure": "drop_off",
            "direction": "up",
            "threshold": 25,
        },
    )
