"""Runs a session's cells: plain Python with top-level ``await``, the last expression shown.

There is no IPython here: ``get_ipython`` does not exist, and magics are refused with a sentence.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import inspect
import io
import linecache
import re
import tokenize
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cjm_widgets.serve.light.display import bundle, display
from cjm_widgets.serve.light.failures import cell_traceback
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import CodeType

_MAGIC: Final = re.compile(r"^\s*(%|!|\?|[\w.]+\?{1,2}\s*$|[\w, ]+=\s*[%!])", re.MULTILINE)
_LONGEST: Final = 80
"""Lines of a traceback; of a longer one the middle is left out."""

_BLANK: Final = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
_FUTURE: Final = 0x1FF0000
"""Flags of ``from __future__`` imports, which hold for the cells after them."""


class Interrupted(BaseException):
    """Raised in code that kept everybody waiting; not an Exception, so that ``except Exception`` lets it pass."""


class NotPython(SyntaxError):
    """A magic, a shell command or a question mark."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """How a cell went."""

    error: BaseException | None = None
    traceback: list[str] = field(default_factory=list)

    @property
    def content(self) -> dict[str, object]:
        """What is told of it in a message."""
        if self.error is None:
            return {"status": "ok"}
        return {
            "status": "error",
            "ename": type(self.error).__name__,
            "evalue": str(self.error),
            "traceback": self.traceback,
        }


class Shell:
    """One session's namespace, and how its cells run."""

    def __init__(self, show: Callable[[dict[str, Any], dict[str, Any]], None]) -> None:
        """Begin empty; ``show(data, metadata)`` gets the value of a cell's last expression."""
        self.namespace: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins, "display": display}
        self._show = show
        self._flags = 0
        self._cells = 0

    async def run(self, source: str, *, silent: bool = False) -> Outcome:
        """Run one cell; whatever it raises ends in the outcome."""
        self._cells += 1
        name = f"<cell {self._cells}>"
        try:
            body, last = self._compile(source, name)
            if body is not None:
                await self._step(body)
            if last is not None:
                value = await self._step(last)
                if value is not None and not silent and not _quiet(source):
                    self.namespace["_"] = value
                    self._show_value(value)
        except BaseException as error:  # noqa: BLE001 - also SystemExit, Interrupted, cancellation
            return Outcome(error=error, traceback=_traceback(error, name, source))
        return Outcome()

    def _show_value(self, value: object) -> None:
        own = getattr(value, "_ipython_display_", None)
        if callable(own) and not isinstance(value, type):
            own()
            return
        data, metadata = bundle(value)
        if data:
            self._show(data, metadata)

    async def _step(self, code: CodeType) -> object:
        # The cells of our own notebooks; the browser cannot send any.
        value = eval(code, self.namespace)  # noqa: S307
        if code.co_flags & inspect.CO_COROUTINE:
            value = await value
        return value

    def _compile(self, source: str, name: str) -> tuple[CodeType | None, CodeType | None]:
        """Return the code of the statements, and of the last expression. Raises SyntaxError."""
        flags = self._flags | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        try:
            tree = compile(source, name, "exec", flags | ast.PyCF_ONLY_AST, dont_inherit=True)
        except SyntaxError:
            if _MAGIC.search(source):
                message = _("Magics, shell commands and ? do not work on this page's light kernel; write plain Python.")
                raise NotPython(message) from None
            raise
        last: CodeType | None = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            final = tree.body.pop()
            expression = ast.Expression(final.value)
            last = compile(expression, name, "eval", flags, dont_inherit=True)
        body = compile(tree, name, "exec", flags, dont_inherit=True) if tree.body else None
        if body is not None:
            self._flags |= body.co_flags & _FUTURE
        return body, last

    def evaluate(self, expressions: Mapping[str, object]) -> dict[str, object]:
        """Return each of the user's expressions as a bundle, or as the error that it raised."""
        answers: dict[str, object] = {}
        for key, source in expressions.items():
            try:
                # Asked for by whoever may send cells.
                data, metadata = bundle(eval(str(source), self.namespace))  # noqa: S307
                answers[key] = {"status": "ok", "data": data, "metadata": metadata}
            except Exception as error:  # noqa: BLE001 - as a cell
                answers[key] = Outcome(error=error, traceback=_traceback(error, "<expression>", str(source))).content
        return answers

    def clear(self) -> None:
        """Let go of everything the cells made."""
        self.namespace.clear()


def _quiet(source: str) -> bool:
    """Tell whether the last expression is not to be shown: a semicolon ends the cell."""
    last = ""
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in _BLANK:
                last = token.string
    return last == ";"


def _traceback(error: BaseException, name: str, source: str) -> list[str]:
    """Return the traceback from the cell on, with the cell's own lines."""
    linecache.cache[name] = (len(source), None, [f"{line}\n" for line in source.splitlines()], name)
    try:
        start = cell_traceback(error.__traceback__)
        lines = traceback.format_exception(type(error), error, start)
    finally:
        linecache.cache.pop(name, None)
    lines = "".join(lines).splitlines()
    if len(lines) > _LONGEST:
        lines[_LONGEST // 2 : -_LONGEST // 2] = ["  …"]
    return lines
