"""What the two halves of a widget have to agree on, and what the look promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cjm_widgets.model import between
from cjm_widgets.widgets import wire
from cjm_widgets.widgets.wording import interface_words

ROOT = Path(__file__).parents[2]
# The front end of the light page is no widget: tests/serve/test_assets.py holds what it promises.
SOURCES = {
    path: path.read_text(encoding="utf-8")
    for path in (ROOT / "frontend/src").rglob("*.ts*")
    if "page" not in path.relative_to(ROOT / "frontend/src").parts
}
THEME = (ROOT / "cjm_widgets/view/theme.css").read_text(encoding="utf-8")


def test_every_word_that_the_page_asks_for_is_sent_and_none_for_nothing() -> None:
    text = "\n".join(SOURCES.values())
    asked = set(re.findall(r"\bsay\(\s*\"(\w+)\"", text))
    asked |= {key for key in interface_words() if f'"{key}"' in text}
    asked |= {f"connection_{state}" for state in ("lost", "back", "joining")}
    asked |= {f"step_{state}" for state in ("todo", "doing", "done")}
    only_python = {"not_understood"}
    assert asked - interface_words().keys() == set()
    assert interface_words().keys() - asked - only_python == set()


def test_both_halves_know_the_same_messages() -> None:
    (wire_ts,) = (text for path, text in SOURCES.items() if path.name == "wire.ts")
    up = wire_ts.split("export type Up =")[1].split(";\n\n")[0]
    types = set(re.findall(r'type: "([\w-]+)"', up)) | {"change", "batch"}
    assert types == set(wire._READERS)


def test_sources_and_bundles_name_no_other_host() -> None:
    built = (ROOT / "cjm_widgets/widgets/static").glob("*.*s")
    texts = {**SOURCES, **{path: path.read_text(encoding="utf-8") for path in built}}
    for path, text in texts.items():
        hosts = set(re.findall(r"https?://[\w.]+", text)) - {"http://www.w3.org"}
        assert hosts == set(), path
    assert "http" not in (ROOT / "frontend/package-lock.json").read_text(encoding="utf-8")


def test_nothing_is_ever_put_into_a_page_as_html() -> None:
    for path, text in SOURCES.items():
        assert not re.search(r"innerHTML|insertAdjacentHTML|outerHTML|document\.write", text), path


def test_ranks_of_the_page_are_those_of_the_model() -> None:
    # The page's own tests hold its properties; this holds that both begin alike.
    assert [between("", ""), between("V", ""), between("", "V"), between("V", "W")] == ["V", "W", "U", "VV"]


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours as WCAG 2.2 defines it, 1–21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palette(css: str) -> dict[str, str]:
    return dict(re.findall(r"--cjm-([\w-]+): (#[0-9a-f]{6});", css))


LIGHT = palette(THEME.split("@media")[0])
DARK = LIGHT | palette(THEME.split("@media")[1])
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent") for ground in ("paper", "surface", "sunk", "raised")),
    ("on-accent", "accent"), ("on-accent", "accent-hover"), ("accent", "accent-soft"), ("ink", "accent-soft"),
    ("amber", "amber-soft"), ("amber", "surface"), ("amber", "paper"), ("good", "good-soft"), ("good", "surface"),
    ("bad", "bad-soft"), ("bad", "surface"), ("ink", "bad-soft"), ("ink", "amber-soft"), ("paper", "ink"),
    *((f"feeling-{n}", "surface") for n in range(1, 6)),
]  # fmt: skip
EDGES = [("line-strong", ground) for ground in ("paper", "surface", "raised")] + [
    ("focus", ground) for ground in ("paper", "surface", "raised", "sunk")
]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_edges_keep_their_contrast(colours: dict[str, str]) -> None:
    weak = [
        f"{one} on {other}: {contrast(colours[one], colours[other]):.2f}"
        for pairs, least in ((TEXT, 4.5), (EDGES, 3.0))
        for one, other in pairs
        if contrast(colours[one], colours[other]) < least
    ]
    assert weak == []
