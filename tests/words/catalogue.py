"""The catalogues of the words that people read: ``python -m tests.words.catalogue``.

Two of them a language, beside the package in ``cjm_widgets/locale``: ``cjm`` holds what the code and the page's
template say, ``guide`` the prose of the notebooks, a cell an entry. Without an argument, the command collects the
words anew, keeps the translations of those that are still there, and builds the ``.mo`` files that the kit reads.

    python -m tests.words.catalogue --todo de guide > todo.json    what is not translated yet, as JSON
    python -m tests.words.catalogue --take de guide done.json      takes {"source": "translation"} back in
"""

from __future__ import annotations

import argparse
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import nbformat
from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
LOCALE: Final = ROOT / "cjm_widgets" / "locale"
LANGUAGES: Final = ("de",)
DOMAINS: Final = ("cjm", "guide")

_KEYWORDS: Final = {"_": None, "N_": None, "ngettext": (1, 2)}
_IN_TEMPLATE: Final = re.compile(r"""\bsay\(\s*(?:"([^"]+)"|'([^']+)')\s*\)""")
_PARTS: Final = re.compile(r"\{(\w*)[^{}]*\}")
_PASSING: Final = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To): .*\n',
    re.MULTILINE,
)
_ANY_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)
_WIDTH: Final = 110

Id = str | tuple[str, ...]


def collect(domain: str) -> Catalog:
    """Give what is to be translated, each entry with the files that say it (no line numbers: they change daily)."""
    catalogue = Catalog(project="CJM Widgets", version="1", charset="utf-8")
    for place, said in _guide() if domain == "guide" else _code():
        catalogue.add(said, locations=[(place, None)])
    return catalogue


def _code() -> Iterator[tuple[str, Id]]:
    for path in sorted((ROOT / "cjm_widgets").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for _line, said, _comments, _context in extract_from_file("python", path, keywords=_KEYWORDS):
            if said:
                yield place, said
    for path in sorted((ROOT / "templates" / "voila").rglob("*.*")):
        if path.suffix in {".j2", ".html", ".js"}:
            for double, single in _IN_TEMPLATE.findall(path.read_text(encoding="utf-8")):
                yield path.relative_to(ROOT).as_posix(), double or single


def _guide() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        place = path.relative_to(ROOT).as_posix()
        if title := notebook.metadata.get("cjm", {}).get("title"):
            yield place, title
        for cell in notebook.cells:
            if cell.cell_type == "markdown" and cell.source.strip():
                yield place, cell.source


def path_of(language: str, domain: str, ending: str = "po") -> Path:
    """Name the file of one catalogue."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.{ending}"


def load(language: str, domain: str) -> Catalog:
    """Read a catalogue as it stands; an empty one where there is none yet."""
    path = path_of(language, domain)
    if not path.is_file():
        return Catalog(locale=language, domain=domain, project="CJM Widgets", version="1", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=domain)


def renewed(language: str, domain: str) -> Catalog:
    """Give the catalogue with today's words: translations that still fit are kept, nothing is guessed."""
    catalogue = load(language, domain)
    catalogue.update(collect(domain), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """Give a catalogue as the text of a ``.po`` file; the same words give the same text."""
    catalogue.fuzzy = False
    catalogue.header_comment = f"# The words of CJM Widgets in {catalogue.locale_identifier}."
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=_WIDTH, omit_header=False, sort_output=True, include_lineno=False)
    return _PASSING.sub(b"", buffer.getvalue())


def built(catalogue: Catalog) -> bytes:
    """Give a catalogue as the ``.mo`` file that gettext reads."""
    plain = read_po(io.BytesIO(written(catalogue)), locale=catalogue.locale)
    # A date of its own in every build would make the same words another file.
    plain.creation_date = plain.revision_date = _ANY_DAY
    buffer = io.BytesIO()
    write_mo(buffer, plain)
    return buffer.getvalue()


def save(language: str, domain: str, catalogue: Catalog) -> None:
    """Write both files of a catalogue."""
    path = path_of(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalogue))
    path_of(language, domain, "mo").write_bytes(built(catalogue))


def untranslated(catalogue: Catalog) -> list[Id]:
    """List the entries without a translation of every form."""
    return [
        one.id
        for one in catalogue
        if one.id and not (all(one.string) if isinstance(one.string, (tuple, list)) else one.string)
    ]


def placeholders(text: str) -> list[str]:
    """List the names in braces that a sentence is filled with."""
    return sorted(set(_PARTS.findall(text)))


def take(catalogue: Catalog, done: dict[str, str | list[str]]) -> None:
    """Put translations into a catalogue. Raises ValueError where one has lost a placeholder."""
    by_first = {one.id if isinstance(one.id, str) else one.id[0]: one for one in catalogue if one.id}
    for source, said in done.items():
        if source not in by_first or not said:
            continue
        one = by_first[source]
        originals = (one.id,) if isinstance(one.id, str) else one.id
        forms = [said] if isinstance(said, str) else said
        if any(placeholders(form) != placeholders(original) for original, form in zip(originals, forms, strict=True)):
            message = f"{source!r}: its names in braces are not those of {said!r}."
            raise ValueError(message)
        one.string = said if isinstance(said, str) else tuple(said)


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="The words that people read.")
    parser.add_argument("--todo", nargs=2, metavar=("LANGUAGE", "DOMAIN"))
    parser.add_argument("--take", nargs=3, metavar=("LANGUAGE", "DOMAIN", "FILE"))
    asked = parser.parse_args()
    if asked.todo:
        left = untranslated(renewed(*asked.todo))
        empty = {one if isinstance(one, str) else one[0]: "" if isinstance(one, str) else ["", ""] for one in left}
        print(json.dumps(empty, ensure_ascii=False, indent=1))  # noqa: T201
        return
    if asked.take:
        language, domain, file = asked.take
        catalogue = renewed(language, domain)
        take(catalogue, json.loads(Path(file).read_text(encoding="utf-8")))
        save(language, domain, catalogue)
        return
    for language in LANGUAGES:
        for domain in DOMAINS:
            catalogue = renewed(language, domain)
            save(language, domain, catalogue)
            print(f"{language} {domain}: {len(untranslated(catalogue))} of {len(catalogue)} not translated")  # noqa: T201


if __name__ == "__main__":
    main()
