"""``cjm check``: what is still weak in a workshop, each thing with its place and the way out."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Final

from cjm_widgets.model.checks import RULES, Severity, check, gathered
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.finding import find_workshop
from cjm_widgets.words import N_, _, speaking

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from cjm_widgets.model.checks import Finding

_SAID_EACH: Final = 3
"""Of so many places each is said in full; of more, only their names are listed."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workshop", metavar=_("WORKSHOP_OR_FILE"), help=_("an id, the beginning of a title, or a file"))
    parser.add_argument("--json", action="store_true", help=_("print JSON for a script"))
    parser.add_argument(
        "--strict", action="store_true", help=_("exit code 1 for what should be looked into too, not for errors alone")
    )


def _run(arguments: argparse.Namespace) -> int:
    workshop = find_workshop(arguments.workshop)
    with speaking(workshop.settings.language or "en"):
        found = check(workshop, datetime.now().astimezone().date())
        if arguments.json:
            print(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=2))  # noqa: T201
        else:
            print(report(found))  # noqa: T201
    grave = {Severity.ERROR, Severity.WARNING} if arguments.strict else {Severity.ERROR}
    return 1 if any(one.severity in grave for one in found) else 0


def report(found: Sequence[Finding]) -> str:
    """Give findings as lines for a terminal: by gravity, each with its place, and the way out below it."""
    if not found:
        return _("Nothing to check: no rule finds anything.")
    parts = []
    for severity in Severity:
        entries = list(gathered(one for one in found if one.severity is severity))
        if entries:
            parts.append(f"{_(severity.label)} ({len(entries)})")
            parts.extend(line for says, group in entries for line in _lines(says, group))
            parts.append("")
    return "\n".join(parts).rstrip()


def _lines(says: str, group: Sequence[Finding]) -> list[str]:
    first = group[0]
    step = _("step {n}, {name}").format(n=first.step.number, name=_(first.step.label))
    if len(group) > _SAID_EACH:
        each = [f"      {', '.join(one.place.label for one in group)}"]
    else:
        each = [f"      - {one.says}" for one in group] if len(group) > 1 else []
    place = "" if first.place.label in says or len(group) > 1 else f"{first.place.label}: "
    return [f"  {place}{says} [{first.id}; {step}]", *each, f"    → {first.way_out}"]


def _as_json(one: Finding) -> dict[str, object]:
    family = RULES[one.id].family if one.id in RULES else None
    return {**asdict(one), "family": family}


COMMAND: Final = Command(
    name="check",
    summary=N_(
        "say what is still weak in a workshop, where, and what to do; exit code 1 where something must be mended"
    ),
    example="cjm check sample_data/online-shop.cjm.json",
    add_arguments=_add_arguments,
    run=_run,
)
