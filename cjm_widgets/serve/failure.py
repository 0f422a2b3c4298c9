"""What ends a command: one sentence for a person."""

from __future__ import annotations


class Failure(Exception):
    """A command cannot do what it was asked; ``str(failure)`` says what, where and the way out."""
