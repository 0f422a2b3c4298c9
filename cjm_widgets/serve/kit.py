"""Voila, configured and closed: our notebooks only, our template only, one port, one door."""

from __future__ import annotations

import logging
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from traitlets import default
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from cjm_widgets.serve.assets import ROUTE as ASSETS
from cjm_widgets.serve.assets import AssetHandler
from cjm_widgets.serve.capacity import Capacity, capacity
from cjm_widgets.serve.gate import KERNEL_HEADERS, GatedApplication
from cjm_widgets.serve.hosting import LIGHT_NOTEBOOKS, light_settings
from cjm_widgets.serve.joining import (
    InvitedHandler,
    JoinHandler,
    Reached,
    ReachedHandler,
    ResumeHandler,
    TakeOverHandler,
)
from cjm_widgets.serve.light import spec
from cjm_widgets.serve.light.provisioner import available
from cjm_widgets.serve.light_page import bundles, page_settings, tell_kernels
from cjm_widgets.serve.listening import port_failure
from cjm_widgets.serve.log import log_request
from cjm_widgets.serve.network import ANY, LOOPBACK, Whereabouts, open_sockets
from cjm_widgets.serve.notebooks import Notebooks
from cjm_widgets.serve.pages import (
    AliveHandler,
    EnterHandler,
    FixedFileHandler,
    LeaveHandler,
    PageHandler,
    PublishedHandler,
    RefusedHandler,
    UnknownHandler,
)
from cjm_widgets.serve.reading import ReadHandler
from cjm_widgets.serve.rendering import share_work
from cjm_widgets.serve.runtime import TEMPLATE
from cjm_widgets.serve.speaking import Languages
from cjm_widgets.serve.states import put_states_into_pages
from cjm_widgets.serve.template_files import TemplateFileHandler
from cjm_widgets.words import SOURCE, _, language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from types import FrameType

    from cjm_widgets.serve.access import Access
    from cjm_widgets.store import Store

EXTENSIONS: Final = (
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
    "@bokeh/jupyter_bokeh",
)
"""The only JupyterLab extensions our pages load; without the first, no widget shows at all."""

IDLE_SECONDS: Final = 900
"""How long a process waits for its page to come back: a break with the laptop closed is survived."""

_CULL_EVERY_SECONDS: Final = 60
_SHUTDOWN_SECONDS: Final = 2.0
_NOTICE_SECONDS: Final = 0.5
"""How often it is looked whether a page's kernel still lives."""

_BODY_BYTES: Final = 1024 * 1024
"""Largest request body; files come through the widgets' websocket in pieces."""

_WIDGET_MESSAGES: Final = ("comm_msg", "comm_open", "comm_close", "execute_request", "execute_reply")


_BUNDLES: Final = bundles()
"""The scripts of light pages, compressed once for as long as the process lives."""


def kit_config(
    *, notebooks: Path, runtime: Path, port: int, room: Capacity | None = None, ip: str = LOOPBACK
) -> Config:
    """Return Voila's configuration; nothing is read from configuration files beside it."""
    config = Config()
    config.Voila.root_dir = str(notebooks)
    config.Voila.port = port
    config.Voila.ip = ip
    config.Voila.open_browser = False
    config.Voila.connection_dir_root = str(runtime / "kernels")
    pages = config.VoilaConfiguration
    pages.template = TEMPLATE
    pages.allow_template_override = "NO"
    pages.allow_theme_override = "NO"
    pages.show_tracebacks = False
    pages.strip_sources = True
    pages.file_allowlist = []
    pages.extension_allowlist = list(EXTENSIONS)
    # The kernel that stands in a notebook is ours already: see notebooks.py.
    pages.attempt_fix_notebook = False
    pages.http_header_envs = list(KERNEL_HEADERS)
    pages.page_config_hook = _page_config
    pages.multi_kernel_manager_class = "cjm_widgets.serve.kernels.PageKernels"
    config.Voila.kernel_websocket_connection_class = "cjm_widgets.serve.connection.PageConnection"
    kernels = config.PageKernels
    room = room or capacity()
    kernels.most_light, kernels.most_ordinary, kernels.most_ready = room.seats, room.processes, room.ready
    kernels.cull_idle_timeout = IDLE_SECONDS
    kernels.cull_interval = _CULL_EVERY_SECONDS
    kernels.cull_connected = False
    # Live updates would count as activity for ever, and no process would end.
    kernels.untracked_message_types.extend(_WIDGET_MESSAGES)
    if sys.platform != "win32":
        # TCP ports are chosen before they are bound, and collide when many processes start at once.
        config.KernelManager.transport = "ipc"
    config.KernelManager.shutdown_wait_time = _SHUTDOWN_SECONDS
    config.KernelManager.client_class = "cjm_widgets.serve.light.client.PageClient"
    # A kernel that was restarted is an empty one: its page is told that it is dead, and opens itself again.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = _NOTICE_SECONDS
    # Signatures of trusted notebooks would be looked up in a database of the user's.
    config.NotebookNotary.db_file = ":memory:"
    return config


