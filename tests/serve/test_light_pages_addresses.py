"""Addresses that somebody made up: nothing is found there, nothing fails, and the log stays readable."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest

from tests.serve.conftest import write_notebook
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODYS = "12345678-1234-1234-1234-123456789abc"
LONG = "a" * 5000
ADDRESSES = (
    "/api/kernels", "/api/kernels/", f"/api/kernels/{NOBODYS}", f"/api/kernels/{NOBODYS}/interrupt",
    f"/api/kernels/{NOBODYS}/restart", f"/api/kernels/{NOBODYS}/channels", "/api/sessions", "/api/contents",
    "/api/contents/participant.ipynb", "/api/terminals", "/api/kernelspecs", "/api/kernelspecs/python3", "/api/status",
    "/api/shutdown", "/api/events", "/terminals/websocket/1", "/files/participant.ipynb", "/nbconvert/html/x.ipynb",
    "/voila/render/../../etc/passwd", "/voila/render/%2e%2e%2fetc%2fpasswd", "/voila/render//etc/passwd",
    "/voila/render/participant.ipynb%00", "/voila/render/%00", f"/voila/render/{LONG}.ipynb", "/voila/render/",
    "/voila/render/sub/participant.ipynb", "/voila/render/none.ipynb", "/voila/files/../../etc/passwd",
    "/voila/files/%2e%2e/x.png", "/voila/files//etc/passwd", "/voila/files/x.png%00.png", f"/voila/files/{LONG}.png",
    "/voila/templates", "/voila/templates/", "/voila/templates//", "/voila/templates/x", "/voila/templates/cjm/static",
    "/voila/templates/cjm/static/", "/voila/templates/cjm/static/../conf.json", "/voila/templates/%2e%2e/static/x",
    "/voila/templates/cjm/static/%2e%2e/conf.json", "/voila/templates/cjm/static/%00", "/voila/templates/%00/static/a",
    f"/voila/templates/lab/static/{LONG}", "/voila/templates/none/static/a.js", "/voila/templates/lab/static/%5c..%5cx",
    "/voila/static/%00", "/voila/static/../x", "/voila/labextensions/anywidget/../../x", "/voila/api/themes/../x",
    "/cjm/open/page/xx/page.js", "/cjm/open/widgets/zz/%00", "/%00", "/..", "/%2e%2e/etc/passwd", "//etc/passwd",
    "/published/%2e%2e", "/j/%00", "/participant%00", "/participant.ipynb",
)  # fmt: skip


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder, "participant", "'here'")
    with running_kit(tmp_path_factory.mktemp("kit"), "--notebooks", str(folder)) as running:
        yield running


def log(kit: RunningKit) -> bytes:
    file = kit.data / "kit.log"
    return file.read_bytes() if file.exists() else b""


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE", "TRACE", "FOO"])
def test_whoever_leads_finds_nothing_at_addresses_that_are_none(kit: RunningKit, method: str) -> None:
    cookie, before = kit.enter(), len(log(kit))
    for path in ADDRESSES:
        status, _headers, body = kit.get(path, method=method, cookie=cookie)
        assert status in {302, 400, 403, 404, 405}, f"{method} {path}: {status}"
        assert status != 302 or path == "/j/%00", path
        assert "Traceback" not in body, path
        assert "root:" not in body, path
    noted = log(kit)[before:]
    assert b" ERROR " not in noted
    assert b"Uncaught" not in noted
    assert b"\0" not in noted


def test_an_address_can_forge_no_line_and_move_no_terminal(kit: RunningKit) -> None:
    cookie = kit.enter()
    kit.get("/voila/static/%0a2026-01-01%2000:00:00,000%20ERROR%20forged%1b%5b2J", cookie=cookie)
    written = log(kit).decode()
    assert "forged" in written
    assert not any(line.startswith("2026-01-01") for line in written.splitlines())
    assert "\x1b" not in written + kit.stderr.read_text(encoding="utf-8")


def test_an_address_without_end_is_hung_up_on(kit: RunningKit) -> None:
    with pytest.raises(http.client.RemoteDisconnected):
        kit.get("/" + "x" * 70_000)
    assert kit.get("/cjm/open/alive")[0] == 204
