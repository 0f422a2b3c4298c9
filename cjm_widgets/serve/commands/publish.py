"""``cjm publish``: write a map as a page that opens anywhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.finding import find_workshop
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workshop", metavar=_("WORKSHOP_OR_FILE"), help=_("an id, the beginning of a title, or a file"))
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("where the page is written"))


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.view.publish import publish  # noqa: PLC0415 - layout and fonts, only here

    workshop = find_workshop(arguments.workshop)
    try:
        published = publish(workshop, arguments.folder, now=datetime.now(UTC).astimezone().date())
    except OSError as error:
        message = _("{folder} cannot be written ({why}); the map that was there, if any, is as it was.")
        raise Failure(message.format(folder=arguments.folder, why=error.strerror)) from error
    print(published.page)  # noqa: T201
    return 0


COMMAND: Final = Command(
    name="publish",
    summary=N_("write a map as one page that opens without server and network"),
    example="cjm publish sample_data/online-shop.cjm.json public",
    add_arguments=_add_arguments,
    run=_run,
)
