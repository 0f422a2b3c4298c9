"""Bundles: one address for one content."""

from __future__ import annotations

import gc
import gzip
import json
import re
import weakref
from typing import TYPE_CHECKING

from cjm_widgets.serve import assets, light_page
from cjm_widgets.serve.assets import ROUTE, Bundle
from cjm_widgets.serve.light_page import bundles, page_settings, page_words
from cjm_widgets.widgets import Ask, Board, Form, Steps, Table, Uploader
from cjm_widgets.widgets import served as served_module
from cjm_widgets.widgets.page import STATIC, PageWidget
from cjm_widgets.widgets.served import ready_made
from tests.serve.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SOURCES = ROOT / "frontend" / "src" / "page"


def _bundle(folder: Path, **texts: str) -> Bundle:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text)
    return Bundle(name="page", files={f"{name}.js": folder / f"{name}.js" for name in texts})


def test_the_address_changes_with_any_file(tmp_path: Path) -> None:
    addresses = {
        _bundle(tmp_path, a="1", b="2").address,
        _bundle(tmp_path, a="1", b="3").address,
        _bundle(tmp_path, a="1").address,
        _bundle(tmp_path, a="12", b="").address,
    }
    assert len(addresses) == 4
    assert _bundle(tmp_path, a="1", b="2").address in addresses


def test_what_is_compressed_is_the_file(tmp_path: Path) -> None:
    bundle = _bundle(tmp_path, a="let a = 1;" * 100)
    assert gzip.decompress(bundle.compressed("a.js")).decode() == "let a = 1;" * 100
    assert len(bundle.compressed("a.js")) < 100
    assert bundle.compressed("a.js") is bundle.compressed("a.js")


def test_pages_are_told_addresses_that_are_served() -> None:
    made = bundles()
    settings = page_settings(made)
    for address, name in ((settings["page"], ""), (settings["bokeh"], "bokeh.min.js")):
        found = re.fullmatch(ROUTE, f"{address}{name}")
        assert found
        bundle, digest, file = found.groups()
        assert made[bundle].hash == digest
        assert made[bundle].files[file].is_file()


def test_widgets_are_told_addresses_that_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    made = bundles()
    assert ready_made(Form) is Form
    assert light_page.VARIABLE == served_module.VARIABLE
    monkeypatch.setenv(light_page.VARIABLE, "")
    light_page.tell_kernels(made)
    exported = made["widgets"].files["all.js"].read_text(encoding="utf-8").rpartition("export")[2]
    for kind in (Ask, Board, Form, Steps, Table, Uploader):
        traits = {name: trait.default_value for name, trait in ready_made(kind).class_traits().items()}
        assert traits["_css"] == ""
        assert traits["_anywidget_id"] == f"{kind.__module__}.{kind.__name__}"
        assert len(traits["_esm"]) < 1000
        names = re.findall(r'"([\w.-]+\.(?:js|css))"', traits["_esm"])
        assert set(names) == {"all.js", "all.css"} <= set(made["widgets"].files)
        asked = re.search(r'\["(\w+)"\]\(\)', traits["_esm"])
        assert asked
        assert re.search(rf"[{{, ]{asked[1]}[,}}]", exported), "the module of all has no such widget"
        assert made["widgets"].address in traits["_esm"]


def test_what_is_fetched_later_lies_beside_the_module_that_fetches_it_and_is_nowhere_else_asked_for() -> None:
    files = bundles()["widgets"].files
    asked = {
        name: set(re.findall(r'\bimport\("\./([\w.-]+)"\)', path.read_text(encoding="utf-8")))
        for name, path in files.items()
        if path.suffix == ".js"
    }
    assert asked.pop("all.js") == {"workbook.js"} <= files.keys()
    # In JupyterLab a module comes as a text, and nothing lies beside it.
    assert set().union(*asked.values()) == set()
    assert "file_damaged" in files["table.js"].read_text(encoding="utf-8")


def test_the_licences_of_the_libraries_inside_come_along() -> None:
    used = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    said = (STATIC / "LICENSES.txt").read_text(encoding="utf-8")
    assert re.findall(r"^(\S+) ([\d.]+)$", said, re.MULTILINE) == list(used.items())
    assert said.count("Permission is hereby granted, free of charge") == len(used)


class Piece(PageWidget):
    """Says nothing."""

    _esm = STATIC / "form.js"
    _css = STATIC / "form.css"


def test_a_served_widget_is_let_go_when_it_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(light_page.VARIABLE, "/cjm/open/widgets/x/")
    pieces = [Piece({"title": "One"}) for _ in range(3)]
    assert {type(one) for one in pieces} == {ready_made(Piece)}, "a class for each widget is a page's weight"
    assert isinstance(pieces[0], Piece)
    assert type(pieces[0]).__name__ == "Piece"
    assert pieces[0].get_state()["_esm"] == ready_made(Piece).class_traits()["_esm"].default_value
    kept = [weakref.ref(one) for one in pieces]
    while pieces:
        pieces.pop().close()
    gc.collect()
    assert not any(one() for one in kept)


def test_the_page_has_words_for_everything_that_it_says() -> None:
    script = bundles()["page"].files["page.js"].read_text(encoding="utf-8")
    words = page_words()
    assert all(words.values())
    assert all(f'"{key}"' in script or f"`{key}`" in script for key in words), "a word that nobody says"


def test_the_front_end_names_no_other_host() -> None:
    for path in (*SOURCES.rglob("*.*"), *assets.STATIC.iterdir()):
        assert not re.search(r"https?://", path.read_text(encoding="utf-8")), path


def test_only_what_python_sends_as_html_is_put_into_a_page_as_html() -> None:
    found = {
        str(path.relative_to(SOURCES))
        for path in SOURCES.rglob("*.ts")
        if re.search(r"innerHTML|insertAdjacentHTML|outerHTML|document\.write", path.read_text(encoding="utf-8"))
    }
    # Outputs, the HTML widget, descriptions that are marked as HTML, and the place that Bokeh draws into.
    assert found == {"outputs.ts", "controls/said.ts", "controls/described.ts", "bokeh.ts"}


def test_nothing_is_compiled_from_text() -> None:
    for path in SOURCES.rglob("*.ts"):
        assert not re.search(r"\beval\(|new Function|setTimeout\([\"'`]", path.read_text(encoding="utf-8")), path
