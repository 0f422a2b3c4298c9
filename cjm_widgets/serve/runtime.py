"""A folder for one run of the kit: our page template and kernels where Jupyter looks, and sockets.

Jupyter finds templates and kernels by folder names along JUPYTER_PATH. Laying them out here, first on
that path, makes an installed kit and a checkout alike, and keeps the user's own Jupyter set-up (start-up
scripts, history, kernels of the same name) out of the workshop's pages.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.serve.hosting import ORDINARY, light_settings
from cjm_widgets.serve.light import spec

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE: Final = "cjm"

# A socket's path may have 103 characters on macOS; "/kernels/kernel-<uuid>-ipc-5" takes 60 of them.
_LONGEST_TEMPORARY: Final = 30


@contextmanager
def runtime_folder() -> Iterator[Path]:
    """Make the folder, point Jupyter at it, and remove it at the end."""
    temporary = tempfile.gettempdir()
    if os.name == "posix" and len(temporary) > _LONGEST_TEMPORARY:
        temporary = "/tmp"  # noqa: S108 - mkdtemp makes a private folder in it
    folder = Path(tempfile.mkdtemp(prefix="cjm-", dir=temporary))
    before = os.environ.get("JUPYTER_PATH")
    try:
        jupyter = folder / "jupyter"
        _lay_template(jupyter / "voila" / "templates" / TEMPLATE)
        _lay_kernel(jupyter / "kernels" / ORDINARY, ipython=folder / "ipython")
        spec.lay_kernel(jupyter / "kernels", light_settings(), environment={"IPYTHONDIR": str(folder / "ipython")})
        (folder / "kernels").mkdir()
        (folder / "pid").write_text(str(os.getpid()), encoding="ascii")
        os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, (str(jupyter), before)))
        yield folder
    finally:
        if before is None:
            os.environ.pop("JUPYTER_PATH", None)
        else:
            os.environ["JUPYTER_PATH"] = before
        shutil.rmtree(folder, ignore_errors=True)


def _lay_template(folder: Path) -> None:
    """Copy the template, and the palette and type scale that the published map uses too."""
    shutil.copytree(places.share("templates") / "voila" / TEMPLATE, folder)
    shutil.copyfile(Path(places.__file__).parent / "view" / "theme.css", folder / "theme.css")


def _lay_kernel(folder: Path, *, ipython: Path) -> None:
    """Describe the kernel of our pages: this Python, no history file, nobody's start-up scripts."""
    folder.mkdir(parents=True)
    ipython.mkdir()
    ordinary = {
        "argv": [
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
            "--HistoryManager.enabled=False",
        ],
        "display_name": "CJM Widgets",
        "language": "python",
        "env": {"IPYTHONDIR": str(ipython)},
        "metadata": {"debugger": False},
    }
    (folder / "kernel.json").write_text(json.dumps(ordinary), encoding="utf-8")
