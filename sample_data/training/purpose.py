"""What the map was for, and what the room expected to find."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Hypothesis, Metric, Objective, ScopeItem, Stakeholder
from sample_data.shop.order import in_order
from sample_data.training.evidence import REVIEWS
from sample_data.training.people import AMINA, GRETA, JOURNEY, LENE
from sample_data.training.way import BEGINS, LEARNS, PREPARES

OBJECTIVE: Final = "objective-get-going"

OBJECTIVES: Final = in_order(
    Objective(
        id=OBJECTIVE,
        journey=JOURNEY,
        statement="Find out why so many teams do not get going after a training that they praise, and change it.",
        business_goal="More clients book a second project because the first one came to something.",
        decision_informed="Whether the fee buys a fourth training day, as Sales proposes, or twelve weeks of coaching.",
        scope_start="The head of the team asks for an offer",
        scope_end="A first project of their own has been shown to the management, or given up",
        map_state="current",
        lens="customer",
        owner="Greta Novak",
        review_by="2027-04-15",
    ),
)

SCOPE: Final = in_order(
    ScopeItem(id="scope-item-firms", objective=OBJECTIVE, side="in", text="Teams of five to fifteen from one firm"),
    ScopeItem(id="scope-item-twelve-weeks", objective=OBJECTIVE, side="in", text="Twelve weeks after the last day"),
    ScopeItem(id="scope-item-open-courses", objective=OBJECTIVE, side="out", text="Open courses with single guests"),
)

STAKEHOLDERS: Final = in_order(
    Stakeholder(id="stakeholder-head", objective=OBJECTIVE, name="Petra Lindqvist, head of the firm", stake="sponsor"),
    Stakeholder(id="stakeholder-lene", objective=OBJECTIVE, name="Lene Aas, Sales", stake="decider"),
    Stakeholder(id="stakeholder-greta", objective=OBJECTIVE, name="Greta Novak, Coaches", stake="contributor"),
    Stakeholder(id="stakeholder-clients", objective=OBJECTIVE, name="Three clients who take part", stake="informed"),
)

METRICS: Final = in_order(
    Metric(
        id="metric-first-project",
        about=OBJECTIVE,
        name="Clients with a project of their own after half a year",
        unit="%",
        baseline=32.0,
        target=60.0,
        target_by="2027-12-31",
        source=REVIEWS,
        check_on="2027-06-30",
    ),
    Metric(
        id="metric-first-meeting",
        about=BEGINS,
        name="Teams that meet in the first two weeks",
        unit="%",
        baseline_unknown=True,
        check_on="2027-02-26",
    ),
)

HYPOTHESES: Final = in_order(
    Hypothesis(
        id="hypothesis-not-enough-days",
        journey=JOURNEY,
        claim="Three days are too short; with a fourth they would get going.",
        about=LEARNS,
        metric="People who say on the last afternoon that three days were too short, %",
        direction="up",
        threshold=30.0,
        verdict="contradicted",
        value=8.9,
        low=5.8,
        high=13.4,
        n=214,
        found_on="2026-10-20",
        author=LENE,
    ),
    Hypothesis(
        id="hypothesis-no-time-kept-free",
        journey=JOURNEY,
        claim="Teams that kept an hour a week free before the training get going; the others do not.",
        about=PREPARES,
        metric="First meeting within two weeks",
        direction="up",
        verdict="not_enough_data",
        n=11,
        found_on="2026-10-20",
        author=GRETA,
    ),
    Hypothesis(
        id="hypothesis-own-question",
        journey=JOURNEY,
        claim="Who works on a question of their own on day two goes on with it.",
        about=LEARNS,
        metric="Projects after half a year that were begun in the training",
        direction="up",
        author=AMINA,
    ),
)
