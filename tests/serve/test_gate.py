"""The door of a real kit: what anybody gets, what the facilitator gets, and what nobody learns."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

import pytest
import websockets

if TYPE_CHECKING:
    from tests.serve.running import RunningKit

_KERNEL = "5d1a0b86-0c4e-4a59-9a58-1f1c9d0c7b11"  # a kernel that nobody has

EVERYWHERE = (
    "/",
    "/04-touchpoints",
    "/04-touchpoints?workshop=w1",
    "/nothing-here",
    "/api/kernels",
    f"/api/kernels/{_KERNEL}",
    f"/api/kernels/{_KERNEL}/channels",
    f"/voila/kernels/{_KERNEL}",
    "/voila/files/picture.png",
    "/voila/files/secret.txt",
    "/voila/render/00-start.ipynb",
    "/voila/static/voila.js",
    "/voila/templates/cjm/static/index.css",
    "/voila/labextensions/anywidget/package.json",
    "/voila/api/themes/index.css",
    "/voila/api/contents/",
    "/voila/tree/",
    f"/voila/api/shutdown/{_KERNEL}",
    f"/cjm/alive/{_KERNEL}",
    "/login",
    "/logout",
    "/enter/",
    "/enter/wrong",
    "/cjm/open/../alive",
    "//",
    "/%2e%2e/etc/passwd",
)


@pytest.mark.parametrize("method", ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", EVERYWHERE)
def test_without_the_cookie_every_address_is_closed(kit: RunningKit, path: str, method: str) -> None:
    status, headers, body = kit.get(path, method=method)
    if path.startswith("/enter/") and method != "GET":
        assert status in {403, 405}
        return
    if path == "/cjm/open/../alive":
        assert status in {403, 404}, "an open folder opens nothing beside it"
        return
    assert status == 403
    assert "Set-Cookie" not in headers
    if method != "HEAD":
        assert "<h1>" in body
        assert "not open to you yet" in body or "not valid" in body


def test_programs_get_a_sentence_instead_of_a_page(kit: RunningKit) -> None:
    status, headers, body = kit.get("/api/kernels", headers={"Accept": "application/json"})
    assert status == 403
    assert headers["Content-Type"].startswith("text/plain")
    assert body.count("\n") == 1


@pytest.mark.parametrize("path", [f"/api/kernels/{_KERNEL}/channels", f"/voila/query/{_KERNEL}", "/"])
def test_no_websocket_opens_without_the_cookie(kit: RunningKit, path: str) -> None:
    async def knock() -> int:
        try:
            async with websockets.connect(f"ws://localhost:{kit.port}{path}"):
                return 101
        except websockets.exceptions.InvalidStatus as refused:
            return refused.response.status_code

    assert asyncio.run(knock()) == 403


def test_a_websocket_from_another_site_is_refused_even_with_the_cookie(kit: RunningKit) -> None:
    cookie = kit.enter()
    _status, _headers, body = kit.get("/", cookie=cookie)
    kernel = re.search(r'"kernelId": "([\w-]+)"', body)
    assert kernel
    path = f"ws://localhost:{kit.port}/api/kernels/{kernel[1]}/channels"

    async def knock(origin: str) -> int:
        try:
            async with websockets.connect(path, additional_headers={"Cookie": cookie}, origin=origin):  # type: ignore[arg-type]
                return 101
        except websockets.exceptions.InvalidStatus as refused:
            return refused.response.status_code

    assert asyncio.run(knock(f"http://localhost:{kit.port}")) == 101
    assert asyncio.run(knock("http://elsewhere.test")) == 403


def test_the_link_gives_a_careful_cookie_and_a_clean_address(kit: RunningKit) -> None:
    status, headers, _body = kit.get(f"/enter/{kit.key}")
    assert status == 302
    assert headers["Location"] == "/"
    cookie = headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert kit.key not in cookie


def test_the_link_leads_to_a_workshop_and_nowhere_else(kit: RunningKit) -> None:
    assert kit.get(f"/enter/{kit.key}?workshop=w-1")[1]["Location"] == "/facilitator?workshop=w-1"
    for astray in ("//elsewhere.test", "http://elsewhere.test", "x%0d%0aSet-Cookie:a=b"):
        assert kit.get(f"/enter/{kit.key}?workshop={astray}")[1]["Location"] == "/"


def test_a_page_knows_the_role_the_address_and_the_store(kit: RunningKit) -> None:
    status, _headers, body = kit.get("/04-touchpoints?workshop=w1", cookie=kit.enter())
    assert status == 200
    assert "ROLE facilitator QUERY workshop=w1" in body
    assert f"STORE {kit.store}" in body
    assert kit.key not in body


@pytest.mark.parametrize("header", ["X-CJM-Role", "x-cjm-role", "X_CJM_ROLE", "X-Cjm-Role"])
def test_a_client_cannot_say_who_it_is(kit: RunningKit, header: str) -> None:
    assert kit.get("/", headers={header: "facilitator"})[0] == 403
    body = kit.get("/", cookie=kit.enter(), headers={header: "operator"})[2]
    assert "ROLE facilitator" in body
    assert "operator" not in body


@pytest.mark.parametrize("host", ["elsewhere.test", "127.0.0.1.elsewhere.test", "192.0.2.1", ""])
def test_names_that_are_not_ours_are_refused_even_with_the_cookie(kit: RunningKit, host: str) -> None:
    status, _headers, body = kit.get("/", cookie=kit.enter(), headers={"Host": host})
    assert status in {400, 403}
    assert "ROLE" not in body


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "workshop.test", "WORKSHOP.TEST"])
def test_names_that_are_ours_are_answered(kit: RunningKit, host: str) -> None:
    assert kit.get("/cjm/open/alive", headers={"Host": f"{host}:{kit.port}"})[0] == 204


@pytest.mark.parametrize(
    "path", ["/voila/files/secret.txt", "/voila/files/picture.png", "/voila/tree/", "/voila/api/contents/"]
)
def test_even_the_facilitator_gets_no_files_and_no_listing(kit: RunningKit, path: str) -> None:
    status, _headers, body = kit.get(path, cookie=kit.enter())
    assert status in {403, 404}
    assert "for anybody" not in body


@pytest.mark.parametrize("path", ["/", "/nothing", "/voila/static/voila.js", "/enter/wrong", "/cjm/open/alive"])
@pytest.mark.parametrize("let_in", [True, False])
def test_every_answer_carries_the_headers(kit: RunningKit, path: str, *, let_in: bool) -> None:
    _status, headers, _body = kit.get(path, cookie=kit.enter() if let_in else None)
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    hosts = set(re.findall(r"(?:https?|wss?)://([^\s;]+)", policy))
    assert hosts == {f"localhost:{kit.port}"}
    assert "*" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_a_browser_that_looks_ahead_starts_no_process(kit: RunningKit) -> None:
    status, _headers, body = kit.get("/", cookie=kit.enter(), headers={"Sec-Purpose": "prefetch;prerender"})
    assert status == 503
    assert body == ""


def test_scripts_are_compressed_and_kept(kit: RunningKit) -> None:
    _status, headers, _body = kit.get("/voila/static/voila.js", cookie=kit.enter(), headers={"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert "max-age" in headers["Cache-Control"]


def test_the_key_stands_in_no_log(kit: RunningKit) -> None:
    kit.get(f"/enter/{kit.key}")
    kit.get(f"/enter/{kit.key}/more")
    kit.get(f"/enter/x{kit.key}")
    kit.get(f"/?key={kit.key}", cookie=kit.enter())
    kit.get(f"/nothing/{kit.key}/at-all?x={kit.key}", headers={"Referer": kit.link})
    written = [kit.stderr.read_text(encoding="utf-8")]
    written += [path.read_text(encoding="utf-8") for path in kit.data.glob("kit.log*")]
    assert any(written), "something is logged at all"
    assert all(kit.key not in text for text in written)
    assert kit.printed.count(kit.key) == 1


def test_a_published_map_is_served_and_nothing_beside_it(kit: RunningKit) -> None:
    cookie = kit.enter()
    folder = kit.data / "published" / "w-1"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("<h1>The map</h1>", encoding="utf-8")
    assert kit.get("/published/w-1")[0] == 403
    status, headers, body = kit.get("/published/w-1", cookie=cookie)
    assert (status, body) == (200, "<h1>The map</h1>")
    assert "Content-Disposition" not in headers
    kept = kit.get("/published/w-1?download=1", cookie=cookie)[1]["Content-Disposition"]
    assert kept == 'attachment; filename="w-1.html"'
    status, _headers, body = kit.get("/published/w-2", cookie=cookie)
    assert status == 404
    assert "has not been published yet" in body
    for astray in ("/published/..", "/published/w-1/map.cjm.json", "/published/%2e%2e/x", "/published/"):
        assert kit.get(astray, cookie=cookie)[0] == 404
