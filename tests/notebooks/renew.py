"""Write the tables anew that nbval compares: ``python -m tests.notebooks.renew``.

Runs every notebook on an empty store, where steps open the sample, and keeps the outputs of cells tagged
``keep_output``. Look at the difference before you commit it.
"""

from __future__ import annotations

import os
import tempfile
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient

from tests.notebooks.reading import FOLDER, PATHS, read, tagged

if TYPE_CHECKING:
    from pathlib import Path

TIMEOUT_S = 120


def renew(path: Path) -> bool:
    """Write one notebook's kept outputs anew; tell whether it has any."""
    notebook = read(path)
    kept = tagged(notebook, "keep_output")
    if not kept:
        return False
    client = NotebookClient(read(path), timeout=TIMEOUT_S, resources={"metadata": {"path": str(FOLDER)}})
    ran = {cell.id: cell for cell in client.execute().cells}
    for cell in kept:
        cell.outputs = ran[cell.id].outputs
        cell.execution_count = ran[cell.id].execution_count
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, path)
    return True


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CJM_DATA"] = folder
        for path in PATHS:
            if renew(path):
                print(path.name)  # noqa: T201 - a script tells what it did


if __name__ == "__main__":
    main()
