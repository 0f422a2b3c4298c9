"""What the map was for, and what the room expected to find."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Hypothesis, Metric, Objective, ScopeItem, Stakeholder
from sample_data.shop.evidence import CUSTOMERS
from sample_data.shop.order import in_order
from sample_data.shop.people import CALLUM, JOURNEY, KOFI, TOMASZ
from sample_data.shop.stages import CHOOSES, ORDERS, RETURNS

OBJECTIVE: Final = "objective-second-order"

OBJECTIVES: Final = in_order(
    Objective(
        id=OBJECTIVE,
        journey=JOURNEY,
        statement="Find where first-time buyers give up or swear never to come back, and mend the two worst places.",
        business_goal="More first-time buyers order a second time.",
        decision_informed="Whether the spring budget goes into the new checkout that Finance has asked for, "
        "or somewhere else.",
        scope_start="She taps on an advert",
        scope_end="The money is back, or the dress stays",
        map_state="current",
        lens="customer",
        owner="Hannah Oduya",
        review_by="2027-05-12",
    ),
)

SCOPE: Final = in_order(
    ScopeItem(id="scope-item-first-orders", objective=OBJECTIVE, side="in", text="First orders of dresses"),
    ScopeItem(id="scope-item-on-phone", objective=OBJECTIVE, side="in", text="Everything that happens on a phone"),
    ScopeItem(id="scope-item-returns", objective=OBJECTIVE, side="in", text="Returns up to the refund"),
    ScopeItem(
        id="scope-item-shoes", objective=OBJECTIVE, side="out", text="Shoes: other sizes, other reasons to return"
    ),
    ScopeItem(id="scope-item-vouchers", objective=OBJECTIVE, side="out", text="Gift vouchers"),
)

STAKEHOLDERS: Final = in_order(
    Stakeholder(id="stakeholder-managing-director", objective=OBJECTIVE, name="Elspeth Grant, MD", stake="sponsor"),
    Stakeholder(id="stakeholder-kofi", objective=OBJECTIVE, name="Kofi Mensah, Finance", stake="decider"),
    Stakeholder(id="stakeholder-hannah", objective=OBJECTIVE, name="Hannah Oduya, Shop", stake="contributor"),
    Stakeholder(
        id="stakeholder-warehouse", objective=OBJECTIVE, name="Returns desk in the warehouse", stake="informed"
    ),
)

METRICS: Final = in_order(
    Metric(
        id="metric-second-order",
        about=OBJECTIVE,
        name="First-time buyers who order again within 90 days",
        unit="%",
        baseline=18.0,
        target=24.0,
        target_by="2027-09-30",
        source=CUSTOMERS,
        check_on="2027-06-30",
    ),
    Metric(
        id="metric-size-reaches-basket",
        about=CHOOSES,
        name="Visitors who look at a dress and put a size in the basket",
        unit="%",
        baseline_unknown=True,
        check_on="2027-02-26",
    ),
    Metric(
        id="metric-days-to-refund",
        about=RETURNS,
        name="Days from handing in the parcel to the refund",
        unit="days",
        baseline_unknown=True,
        target=5.0,
        target_by="2027-06-30",
        check_on="2027-03-31",
    ),
)

HYPOTHESES: Final = in_order(
    Hypothesis(
        id="hypothesis-checkout-loses",
        journey=JOURNEY,
        claim="We lose most first-time buyers between the basket and the payment.",
        about=ORDERS,
        metric="Share of customers who do not reach the next stage",
        measure="drop_off",
        segment="First-time buyers",
        direction="up",
        threshold=50.0,
        author=KOFI,
    ),
    Hypothesis(
        id="hypothesis-returns-are-easy",
        journey=JOURNEY,
        claim="Sending something back is easy with us; nobody minds waiting a few days for the money.",
        about=RETURNS,
        metric="CSAT while sending back, %",
        measure="csat",
        segment="First-time buyers who returned something",
        direction="up",
        threshold=70.0,
        author=TOMASZ,
    ),
    Hypothesis(
        id="hypothesis-size-loses",
        journey=JOURNEY,
        claim="Some leave because they cannot tell which size is theirs.",
        about=CHOOSES,
        metric="Share of customers who do not reach the next stage",
        measure="drop_off",
        segment="First-time buyers",
        direction="up",
        threshold=25.0,
        author=CALLUM,
    ),
)
