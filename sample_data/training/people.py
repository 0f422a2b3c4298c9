"""Who was in the room, and which teams they came from."""

from __future__ import annotations

from typing import Final

from cjm_widgets.model import Group, Journey, Person, Settings, Team
from sample_data.shop.order import in_order

WORKSHOP: Final = "innovation-training"
JOURNEY: Final = "journey-after-training"
PERSONA: Final = "persona-ruth"

SALES: Final = "team-sales"
TRAINERS: Final = "team-trainers"
COACHES: Final = "team-coaches"
OFFICE: Final = "team-office"

LENE: Final = "person-lene"
DIEGO: Final = "person-diego"
AMINA: Final = "person-amina"
SVEN: Final = "person-sven"
YUKI: Final = "person-yuki"
GRETA: Final = "person-greta"
OMAR: Final = "person-omar"
ROOM: Final = (LENE, DIEGO, AMINA, SVEN, YUKI, GRETA, OMAR)

SETTINGS: Final = Settings(
    id=WORKSHOP,
    title="After the training: from the last day to the first project",
    organisation="Zündwerk, an invented firm that trains innovation teams",
    dots="5",
)

TEAMS: Final = in_order(
    Team(id=SALES, name="Sales"),
    Team(id=TRAINERS, name="Trainers"),
    Team(id=COACHES, name="Coaches"),
    Team(id=OFFICE, name="Office"),
)

GROUPS: Final = in_order(Group(id="group-whole-room", name="Everybody", journey=JOURNEY))

PEOPLE: Final = (
    Person(id="person-bram", name="Bram Visser", role="facilitator"),
    Person(id=LENE, name="Lene Aas", team=SALES),
    Person(id=DIEGO, name="Diego Paz", team=SALES),
    Person(id=AMINA, name="Amina Yusuf", team=TRAINERS),
    Person(id=SVEN, name="Sven Holt", team=TRAINERS),
    Person(id=YUKI, name="Yuki Arai", team=COACHES),
    Person(id=GRETA, name="Greta Novak", team=COACHES),
    Person(id=OMAR, name="Omar Haddad", team=OFFICE),
)

JOURNEYS: Final = in_order(
    Journey(
        id=JOURNEY,
        title="From the offer to the first project of their own",
        summary="A head of development books a training for nine people. The three days are praised. Then everyday "
        "work is back. The journey is over when a first project of their own is shown to the management, or given up.",
        persona=PERSONA,
        by_impact_effort=True,
        by_ice=True,
        by_moscow=True,
    ),
)
