"""``cjm list``: which workshops there are."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.command import Command
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("print JSON for a script"))


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415 - the database, only here

    with opened_store() as store:
        listed = store.list()
    if arguments.json:
        print(json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=2))  # noqa: T201
        return 0
    if not listed:
        print(_("There is no workshop yet; make one with: cjm new TITLE"))  # noqa: T201
        return 0
    width = max(len(one.id) for one in listed)
    for one in listed:
        print(f"{one.id:<{width}}  {one.changed[:16].replace('T', ' ')}  {one.title}")  # noqa: T201
    return 0


COMMAND: Final = Command(
    name="list",
    summary=N_("list the workshops, the one worked on last first"),
    example="cjm list",
    add_arguments=_add_arguments,
    run=_run,
)
