"""The addresses of our own: pages by name, the way in, a sign of life, and what to say when there is none."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from tornado.web import HTTPError, RequestHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from cjm_widgets import places
from cjm_widgets.model import is_id
from cjm_widgets.serve.access import COOKIE_DAYS
from cjm_widgets.serve.gate import BROWSER_HEADER, LANGUAGE_HEADER, PARTICIPANT_PAGE
from cjm_widgets.serve.kernels import Full, opener
from cjm_widgets.serve.light.process import Lost
from cjm_widgets.serve.sending import PromptHandler
from cjm_widgets.view.publish import PAGE
from cjm_widgets.words import _, language, ngettext

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment

    from cjm_widgets.serve.access import Access

START: Final = "00-start"
_NAME: Final = re.compile(r"[\w-]{1,80}", re.ASCII)
_DAY_SECONDS: Final = 86_400
_RETRY_SECONDS: Final = 15

logger = logging.getLogger(__name__)


def render_notice(environment: Environment, *, title: str, text: str, way_out: str, home: str = "") -> str:
    """Return a whole page that says one thing and what to do about it, ``home`` being a button to the start page."""
    template = environment.get_template("notice.html")
    return template.render(title=title, text=text, way_out=way_out, home=home)


class NoticeHandler(RequestHandler):
    """Answers any request with a notice: styled for people, one sentence for programs, in the asker's language."""

    def prepare(self) -> None:
        """Speak the language of the request from here on."""
        self.settings["cjm_languages"].speak(self.request)

    def notice(self, status: HTTPStatus, *, title: str, text: str, way_out: str = "", home: str = "") -> None:
        """Finish with ``status`` and the notice; its sentences are translated by whoever gives them."""
        self.set_status(status)
        self.set_header("Cache-Control", "no-store")
        if "text/html" in self.request.headers.get("Accept", ""):
            page = render_notice(self.settings["jinja2_env"], title=title, text=text, way_out=way_out, home=home)
            self.finish(page)
        else:
            self.set_header("Content-Type", "text/plain; charset=UTF-8")
            self.finish(" ".join(filter(None, (title, text, way_out))) + "\n")

    def check_xsrf_cookie(self) -> None:
        """Nothing is changed here, so nothing needs the check."""


class RefusedHandler(NoticeHandler):
    """What anybody gets who has no business here, or not yet, whatever the address and the method."""

    def initialize(self, reason: str) -> None:
        """Take the reason: ``host`` (not our name), ``key`` (no cookie), ``leads`` (no leader), ``page`` (other)."""
        self._reason = reason

    def prepare(self) -> None:
        """Answer before any method is looked for."""
        super().prepare()
        if self._reason == "host":
            self.notice(
                HTTPStatus.FORBIDDEN,
                title=_("This address is not the kit's own."),
                text=_("The kit answers only to the names it was started with."),
                way_out=_("Open the link that it printed when it started, or start it with --host-name and this name."),
            )
        elif self._reason == "page":
            # As if it were not there: whether it is, is nobody else's business.
            missing(self)
        elif self._reason == "leads":
            self.notice(
                HTTPStatus.FORBIDDEN,
                title=_("This page is the facilitator's."),
                text=_("You take part in the workshop; your page is another one."),
                way_out=_("Go back, or open the address on the wall."),
            )
        elif self._may_be_back():
            # Its script looks for a key in the browser's storage, which nobody else can see.
            self.set_status(HTTPStatus.FORBIDDEN)
            self.set_header("Cache-Control", "no-store")
            workshop = self.get_query_argument("workshop", "")
            self.finish(self.settings["jinja2_env"].get_template("join.html").render(
                mode="resume", workshop=workshop if is_id(workshop) else "", title="", says="", teams=[], colours=[],
            ))  # fmt: skip
        else:
            self.notice(
                HTTPStatus.FORBIDDEN,
                title=_("This workshop is not open to you yet."),
                text=_("This browser has not been let in."),
                way_out=_(
                    "If you lead the workshop, open the facilitator's link that was printed where the kit was"
                    " started. If you take part, ask the facilitator."
                ),
            )

    def _may_be_back(self) -> bool:
        return self.request.path == PARTICIPANT_PAGE and "text/html" in self.request.headers.get("Accept", "")


class EnterHandler(NoticeHandler):
    """Exchanges the code in a link for a cookie and leads on to a clean address."""

    def initialize(self, access: Access, code: str, port: int) -> None:
        """Take the code that the gate cut out of the address."""
        self._access, self._code, self._port = access, code, port

    def get(self) -> None:
        """Let in, or say that the link is not valid."""
        role = self._access.enter(self._code)
        if role is None:
            self.notice(
                HTTPStatus.FORBIDDEN,
                title=_("This link is not valid."),
                text=_("It may be incomplete, used up, or from another start of the kit."),
                way_out=_("Copy the whole link that was printed where the kit was started."),
            )
            return
        known = self._access.leader(self.request.cookies, port=self._port)
        # The same browser stays the same: its open pages keep their kernels.
        name, value = self._access.cookie(role, port=self._port, browser=known.browser if known else "")
        self.set_cookie(
            name,
            value,
            max_age=COOKIE_DAYS * _DAY_SECONDS,
            path="/",
            httponly=True,
            # Lax: a link opened from a chat or a mail must arrive with its cookie after the redirect.
            samesite="Lax",
        )
        self.set_header("Cache-Control", "no-store")
        self.redirect(_landing(self.get_query_argument("workshop", "")))


