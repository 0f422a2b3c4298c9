"""``cjm new``: make a workshop, empty or from a starting point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.model.entities.people import LANGUAGES
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.finding import names_a_file
from cjm_widgets.words import N_, SOURCE, _

if TYPE_CHECKING:
    import argparse


def starting_points() -> tuple[str, ...]:
    """List the journeys to start from that come with the kit, by name; each is there in every language."""
    folder = places.share("templates") / "journeys"
    return tuple(sorted({path.name.partition(".")[0] for path in folder.glob("*.cjm.json")}))


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", metavar=_("TITLE"), help=_("what the workshop is called"))
    parser.add_argument("--organisation", default="", metavar=_("NAME"), help=_("whose journey it is"))
    parser.add_argument(
        "--language", default=SOURCE, choices=[tag for tag, _name in LANGUAGES], help=_("the language of its pages")
    )
    parser.add_argument(
        "--from",
        dest="origin",
        metavar=_("NAME_OR_FILE"),
        help=_("start from a journey that comes with the kit ({names}) or from a file").format(
            names=", ".join(starting_points())
        ),
    )


def _run(arguments: argparse.Namespace) -> int:
    title, origin = arguments.title.strip(), arguments.origin
    if not title:
        raise Failure(_("A workshop needs a title."))
    known = starting_points()
    if origin is not None and origin not in known and not names_a_file(origin):
        message = _("There is no starting point “{text}”; there are: {names}, or name a file.")
        raise Failure(message.format(text=origin, names=", ".join(known)))

    from cjm_widgets.apps.sample import BLANK, begin_workshop  # noqa: PLC0415 - the database, only here
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415
    from cjm_widgets.store.files import open_document  # noqa: PLC0415

    with opened_store() as store:
        if origin is None or origin in known:
            id = begin_workshop(store, title, arguments.organisation, origin or BLANK, arguments.language)
        else:
            id = store.add(open_document(origin), title=title)
    print(id)  # noqa: T201
    return 0


COMMAND: Final = Command(
    name="new",
    summary=N_("make a workshop and print its id"),
    example='cjm new "Returns in the shop"',
    add_arguments=_add_arguments,
    run=_run,
)
