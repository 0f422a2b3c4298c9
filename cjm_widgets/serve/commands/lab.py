"""``cjm lab``: open JupyterLab on the notebooks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cjm_widgets import places
from cjm_widgets.serve.command import Command
from cjm_widgets.serve.storage import prepare_data_folder
from cjm_widgets.words import N_, _

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--copy",
        metavar=_("FOLDER"),
        help=_("work on copies in this folder; copies that are there already stay as they are"),
    )
    parser.add_argument("--no-browser", action="store_true", help=_("do not open a browser"))
    parser.add_argument("rest", nargs="*", metavar=_("OPTION"), help=_("after --, options for JupyterLab itself"))


# Nothing leaves the machine: no news, no look for updates, no catalogue of extensions.
_QUIET: Final = (
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def _run(arguments: argparse.Namespace) -> int:
    prepare_data_folder(arguments.data)
    folder = places.share("notebooks")
    if arguments.copy:
        folder = copy_notebooks(folder, Path(arguments.copy).expanduser().absolute())
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}", *_QUIET, *arguments.rest]
    if os.name == "posix" and os.geteuid() == 0:
        # As `cjm serve` does: in a container, everybody is root.
        command.append("--allow-root")
    if arguments.no_browser:
        command.append("--no-browser")
    if os.name == "posix":
        # Take this process's place: signals and the terminal then are JupyterLab's own.
        os.execv(sys.executable, command)  # noqa: S606 - our own Python
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own Python


def copy_notebooks(source: Path, target: Path) -> Path:
    """Copy the notebooks that ``target`` lacks, and return it."""
    target.mkdir(parents=True, exist_ok=True)
    for notebook in sorted(source.glob("*.ipynb")):
        copy = target / notebook.name
        if not copy.exists():
            shutil.copyfile(notebook, copy)
    return target


COMMAND: Final = Command(
    name="lab",
    summary=N_("open JupyterLab on the notebooks"),
    example="cjm lab --no-browser --copy my-notebooks",
    add_arguments=_add_arguments,
    run=_run,
)
