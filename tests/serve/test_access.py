from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from tornado.web import create_signed_value

from cjm_widgets.serve.access import FACILITATOR, Access, cookie_name, facilitator_key
from cjm_widgets.serve.failure import Failure

if TYPE_CHECKING:
    from pathlib import Path


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    key = facilitator_key(tmp_path)
    assert facilitator_key(tmp_path) == key
    assert len(key) >= 32
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "facilitator.key").stat().st_mode) == 0o600


def test_a_key_that_others_could_read_is_closed_again(tmp_path: Path) -> None:
    facilitator_key(tmp_path)
    (tmp_path / "facilitator.key").chmod(0o644)
    facilitator_key(tmp_path)
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "facilitator.key").stat().st_mode) == 0o600


def test_a_damaged_key_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "facilitator.key").write_text("x\n")
    with pytest.raises(Failure, match="delete the file"):
        facilitator_key(tmp_path)


def test_only_the_key_and_a_fresh_code_let_in() -> None:
    access = Access(key="k" * 32)
    assert access.enter("k" * 32) == FACILITATOR
    assert access.enter("k" * 31) is None
    assert access.enter("") is None
    assert access.enter("ключ") is None
    code = access.once()
    assert access.enter(code) == FACILITATOR
    assert access.enter(code) is None, "a one-time code works once"


def test_a_cookie_holds_for_its_port_and_its_key_only() -> None:
    access = Access(key="k" * 32)
    _name, value = access.cookie(FACILITATOR, port=8866)
    assert access.role(value, port=8866) == FACILITATOR
    assert access.role(value, port=8867) is None
    assert Access(key="other" * 8).role(value, port=8866) is None
    assert access.role(value[:-1] + ("0" if value[-1] != "0" else "1"), port=8866) is None
    assert access.role(None, port=8866) is None
    assert access.role("", port=8866) is None


def test_a_cookie_survives_a_restart_with_the_same_key() -> None:
    _name, value = Access(key="k" * 32).cookie(FACILITATOR, port=8866)
    assert Access(key="k" * 32).role(value, port=8866) == FACILITATOR


def test_each_browser_has_a_name_of_its_own_and_keeps_it() -> None:
    access = Access(key="k" * 32)
    guests = [access.guest(access.cookie(FACILITATOR, port=8866)[1], port=8866) for _ in range(2)]
    assert guests[0] is not None
    assert guests[1] is not None
    assert guests[0].browser != guests[1].browser
    assert len(guests[0].browser) >= 20
    _name, renewed = access.cookie(FACILITATOR, port=8866, browser=guests[0].browser)
    assert access.guest(renewed, port=8866) == guests[0]


def test_a_cookie_from_before_browsers_were_told_apart_still_lets_in() -> None:
    access = Access(key="k" * 32)
    name = cookie_name(8866)
    old = create_signed_value(access.cookie_secret, name, FACILITATOR).decode()
    guest = access.guest(old, port=8866)
    assert guest is not None
    assert guest.role == FACILITATOR
    assert guest.browser
