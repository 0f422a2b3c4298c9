"""The command line: ``cjm COMMAND …``.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 could not be done, 2 not understood.
"""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from cjm_widgets import __version__, places
from cjm_widgets.model.errors import ModelError
from cjm_widgets.serve.commands import COMMANDS
from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cjm_widgets.serve.command import Command

FAILED: Final = 1
MISUSED: Final = 2
INTERRUPTED: Final = 130


class _Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is one sentence with a way on."""

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and end with 2."""
        sentence = message[:1].upper() + message[1:].rstrip(".")
        way_out = _("Help: {command} --help").format(command=self.prog)
        self.exit(MISUSED, f"{sentence}. {way_out}\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(
        prog="cjm",
        description=_("Run customer-journey-mapping workshops."),
        epilog=_("Each command explains itself: cjm serve --help"),
    )
    top.add_argument("--version", action="version", version=f"cjm {__version__}", help=_("show the version"))
    commands = top.add_subparsers(dest="command", metavar=_("COMMAND"), required=True, parser_class=_Parser)
    for command in COMMANDS:
        _add(commands, command)
    return top


def _add(commands: argparse._SubParsersAction[_Parser], command: Command) -> None:
    example, summary = _("Example:"), _(command.summary)
    part = commands.add_parser(
        command.name,
        help=summary,
        description=summary[:1].upper() + summary[1:] + ".",
        epilog=f"{example} {command.example}",
    )
    part.add_argument("--debug", action="store_true", help=_("show where an error came from"))
    if command.opens_data:
        part.add_argument(
            "--data", metavar=_("FOLDER"), help=_("where workshops are kept (default: your user's data folder)")
        )
    command.add_arguments(part)
    part.set_defaults(run=command.run)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else MISUSED
    if getattr(arguments, "data", None):
        os.environ[places.DATA_VARIABLE] = str(Path(arguments.data).expanduser().absolute())
    try:
        code: int = arguments.run(arguments)
        # Here, so that a reader who has gone is noticed inside the try.
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (``cjm list | head``); the interpreter must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last place where a sentence can be made of it
        if arguments.debug:
            traceback.print_exc()
        print(_sentence(error), file=sys.stderr)  # noqa: T201
        return FAILED
    return code


def _sentence(error: Exception) -> str:
    """Make one sentence of an error: its own where it was written for people."""
    if isinstance(error, (Failure, ModelError)):
        # A file's own words stand in it: they must not steer the terminal.
        return "".join(char if char.isprintable() else " " for char in str(error))
    if isinstance(error, OSError) and error.filename:
        name = Path(os.fsdecode(error.filename))
        return _("{name}: {why}.").format(name=name, why=error.strerror)
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return _("Something went wrong inside the kit ({what}); --debug shows where.").format(what=what)


if __name__ == "__main__":
    sys.exit(main())
