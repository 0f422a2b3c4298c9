from __future__ import annotations

import os
import stat
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

import pytest
from tornado.web import create_signed_value

from cjm_widgets.serve.access import FACILITATOR, PARTICIPANT, Access, cookie_name, facilitator_key
from cjm_widgets.serve.failure import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from cjm_widgets.serve.access import Guest


def leader(access: Access, value: str | None, port: int = 8866, *, named: int | None = None) -> Guest | None:
    """Read a cookie's value as a request to ``port`` brings it; ``named`` is the port it was named for."""
    cookies: SimpleCookie = SimpleCookie()
    if value is not None:
        cookies[cookie_name(named or port)] = value
    return access.leader(cookies, port=port)


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
    found = leader(access, value)
    assert found is not None
    assert (found.role, found.workshop, found.key) == (FACILITATOR, "", "")
    assert leader(access, value, 8867) is None
    assert leader(access, value, 8867, named=8866) is None
    assert leader(Access(key="other" * 8), value) is None
    assert leader(access, value[:-1] + ("0" if value[-1] != "0" else "1")) is None
    assert leader(access, None) is None
    assert leader(access, "") is None


def test_a_cookie_survives_a_restart_with_the_same_key() -> None:
    _name, value = Access(key="k" * 32).cookie(FACILITATOR, port=8866)
    assert leader(Access(key="k" * 32), value) is not None


def test_each_browser_has_a_name_of_its_own_and_keeps_it() -> None:
    access = Access(key="k" * 32)
    guests = [leader(access, access.cookie(FACILITATOR, port=8866)[1]) for _ in range(2)]
    assert guests[0] is not None
    assert guests[1] is not None
    assert guests[0].browser != guests[1].browser
    assert len(guests[0].browser) >= 20
    _name, renewed = access.cookie(FACILITATOR, port=8866, browser=guests[0].browser)
    assert leader(access, renewed) == guests[0]


def test_a_cookie_from_before_browsers_were_told_apart_still_lets_in() -> None:
    access = Access(key="k" * 32)
    old = create_signed_value(access.cookie_secret, cookie_name(8866), FACILITATOR).decode()
    guest = leader(access, old)
    assert guest is not None
    assert guest.role == FACILITATOR
    assert guest.browser


def test_who_takes_part_has_a_cookie_of_another_name_with_their_key() -> None:
    access = Access(key="k" * 32)
    name, value = access.cookie(PARTICIPANT, port=8866, workshop="w-1", key="r" * 43)
    assert name != cookie_name(8866)
    cookies: SimpleCookie = SimpleCookie({name: value})
    guest = access.joined(cookies, port=8866)
    assert guest is not None
    assert (guest.role, guest.workshop, guest.key) == (PARTICIPANT, "w-1", "r" * 43)
    assert not guest.leads
    assert "r" * 43 not in repr(guest)
    assert access.leader(cookies, port=8866) is None
    assert leader(access, value) is None, "it does not lead under the leaders' name either"
