"""The folder for people's data: made on first use, private, and named for the pages' processes."""

from __future__ import annotations

import os
from pathlib import Path

from cjm_widgets import places
from cjm_widgets.serve.failure import Failure
from cjm_widgets.words import _


def prepare_data_folder(named: str | None = None) -> Path:
    """Return the data folder, made if need be, and put it and the store's address into the environment.

    Whether a database can live there is the store's to say, when it is opened. Raises Failure.
    """
    if named:
        os.environ[places.DATA_VARIABLE] = str(Path(named).expanduser().absolute())
    folder = places.data_folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = _("The folder {folder} cannot be made ({why}); choose another with --data FOLDER.")
        raise Failure(message.format(folder=folder, why=error.strerror)) from error
    if not os.access(folder, os.W_OK):
        message = _("The folder {folder} cannot be written to; choose another with --data FOLDER.")
        raise Failure(message.format(folder=folder))
    os.environ[places.DATA_VARIABLE] = str(folder)
    os.environ[places.STORE_VARIABLE] = places.store_address()
    return folder