def _landing(workshop: str) -> str:
    return f"/facilitator?workshop={workshop}" if _NAME.fullmatch(workshop) else "/"


class AliveHandler(RequestHandler):
    """Says that the server lives and, where a kernel is named, whether that one does: 204 or 410."""

    def get(self, kernel: str | None = None) -> None:
        """Answer without a body; asking is no activity and keeps no kernel alive."""
        self.set_header("Cache-Control", "no-store")
        gone = kernel is not None and kernel not in self.settings["kernel_manager"]
        self.set_status(HTTPStatus.GONE if gone else HTTPStatus.NO_CONTENT)


class FixedFileHandler(RequestHandler):
    """One small file of the template, for everybody."""

    def initialize(self, path: Path, kind: str) -> None:
        """Take the file and its media type."""
        self._path, self._kind = path, kind

    def get(self) -> None:
        """Send it."""
        self.set_header("Content-Type", self._kind)
        self.set_header("Cache-Control", "private, max-age=86400")
        self.finish(self._path.read_bytes())


class UnknownHandler(NoticeHandler):
    """An address that nothing is at."""

    def prepare(self) -> None:
        """Say so, whatever the method."""
        super().prepare()
        missing(self)


def missing(handler: NoticeHandler) -> None:
    """Finish with the page for an address that nothing is at."""
    handler.notice(
        HTTPStatus.NOT_FOUND,
        title=_("There is no such page."),
        text=_("The address may be mistyped, or the page has another name now."),
        home=_("Start page"),
    )


class LeaveHandler(VoilaShutdownKernelHandler):  # type: ignore[misc]
    """A page that is being closed ends its process; without this it would linger until it is culled."""

    def check_xsrf_cookie(self) -> None:
        """Go by the origin: a page that closes cannot send a token, and our cookie is never sent across sites."""
        if not self.check_origin():
            raise HTTPError(HTTPStatus.FORBIDDEN)


class PublishedHandler(NoticeHandler):
    """A published map, to read or, with ``?download=1``, to keep: the snapshot, never the room's live state."""

    def get(self, workshop: str) -> None:
        """Send the page, or say that there is none yet."""
        path = places.published_folder(workshop) / PAGE
        if not (is_id(workshop) and path.is_file()):
            self.notice(
                HTTPStatus.NOT_FOUND,
                title=_("This map has not been published yet."),
                text=_("Its facilitator publishes it from the workshop's page."),
                home=_("Start page"),
            )
            return
        self.set_header("Cache-Control", "no-cache")
        if self.get_query_argument("download", ""):
            self.set_header("Content-Disposition", f'attachment; filename="{workshop}.html"')
        self.finish(path.read_bytes())


class PageHandler(PromptHandler, NoticeHandler, TornadoVoilaHandler):  # type: ignore[misc]
    """A notebook under its short address: ``/04-touchpoints?workshop=…``; ``/`` is the start page."""

    def initialize(self, folder: Path, **kwargs: Any) -> None:
        """Take the folder of notebooks beside what Voila's handler wants."""
        super().initialize(**kwargs)
        self._folder = folder

    async def prepare(self) -> None:  # type: ignore[override]  # Jupyter prepares with await, tornado allows it
        """Do what both kinds of handlers do before they answer."""
        NoticeHandler.prepare(self)
        self.request.headers[LANGUAGE_HEADER] = language()
        await TornadoVoilaHandler.prepare(self)

    async def get(self, name: str = START) -> None:
        """Run the notebook and send its page as it comes."""
        if "prefetch" in self.request.headers.get("Sec-Purpose", ""):
            # A browser that looks ahead would start a process for a page that may never be opened.
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            return
        name = name or START
        if not (_NAME.fullmatch(name) and (self._folder / f"{name}.ipynb").is_file()):
            missing(self)
            return
        opener.set(self.request.headers[BROWSER_HEADER])
        try:
            await TornadoVoilaHandler.get(self, f"{name}.ipynb")
        except Full as full:
            # Raised before anything of the page was sent.
            self.set_header("Retry-After", str(_RETRY_SECONDS))
            self._say_full(full)
        except Lost:
            if self._headers_written:
                raise
            self.notice(
                HTTPStatus.SERVICE_UNAVAILABLE,
                title=_("This page could not be opened just now."),
                text=_("The part of the kit that it runs in is being started again. Nothing that was saved is lost."),
                way_out=_("Reload this page in some seconds."),
            )

    def _say_full(self, full: Full) -> None:
        """Say that there is no room for one more page, and what helps."""
        logger.warning("No room for one more page: %d are open (light: %s)", full.most, full.light)
        option = "--seats" if full.light else "--processes"
        helps = _(
            "Close pages that nobody looks at and reload this one. Whoever started the kit can allow more: {how}."
        )
        self.notice(
            HTTPStatus.SERVICE_UNAVAILABLE,
            title=_("The room is full.") if full.light else _("Too many of these pages are open."),
            text=ngettext(
                "{n} page is open, and no more are allowed on this machine.",
                "{n} pages are open, and no more are allowed on this machine.",
                full.most,
            ).format(n=full.most),
            way_out=helps.format(how=f"cjm serve {option} {2 * full.most or 1}"),
        )
