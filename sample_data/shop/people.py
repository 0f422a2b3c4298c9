"""Who was in the room."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Journey, Person, Settings, Team
from sample_data.shop.order import in_order

SHOP: Final = "Hollerfaden"
WORKSHOP: Final = "online-shop"
JOURNEY: Final = "journey-first-order"
PERSONA: Final = "persona-nadia"

MARKETING: Final = "team-marketing"
ONLINE: Final = "team-shop"
SERVICE: Final = "team-service"
LOGISTICS: Final = "team-logistics"
FINANCE: Final = "team-finance"

PRIYA: Final = "person-priya"
TOMASZ: Final = "person-tomasz"
HANNAH: Final = "person-hannah"
CALLUM: Final = "person-callum"
MIRJAM: Final = "person-mirjam"
KOFI: Final = "person-kofi"

SETTINGS: Final = Settings(
    id=WORKSHOP,
    title="First order: from the advert to the refund",
    organisation=f"{SHOP}, an invented online shop",
)

TEAMS: Final = in_order(
    Team(id=MARKETING, name="Marketing"),
    Team(id=ONLINE, name="Shop"),
    Team(id=SERVICE, name="Service"),
    Team(id=LOGISTICS, name="Logistics"),
    Team(id=FINANCE, name="Finance"),
)

PEOPLE: Final = (
    Person(id="person-ingrid", name="Ingrid Solberg", role="facilitator"),
    Person(id=PRIYA, name="Priya Nair", team=MARKETING),
    Person(id=TOMASZ, name="Tomasz Wilk", team=ONLINE),
    Person(id=HANNAH, name="Hannah Oduya", team=ONLINE),
    Person(id=CALLUM, name="Callum Reid", team=SERVICE),
    Person(id=MIRJAM, name="Mirjam de Vries", team=LOGISTICS),
    Person(id=KOFI, name="Kofi Mensah", team=FINANCE),
)

JOURNEYS: Final = in_order(
    Journey(
        id=JOURNEY,
        title="First order, from the advert to the refund",
        summary="A first-time buyer sees a dress in an advert, guesses a size, pays, and sends back what does not fit. "
        "The journey is over when the money is back or the dress stays.",
        persona=PERSONA,
        by_impact_effort=True,
        by_rice=True,
        by_opportunity=True,
        by_moscow=True,
    ),
)
