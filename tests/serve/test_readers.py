"""The link for readers: it opens the published map and nothing else, until it is withdrawn."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cjm_widgets import places
from cjm_widgets.apps import reader_link
from cjm_widgets.apps.sample import begin_workshop
from cjm_widgets.store import open_store
from cjm_widgets.view.publish import publish
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

SHUT = (
    "/", "/facilitator", "/participant", "/projector", "/04-touchpoints", "/api/kernels", "/voila/tree/",
)  # fmt: skip


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    """A kit with the notebooks that people have, not those of other tests."""
    with running_kit(tmp_path_factory.mktemp("readers")) as running:
        yield running


@pytest.fixture
def workshop(kit: RunningKit, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A workshop with a published map, and no link yet."""
    monkeypatch.setenv("CJM_DATA", str(kit.data))
    with open_store(kit.store) as store:
        id = begin_workshop(store, "For readers", "", "online-shop")
        publish(store.load(id), places.published_folder(id), now=date(2026, 11, 22))
    yield id
    reader_link.withdraw(id)


def let_in(kit: RunningKit, link: str) -> str:
    """Follow the link; gives the cookie."""
    status, headers, _body = kit.get(link)
    assert status == 302, status
    assert "HttpOnly" in headers["Set-Cookie"]
    return headers["Set-Cookie"].split(";")[0]


def test_the_link_leads_to_the_map_at_a_clean_address(kit: RunningKit, workshop: str) -> None:
    link = reader_link.give_out(workshop)
    status, headers, _body = kit.get(link)
    assert (status, headers["Location"]) == (302, f"/journey-map?workshop={workshop}")
    cookie = headers["Set-Cookie"].split(";")[0]
    status, _headers, body = kit.get(headers["Location"], cookie=cookie)
    assert status == 200
    assert "For readers" in body
    assert f"/published/{workshop}" in body
    status, _headers, body = kit.get(f"/published/{workshop}", cookie=cookie)
    assert status == 200
    assert "For readers" in body


def test_a_reader_gets_nothing_else(kit: RunningKit, workshop: str) -> None:
    cookie = let_in(kit, reader_link.give_out(workshop))
    for path in (*SHUT, "/published/another", "/journey-map?workshop=another", f"/published/{workshop}-2"):
        status, _headers, body = kit.get(path, cookie=cookie)
        assert status == 403, path
        assert "For readers" not in body


@pytest.mark.parametrize("end", ["withdraw", "replace"])
def test_a_link_that_was_withdrawn_or_replaced_opens_nothing_from_then_on(
    kit: RunningKit, workshop: str, end: str
) -> None:
    link = reader_link.give_out(workshop)
    cookie = let_in(kit, link)
    if end == "withdraw":
        reader_link.withdraw(workshop)
    else:
        assert reader_link.give_out(workshop) != link
    status, _headers, body = kit.get(link)
    assert status == 403
    assert "This link opens nothing." in body
    for path in (f"/journey-map?workshop={workshop}", f"/published/{workshop}"):
        assert kit.get(path, cookie=cookie)[0] == 403


@pytest.mark.parametrize("said", ["", "/", "/wrong", "/../facilitator", "/%2e%2e/x", "/wrong\n"])
def test_a_wrong_link_opens_nothing_and_is_written_nowhere(kit: RunningKit, workshop: str, said: str) -> None:
    link = reader_link.give_out(workshop)
    status, headers, body = kit.get(f"/read/{workshop}{said}".replace("\n", "%0A"))
    assert status == 403
    assert "Set-Cookie" not in headers
    secret = link.rsplit("/", 1)[1]
    assert secret not in body
    assert secret not in "".join(path.read_text("utf-8", "replace") for path in kit.data.rglob("*.log*"))


def test_a_forged_cookie_of_a_reader_opens_nothing(kit: RunningKit, workshop: str) -> None:
    name, _equals, value = let_in(kit, reader_link.give_out(workshop)).partition("=")
    assert kit.get(f"/published/{workshop}", cookie=f"{name}={value[:-4]}0000")[0] == 403
    leader = name.replace("reader", "seat")
    assert kit.get("/facilitator", cookie=f"{leader}={value}")[0] == 403


def test_the_secret_is_its_owners_and_lies_apart_from_what_is_published(kit: RunningKit, workshop: str) -> None:
    secret = reader_link.give_out(workshop).rsplit("/", 1)[1]
    (file,) = (kit.data / "readers").glob(f"{workshop}.key")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    published = places.published_folder(workshop)
    assert not any(secret in Path(path).read_text("utf-8") for path in published.iterdir())


def test_a_name_that_is_no_id_reads_no_file(kit: RunningKit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_DATA", str(kit.data))
    key = (kit.data / "facilitator.key").read_text("ascii").strip()
    assert not reader_link.opens("../facilitator", key)
    assert kit.get(f"/read/..%2Ffacilitator/{key}")[0] == 403


def test_a_published_map_speaks_the_language_of_its_workshop_around_the_map_too(
    kit: RunningKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CJM_DATA", str(kit.data))
    with open_store(kit.store) as store:
        id = begin_workshop(store, "Zum Lesen", "", "online-shop", "de")
        publish(store.load(id), places.published_folder(id), now=date(2026, 11, 22))
    address = f"/journey-map?workshop={id}"
    _status, _headers, body = kit.get(address, cookie=let_in(kit, reader_link.give_out(id)))
    assert "Dasselbe als eine Seite" in body
    _status, _headers, body = kit.get(address, cookie=kit.enter())
    assert "Emotionen und Schmerzpunkte" in body
    assert "Emotions and pain points" not in body
