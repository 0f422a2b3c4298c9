"""The commands, one module each; what is heavy they import when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cjm_widgets.serve.commands import (
    backup,
    check,
    data,
    export,
    importing,
    lab,
    list,  # noqa: A004 - the command's name
    new,
    protocol,
    publish,
    serve,
)

if TYPE_CHECKING:
    from cjm_widgets.serve.command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    serve.COMMAND,
    lab.COMMAND,
    new.COMMAND,
    list.COMMAND,
    importing.COMMAND,
    export.COMMAND,
    publish.COMMAND,
    protocol.COMMAND,
    check.COMMAND,
    data.COMMAND,
    backup.COMMAND,
)
