"""What our sources must not name: package registries and hosts that serve scripts to pages.

A page of ours fetches nothing from another host, and a lock file holds names, versions and hashes, no addresses.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Written in pieces, so that this file does not name them itself.
_HOSTS = (
    ("py", "pi.org"),
    ("pypi.", "python.org"),
    ("pythonhosted", ".org"),
    ("registry.", "npmjs"),
    ("npmjs", ".org"),
    ("registry.", "yarnpkg"),
    ("anaconda", ".org"),
    ("cdn", ".js"),
    ("jsdelivr", ".net"),
    ("un", "pkg.com"),
    ("cdn", "js.cloudflare"),
    ("esm", ".sh"),
    ("sky", "pack.dev"),
    ("jspm", ".io"),
    ("cdn.", "bokeh"),
    ("googleapis", ".com"),
    ("gstatic", ".com"),
    ("use.", "fontawesome"),
    ("code.", "jquery"),
    ("polyfill", ".io"),
)
FORBIDDEN = re.compile("|".join(re.escape("".join(parts)) for parts in _HOSTS), re.IGNORECASE)

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock", "frontend/package-lock.json")


def offences(text: str) -> list[str]:
    """Return each line that names a forbidden host."""
    return [line.strip()[:120] for line in text.splitlines() if FORBIDDEN.search(line)]


def _sources() -> list[Path]:
    """Everything in the repository, and what is new and not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_source_names_a_registry_or_a_cdn() -> None:
    sources = _sources()
    assert ROOT / "pyproject.toml" in sources
    found: dict[str, list[str]] = {}
    for path in sources:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a compressed file
        if lines := offences(text):
            found[str(path.relative_to(ROOT))] = lines
    assert found == {}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_hold_no_addresses(name: str) -> None:
    path = ROOT / name
    assert path.is_file(), name
    lines = path.read_text(encoding="utf-8").splitlines()
    # npm's lock names where a project asks for money; that is no place to fetch from.
    addresses = [line for line in lines if "://" in line and '"url"' not in line]
    assert addresses == []


@pytest.mark.parametrize("name", [lock for lock in LOCKS if lock.endswith(".lock")])
def test_every_locked_version_has_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)
    hashed = re.findall(r"^\S+==\S+.*\\\n +--hash=sha256:", text, re.MULTILINE)
    assert pinned
    assert len(hashed) == len(pinned)


@pytest.mark.parametrize("parts", _HOSTS)
def test_the_check_notices(parts: tuple[str, str]) -> None:
    assert offences(f"first\n  fetch('https://x.{''.join(parts)}/thing')\nlast")
