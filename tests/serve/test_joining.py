"""The way into a room: codes, keys, links; who gets what with which cookie."""

from __future__ import annotations

import http.client
import json
import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.model import Person, Role, Viewer
from cjm_widgets.serve.joining import Reached, WayIn
from cjm_widgets.store import Seat, Store, open_store
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORKSHOP = "innovation-training"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    with running_kit(tmp_path_factory.mktemp("joining")) as running:
        yield running


@pytest.fixture(scope="module")
def store(kit: RunningKit) -> Iterator[Store]:
    from cjm_widgets.apps.sample import make_sample  # noqa: PLC0415 - once the kit has made the tables

    opened = open_store(kit.store)
    make_sample(opened, WORKSHOP)
    yield opened
    opened.close()


@pytest.fixture
def leader(store: Store) -> Iterator[Seat]:
    seat = store.seat(WORKSHOP, Viewer(role=Role.FACILITATOR))
    yield seat
    seat.close()


@pytest.fixture
def code(leader: Seat) -> str:
    found = leader.door.open().result().join_code
    assert found
    return found


def post(
    kit: RunningKit, path: str, said: object, *, headers: Mapping[str, str] | None = None
) -> tuple[int, http.client.HTTPMessage, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", kit.port, timeout=30)
    try:
        sent = {"Host": f"localhost:{kit.port}", "Content-Type": "application/json", **(headers or {})}
        connection.request("POST", path, body=json.dumps(said), headers=sent)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8")
        return answer.status, answer.headers, json.loads(body) if body.startswith("{") else {}
    finally:
        connection.close()


def cookie(headers: http.client.HTTPMessage) -> str:
    return headers["Set-Cookie"].split(";")[0]


def key(mark: str) -> str:
    return (mark * 43)[:43]


def people(store: Store) -> list[str]:
    return sorted(one.name for one in store.load(WORKSHOP).all(Person) if one.role == "participant")


def test_the_code_leads_to_a_form_with_the_workshops_teams(kit: RunningKit, code: str) -> None:
    for typed in (code, code.lower(), f"{code[:3]}-{code[3:]}"):
        status, headers, body = kit.get(f"/j/{typed}")
        assert status == 200
        assert "After the training" in body
        assert "Coaches" in body
        assert headers["Cache-Control"] == "no-store"
    status, _headers, body = kit.get("/j/")
    assert status == 200
    assert "After the training" not in body


def test_whoever_joins_is_let_in_once_however_often_they_ask(kit: RunningKit, store: Store, code: str) -> None:
    said = {"name": "Noor", "team": "team-sales", "colour": "", "key": key("n")}
    status, headers, answer = post(kit, f"/j/{code}", said)
    assert status == 200
    assert answer == {"workshop": WORKSHOP, "key": key("n"), "address": f"/participant?workshop={WORKSHOP}"}
    assert "HttpOnly" in headers["Set-Cookie"]
    assert post(kit, f"/j/{code}", said)[0] == 200
    assert people(store).count("Noor") == 1


def test_the_key_brings_the_same_person_back_and_no_other_does(kit: RunningKit, store: Store, code: str) -> None:
    post(kit, f"/j/{code}", {"name": "Bela", "key": key("b")})
    before = people(store)
    status, headers, answer = post(kit, "/j/resume", {"workshop": WORKSHOP, "key": key("b")})
    assert status == 200
    assert answer["address"].startswith("/participant")
    assert kit.get(f"/participant?workshop={WORKSHOP}", cookie=cookie(headers))[0] == 200
    assert post(kit, "/j/resume", {"workshop": WORKSHOP, "key": key("x")})[0] == 403
    assert post(kit, "/j/resume", {"workshop": "nowhere", "key": key("b")})[0] == 403
    assert people(store) == before


def test_a_participant_gets_the_participants_page_and_nothing_that_leads(kit: RunningKit, code: str) -> None:
    mine = cookie(post(kit, f"/j/{code}", {"name": "Cleo", "key": key("c")})[1])
    assert kit.get(f"/participant?workshop={WORKSHOP}", cookie=mine)[0] == 200
    for path in ("/", "/facilitator", "/04-touchpoints", "/projector", "/cjm/reached", "/published/online-shop"):
        status, _headers, body = kit.get(f"{path}?workshop={WORKSHOP}", cookie=mine)
        assert status == 403, path
        assert "facilitator" in body
    # Another workshop's page is not theirs either.
    assert kit.get("/participant?workshop=online-shop", cookie=mine)[0] == 403


def test_a_one_time_code_brings_somebody_to_another_device_once(kit: RunningKit, store: Store, code: str) -> None:
    post(kit, f"/j/{code}", {"name": "Dara", "key": key("d")})
    seat = store.entrance.resume(WORKSHOP, key("d"))
    try:
        once = seat.door.hand_over().code
    finally:
        seat.close()
    status, headers, answer = post(kit, "/j/take-over", {"code": once})
    assert status == 200
    assert answer["key"] == key("d")
    assert kit.get(f"/participant?workshop={WORKSHOP}", cookie=cookie(headers))[0] == 200
    assert post(kit, "/j/take-over", {"code": once})[0] == 403
    assert people(store).count("Dara") == 1


def test_a_co_facilitators_link_leads_in_this_workshop_only(kit: RunningKit, leader: Seat) -> None:
    link = leader.door.invite().result()
    assert kit.get(f"/j/lead/{WORKSHOP}")[0] == 200
    assert post(kit, f"/j/lead/{WORKSHOP}", {"name": "Eve", "link": "z" * 43, "key": key("e")})[0] == 403
    status, headers, answer = post(kit, f"/j/lead/{WORKSHOP}", {"name": "Eve", "link": link, "key": key("e")})
    assert status == 200
    assert answer["address"] == f"/facilitator?workshop={WORKSHOP}"
    lead = cookie(headers)
    assert kit.get("/", cookie=lead)[0] == 403, "the list of all workshops is the facilitator's"
    status, _headers, body = kit.get("/facilitator?workshop=online-shop", cookie=lead)
    assert "First order" not in body


def test_a_closed_door_lets_nobody_in_but_those_who_are_in(kit: RunningKit, leader: Seat, code: str) -> None:
    mine = cookie(post(kit, f"/j/{code}", {"name": "Finn", "key": key("f")})[1])
    leader.door.close().result()
    try:
        assert kit.get(f"/j/{code}")[0] == 404
        assert post(kit, f"/j/{code}", {"name": "Late", "key": key("l")})[0] == 403
        assert kit.get(f"/participant?workshop={WORKSHOP}", cookie=mine)[0] == 200
    finally:
        leader.door.open().result()


def test_whoever_was_removed_is_out(kit: RunningKit, store: Store, leader: Seat, code: str) -> None:
    post(kit, f"/j/{code}", {"name": "Gone", "key": key("g")})
    person = next(one.id for one in store.load(WORKSHOP).all(Person) if one.name == "Gone")
    leader.door.remove(person, cards=False).result()
    assert post(kit, "/j/resume", {"workshop": WORKSHOP, "key": key("g")})[0] == 403


@pytest.mark.parametrize(
    ("said", "headers"),
    [
        ({"name": "Hex", "key": key("h")}, {"Origin": "http://elsewhere.test"}),
        ({"name": "Hex", "key": key("h")}, {"Content-Type": "text/plain"}),
        (["Hex"], {}),
        ({"name": {"deep": 1}}, {}),
        ({"name": "x" * 5000}, {}),
        ({"name": ""}, {}),
        ({"name": "Hex", "key": "short"}, {}),
        ({"name": "Hex", "team": "no-such-team", "key": key("i")}, {}),
    ],
)
def test_what_no_page_of_ours_sends_changes_nothing(
    kit: RunningKit, store: Store, code: str, said: object, headers: dict[str, str]
) -> None:
    before = people(store)
    status, answered, answer = post(kit, f"/j/{code}", said, headers=headers)
    assert status == 403
    assert answered["Set-Cookie"] is None
    assert answer["says"]
    assert people(store) == before


def test_without_a_cookie_the_participants_page_looks_for_a_key_in_the_browser(kit: RunningKit) -> None:
    status, headers, body = kit.get(f"/participant?workshop={WORKSHOP}")
    assert status == 403
    assert 'data-mode="resume"' in body
    assert "After the training" not in body
    assert headers["Set-Cookie"] is None


def test_no_key_stands_in_the_log(kit: RunningKit, code: str) -> None:
    mine = cookie(post(kit, f"/j/{code}", {"name": "Ines", "key": key("q")})[1])
    assert kit.get(f"/participant?workshop={WORKSHOP}", cookie=mine)[0] == 200
    log = (kit.data / "kit.log").read_text(encoding="utf-8") + kit.stderr.read_text(encoding="utf-8")
    assert key("q") not in log
    assert "Ines" not in log
    assert "Kernel started" in log, "this is the log of the kit that was asked"


def test_guessing_is_slowed_down(tmp_path_factory: pytest.TempPathFactory) -> None:
    with running_kit(tmp_path_factory.mktemp("guessing")) as kit:
        # Where a request says that it comes from is not where it comes from.
        lies = [{"X-Forwarded-For": f"10.0.0.{n}", "X-Real-Ip": f"10.0.0.{n}"} for n in range(24)]
        codes = [f"{'BCDFGH'[n % 6]}{'BCDFGH'[n // 6]}XXXX" for n in range(24)]
        answers = [kit.get(f"/j/{code}", headers=lie)[0] for code, lie in zip(codes, lies, strict=True)]
        assert answers[:20] == [404] * 20
        assert set(answers[20:]) == {429}


def test_a_room_behind_a_proxy_with_tls_gets_in_and_another_site_does_not(kit: RunningKit, code: str) -> None:
    host = f"localhost:{kit.port}"
    said = {"name": "Tess", "key": key("t")}
    assert post(kit, f"/j/{code}", said, headers={"Origin": f"https://{host}"})[0] == 200
    for site in ("https://elsewhere.test", "null", f"http://{host}.elsewhere.test", f"http://elsewhere.test/{host}"):
        assert post(kit, f"/j/{code}", said, headers={"Origin": site})[0] == 403, site


def test_whoever_was_let_into_one_workshop_reads_no_others_published_map(
    kit: RunningKit, leader: Seat, code: str
) -> None:
    link = leader.door.invite().result()
    leads = cookie(post(kit, f"/j/lead/{WORKSHOP}", {"name": "Ola", "link": link, "key": key("o")})[1])
    takes_part = cookie(post(kit, f"/j/{code}", {"name": "Pia", "key": key("p")})[1])
    for name in (WORKSHOP, f"{WORKSHOP}-2", "other"):
        folder = kit.data / "published" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(f"<h1>{name}</h1>", encoding="utf-8")
    for mine in (leads, takes_part):
        assert kit.get(f"/published/{WORKSHOP}", cookie=mine)[0] == 200
        for name in (f"{WORKSHOP}-2", "other", f"{WORKSHOP}%2f..%2fother"):
            assert kit.get(f"/published/{name}", cookie=mine)[0] in {403, 404}, name
    assert kit.get("/published/other", cookie=kit.enter())[0] == 200
    shutil.rmtree(kit.data / "published")


def test_a_co_facilitator_who_was_removed_sees_nothing_of_the_room(kit: RunningKit, store: Store, leader: Seat) -> None:
    link = leader.door.invite().result()
    _status, headers, _answer = post(kit, f"/j/lead/{WORKSHOP}", {"name": "Uli", "link": link, "key": key("u")})
    mine, pages = cookie(headers), ("projector", "journey-map")
    for page in pages:
        assert "After the training" in kit.get(f"/{page}?workshop={WORKSHOP}", cookie=mine)[2], page
    person = next(one.id for one in store.load(WORKSHOP).all(Person) if one.name == "Uli")
    leader.door.remove(person, cards=False).result()
    for page in (*pages, "facilitator"):
        status, _headers, body = kit.get(f"/{page}?workshop={WORKSHOP}", cookie=mine)
        assert status == 200, page
        assert "After the training" not in body, page
        assert "Traceback" not in body, page


@pytest.mark.parametrize("workshop", ["\x00", "\ud800", "../..", "x" * 3000])
def test_a_workshop_that_is_no_id_is_nobodys(kit: RunningKit, code: str, workshop: str) -> None:
    before = (kit.data / "kit.log").read_text(encoding="utf-8")
    assert post(kit, "/j/resume", {"workshop": workshop, "key": key("n")})[0] == 403
    assert kit.get(f"/j/{code}")[0] == 200
    assert (kit.data / "kit.log").read_text(encoding="utf-8") == before


def test_a_phone_that_came_through_is_counted_once_and_this_machine_never() -> None:
    reached = Reached()
    handler = WayIn.__new__(WayIn)
    handler._reached = reached
    for caller, came_in in (
        ("127.0.0.1", "127.0.0.1"), ("10.0.0.4", "10.0.0.4"), ("::1", "::1"), ("fe80::1", "fe80::1%eth0"),
        ("10.0.0.9", "10.0.0.4"), ("10.0.0.9", "10.0.0.4"), ("10.0.0.8", "10.0.0.4"), ("", "10.0.0.4"),
    ):  # fmt: skip
        socket = SimpleNamespace(getsockname=lambda came_in=came_in: (came_in, 8866))
        connection = SimpleNamespace(stream=SimpleNamespace(socket=socket))
        handler.request = SimpleNamespace(remote_ip=caller, connection=connection)  # type: ignore[assignment]
        handler.note_caller()
    assert len(reached) == 2
