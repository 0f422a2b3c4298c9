from __future__ import annotations

import ast
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjm_widgets
from cjm_widgets.view.markup import Markup, css_string, document, element, escape, join, number, plain, style_sheet

if TYPE_CHECKING:
    from collections.abc import Callable

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "<!-- --><!--",
    "&lt;b&gt; & &amp;",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "]]><svg onload=alert(1)>",
)


class _Reader(HTMLParser):
    """Reads back what a browser would: elements, and the text in them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(markup: Markup | str) -> _Reader:
    reader = _Reader()
    reader.feed(str(markup))
    reader.close()
    return reader


@given(st.text())
def test_any_text_reads_as_itself_and_makes_no_element(text: str) -> None:
    reader = read(element("p", text, title=text))
    assert reader.tags == ["p"]
    assert reader.text.replace("\r\n", "\n") == plain(text).replace("\r\n", "\n")
    assert [name for name, _value in reader.attributes] == ["title"]


@pytest.mark.parametrize("text", NASTY)
def test_markup_that_a_person_typed_is_text(text: str) -> None:
    reader = read(element("td", text, class_=text))
    assert reader.tags == ["td"]
    assert reader.text == text
    assert dict(reader.attributes) == {"class": text}


def test_only_markup_passes_and_children_may_nest() -> None:
    assert str(element("ul", (element("li", str(n)) for n in range(2)), None, [join("a", 1)])) == (
        "<ul><li>0</li><li>1</li>a1</ul>"
    )


@pytest.mark.parametrize(
    "tag", ["script", "iframe", "object", "embed", "form", "style", "link", "base", "foreignObject"]
)
def test_elements_that_act_or_fetch_are_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="not drawn"):
        element(tag, "x")


@pytest.mark.parametrize("name", ["onclick", "onload", "ONLOAD", "srcdoc", "src", "action", "formaction"])
def test_attributes_that_act_or_fetch_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not written"):
        element("p", **{name.lower(): "x"})


@pytest.mark.parametrize(
    "style", ["background: url(http://x.example/a)", "x: expression(alert(1))", 'a: "b"', "a}b{c:d"]
)
def test_styles_that_fetch_or_break_out_are_refused(style: str) -> None:
    with pytest.raises(ValueError, match="not written"):
        element("p", style=style)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=c&d=e", True),
        ("http://example.org", True),
        ("mailto:jana@example.org", True),
        ("#map-1", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        (" https://example.org", False),
        ("https://example.org/a b", False),
    ],
)
def test_a_link_goes_to_http_https_mail_or_a_place_on_the_page(address: str, kept: bool) -> None:  # noqa: FBT001
    reader = read(element("a", "there", href=address))
    assert dict(reader.attributes) == ({"href": address} if kept else {})
    assert reader.text == "there"


def test_marks_that_turn_text_round_and_controls_go_and_joiners_stay() -> None:
    assert plain("a\u202eb\u2066c\u2069d\x07e\ud800f\ufffe") == "abcdef"
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    assert plain(family) == family
    assert plain("می\u200cخواهم") == "می\u200cخواهم"


def test_100_kb_of_text_stays_whole() -> None:
    text = "<b>&" * 25_000
    assert read(element("p", text)).text == text


@given(st.text())
def test_no_text_ends_a_string_of_a_style_sheet(text: str) -> None:
    written = css_string(text)
    assert written[0] == written[-1] == '"'
    assert all(char.isalnum() or char == "\\" for char in written[1:-1])
    assert str(style_sheet(f"@page{{@bottom-left{{content:{written}}}}}")).count("<") == 2


@pytest.mark.parametrize("css", ["a{}</style>", "@import 'x'", "a{background:url(x)}"])
def test_a_style_sheet_neither_ends_early_nor_fetches(css: str) -> None:
    with pytest.raises(ValueError, match="must hold no"):
        style_sheet(css)


def test_numbers_are_short_and_never_minus_zero() -> None:
    assert [number(value) for value in (1.0, 1.255, -0.001, 10.5, 1e6)] == ["1", "1.25", "0", "10.5", "1000000"]


def test_a_document_ends_with_one_newline() -> None:
    text = document("en", element("head"), element("body", "x"))
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert text.endswith("</html>\n")
    assert not text.endswith("\n\n")


def test_escape_is_for_text_and_quoted_attributes_alike() -> None:
    assert escape("<a href=\"x\" title='y'>&") == "&lt;a href=&quot;x&quot; title=&#x27;y&#x27;&gt;&amp;"


def modules_where(said: Callable[[ast.AST], bool]) -> set[str]:
    """Give the modules of the package whose syntax holds such a thing."""
    return {name for name, nodes in syntax().items() if any(map(said, nodes))}


@cache
def syntax() -> dict[str, list[ast.AST]]:
    """Give what each module of the package is made of."""
    folder = Path(cjm_widgets.__file__).parent
    return {
        str(path.relative_to(folder)): list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for path in folder.rglob("*.py")
    }


def names(node: ast.AST, name: str) -> bool:
    """Tell whether a piece of code is this name: alone, after a dot, or in an import under whichever other name."""
    return any(getattr(node, part, None) == name for part in ("id", "attr")) or (
        isinstance(node, ast.alias) and node.name == name
    )


def test_only_the_markup_module_makes_markup() -> None:
    """Nobody else may say that a text is markup: a call of the class anywhere else is a way round the escaping."""
    made = modules_where(lambda node: isinstance(node, ast.Call) and names(node.func, "Markup"))
    assert made == {"view/markup.py"}
    renamed = modules_where(lambda node: isinstance(node, ast.alias) and node.name == "Markup" and bool(node.asname))
    assert renamed == set()


def test_only_the_guides_rendered_from_our_own_notebooks_are_trusted() -> None:
    """What passes unescaped is said in one place; whoever needs another one has to add it here, and say why."""
    assert modules_where(lambda node: names(node, "trusted")) == {"view/contents.py"}
