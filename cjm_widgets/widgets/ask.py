"""A form that is not in the log: its answers are handed over as a whole."""

from __future__ import annotations

import logging
from threading import Lock, Thread
from typing import TYPE_CHECKING

from cjm_widgets.model import ModelError
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.answering import checked_answers
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from cjm_widgets.model import Field, Json

logger = logging.getLogger(__name__)


class Ask(PageWidget):
    """Questions, and a button that hands over the answers: create a workshop, choose the columns of a file."""

    _esm = STATIC / "ask.js"
    _css = STATIC / "ask.css"

    def __init__(
        self,
        fields: Sequence[Field],
        values: Mapping[str, Json] | None = None,
        *,
        submit: str = "",
        on_submit: Callable[[dict[str, Json]], Mapping[str, str] | str | None],
        title: str = "",
        help: str = "",
    ) -> None:
        """Ask for ``fields``, beginning with ``values``; ``submit`` is what the button says.

        ``on_submit`` gets the checked answers by field name, on a thread of its own. It gives nothing where all is
        well, a sentence to show instead, or ``{field: what is wrong with it}``; a ModelError counts as the latter.
        """
        self._fields = {one.name: one for one in fields}
        self._on_submit = on_submit
        self._busy = Lock()
        super().__init__(
            {
                "title": title,
                "help": help,
                "fields": [one.as_json() for one in fields],
                "values": dict(values or {}),
                "submit": submit or _("Go on"),
            }
        )

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                pass
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case wire.Submit():
                self._submit(message)
            case _:
                self._ignore("a form takes no such message")

    def _submit(self, message: wire.Submit) -> None:
        answers, errors = self._check(message.values)
        if errors:
            self._answer(message.n, errors)
        elif self._busy.acquire(blocking=False):
            Thread(target=self._hand_over, args=(message.n, answers), daemon=True).start()
        # A second press while the first is being worked on does nothing twice.

    def _check(self, values: Mapping[str, Json]) -> tuple[dict[str, Json], dict[str, str]]:
        if values.keys() - self._fields.keys():
            self._ignore("answers to questions that were not asked")
        return checked_answers(self._fields.values(), values)

    def _hand_over(self, n: int, answers: dict[str, Json]) -> None:
        with speaking(self._language):
            try:
                result = self._on_submit(answers)
            except ModelError as error:
                name = getattr(error, "field", "")
                text = f"{error.problem} {error.way_out}".strip()
                result = {name if name in self._fields else "": text}
            except Exception:
                logger.exception("the callback of a form failed")
                result = {"": _("This did not work. Try again; if it stays so, reload the page.")}
            finally:
                self._busy.release()
        if isinstance(result, str):
            self._answer(n, {}, result)
        else:
            self._answer(n, dict(result or {}))

    def _answer(self, n: int, errors: Mapping[str, str], message: str = "") -> None:
        """Say how the answers were taken; the error under "" is about the form as a whole."""
        self._tell({"type": "answer", "n": n, "errors": dict(errors), "message": message})
