"""Which workshop a person means on the command line: a file, an id, or the beginning of a title."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _

if TYPE_CHECKING:
    from cjm_widgets.model import Workshop
    from cjm_widgets.store import Store


def names_a_file(text: str) -> bool:
    """Tell whether ``text`` means a file rather than a workshop in the store."""
    return text.endswith(".json") or Path(text).is_file()


def find_id(store: Store, text: str) -> str:
    """Return the id of the one workshop with that id, or whose title begins so; raises Failure otherwise."""
    listed = store.list()
    if any(one.id == text for one in listed):
        return text
    begin = text.casefold()
    found = [one for one in listed if one.title.casefold().startswith(begin)] if begin else []
    if len(found) == 1:
        return found[0].id
    if found:
        names = ", ".join(f"{one.id} ({one.title})" for one in found[:5])
        raise Failure(_("“{text}” could be several workshops: {names}; give the id.").format(text=text, names=names))
    raise Failure(_("There is no workshop “{text}”; cjm list shows those there are.").format(text=text))


def find_workshop(text: str, data: str | None = None) -> Workshop:
    """Return the workshop in a file, or in the store; raises Failure, DocumentError or StoreError."""
    from cjm_widgets.serve.keeping import opened_store  # noqa: PLC0415 - the database, only here
    from cjm_widgets.store.files import open_document  # noqa: PLC0415

    if names_a_file(text):
        return open_document(text)
    with opened_store(data) as store:
        return store.load(find_id(store, text))
