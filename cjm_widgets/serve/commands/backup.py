"""``cjm backup``: write a back-up now; a running kit writes one by itself from time to time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.command import Command
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar=_("FOLDER"), help=_("where to write (default: beside the workshops)")
    )


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.serve.keeping import backup_folder, opened_store  # noqa: PLC0415 - the database, only here
    from cjm_widgets.store.backups import backup  # noqa: PLC0415

    with opened_store() as store:
        print(backup(store, arguments.folder or backup_folder()))  # noqa: T201
    return 0


COMMAND: Final = Command(
    name="backup",
    summary=N_("write a back-up of all workshops and print where it is"),
    example="cjm backup copies",
    add_arguments=_add_arguments,
    run=_run,
)
