"""Who wants to be told what a seat sees: callbacks for the view and for the clock."""

from __future__ import annotations

import logging
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Listeners(Generic[T]):
    """Callbacks that are called with the news. Any thread may use it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = Lock()
        self._callbacks: dict[object, Callable[[T], None]] = {}

    def add(self, callback: Callable[[T], None]) -> Callable[[], None]:
        """Call ``callback`` from now on; gives what ends it."""
        key = object()
        with self._lock:
            self._callbacks[key] = callback

        def leave() -> None:
            with self._lock:
                self._callbacks.pop(key, None)

        return leave

    def tell(self, news: T) -> None:
        """Call all of them; what one raises goes to the server's log, and the others are told all the same."""
        with self._lock:
            callbacks = tuple(self._callbacks.values())
        for callback in callbacks:
            try:
                callback(news)
            except Exception:
                logger.exception("a page could not be told of a change")

    def clear(self) -> None:
        """Call nobody any more."""
        with self._lock:
            self._callbacks.clear()
