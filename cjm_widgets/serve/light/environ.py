"""``os.environ`` as each session would have it in a process of its own.

Voila tells a notebook who opened it through the environment, and sets one more variable from inside. With one
environment a process, every page would read the last visitor's. What a session writes stays its own: neither
other sessions see it nor C's ``getenv`` and the programs that a page starts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, cast

from cjm_widgets.serve.light import turn


class Environ(MutableMapping[str, str]):
    """Stands for ``os.environ``."""

    def __init__(self, outside: MutableMapping[str, str]) -> None:
        """Keep the process's own for what belongs to no session."""
        self._outside = outside

    def _mine(self) -> MutableMapping[str, str]:
        whose = turn.now()
        return self._outside if whose is None else whose.variables

    def __getitem__(self, name: str) -> str:
        """Return a variable. Raises KeyError, and TypeError for a name that is not text."""
        if not isinstance(name, str):
            raise TypeError(f"A variable's name is text, not {type(name).__name__}")
        return self._mine()[name]

    def __setitem__(self, name: str, value: str) -> None:
        """Set a variable. Raises TypeError for what is not text."""
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError("A variable's name and value are text")
        self._mine()[name] = value

    def __delitem__(self, name: str) -> None:
        """Remove a variable. Raises KeyError."""
        del self._mine()[name]

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(list(self._mine()))

    def __len__(self) -> int:
        """Count the variables."""
        return len(self._mine())

    def __repr__(self) -> str:
        """Tell names only; values may be secrets."""
        return f"environ({', '.join(sorted(self._mine()))})"

    def __or__(self, other: Mapping[str, str]) -> dict[str, str]:
        """Return both together, ``other`` first in rank."""
        return {**self, **other}

    def copy(self) -> dict[str, str]:
        """Return a plain copy."""
        return dict(self)


def route() -> None:
    """Put it in place of ``os.environ``; ``os.getenv`` follows."""
    os.environ = cast("Any", Environ(os.environ))  # noqa: B003 - nothing is to be cleared
