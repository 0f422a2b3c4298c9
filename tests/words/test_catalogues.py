"""Every word that people read is in the catalogues, and every one of them is translated."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

import pytest

from cjm_widgets.words import _, language, ngettext, prose, speaking
from tests.words.catalogue import (
    DOMAINS,
    LANGUAGES,
    LOCALE,
    ROOT,
    built,
    load,
    path_of,
    placeholders,
    renewed,
    take,
    untranslated,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EACH = [(language, domain) for language in LANGUAGES for domain in DOMAINS]
RENEW = "run: python -m tests.words.catalogue"

_SENTENCE = re.compile(r"^[A-Z“][\w’']*,? [a-z]")
_TRANSLATES = frozenset({"_", "N_", "ngettext", "prose"})
_LOGS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})
# What only a programmer or the log reads.
_NOT_FOR_PEOPLE = (
    "cjm_widgets/serve/light/",
    "cjm_widgets/places.py",
    "cjm_widgets/model/schema.py",
    "cjm_widgets/view/markup.py",
    "cjm_widgets/view/typeface.py",
    "cjm_widgets/apps/step_page.py",
    # How many pages may be open at a time: settings that the command line fills in.
    "cjm_widgets/serve/kernels.py",
    "cjm_widgets/serve/wordless.py",
)
_STATEMENT = re.compile(r"^(SELECT|SET|PRAGMA) ")


@pytest.mark.parametrize(("language", "domain"), EACH)
def test_the_catalogue_holds_todays_words(language: str, domain: str) -> None:
    there = {one.id for one in load(language, domain) if one.id}
    today = {one.id for one in renewed(language, domain) if one.id}
    assert there == today, RENEW


@pytest.mark.parametrize(("language", "domain"), EACH)
def test_nothing_is_left_untranslated(language: str, domain: str) -> None:
    assert untranslated(load(language, domain)) == []


@pytest.mark.parametrize(("language", "domain"), EACH)
def test_what_the_kit_reads_is_built_from_what_people_edit(language: str, domain: str) -> None:
    catalogue = load(language, domain)
    assert path_of(language, domain, "mo").read_bytes() == built(catalogue), RENEW
    assert path_of(language, domain).read_bytes() == written(catalogue), RENEW


@pytest.mark.parametrize(("language", "domain"), EACH)
def test_a_translation_fills_in_the_same_names(language: str, domain: str) -> None:
    if domain == "guide":
        return  # prose is filled with nothing
    lost = {
        form
        for one in load(language, domain)
        for original, form in zip(_forms(one.id), _forms(one.string), strict=False)
        if original and form and placeholders(original) != placeholders(form)
    }
    assert lost == set()


def _forms(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, (tuple, list)) else (str(said or ""),)


def test_a_translation_that_loses_a_name_is_not_taken() -> None:
    catalogue = load("de", "cjm")
    named = next(one.id for one in catalogue if isinstance(one.id, str) and placeholders(one.id))
    with pytest.raises(ValueError, match="names in braces"):
        take(catalogue, {named: "ohne"})


def test_no_sentence_is_written_past_the_catalogues() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}: {said[:60]}"
        for path in sorted((ROOT / "cjm_widgets").rglob("*.py"))
        if not path.relative_to(ROOT).as_posix().startswith(_NOT_FOR_PEOPLE)
        for line, said in _sentences(path)
    ]
    assert found == []


def test_a_sentence_past_the_catalogues_is_found(tmp_path: Path) -> None:
    path = tmp_path / "page.py"
    path.write_text('"""A docstring is fine."""\nsaid = "Nothing here yet"\nfine = _("Nothing here yet")\n', "utf-8")
    assert list(_sentences(path)) == [(2, "Nothing here yet")]


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    fine: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            fine.add(id(node.value))
        elif isinstance(node, ast.Call) and _called(node) in _TRANSLATES | _LOGS:
            fine.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in fine:
            said = node.value.strip()
            if _SENTENCE.match(said) and not _STATEMENT.match(said):
                yield node.lineno, said


def _called(node: ast.Call) -> str:
    called = node.func
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""


def test_german_is_spoken_where_it_is_asked_for() -> None:
    with speaking("de"):
        assert language() == "de"
        assert _("Touchpoints and channels") == "Touchpoints und Kanäle"
        assert ngettext("{n} day", "{n} days", 1).format(n=1) == "1 Tag"
        assert ngettext("{n} day", "{n} days", 3).format(n=3) == "3 Tage"
        assert prose("") == ""
    assert _("Touchpoints and channels") == "Touchpoints and channels"


def test_a_language_without_a_catalogue_speaks_english() -> None:
    assert not (LOCALE / "xx").exists()
    with speaking("xx"):
        assert _("Touchpoints and channels") == "Touchpoints and channels"
