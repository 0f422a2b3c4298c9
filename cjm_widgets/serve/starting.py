"""Starting the kit: the data folder, the key, the store, the server, and the words that say where it is."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from cjm_widgets.serve import log
from cjm_widgets.serve.access import Access, facilitator_key
from cjm_widgets.serve.browser import has_display, open_browser
from cjm_widgets.serve.capacity import Capacity, capacity
from cjm_widgets.serve.keeping import backup_folder, opened_store
from cjm_widgets.serve.kit import Kit, kit_config
from cjm_widgets.serve.listening import use_event_loop
from cjm_widgets.serve.network import ANY, LOOPBACK, addresses, in_an_address
from cjm_widgets.serve.runtime import runtime_folder
from cjm_widgets.serve.storage import prepare_data_folder
from cjm_widgets.store.backups import start_backups
from cjm_widgets.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.store import Store


@dataclass(frozen=True, kw_only=True, slots=True)
class Wishes:
    """What may be chosen when the kit is started."""

    port: int
    """0 takes any that is free."""
    notebooks: Path
    data: str | None = None
    """The data folder; None is the user's own."""
    host_names: tuple[str, ...] = ()
    """Names that the server answers to beside localhost; the first stands in the printed link."""
    lan: bool = False
    """Answer the room's network, not this machine alone."""
    room: Capacity = field(default_factory=capacity)
    """How many pages may be open."""
    sample: bool = False
    browser: bool = True
    log_level: int = 0
    """What goes to the terminal, as in ``logging``; the log file has everything from INFO on."""


def start_kit(wishes: Wishes) -> None:
    """Serve until told to stop. Raises Failure, or StoreError where the workshops cannot be kept."""
    data = prepare_data_folder(wishes.data)
    log.set_up(data, level=wishes.log_level)
    access = Access(key=facilitator_key(data))
    use_event_loop()
    # The store is opened here first: if it cannot be used, that is said now, and pages find its tables made.
    with opened_store() as store, runtime_folder() as runtime:
        workshop = _sample(store) if wishes.sample else None

        def ready(port: int) -> None:
            host = wishes.host_names[0] if wishes.host_names else "localhost"
            tail = "?" + urlencode({"workshop": workshop}) if workshop else ""
            _say(f"http://{host}:{port}/enter/{access.key}{tail}", data, room=_for_the_room(wishes, port))
            if wishes.browser and has_display():
                open_browser(f"http://localhost:{port}/enter/{access.once()}{tail}")

        kit = Kit(
            config=kit_config(
                notebooks=wishes.notebooks,
                runtime=runtime,
                port=wishes.port,
                room=wishes.room,
                ip=ANY if wishes.lan else LOOPBACK,
            ),
            access=access,
            notebooks=wishes.notebooks,
            runtime=runtime,
            host_names=wishes.host_names,
            store=store,
            on_ready=ready,
        )
        kit.initialize([])
        end_backups = start_backups(store, backup_folder())
        try:
            kit.start()
        finally:
            end_backups()


def _sample(store: Store) -> str:
    """See that the sample workshop is in the store and return its id."""
    from cjm_widgets.apps.sample import SAMPLE, make_sample  # noqa: PLC0415 - pandas, only here

    return SAMPLE if any(listed.id == SAMPLE for listed in store.list()) else make_sample(store)


def _for_the_room(wishes: Wishes, port: int) -> str:
    """Say where the room's devices reach this machine; empty where they do not."""
    if not wishes.lan:
        return _("  For this machine only; to let the room's phones in, start with --lan (make workshop LAN=1)")
    found = addresses()
    if not found:
        return _("  No network was found: phones cannot reach this machine yet")
    return _("  The room joins at    {address}").format(address=f"http://{in_an_address(found[0])}:{port}/j/")


def _say(link: str, data: Path, *, room: str) -> None:
    lines = (
        "",
        _("The kit is running."),
        "",
        _("  Facilitator's link   {link}").format(link=link),
        _("                       (it opens everything: keep it to yourself)"),
        room,
        _("  Workshops lie in     {folder}").format(folder=data),
        _("  To stop              press Ctrl-C here"),
        "",
    )
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
