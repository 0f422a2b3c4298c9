"""``cjm check``: what a workshop still misses, step by step."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Journey
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.finding import find_workshop
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse

    from cjm_widgets.model import Workshop


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """One thing that a step misses until it is done."""

    journey: str
    """The journey's id."""
    step: str
    what: str
    """What is missing and what to do, in a sentence."""


def check(workshop: Workshop) -> tuple[Missing, ...]:
    """Return what each step of each journey misses."""
    from cjm_widgets.steps import STEPS  # noqa: PLC0415 - pandas and widgets, only here

    return tuple(
        Missing(journey=journey.id, step=str(step), what=what)
        for journey in workshop.all(Journey)
        for step, work in STEPS.items()
        for what in work.missing(workshop, journey.id)
    )


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workshop", metavar=_("WORKSHOP_OR_FILE"), help=_("an id, the beginning of a title, or a file"))
    parser.add_argument("--json", action="store_true", help=_("print JSON for a script"))


def _run(arguments: argparse.Namespace) -> int:
    workshop = find_workshop(arguments.workshop)
    missing = check(workshop)
    if arguments.json:
        print(json.dumps([asdict(one) for one in missing], ensure_ascii=False, indent=2))  # noqa: T201
    elif missing:
        several = len(workshop.all(Journey)) > 1
        for one in missing:
            place = f"{one.journey} {one.step}" if several else one.step
            print(f"{place}: {one.what}")  # noqa: T201
    else:
        print(_("Nothing is missing."))  # noqa: T201
    return 1 if missing else 0


COMMAND: Final = Command(
    name="check",
    summary=N_("say what a workshop still misses; exit code 1 where it misses something"),
    example="cjm check sample_data/online-shop.cjm.json",
    add_arguments=_add_arguments,
    run=_run,
)
