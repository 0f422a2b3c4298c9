"""What Jupyter imports at start and a kit never uses."""

from __future__ import annotations

import sys


def skip_slow_imports() -> None:
    """Spare the start a grammar: it takes 1.1 s of 1.8 s to build, for checking IRIs in schemas that have none.

    jsonschema takes the library where it is there and goes without where it is not.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
