"""``cjm_widgets.session`` where there is no light kernel, and by itself."""

from __future__ import annotations

import os
import threading
from contextvars import copy_context

import pytest

from cjm_widgets import session


def test_elsewhere_it_is_the_process() -> None:
    assert session.environment() is os.environ


def test_a_session_has_an_environment_of_its_own_that_is_not_written_to() -> None:
    def inside() -> None:
        session.current.set(session.Session({"QUERY_STRING": "a=1"}))
        assert dict(session.environment()) == {"QUERY_STRING": "a=1"}
        with pytest.raises(TypeError):
            session.environment()["B"] = "2"  # type: ignore[index]

    copy_context().run(inside)
    assert session.current.get() is None


def test_endings_come_last_first_and_a_failing_one_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    ended: list[int] = []
    one = session.Session({})
    one.on_end(lambda: ended.append(1))
    one.on_end(lambda: 1 / 0)
    one.on_end(lambda: ended.append(2))
    one.end()
    assert ended == [2, 1]
    assert "ending failed" in caplog.text
    one.on_end(lambda: ended.append(3))
    assert ended == [2, 1, 3], "at once, when it is too late"


def test_a_kept_callback_runs_in_the_session_it_was_kept_in() -> None:
    seen: list[str] = []

    def inside() -> None:
        session.current.set(session.Session({"WHO": "me"}))
        callback = session.kept(lambda: seen.append(session.environment()["WHO"]))
        shared = threading.Thread(target=callback)
        outside.append(shared)

    outside: list[threading.Thread] = []
    copy_context().run(inside)
    outside[0].start()
    outside[0].join()
    assert seen == ["me"]
