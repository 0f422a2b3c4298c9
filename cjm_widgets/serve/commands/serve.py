"""``cjm serve``: start the kit."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import Final

from cjm_widgets import places
from cjm_widgets.serve.capacity import capacity
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.quick_start import skip_slow_imports
from cjm_widgets.words import N_, _

PORT: Final = 8866
_HIGHEST_PORT: Final = 65_535
_MOST_PAGES: Final = 100_000


def _port(text: str) -> int:
    """Read a port number; 0 stands for any that is free."""
    return _within(text, _HIGHEST_PORT)


def _number(text: str) -> int:
    """Read a number of pages."""
    return _within(text, _MOST_PAGES)


def _within(text: str, most: int) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        message = _("it takes a number from 0 to {most}, not “{text}”").format(most=most, text=text)
        raise argparse.ArgumentTypeError(message)
    return number


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=PORT, help=_("port to answer on; 0 takes any free one (default: %(default)s)")
    )
    parser.add_argument("--lan", action="store_true", help=_("answer the room's network too, so that phones can join"))
    parser.add_argument(
        "--host-name",
        action="append",
        default=[],
        metavar=_("NAME"),
        help=_("answer to this name too, beside localhost; can be given several times"),
    )
    parser.add_argument(
        "--notebooks", metavar=_("FOLDER"), help=_("serve your own copies of the notebooks from this folder")
    )
    room = capacity()
    parser.add_argument(
        "--seats",
        type=_number,
        metavar="N",
        help=_("pages of participants, projectors and readers at a time (default here: {n})").format(n=room.seats),
    )
    parser.add_argument(
        "--processes",
        type=_number,
        metavar="N",
        help=_("pages of the facilitator and of steps at a time, a process each (default here: {n})").format(
            n=room.processes
        ),
    )
    parser.add_argument(
        "--ready",
        type=_number,
        metavar="N",
        help=_("such processes kept ready for the next page (default here: {n})").format(n=room.ready),
    )
    parser.add_argument("--sample", action="store_true", help=_("have the sample workshop ready"))
    parser.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))
    parser.add_argument("--verbose", action="store_true", help=_("say what the server does"))


def _run(arguments: argparse.Namespace) -> int:
    skip_slow_imports()
    from cjm_widgets.serve.starting import Wishes, start_kit  # noqa: PLC0415 - Voila, only here

    notebooks = Path(arguments.notebooks).resolve() if arguments.notebooks else places.share("notebooks")
    if not notebooks.is_dir():
        message = _("There is no folder {folder}; name one with notebooks in it.")
        raise Failure(message.format(folder=notebooks))
    start_kit(
        Wishes(
            port=arguments.port,
            notebooks=notebooks,
            data=arguments.data,
            host_names=tuple(arguments.host_name),
            lan=arguments.lan,
            room=capacity(seats=arguments.seats, processes=arguments.processes, ready=arguments.ready),
            sample=arguments.sample,
            browser=not arguments.no_browser,
            log_level=_level(arguments),
        )
    )
    print(_("Stopped."))  # noqa: T201
    return 0


def _level(arguments: argparse.Namespace) -> int:
    if arguments.debug:
        return logging.DEBUG
    return logging.INFO if arguments.verbose else logging.WARNING


COMMAND: Final = Command(
    name="serve",
    summary=N_("start the kit and print the facilitator's link"),
    example="cjm serve --port 8866 --no-browser",
    add_arguments=_add_arguments,
    run=_run,
)
