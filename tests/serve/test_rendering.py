"""Pages share what is the same for all of them, and nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import nbformat
import pytest
import voila.handler
import voila.notebook_renderer
from jinja2 import Environment
from voila.exporter import VoilaExporter

from cjm_widgets.serve import rendering
from cjm_widgets.serve.rendering import KeptConfig, PageExporter, share_work

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the templates that are compiled while the test runs."""
    names: list[str] = []
    really = Environment.compile

    def note(self: Environment, source: str, name: str | None = None, *args: object, **kwargs: object) -> object:
        names.append(str(name))
        return really(self, source, name, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", note)
    monkeypatch.setattr(PageExporter, "codes", rendering.CodeCache())
    return names


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    folder = tmp_path / "templates" / "small"
    folder.mkdir(parents=True)
    (folder / "index.html.j2").write_text("{% include 'part.html.j2' %}{{ nb.cells[0].source | shout }}")
    (folder / "part.html.j2").write_text("one ")
    return folder


def _render(templates: Path, shout: str) -> str:
    exporter = PageExporter(template_paths=[str(templates)], template_name="small")
    exporter.register_filter("shout", lambda text: text.upper() + shout)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("hello")])

    async def whole() -> str:
        given = {"page_config": {}}
        return "".join([part async for part, _ in exporter.generate_from_notebook_node(notebook, {}, {}, **given)])

    return asyncio.run(whole())


def test_templates_are_compiled_for_the_first_page_only(templates: Path, compiled: list[str]) -> None:
    assert _render(templates, "!") == "one HELLO!"
    assert {"index.html.j2", "part.html.j2"} <= set(compiled)
    compiled.clear()
    assert _render(templates, "!") == "one HELLO!"
    assert compiled == []


def test_each_page_keeps_its_own_filters(templates: Path, compiled: list[str]) -> None:
    assert [_render(templates, shout) for shout in "!?"] == ["one HELLO!", "one HELLO?"]
    assert compiled


def test_an_edited_template_is_compiled_again(templates: Path, compiled: list[str]) -> None:
    _render(templates, "!")
    compiled.clear()
    (templates / "part.html.j2").write_text("two ")
    assert _render(templates, "!") == "two HELLO!"
    assert compiled == ["part.html.j2"]


def test_what_pages_are_told_is_found_once_and_not_shared() -> None:
    asked: list[object] = []

    def find(**settings: object) -> dict[str, object]:
        asked.append(settings)
        return {"list": []}

    kept = KeptConfig(find)
    first = kept(base_url="/")
    first["list"].append("of one page")
    assert kept(base_url="/") == {"list": []}
    assert asked == [{"base_url": "/"}]


def test_voila_renders_with_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voila.notebook_renderer, "VoilaExporter", VoilaExporter)
    monkeypatch.setattr(voila.handler, "get_page_config", voila.handler.get_page_config)
    share_work()
    share_work()
    assert voila.notebook_renderer.VoilaExporter is PageExporter
    assert isinstance(voila.handler.get_page_config, KeptConfig)
    assert not isinstance(voila.handler.get_page_config._find, KeptConfig)


def test_a_voila_that_has_moved_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(voila.notebook_renderer, "VoilaExporter")
    with pytest.raises(RuntimeError, match="VoilaExporter is not there any more"):
        share_work()