def _page_config(config: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """Name our own stand-in for the formula renderer, whose address is on another host."""
    config["fullMathjaxUrl"] = "/cjm/open/no-formulas.js"
    config["mathjaxConfig"] = "none"
    config["cjm"] = page_settings(_BUNDLES)
    return config


class Kit(Voila):  # type: ignore[misc]
    """The server of a workshop."""

    port: int

    name = "voila"  # Voila's own configuration and templates go by this name.

    def __init__(
        self,
        *,
        config: Config,
        access: Access,
        notebooks: Path,
        runtime: Path,
        host_names: Sequence[str],
        store: Store,
        on_ready: Callable[[int], None],
    ) -> None:
        """Take what ``kit_config`` made, and what is ours beside it; ``on_ready`` gets the port."""
        super().__init__(config=config)
        self._access = access
        self._notebooks = notebooks
        self._runtime = runtime
        self._host_names = host_names
        self._whereabouts = Whereabouts(host_names, lan=self.ip == ANY)
        self._store = store
        self._on_ready = on_ready

    @default("log")
    def _log_default(self) -> logging.Logger:
        """Log where the whole process does, see log.py."""
        return logging.getLogger("cjm.server")

    def _configure_logging(self) -> None:
        """Leave logging as it was set up."""

    def load_config_file(self, *args: object, **kwargs: object) -> None:
        """Read no configuration files: whatever lies about on a machine must not open doors."""

    def start(self) -> None:
        """Serve until told to stop. Raises Failure when the port is taken."""
        share_work()
        put_states_into_pages()
        tell_kernels(_BUNDLES)
        self._warm()
        self.connection_dir = str(self._runtime / "kernels")
        settings = self.init_settings()
        settings["jinja2_env"] = settings["voila_jinja2_env"]
        settings["jinja2_env"].globals.update(_=_, language=language)  # notices and the way in speak as pages do
        settings["contents_manager"] = Notebooks(parent=self)
        settings["cjm_languages"] = Languages(lambda id: self._store.load(id).settings.language or SOURCE)
        settings["log_function"] = log_request
        self.app = GatedApplication(
            access=self._access,
            host_names=self._host_names,
            port=lambda: self.port,
            opener_of=self.kernel_manager.opener_of,
            reach=lambda: self._whereabouts.said(self.port),
            refuse=RefusedHandler,
            enter=EnterHandler,
            read=ReadHandler,
            default_handler_class=UnknownHandler,
            compress_response=True,
            **settings,
        )
        self.app.add_handlers(".*$", self.init_handlers())
        self.listen()

    def _warm(self) -> None:
        """Start the processes that pages share, so that the first visitor need not wait for them."""
        if available():
            spec.warm(light_settings())
        else:
            self.log.warning("This system has no ipc sockets: every page gets a process of its own, about 60 MB each")

    def _read_ahead(self) -> None:
        """Read the notebooks that a whole room opens, so that the first visitor need not wait for that either."""
        for name in sorted(LIGHT_NOTEBOOKS):
            if (self._notebooks / f"{name}.ipynb").is_file():
                self.app.settings["contents_manager"].get(f"{name}.ipynb")

    def init_handlers(self) -> list[Any]:
        """Put our addresses first and leave out what lists folders and what takes any path for a notebook's."""
        unwanted = ("/voila/tree", "/voila/api/contents")
        theirs = [
            (rule[0], TemplateFileHandler, *rule[2:]) if rule[1] is TemplateStaticFileHandler else rule
            for rule in super().init_handlers()
            if rule[1] not in {TornadoVoilaTreeHandler, TornadoVoilaHandler} and not rule[0].startswith(unwanted)
        ]
        page = {
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
            "folder": self._notebooks,
        }
        template = self._runtime / "jupyter" / "voila" / "templates" / TEMPLATE
        icon = {"path": template / "icon.svg", "kind": "image/svg+xml"}
        formulas = {"path": template / "no-formulas.js", "kind": "text/javascript"}
        way_in = {"store": self._store, "access": self._access, "port": lambda: self.port, "reached": Reached()}
        return [
            (r"/j/resume", ResumeHandler, way_in),
            (r"/j/take-over", TakeOverHandler, way_in),
            (r"/j/lead/([\w-]+)", InvitedHandler, way_in),
            (r"/j/([A-Za-z -]{0,40})", JoinHandler, way_in),
            (r"/cjm/reached", ReachedHandler, way_in),
            (r"/cjm/open/alive", AliveHandler),
            (r"/cjm/alive/([\w-]+)", AliveHandler),
            (r"/cjm/open/icon\.svg", FixedFileHandler, icon),
            (r"/favicon\.ico", FixedFileHandler, icon),
            (r"/cjm/open/no-formulas\.js", FixedFileHandler, formulas),
            (ASSETS, AssetHandler, {"bundles": _BUNDLES}),
            (r"/voila/api/shutdown/([\w-]+)", LeaveHandler),
            (r"/published/([\w-]+)", PublishedHandler),
            (r"/([\w-]*)", PageHandler, page),
            (r"/voila/render/([\w-]+)\.ipynb", PageHandler, page),
            *theirs,
        ]

    def listen(self) -> None:
        """Take the port, say so, and serve until a signal comes."""
        try:
            sockets = open_sockets(self.port, self.ip)
        except OSError as error:
            raise port_failure(error, self.port) from error
        self.port = sockets[0].getsockname()[1]
        server = HTTPServer(self.app, max_body_size=_BODY_BYTES)
        server.add_sockets(sockets)
        self.ioloop = IOLoop.current()
        for number in _stop_signals():
            signal.signal(number, self._on_signal)
        self.ioloop.add_callback(self._read_ahead)
        self.ioloop.add_callback(self.kernel_manager.ready.refill)
        self._on_ready(self.port)
        try:
            self.ioloop.start()
        finally:
            server.stop()
            self.stop()

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        """Stop in good order; a second signal stops at once."""
        signal.signal(number, signal.SIG_DFL)
        self.ioloop.add_callback_from_signal(self.ioloop.stop)

    def stop(self) -> None:
        """End every process that a page started, on the loop on which they were started."""
        self.ioloop.run_sync(self.kernel_manager.shutdown_all)


def _stop_signals() -> list[signal.Signals]:
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    return [signal.Signals[name] for name in names if hasattr(signal, name)]
