"""``cjm data``: what the data says, for scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.command import Command
from cjm_widgets.words import N_

if TYPE_CHECKING:
    import argparse


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    del parser


def _run(arguments: argparse.Namespace) -> int:
    del arguments
    return 0


COMMAND: Final = Command(
    name="data",
    summary=N_("describe a file of events or survey answers"),
    example="cjm data survey sample_data/survey.csv --column nps --scale nps --json",
    add_arguments=_add_arguments,
    run=_run,
)
