"""Step 1, objectives: what the map is for and how one will know."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model.declare import belongs_to, choice, count, day, flag, number, prose, ref, text
from cjm_widgets.model.entity import Card, Item, entity
from cjm_widgets.words import N_

MAP_STATES: Final = (("current", N_("Current")), ("future", N_("Future")), ("ideal", N_("Ideal")))
LENSES: Final = (
    ("customer", N_("Customer")),
    ("employee", N_("Employee")),
    ("patient", N_("Patient")),
    ("citizen", N_("Citizen")),
    ("student", N_("Student")),
    ("partner", N_("Partner")),
)
STAKES: Final = (
    ("sponsor", N_("Sponsor")),
    ("decider", N_("Decider")),
    ("contributor", N_("Contributor")),
    ("informed", N_("Informed")),
)
VERDICTS: Final = (
    ("supported", N_("Supported")),
    ("contradicted", N_("Contradicted")),
    ("not_enough_data", N_("Not enough data")),
)
# What the kit can hold a hypothesis against by itself: measurements of a stage or touchpoint, and between two stages.
HELD_AGAINST: Final = (
    ("drop_off", N_("Customers who do not go on to the next stage, %")),
    ("customers", N_("Customers who reach it, % of all")),
    ("nps", N_("NPS, points")),
    ("csat", N_("CSAT, %")),
    ("ces", N_("CES, mean of 1–7")),
)
DIRECTIONS: Final = (("up", N_("Higher")), ("down", N_("Lower")), ("same", N_("No difference")))


@entity
class Objective(Card):
    """What the map is to achieve, for which decision, and within which bounds."""

    KIND = "objective"
    LABEL = N_("Objective")
    STEP = "objectives"

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    statement: str = prose(
        N_("Objective"),
        N_("One sentence: who should be able to do what, and why it matters."),
        required=True,
        first=True,
    )
    business_goal: str = prose(N_("Business goal"), first=True)
    decision_informed: str = prose(
        N_("The decision it informs"), N_("What will be decided differently once the map is there?"), first=True
    )
    scope_start: str = text(N_("Starts with"), N_("The trigger, seen from the customer."), first=True)
    scope_end: str = text(N_("Ends with"), N_("The event after which the journey is over."), first=True)
    map_state: str | None = choice(MAP_STATES, N_("Map state"), first=True)
    lens: str | None = choice(LENSES, N_("Lens"), first=True)
    owner: str = text(N_("Owner of the map"), N_("One name: who keeps it alive afterwards."), first=True)
    review_by: str | None = day(N_("Review by"), first=True)


@entity
class ScopeItem(Item):
    """Something that is in scope, or out of it."""

    KIND = "scope_item"
    LABEL = N_("Scope")
    STEP = "objectives"

    objective: str = belongs_to("objective", label=N_("Objective"), entered=False)
    side: str | None = choice(
        (("in", N_("In scope")), ("out", N_("Out of scope"))), N_("Side"), required=True, first=True
    )
    text: str = text(N_("What"), required=True, first=True)


@entity
class Stakeholder(Item):
    """Somebody with a stake in the map, and which."""

    KIND = "stakeholder"
    LABEL = N_("Stakeholder")
    STEP = "objectives"

    objective: str = belongs_to("objective", label=N_("Objective"), entered=False)
    name: str = text(N_("Name"), required=True, first=True)
    stake: str | None = choice(STAKES, N_("Role"), first=True)


@entity
class Metric(Item):
    """What is measured about an objective, a stage, a touchpoint or an action."""

    KIND = "metric"
    LABEL = N_("Metric")
    STEP = "objectives"

    about: str = belongs_to("objective", "stage", "touchpoint", "action", "journey", label=N_("About"), entered=False)
    name: str = text(N_("Metric"), N_("For example: share of first orders returned."), required=True, first=True)
    unit: str = text(N_("Unit"), N_("%, days, points, orders a week …"), first=True)
    baseline: float | None = number(N_("Baseline"), N_("What it is today."), first=True)
    baseline_unknown: bool = flag(N_("No baseline is known"), N_("Say so plainly rather than leave it open."))
    target: float | None = number(N_("Target"), first=True)
    target_by: str | None = day(N_("Target by"), first=True)
    source: str | None = ref("source", label=N_("Source"))
    check_on: str | None = day(N_("Check on"), N_("When somebody will look again."))
    measured: float | None = number(N_("Measured"), N_("What it turned out to be."))
    measured_on: str | None = day(N_("Measured on"))


@entity
class Hypothesis(Card):
    """A claim that data can support or contradict."""

    KIND = "hypothesis"
    LABEL = N_("Hypothesis")
    STEP = "objectives"
    ALONE = True

    journey: str = belongs_to("journey", label=N_("Journey"), entered=False)
    claim: str = prose(
        N_("Claim"),
        N_("For example: first-time buyers leave where they have to choose a size."),
        required=True,
        first=True,
    )
    about: str | None = ref("stage", "touchpoint", label=N_("Stage or touchpoint"), first=True)
    metric: str = text(N_("Metric"), N_("In your words: what would show it?"), first=True)
    measure: str | None = choice(
        HELD_AGAINST,
        N_("Held against"),
        N_("What the kit can compare it with by itself."),
        first=True,
    )
    direction: str | None = choice(DIRECTIONS, N_("Expected direction"), first=True)
    threshold: float | None = number(
        N_("Threshold"), N_("From where on the claim counts as supported. Write it down before you look."), first=True
    )
    segment: str = text(N_("Segment"))
    verdict: str | None = choice(VERDICTS, N_("Verdict"))
    value: float | None = number(N_("Value found"))
    low: float | None = number(N_("Interval from"))
    high: float | None = number(N_("Interval to"))
    n: int | None = count(N_("n"))
    found_on: str | None = day(N_("Found on"))
    fingerprint: str = text(N_("Fingerprint of the data"))
