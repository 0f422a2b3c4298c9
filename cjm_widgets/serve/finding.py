"""Which workshop a person means on the command line: a file, an id, or the beginning of a title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.model import DocumentError, document
from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Store


def read_document(path: Path) -> Workshop:
    """Read a ``*.cjm.json`` file; raises Failure that names the file and the place in it."""
    try:
        return document.load(path.read_bytes())
    except DocumentError as error:
        raise Failure(f"{path}: {error}") from error


def names_a_file(text: str) -> bool:
    """Tell whether ``text`` means a file rather than a workshop in the store."""
    return text.endswith(".json") or Path(text).is_file()


def find_id(store: Store, text: str) -> str:
    """Return the id of the one workshop with that id, or whose title begins so; raises Failure otherwise."""
    listed = store.list()
    for one in listed:
        if one.id == text:
            return one.id
    begin = text.casefold()
    found = [one for one in listed if one.title.casefold().startswith(begin)] if begin else []
    if len(found) == 1:
        return found[0].id
    if found:
        names = ", ".join(f"{one.id} ({one.title})" for one in found[:5])
        raise Failure(_("“{text}” could be several workshops: {names}; give the id.").format(text=text, names=names))
    raise Failure(_("There is no workshop “{text}”; cjm list shows those there are.").format(text=text))


def find_workshop(text: str) -> Workshop:
    """Return the workshop in a file, or in the store that CJM_STORE or the data folder names."""
    if names_a_file(text):
        return read_document(Path(text))
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415 - a file needs no database

    with opened_store() as store:
        return store.load(find_id(store, text))
