"""What kind of file lies before us: found out before anything is read as a table.

Comma, semicolon, tab or bar between the columns; UTF-8 with or without a mark, UTF-16 with one, else Windows-1252;
packed by gzip or not; or a Parquet file. Whatever is not plain UTF-8 is written as such to a temporary file first,
so that the table reader has one case to get right.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal

from cjm_widgets.analysis.errors import EmptyFile, UnreadableFile
from cjm_widgets.words import _

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 4 * 1024**3
"""Largest file, unpacked, that is read (4 GiB): a small packed file must not fill the disk."""

MAX_COLUMNS = 2_000
_CHUNK = 1024 * 1024
_HEAD_BYTES = 256 * 1024
_SAMPLE_ROWS = 30
_DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"
_KNOWN_BINARY = {
    b"PK\x03\x04": "an Excel or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF file",
    b"\x89PNG": "a picture",
    b"SQLite format 3": "an SQLite database",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file ready for the table reader."""

    name: str
    """File name as the person knows it, for messages."""
    path: Path
    """Where the plain UTF-8 text or the Parquet file lies; a temporary file when the original had to be rewritten."""
    format: Literal["csv", "parquet"]
    encoding: str = "utf-8"
    delimiter: str = ","
    header: tuple[str, ...] = ()
    """Column names of a CSV file, stripped of blanks and made different from one another."""


@contextmanager
def opened(path: Path) -> Iterator[DataFile]:
    """Find out what ``path`` is and make it readable for as long as the ``with`` block lasts.

    Raises UnreadableFile or EmptyFile, which name the file and the way out.
    """
    name = path.name
    try:
        head = _head(path)
        if not head:
            raise EmptyFile(name, _("the file is empty (0 bytes)."), _("Export it again."))
        if head.startswith(_PARQUET):
            yield DataFile(name=name, path=path, format="parquet")
            return
        with tempfile.TemporaryDirectory(prefix="cjm-") as folder:
            encoding = _encoding(path, name)
            plain = encoding in {"utf-8", "utf-8-sig"} and not head.startswith(_GZIP)
            text = path if plain else _rewritten(path, encoding, Path(folder) / "plain.csv", name)
            delimiter, header = _dialect(text, name)
            yield DataFile(name=name, path=text, format="csv", encoding=encoding, delimiter=delimiter, header=header)
    except FileNotFoundError as error:
        if error.filename != str(path):
            raise
        raise UnreadableFile(name, _("there is no such file."), str(path)) from error
    except (IsADirectoryError, PermissionError) as error:
        raise UnreadableFile(name, _("the file cannot be opened."), str(error.strerror)) from error


def rewrite_line_ends(file: DataFile, to: Path) -> Path:
    """Write a copy of a CSV file in which every line ends alike; the number of lines stays."""
    with _unpacked(file.path) as source, to.open("wb") as target:
        pending = b""
        while chunk := source.read(_CHUNK):
            part = pending + chunk
            # A carriage return at the end may have its line feed in the next part.
            pending = b"\r" if part.endswith(b"\r") else b""
            part = part[: len(part) - len(pending)]
            target.write(part.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
        target.write(pending.replace(b"\r", b"\n"))
    return to


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


@contextmanager
def _unpacked(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    if _head(path).startswith(_GZIP):
        with gzip.open(path, "rb") as file:
            yield file
    else:
        with path.open("rb") as file:
            yield file


def _chunks(path: Path, name: str) -> Iterator[bytes]:
    size = 0
    try:
        with _unpacked(path) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    raise UnreadableFile(
                        name,
                        _("the file is larger than {size} GiB.").format(size=MAX_BYTES // 1024**3),
                        _("Keep only the columns and the period you need, or save it as Parquet."),
                    )
                yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UnreadableFile(name, _("the packed file is damaged or cut off."), _("Copy it again.")) from error


def _encoding(path: Path, name: str) -> str:
    """Read the whole file once and tell its encoding, so that no later step meets a byte it cannot read."""
    chunks = _chunks(path, name)
    first = next(chunks, b"")
    if not first:
        raise EmptyFile(name, _("the packed file holds nothing."), _("Export it again."))
    marked = next((encoding for mark, encoding in _MARKS if first.startswith(mark)), None)
    if marked != "utf-16":
        _refuse_binary(first, name)
    if marked:
        if not _decodes(path, marked, name):
            raise UnreadableFile(
                name, _("the file says that it is {encoding}, and is not.").format(encoding=marked), _save_as()
            )
        return marked
    for encoding in ("utf-8", "cp1252"):
        if _decodes(path, encoding, name):
            return encoding
    raise UnreadableFile(name, _("the characters are neither UTF-8 nor Windows-1252."), _save_as())


def _save_as() -> str:
    return _("Save it as “CSV UTF-8”.")


def _refuse_binary(first: bytes, name: str) -> None:
    for magic, what in _KNOWN_BINARY.items():
        if first.startswith(magic):
            raise UnreadableFile(name, _("this is {what}, not a CSV file.").format(what=what), _save_as())
    if b"\x00" in first:
        raise UnreadableFile(name, _("this is no text file."), _save_as())


def _decodes(path: Path, encoding: str, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(path, name):
            if "\x00" in decoder.decode(chunk):
                raise UnreadableFile(name, _("this is no text file."), _save_as())
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rewritten(path: Path, encoding: str, to: Path, name: str) -> Path:
    decoder = codecs.getincrementaldecoder(encoding)()
    with to.open("w", encoding="utf-8", newline="") as target:
        for chunk in _chunks(path, name):
            target.write(decoder.decode(chunk))
    return to


def _dialect(path: Path, name: str) -> tuple[str, tuple[str, ...]]:
    """Tell the delimiter and the header: the delimiter under which most first rows are as wide as the heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.read(_HEAD_BYTES)
    if not head.strip():
        raise EmptyFile(name, _("the file holds only blanks."), _("Export it again."))
    best: tuple[int, int] = (0, 0)
    delimiter, header = ",", [""]
    for candidate in _DELIMITERS:
        rows = _first_rows(head, candidate)
        width = len(rows[0]) if rows else 0
        like_header = sum(len(row) == width for row in rows[1:])
        score = (like_header if width > 1 else 0, width)
        if score > best:
            best, delimiter, header = score, candidate, rows[0]
    if len(header) > MAX_COLUMNS:
        raise UnreadableFile(
            name,
            _("the file has {n} columns.").format(n=len(header)),
            _("Keep at most {n}.").format(n=MAX_COLUMNS),
        )
    return delimiter, distinct_names(header)


def _first_rows(head: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > _SAMPLE_ROWS:
                break
    except csv.Error:  # a cell longer than csv's limit: judged by the rows before it
        pass
    return rows


def distinct_names(header: list[str]) -> tuple[str, ...]:
    """Strip blanks from column names, name the nameless and tell equal names apart (whatever their case)."""
    taken: set[str] = set()
    names = []
    for number, raw in enumerate(header, start=1):
        base = raw.strip().strip("\ufeff") or _("column {n}").format(n=number)
        name, again = base, 2
        while name.casefold() in taken:
            name, again = f"{base} ({again})", again + 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
