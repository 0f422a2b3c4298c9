"""Colours of charts: told apart with any colour vision, visible on paper, and in the dark behind a filter."""

from __future__ import annotations

import itertools
import re
from importlib.resources import files

import pytest

from cjm_widgets.view.figures.chart import COLOURS, DASHES, GROUND, INK, MARKERS, SOFT
from cjm_widgets.view.figures.significance import SATISFIED
from tests.view.test_colours import contrast

Triple = tuple[float, float, float]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes (2009), severity 1.0, on linear RGB.
VISION = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
APART = 10.0
"""ΔE 1976 from which on people tell two colours apart without looking for it."""


def linear(colour: str) -> Triple:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def seen(colour: str, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    rgb = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in matrix)
    return r, g, b


def lab(rgb: Triple) -> Triple:
    r, g, b = rgb
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Triple, other: Triple) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def in_the_dark(colour: str) -> str:
    """What the style sheet's filter makes of it: invert(.9), then hue-rotate(180deg), as CSS defines them."""
    r, g, b = (0.9 - 0.8 * int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    turned = (
        -0.574 * r + 1.430 * g + 0.144 * b,
        0.426 * r + 0.430 * g + 0.144 * b,
        0.426 * r + 1.430 * g - 0.856 * b,
    )
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in turned)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    "colours", [COLOURS[:4], [colour for _label, colour, _marker in SATISFIED]], ids=["series", "satisfied"]
)
def test_colours_are_told_apart_with_any_colour_vision(vision: str, colours: tuple[str, ...]) -> None:
    for one, other in itertools.combinations(colours, 2):
        assert distance(seen(one, VISION[vision]), seen(other, VISION[vision])) >= APART, (one, other)


def test_no_series_is_told_apart_by_colour_alone() -> None:
    assert len(set(MARKERS)) == len(COLOURS)
    assert len(set(zip(COLOURS, MARKERS, DASHES, strict=True))) == len(COLOURS)
    assert len({marker for _label, _colour, marker in SATISFIED}) == len(SATISFIED)


@pytest.mark.parametrize("colour", sorted({*COLOURS[:3], *(colour for _label, colour, _marker in SATISFIED)}))
def test_marks_stand_out_from_the_ground_by_3_in_light_and_dark(colour: str) -> None:
    assert contrast(colour, GROUND) >= 3
    assert contrast(in_the_dark(colour), in_the_dark(GROUND)) >= 3


@pytest.mark.parametrize("ink", [INK, SOFT])
def test_text_has_a_contrast_of_4_5_in_light_and_dark(ink: str) -> None:
    assert contrast(ink, GROUND) >= 4.5
    assert contrast(in_the_dark(ink), in_the_dark(GROUND)) >= 4.5


def test_the_filter_is_the_one_that_is_computed_here() -> None:
    sheet = (files("cjm_widgets.view") / "parts.css").read_text("utf-8")
    assert re.findall(r"filter: ([^;]+);", sheet) == ["invert(.9) hue-rotate(180deg)"]


def test_the_parts_use_only_tokens_that_there_are() -> None:
    parts = (files("cjm_widgets.view") / "parts.css").read_text("utf-8")
    defined = set(
        re.findall(r"(--cjm-[a-z0-9-]+):", (files("cjm_widgets.view") / "theme.css").read_text("utf-8") + parts)
    )
    assert set(re.findall(r"var\((--cjm-[a-z0-9-]+)", parts)) <= defined
