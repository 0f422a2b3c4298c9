"""What a command of the command line consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: its name, a line of help, an example that works as it stands, and what it does."""

    name: str
    summary: str
    example: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    """Returns the exit code; raises Failure (or an error of the model or store) with a sentence."""
    opens_data: bool = True
    """Whether it opens the folder in which workshops are kept, so that --data names another one."""
