"""A desk: facts, things in rows, and buttons that act or ask first. What they do is for whoever makes the desk."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, field
from threading import Lock, RLock, Thread
from typing import TYPE_CHECKING, Final, Literal

from cjm_widgets.model import ModelError
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.answering import checked_answers
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.words import _, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cjm_widgets.model import Field, Json, Workshop
    from cjm_widgets.widgets.seat import Seat

logger = logging.getLogger(__name__)
PRESSED: Final = "pressed"
"""Under this name the answers of a form say which button asked for them."""

Tone = Literal["", "main", "danger", "quiet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a button asks before it acts."""

    title: str
    submit: str
    help: str = ""
    fields: tuple[Field, ...] = ()
    values: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button."""

    key: str
    label: str
    tone: Tone = ""
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something to read out."""

    label: str
    value: str
    big: bool = False
    path: bool = False
    """A path on this server, which the page shows as a whole address."""
    copy: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word or two on a row."""

    text: str
    tone: Literal["", "good", "amber", "soft"] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A thing."""

    key: str
    title: str
    mark: str = ""
    colour: str = ""
    note: str = ""
    tags: tuple[Tag, ...] = ()
    current: bool = False
    head: bool = False
    """Stands above the rows of its group."""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All that a desk shows at one moment."""

    facts: tuple[Fact, ...] = ()
    rows: tuple[Row, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that the page saves on the device of whoever pressed."""

    name: str
    mime: str
    text: str
    said: str


Done = str | File | dict[str, str] | None
"""What a press gives: a sentence, a file, what is wrong by field, or nothing."""


class Desk(PageWidget):
    """Facts, rows and buttons, drawn anew when the workshop changes, or when told to."""

    _esm = STATIC / "desk.js"
    _css = STATIC / "desk.css"

    def __init__(
        self,
        seat: Seat,
        draw: Callable[[Workshop], Drawn],
        presses: Mapping[str, Callable[[str, dict[str, Json]], Done]],
        *,
        empty: str = "",
        title: str = "",
        help: str = "",
    ) -> None:
        """Show what ``draw`` gives; a press calls the one of ``presses`` that has the button's key.

        It gets the row's key ("" for a button of no row) and the checked answers, on a thread of its own; a ModelError
        is shown as a sentence.
        """
        self._seat, self._draw, self._presses = seat, draw, presses
        self._lock, self._busy = RLock(), Lock()
        self._version, self._said = 1, ""
        self._drawn = draw(seat.workshop)
        says = {"copy": _("Copy"), "copied": _("Copied"), "now": _("now")}
        super().__init__({"title": title, "help": help, "empty": empty, "says": says, "desk": self._as_json()})
        self._unsubscribe = seat.subscribe(self._follow)

    def redraw(self) -> None:
        """Look again, because something other than the workshop has changed. May be called from any thread."""
        self._follow(self._seat.workshop)

    def _follow(self, workshop: Workshop) -> None:
        """Look again. Called from the follower's thread, where no language is set."""
        with speaking(self._language), self._lock:
            drawn = self._draw(workshop)
            if drawn != self._drawn:
                self._drawn = drawn
                self._show()

    def _as_json(self) -> dict[str, object]:
        drawn = self._drawn
        return {
            "facts": [asdict(fact) for fact in drawn.facts],
            "rows": [{**asdict(row), "actions": [_action(one) for one in row.actions]} for row in drawn.rows],
            "actions": [_action(one) for one in drawn.actions],
            "said": self._said,
        }

    def _show(self) -> None:
        with self._lock:
            self._version += 1
            self._tell({"type": "desk", "seq": self._version, "desk": self._as_json()})

    def _leave(self) -> None:
        unsubscribe = getattr(self, "_unsubscribe", None)
        if unsubscribe is not None:
            unsubscribe()

    def _receive(self, message: wire.Message, _buffers: Sequence[memoryview]) -> None:
        match message:
            case wire.Hello():
                self._follow(self._seat.workshop)
                self._show()
            case wire.Ping():
                self._tell({"type": "pong", "n": message.n, "seq": 0})
            case wire.Go():
                self._press(message.step, None, {})
            case wire.Submit():
                values = dict(message.values)
                pressed = values.pop(PRESSED, "")
                self._press(str(pressed), message.n, values)
            case _:
                self._ignore("a desk takes no such message")

    def _buttons(self) -> Iterator[tuple[str, Action]]:
        drawn = self._drawn
        yield from ((f"{one.key}/", one) for one in drawn.actions)
        yield from ((f"{one.key}/{row.key}", one) for row in drawn.rows for one in row.actions)

    def _press(self, pressed: str, n: int | None, values: dict[str, Json]) -> None:
        with self._lock:
            action = next((one for name, one in self._buttons() if name == pressed), None)
        if action is None or (action.form is None) != (n is None):
            self._ignore("there is no such button")
            if n is not None:
                self._answer(n, {"": _("This is no longer there. Close this and look again.")})
            return
        with speaking(self._language):
            answers, errors = checked_answers(() if action.form is None else action.form.fields, values)
        if errors and n is not None:
            self._answer(n, errors)
        # A second press while the first is being worked on does nothing twice.
        elif self._busy.acquire(blocking=False):
            row = pressed.partition("/")[2]
            Thread(target=self._act, args=(action.key, row, n, answers), daemon=True).start()

    def _act(self, key: str, row: str, n: int | None, answers: dict[str, Json]) -> None:
        done: Done
        with speaking(self._language):
            try:
                done = self._presses[key](row, answers)
            except ModelError as error:
                said = f"{error.problem} {error.way_out}".strip()
                done = {getattr(error, "field", "") or "": said}
            except Exception:
                logger.exception("a button of a desk failed")
                done = {"": _("This did not work. Try again; if it stays so, reload the page.")}
            finally:
                self._busy.release()
        if isinstance(done, File):
            self._tell({"type": "file", "name": done.name, "mime": done.mime, "text": done.text})
            done = done.said
        errors = done if isinstance(done, dict) else {}
        if n is not None:
            named = errors if set(errors) <= {""} | set(answers) else {"": " ".join(errors.values())}
            self._answer(n, named)
        with self._lock:
            self._said = done if isinstance(done, str) else " ".join(errors.values()) if n is None else ""
            self.redraw()
            self._show()

    def _answer(self, n: int, errors: Mapping[str, str]) -> None:
        self._tell({"type": "answer", "n": n, "errors": dict(errors), "message": ""})


def _action(one: Action) -> dict[str, object]:
    form = None
    if one.form is not None:
        form = {
            "title": one.form.title,
            "help": one.form.help,
            "submit": one.form.submit,
            "fields": [spec.as_json() for spec in one.form.fields],
            "values": dict(one.form.values),
        }
    return {"key": one.key, "label": one.label, "tone": one.tone, "form": form}
