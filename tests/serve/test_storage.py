from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cjm_widgets import places
from cjm_widgets.serve.failure import Failure
from cjm_widgets.serve.storage import prepare_data_folder


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(places.DATA_VARIABLE, "")
    monkeypatch.setenv(places.STORE_VARIABLE, "")


def test_the_folder_is_made_private_and_named_for_the_pages(tmp_path: Path) -> None:
    folder = prepare_data_folder(str(tmp_path / "a" / "b"))
    assert folder == tmp_path / "a" / "b"
    if os.name == "posix":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert os.environ["CJM_DATA"] == str(folder)
    assert os.environ["CJM_STORE"] == f"sqlite:///{(folder / 'workshops.sqlite').as_posix()}"


def test_a_store_that_is_named_stays_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CJM_STORE", "postgresql+pg8000://kit@db/workshops")
    prepare_data_folder(str(tmp_path))
    assert os.environ["CJM_STORE"] == "postgresql+pg8000://kit@db/workshops"


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Failure, match="cannot be made"):
        prepare_data_folder(str(tmp_path / "file" / "data"))


def test_the_shelves_are_found_in_a_checkout() -> None:
    assert (places.share("templates") / "voila" / "cjm" / "conf.json").is_file()


def test_a_missing_shelf_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "cjm_widgets")
    with pytest.raises(FileNotFoundError, match="install it again"):
        places.share("notebooks")


def test_an_installed_package_uses_its_own_shelves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "cjm_widgets"
    (package / "_share" / "notebooks").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert places.share("notebooks") == package / "_share" / "notebooks"


def test_the_data_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CJM_DATA")
    assert "cjm-widgets" in places.data_folder().parts
    monkeypatch.setenv("CJM_DATA", "~/x")
    assert places.data_folder() == Path.home() / "x"
