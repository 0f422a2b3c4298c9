"""``cjm serve``: start the kit."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from cjm_widgets import places
from cjm_widgets.serve.browser import has_display, open_browser
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.storage import prepare_data_folder
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse

PORT: Final = 8866
_HIGHEST_PORT: Final = 65_535


def _port(text: str) -> int:
    """Read a port number; 0 stands for any that is free."""
    port = int(text)
    if not 0 <= port <= _HIGHEST_PORT:
        raise ValueError
    return port


_port.__name__ = "port"  # argparse says: invalid port value


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=_port, default=PORT, help=_("port to answer on; 0 takes any free one (default: %(default)s)")
    )
    parser.add_argument(
        "--data", metavar=_("FOLDER"), help=_("where workshops are kept (default: your user's data folder)")
    )
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
    parser.add_argument("--sample", action="store_true", help=_("have the sample workshop ready"))
    parser.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))
    parser.add_argument("--verbose", action="store_true", help=_("say what the server does"))


def _run(arguments: argparse.Namespace) -> int:
    from cjm_widgets.serve.access import Access, facilitator_key  # noqa: PLC0415 - tornado, only here
    from cjm_widgets.serve.kit import Kit, kit_config, use_event_loop  # noqa: PLC0415 - takes a second
    from cjm_widgets.serve.log import set_up  # noqa: PLC0415
    from cjm_widgets.serve.runtime import runtime_folder  # noqa: PLC0415

    notebooks = Path(arguments.notebooks).resolve() if arguments.notebooks else places.share("notebooks")
    if not notebooks.is_dir():
        message = _("There is no folder {folder}; name one with notebooks in it.")
        raise Failure(message.format(folder=notebooks))
    data = prepare_data_folder(arguments.data)
    workshop = _sample() if arguments.sample else None
    access = Access(key=facilitator_key(data))
    set_up(data, level=_level(arguments))
    use_event_loop()

    def ready(port: int) -> None:
        host = arguments.host_name[0] if arguments.host_name else "localhost"
        tail = "?" + urlencode({"workshop": workshop}) if workshop else ""
        _say(f"http://{host}:{port}/enter/{access.key}{tail}", data)
        if not arguments.no_browser and has_display():
            open_browser(f"http://localhost:{port}/enter/{access.once()}{tail}")

    with runtime_folder() as runtime:
        kit = Kit(
            config=kit_config(notebooks=notebooks, runtime=runtime, port=arguments.port),
            access=access,
            notebooks=notebooks,
            runtime=runtime,
            host_names=arguments.host_name,
            on_ready=ready,
        )
        kit.initialize([])
        kit.start()
    print(_("Stopped."))  # noqa: T201
    return 0


def _level(arguments: argparse.Namespace) -> int:
    if arguments.debug:
        return logging.DEBUG
    return logging.INFO if arguments.verbose else logging.WARNING


def _say(link: str, data: Path) -> None:
    lines = (
        "",
        _("The kit is running."),
        "",
        _("  Facilitator's link   {link}").format(link=link),
        _("                       (it opens everything: keep it to yourself)"),
        _("  Workshops lie in     {folder}").format(folder=data),
        _("  To stop              press Ctrl-C here"),
        "",
    )
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()


def _sample() -> str | None:
    """See that the sample workshop is in the store and return its id."""
    return None


COMMAND: Final = Command(
    name="serve",
    summary=N_("start the kit and print the facilitator's link"),
    example="cjm serve --port 8866 --no-browser",
    add_arguments=_add_arguments,
    run=_run,
)
