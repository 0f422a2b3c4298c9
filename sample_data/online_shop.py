"""Write the sample workshop.

    python -m sample_data.online_shop

Hollerfaden is an invented online shop with invented people. This is their whole workshop as the room left it on
12 November 2026; the text is in ``sample_data/shop``, one module a part of the method. Numbers that the three files
give are not in it: the program computes them when the files are imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Workshop, document
from cjm_widgets.model.workshop import shelve
from sample_data.shop import (
    actions,
    claims,
    evidence,
    feelings,
    pains,
    people,
    personas,
    purpose,
    stages,
    talk,
    together,
    touchpoints,
)

if TYPE_CHECKING:
    from cjm_widgets.model import Entity

ROOT: Final = Path(__file__).resolve().parent.parent
WORKSHOP_FILE: Final = ROOT / "sample_data" / "online-shop.cjm.json"


def sample_workshop() -> Workshop:
    """Give the whole workshop."""
    things: tuple[Entity, ...] = (
        people.SETTINGS,
        *people.TEAMS,
        *people.PEOPLE,
        *people.JOURNEYS,
        *purpose.OBJECTIVES,
        *purpose.SCOPE,
        *purpose.STAKEHOLDERS,
        *purpose.METRICS,
        *purpose.HYPOTHESES,
        *evidence.SOURCES,
        *claims.QUESTIONS,
        *claims.CLAIMS,
        *personas.PERSONAS,
        *personas.POINTS,
        *personas.SKILLS,
        *personas.TRAITS,
        *personas.EMPATHY,
        *personas.CITATIONS,
        *stages.STAGES,
        *stages.ACTIVITIES,
        *touchpoints.TOUCHPOINTS,
        *feelings.EMOTIONS,
        *pains.PAINS,
        *pains.WHYS,
        *together.RACI,
        *together.HANDOFFS,
        *together.LANE_ITEMS,
        *actions.OPPORTUNITIES,
        *actions.EASES,
        *actions.ACTIONS,
        *actions.METRICS,
        *talk.NOTES,
        *talk.COMMENTS,
        *talk.DECISIONS,
    )
    return Workshop(people.WORKSHOP, shelve(things))


def main() -> None:
    """Write the file."""
    workshop = sample_workshop()
    WORKSHOP_FILE.write_text(document.dump(workshop), encoding="utf-8", newline="\n")
    print(f"{WORKSHOP_FILE.relative_to(ROOT)}: {len(workshop)} things")  # noqa: T201 - a script tells what it did


if __name__ == "__main__":
    main()
