from __future__ import annotations

from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.data.paths import Paths


def test_everything_lies_under_the_folder_that_was_named(tmp_path: Path) -> None:
    paths = Paths.of_user(tmp_path)
    assert {paths.config.parent, paths.data.parent, paths.cache.parent} == {tmp_path}
    assert paths.library.parent == paths.memory.parent == paths.data


def test_the_variable_names_a_folder_too_and_an_argument_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AITUI_HOME", str(tmp_path / "a"))
    assert Paths.of_user().data == tmp_path / "a" / "data"
    assert Paths.of_user(tmp_path / "b").data == tmp_path / "b" / "data"


def test_without_either_it_is_where_the_platform_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AITUI_HOME")
    assert Paths.of_user().data.name == "aitui"


def test_asking_for_the_folders_makes_none(tmp_path: Path) -> None:
    Paths.of_user(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_error_names_what_where_and_the_way_out() -> None:
    assert str(AituiError("is empty", where="x.txt", remedy="Write something")) == "x.txt: is empty. Write something"
    assert str(AituiError("nothing to do")) == "nothing to do"
