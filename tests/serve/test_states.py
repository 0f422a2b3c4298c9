"""Widgets' states come with the page, and a page is then told only what has changed since."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from cjm_widgets.serve.light.digest import digest
from cjm_widgets.serve.light.provisioner import available
from tests.serve.conftest import write_notebook
from tests.serve.light.served import CLICK, FORM, RawPage, Served
from tests.serve.light.visitors import go
from tests.serve.running import RunningKit, running_kit

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(not available(), reason="no light kernels on this system")

SCRIPT = re.compile(r'<script type="application/vnd\.cjm\.states\+json">(.*?)</script>', re.DOTALL)
NASTY = "</script><script>alert(1)</script>"
PICTURE = "import ipywidgets as w\nw.VBox([w.Label('beside'), w.Image(value=b'\\x89PNG')])"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningKit]:
    folder = tmp_path_factory.mktemp("notebooks")
    write_notebook(folder, "participant", FORM, f"w.Label({NASTY!r})")
    write_notebook(folder, "projector", PICTURE)
    write_notebook(folder, "00-start", FORM)
    with running_kit(tmp_path_factory.mktemp("kit"), "--notebooks", str(folder)) as running:
        yield running


def served(kit: RunningKit, path: str = "/participant") -> Served:
    return Served(process=kit.process, port=kit.port, log=kit.data / "kit.log", path=path, cookie=kit.enter())


def told(html: str) -> dict[str, dict[str, Any]]:
    """Give all states that stand in the page."""
    return {id: state for found in SCRIPT.findall(html) for id, state in json.loads(found).items()}


async def since(page: RawPage, known: object) -> dict[str, Any]:
    """Ask for what is new to whoever has ``known``."""
    control = uuid.uuid4().hex
    page.send("comm_open", {"comm_id": control, "target_name": "jupyter.widget.control"}, {"version": "1.0.0"})
    page.send("comm_msg", {"comm_id": control, "data": {"method": "request_states", "known": known}})
    said = await page.hear(lambda one: one["content"].get("comm_id") == control and one["msg_type"] == "comm_msg")
    data: dict[str, Any] = said["content"]["data"]
    return data


def test_a_page_carries_the_states_of_its_widgets_before_the_outputs_that_show_them(kit: RunningKit) -> None:
    _status, _headers, html = kit.get("/participant", cookie=kit.enter())
    names = [one["state"]["_model_name"] for one in told(html).values()]
    assert names.count("TextModel") == 6
    assert names.count("ButtonModel") == 1
    shown = re.findall(r'"model_id": "(\w+)"', html)
    assert shown
    for model in shown[:-1]:
        assert html.index(f'"{model}": {{') < html.index(f'"model_id": "{model}"')
    assert NASTY not in html
    assert NASTY in [one["state"].get("value") for one in told(html).values()]


def test_what_has_binary_parts_comes_over_the_connection(kit: RunningKit) -> None:
    _status, _headers, html = kit.get("/projector", cookie=kit.enter())
    names = [one["state"]["_model_name"] for one in told(html).values()]
    assert "LabelModel" in names
    assert "ImageModel" not in names


def test_a_page_that_has_the_states_is_told_only_what_has_changed_since(kit: RunningKit) -> None:
    async def work() -> None:
        page = await RawPage(served(kit), "ada").open()
        had = told(page.html)
        known = {id: one["digest"] for id, one in had.items()}
        first = await since(page, known)
        assert set(first["same"]) == set(known)
        assert not set(first["states"]) & set(known)
        button = next(id for id, one in had.items() if one["state"]["_model_name"] == "ButtonModel")
        label = next(id for id, one in had.items() if one["state"].get("value") == "nothing yet")
        page.send("comm_msg", {"comm_id": button, "data": CLICK})
        await page.hear(lambda one: one["content"].get("comm_id") == label)
        second = await since(page, known)
        assert set(known) - set(second["same"]) == {label}
        assert "saved 1" in second["states"][label]["state"]["value"]
        await page.close()

    go(work())


@pytest.mark.parametrize("known", [None, [], "x", {"no-such-model": "0"}, {"": 1}])
def test_whoever_says_nonsense_gets_everything(kit: RunningKit, known: object) -> None:
    async def work() -> None:
        page = await RawPage(served(kit), "ada").open()
        answer = await since(page, known)
        assert answer["same"] == []
        assert set(answer["states"]) >= set(told(page.html))
        await page.close()

    go(work())


def test_an_ordinary_kernels_page_carries_none(kit: RunningKit) -> None:
    _status, _headers, html = kit.get("/", cookie=kit.enter())
    assert '"model_id"' in html
    assert told(html) == {}


def test_a_digest_goes_by_content() -> None:
    state = {"value": "Größe", "numbers": [1, 2.5, None], "inner": {"a": True}}
    again = json.loads(json.dumps({"inner": {"a": True}, "numbers": (1, 2.5, None), "value": "Größe"}))
    assert digest(state) == digest(again)
    assert digest(state) != digest({**state, "value": "Grösse"})
