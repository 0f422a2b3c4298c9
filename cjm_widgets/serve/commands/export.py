"""``cjm export``: a workshop as a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import document
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.finding import find_workshop
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workshop", metavar=_("WORKSHOP_OR_FILE"), help=_("an id, the beginning of a title, or a file"))
    parser.add_argument("file", nargs="?", type=Path, metavar=_("FILE"), help=_("where to write (default: print it)"))
    parser.add_argument("--force", action="store_true", help=_("replace the file if there is one"))


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.store.files import save_document  # noqa: PLC0415 - the database, only here

    workshop = find_workshop(arguments.workshop)
    if arguments.file is None:
        sys.stdout.write(document.dump(workshop))
        return 0
    if arguments.file.exists() and not arguments.force:
        message = _("There is a file {file} already; --force replaces it.")
        raise Failure(message.format(file=arguments.file))
    save_document(workshop, arguments.file)
    return 0


COMMAND: Final = Command(
    name="export",
    summary=N_("write a workshop to a file (*.cjm.json)"),
    example="cjm export sample_data/online-shop.cjm.json copy.cjm.json",
    add_arguments=_add_arguments,
    run=_run,
)
