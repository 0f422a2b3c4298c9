"""The prose of the notebooks in other languages: same build as the English, and nothing English left in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

import nbformat
import pytest

from cjm_widgets.model import Phase, Step
from cjm_widgets.view.phases import phase_title
from cjm_widgets.words import SOURCE, prose, speaking
from tests.words.catalogue import LANGUAGES, ROOT, load

_HEADING: Final = re.compile(r"^(#+) ", re.MULTILINE)
_ROW: Final = re.compile(r"^\|.*\|$", re.MULTILINE)
_BULLET: Final = re.compile(r"^\s*- ", re.MULTILINE)
_NUMBERED: Final = re.compile(r"^\s*(\d+)\. ", re.MULTILINE)
_BOLD: Final = re.compile(r"\*\*[^*\n]+\*\*")
_CODE: Final = re.compile(r"`[^`\n]+`")
_ENGLISH: Final = re.compile(r"\b(?:the|and|of|to|is|that|it|with|for|what)\b", re.IGNORECASE)
_PHASE: Final = re.compile(r"^\| [\d–]+ \| ([^|]*?) \|", re.MULTILINE)
"""What stands beside the minutes of a step: the phase, as the buttons that lead to it call it, or nothing."""
_FEW: Final = 1
"""A cell may quote a title of two words; a sentence left in English has more of these than that."""

_DATE: Final = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{4}\b")
_FOREIGN_NUMBER: Final = {"de": re.compile(r"\d\.\d(?!\d\d(?!\d))|(?<![\d,])[1-9]\d{0,2},\d{3}(?![\d,])")}
"""1.33 and 1,378 in a text whose readers write 1,33 and 1.378."""


def translations(language: str) -> list[tuple[str, str]]:
    """List what is translated, each source with what it became."""
    return [(str(one.id), str(one.string)) for one in load(language, "guide") if one.id and one.string]


def shape(text: str) -> dict[str, object]:
    """Tell how a cell is built, apart from its words."""
    return {
        "levels of headings": [len(marks) for marks in _HEADING.findall(text)],
        "columns of each row": [row.count("|") - 1 for row in _ROW.findall(text)],
        "bullets": len(_BULLET.findall(text)),
        "numbers of a list": _NUMBERED.findall(text),
        "bold": len(_BOLD.findall(text)),
        "code": Counter(_CODE.findall(text)),
        "paragraphs": len(re.findall(r"\n\s*\n", text.strip())),
        "digits": Counter(re.findall(r"\d+", text)),
    }


def english_left(text: str) -> list[str]:
    """List the English function words in a text, outside of code."""
    return _ENGLISH.findall(_CODE.sub("", text))


def quarrels(language: str, text: str) -> list[str]:
    """List what does not look like the language's own typography."""
    found = _FOREIGN_NUMBER[language].findall(_DATE.sub("", text))
    if "”" in text or '"' in _CODE.sub("", text) or text.count("„") != text.count("“"):
        found.append("quotation marks")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_cell_is_built_like_the_english_one(language: str) -> None:
    wrong = {source[:60]: (shape(source), shape(said)) for source, said in translations(language)}
    assert {place: pair for place, pair in wrong.items() if pair[0] != pair[1]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_english_sentence_is_left(language: str) -> None:
    left = {source[:60]: english_left(said) for source, said in translations(language)}
    assert {place: words for place, words in left.items() if len(words) > _FEW} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_quotation_marks_are_those_of_the_language(language: str) -> None:
    wrong = {source[:60]: quarrels(language, said) for source, said in translations(language)}
    assert {place: found for place, found in wrong.items() if found} == {}


@pytest.mark.parametrize("tag", [SOURCE, *LANGUAGES])
def test_the_minutes_call_a_phase_what_its_button_is_called(tag: str) -> None:
    with speaking(tag):
        titles = {phase_title(phase) for phase in Phase}
        named = [name for step in Step for name in _PHASE.findall(prose_of(step))]
    assert len(named) > len(Step)
    assert set(named) - {""} == titles


def prose_of(step: Step) -> str:
    """Give a guide as it is read in the language in use."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{step.notebook}.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    return "\n".join(prose(cell.source) for cell in notebook.cells if cell.cell_type == "markdown")


def test_a_lost_row_an_english_sentence_and_a_foreign_number_are_seen() -> None:
    assert shape("## A\n\n| a | b |\n|---|---|\n| **c** | d |") != shape("## A\n\n| a | b |\n|---|---|")
    assert shape("1. one\n2. two") != shape("1. one")
    assert shape("−1.33 of 1,378") == shape("−1,33 von 1.378") != shape("−1,33 von 1.387")
    assert len(english_left("Hier steht: what it is for, and that is all.")) > _FEW
    assert english_left("Niemand sagt, was es ist; `of the` bleibt.") == []
    assert quarrels("de", "−1.33") == ["1.3"]
    assert quarrels("de", "1,378 von") == ["1,378"]
    assert quarrels("de", "−1,33 bei 1.378 am 12.02.2027, „so“") == []
    assert quarrels("de", "“so”") == ["quotation marks"]
