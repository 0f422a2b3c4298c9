from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cjm_widgets.view.typeface import runs_right_to_left, width, wrap

TEXTS = st.text(max_size=400)


@given(TEXTS, st.floats(40, 400), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, room: float, bold: bool) -> None:  # noqa: FBT001
    assert all(width(line, 13, bold=bold) <= room for line in wrap(text, 13, room, bold=bold))


@given(TEXTS, st.floats(40, 400), st.integers(1, 6))
def test_no_more_lines_than_asked_for(text: str, room: float, limit: int) -> None:
    lines = wrap(text, 13, room, limit=limit)
    assert len(lines) <= limit
    assert all(width(line, 13) <= room for line in lines)


@given(TEXTS, st.floats(40, 400))
def test_wrapping_loses_nothing_but_blanks(text: str, room: float) -> None:
    kept = "".join(wrap(text, 13, room))
    assert "".join(kept.split()) == "".join(text.split())


def test_a_cut_text_says_so() -> None:
    assert wrap("one two three four five six", 13, 60, limit=2)[-1].endswith("…")


def test_lines_break_at_blanks_hyphens_and_slashes_and_not_where_they_must_not() -> None:
    assert wrap("after-sales e-mail/chat", 13, 70) == ("after-sales", "e-mail/chat")
    assert wrap("interval, n\u00a0600", 13, 62) == ("interval,", "n\u00a0600")
    assert wrap("extraordinarily-long", 13, 100) == ("extraordinarily-", "long")


def test_a_character_made_of_several_is_never_cut() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    lines = wrap(family * 6, 13, 40)
    assert all(line == family * (len(line) // len(family)) for line in lines)
    accents = "e\u0301" * 30
    assert all(unicodedata.combining(line[0]) == 0 for line in wrap(accents, 13, 40))


def test_widths_are_helveticas() -> None:
    # "Hello" in Adobe's metrics: 722 + 556 + 222 + 222 + 556 = 2278 thousandths, and a margin of 3 %.
    assert width("Hello", 10) == 22.78 * 1.03
    assert width("é", 10) == width("e", 10)
    assert width("\u200d\u0301", 10) == 0


def test_the_direction_of_a_text_is_that_of_its_first_letter() -> None:
    assert runs_right_to_left("3 שלום abc")
    assert runs_right_to_left("مرحبا")
    assert not runs_right_to_left("abc שלום")
    assert not runs_right_to_left("12 …")
