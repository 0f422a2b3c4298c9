"""No word that a person reads stands in a page's template or its scripts, where it could not be translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FileSystemLoader

from cjm_widgets.words import _, language, speaking
from tests.words.catalogue import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = ROOT / "templates" / "voila" / "cjm"
PAGES = sorted(path for path in TEMPLATES.iterdir() if path.suffix in {".html", ".j2"})
SCRIPTS = sorted(path for path in (ROOT / "frontend" / "src").rglob("*.ts*") if not path.name.endswith(".d.ts"))
ERRORS = ("403.html", "404.html", "500.html", "error.html")

_NAMES = ("CJM Widgets",)
_CODE = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|<(script|style)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_LOGIC = re.compile(r"\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"""(?<!say\()(["'])(?P<said>[A-Z][\w’]*,? [a-z][^"']*)\1""")
_SPOKEN = re.compile(r"""\b(?:aria-label|title|placeholder|alt)="([^"]*[A-Za-z]{3}[^"]*)\"""")
_BETWEEN = re.compile(r">([^<>]*)<")
_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_SENTENCE = re.compile(r"""(["'`])(?P<said>[A-Z“][\w’']*,? [a-z][^"'`\n]*)\1""")
_JSX = re.compile(r"(?<![=\-])>\s*(?P<said>[A-Z][\w’']* [a-z][^<>{}();=]*)</")
_JSX_NAME = re.compile(r"""\b(?:aria-label|title|placeholder|alt)="(?!Alt\+)(?P<said>[A-Za-z][^"]*)\"""")


def in_template(text: str) -> list[str]:
    """List what a template says by itself, in its text, in its logic and in names that are only spoken."""
    logic = " ".join(_LOGIC.findall(text))
    found = [one["said"] for one in _QUOTED.finditer(logic)]
    bare = _LOGIC.sub("", _CODE.sub("", text))
    found += _SPOKEN.findall(bare)
    found += [said.strip() for said in _BETWEEN.findall(bare)]
    for name in _NAMES:
        found = [said.replace(name, "") for said in found]
    return [said for said in found if re.search(r"[A-Za-z]{2}", said)]


def in_script(text: str) -> list[str]:
    """List the sentences in a script, apart from those of exceptions, which only a programmer reads."""
    bare = _COMMENT.sub("", text)
    lines = [line for line in bare.splitlines() if not re.search(r"(Error|Exception)\(|console\.", line)]
    bare = "\n".join(lines)
    return [one["said"] for pattern in (_SENTENCE, _JSX, _JSX_NAME) for one in pattern.finditer(bare)]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_template_says_nothing_by_itself(path: Path) -> None:
    assert in_template(path.read_text("utf-8")) == []


def test_no_script_says_anything_by_itself() -> None:
    found = [f"{path.relative_to(ROOT)}: {said}" for path in SCRIPTS for said in in_script(path.read_text("utf-8"))]
    assert found == []
    assert len(SCRIPTS) > 50


def test_english_in_a_template_and_in_a_script_is_found() -> None:
    page = '<p>Join us</p>{% set title = "Not for you" %}<a title="Go back">{{ head.say("Fine") }}</a>'
    assert in_template(page) == ["Not for you", "Go back", "Join us"]
    assert in_template('<title>{{ title }} · CJM Widgets</title>{% set t = head.say("Fine with us") %}') == []
    assert in_script('const a = "Nothing here yet"; // Fine in a comment\nb = <p>Write alone</p>;') == [
        "Nothing here yet", "Write alone",
    ]  # fmt: skip
    assert in_script('<button aria-label="Close">{say(words, "close")}</button>') == ["Close"]
    assert in_script('throw new Error("Only for programmers");') == []


@pytest.mark.parametrize("name", ERRORS)
def test_what_others_handlers_show_when_they_give_up_speaks_german(name: str) -> None:
    environment = Environment(loader=FileSystemLoader([TEMPLATES, ROOT / "cjm_widgets" / "view"]), autoescape=True)
    environment.globals.update(_=_, language=language)
    with speaking("de"):
        page = environment.get_template(name).render()
    assert '<html lang="de">' in page
    assert re.search(r"<h1>(Diese Seite|Das ist|Dies)", page), page
    assert "&lt;" not in page
