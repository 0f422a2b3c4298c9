"""``cjm protocol``: write down what a workshop came to, as a page, as text and as lists for a spreadsheet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets.model import Agenda
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.finding import find_id, names_a_file
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse

    from cjm_widgets.model import Workshop

PAGE: Final = "protocol.html"
TEXT: Final = "protocol.md"


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workshop", metavar=_("WORKSHOP_OR_FILE"), help=_("an id, the beginning of a title, or a file"))
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("where the files are written"))
    parser.add_argument("--names", action="store_true", help=_("name who took part, not only their number"))


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.view.protocol import (  # noqa: PLC0415 - only here
        gather,
        protocol_lists,
        protocol_page,
        protocol_text,
    )

    workshop, agenda = _found(arguments.workshop)
    record = gather(workshop, now=datetime.now().astimezone(), agenda=agenda, names=arguments.names)
    texts = {PAGE: protocol_page(record), TEXT: protocol_text(record), **protocol_lists(record)}
    folder: Path = arguments.folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Failure(_("{folder} cannot be written ({why}).").format(folder=folder, why=error.strerror)) from error
    print(folder / PAGE)  # noqa: T201
    return 0


def _found(text: str) -> tuple[Workshop, Agenda]:
    """Give the workshop, and its agenda where it is in the store; a file has none."""
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415 - the database, only here
    from cjm_widgets.store.files import open_document  # noqa: PLC0415

    if names_a_file(text):
        return open_document(text), Agenda()
    with opened_store(None) as store:
        id = find_id(store, text)
        return store.load(id), store.clock(id).agenda


COMMAND: Final = Command(
    name="protocol",
    summary=N_("write the protocol of a workshop: decisions, votes, actions, parking lot, as a page, text and lists"),
    example="cjm protocol sample_data/online-shop.cjm.json protocol",
    add_arguments=_add_arguments,
    run=_run,
)
