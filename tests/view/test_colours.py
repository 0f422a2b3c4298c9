"""Contrast of every pair of colours that the map sets on each other, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

SHEET = (files("cjm_widgets.view") / "theme.css").read_text("utf-8")
DARK_AT = SHEET.index("prefers-color-scheme: dark")
MAP = (files("cjm_widgets.view") / "map.css").read_text("utf-8")


def tokens(text: str) -> dict[str, str]:
    return dict(re.findall(r"(--cjm-[a-z0-9-]+):\s*(#[0-9a-fA-F]{6})", text))


LIGHT = tokens(SHEET[:DARK_AT])
DARK = {**LIGHT, **tokens(SHEET[DARK_AT:])}
PAPER = {**LIGHT, "--cjm-paper": "#ffffff", "--cjm-surface": "#ffffff"}

TEXT_ON = [
    (ink, ground)
    for ink in ("ink", "ink-soft", "accent", "amber")
    for ground in ("paper", "surface")
] + [("accent", "accent-soft"), ("paper", "ink")]  # fmt: skip
SHAPES_ON = [
    *((f"feeling-{step}", "surface") for step in range(1, 6)),
    *(
        (shape, ground)
        for shape in ("bad", "good", "amber", "accent", "line-strong")
        for ground in ("paper", "surface")
    ),
]


def contrast(a: str, b: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PAPER], ids=["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_has_a_contrast_of_4_5(theme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(theme[f"--cjm-{ink}"], theme[f"--cjm-{ground}"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK, PAPER], ids=["light", "dark", "print"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES_ON)
def test_shapes_that_mean_something_have_a_contrast_of_3(theme: dict[str, str], shape: str, ground: str) -> None:
    assert contrast(theme[f"--cjm-{shape}"], theme[f"--cjm-{ground}"]) >= 3


def test_the_map_uses_only_tokens_that_there_are() -> None:
    used = set(re.findall(r"var\((--cjm-[a-z0-9-]+)", MAP))
    defined = set(re.findall(r"(--cjm-[a-z0-9-]+):", SHEET))
    assert used
    assert used <= defined


def test_the_map_names_no_colour_of_its_own_but_white_paper() -> None:
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", re.sub(r"/\*.*?\*/", "", MAP, flags=re.DOTALL))) <= {"#fff"}
