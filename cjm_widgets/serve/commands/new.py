"""``cjm new``: make a workshop, empty or from a starting point."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse

_ENDING: Final = ".cjm.json"


def starting_points() -> dict[str, Path]:
    """Return the journeys to start from that come with the kit, by name."""
    folder = places.share("templates") / "journeys"
    return {path.name.removesuffix(_ENDING): path for path in sorted(folder.glob(f"*{_ENDING}"))}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", metavar=_("TITLE"), help=_("what the workshop is called"))
    parser.add_argument(
        "--from",
        dest="origin",
        metavar=_("NAME_OR_FILE"),
        help=_("start from a journey that comes with the kit ({names}) or from a file").format(
            names=", ".join(starting_points()) or _("none yet")
        ),
    )


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.serve.finding import read_document  # noqa: PLC0415
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415 - the database, only here

    title = arguments.title.strip()
    if not title:
        raise Failure(_("A workshop needs a title."))
    if arguments.origin is None:
        with opened_store() as store:
            print(store.create(title))  # noqa: T201
        return 0
    workshop = read_document(_origin(arguments.origin))
    with opened_store() as store:
        print(store.add(workshop, title=title))  # noqa: T201
    return 0


def _origin(text: str) -> Path:
    known = starting_points()
    if text in known:
        return known[text]
    if Path(text).is_file():
        return Path(text)
    message = _("There is no starting point “{text}”; there are: {names}, or name a file.")
    raise Failure(message.format(text=text, names=", ".join(known) or _("none yet")))


COMMAND: Final = Command(
    name="new",
    summary=N_("make a workshop and print its id"),
    example='cjm new "Returns in the shop"',
    add_arguments=_add_arguments,
    run=_run,
)
