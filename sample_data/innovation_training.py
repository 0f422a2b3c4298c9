"""Write the second sample workshop.

    python -m sample_data.innovation_training

Zündwerk is an invented firm with invented people. It trains teams in innovation; the trainings are praised, and most
clients do not get going afterwards. This is the workshop as the room left it on 20 October 2026. It has no data files:
what a map looks like that stands on calls, sheets and a few reviews, and says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Workshop, document
from cjm_widgets.model.workshop import shelve
from sample_data.training import actions, evidence, feelings, pains, people, personas, purpose, talk, together, way

if TYPE_CHECKING:
    from cjm_widgets.model import Entity

ROOT: Final = Path(__file__).resolve().parent.parent
WORKSHOP_FILE: Final = ROOT / "sample_data" / "innovation-training.cjm.json"


def sample_workshop() -> Workshop:
    """Give the whole workshop."""
    things: tuple[Entity, ...] = (
        people.SETTINGS,
        *people.TEAMS,
        *people.GROUPS,
        *people.PEOPLE,
        *people.JOURNEYS,
        *purpose.OBJECTIVES,
        *purpose.SCOPE,
        *purpose.STAKEHOLDERS,
        *purpose.METRICS,
        *purpose.HYPOTHESES,
        *evidence.SOURCES,
        *personas.PERSONAS,
        *personas.POINTS,
        *personas.SKILLS,
        *personas.TRAITS,
        *personas.EMPATHY,
        *personas.CITATIONS,
        *way.STAGES,
        *way.ACTIVITIES,
        *way.TOUCHPOINTS,
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
