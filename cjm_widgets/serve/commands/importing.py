"""``cjm import``: bring a workshop in from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.command import Command
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar=_("FILE"), help=_("a workshop's file (*.cjm.json)"))
    parser.add_argument("--title", metavar=_("TITLE"), help=_("give it another title"))


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415 - the database, only here
    from cjm_widgets.store.files import open_document  # noqa: PLC0415

    workshop = open_document(arguments.file)
    with opened_store() as store:
        print(store.add(workshop, title=arguments.title))  # noqa: T201
    return 0


COMMAND: Final = Command(
    name="import",
    summary=N_("bring a workshop in from a file and print its id"),
    example="cjm import sample_data/online-shop.cjm.json",
    add_arguments=_add_arguments,
    run=_run,
)
