from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aitui.translate.packages import BUNDLED, Package, scan
from aitui.translate.translator import Translator

PackMaker = Callable[..., Path]


@pytest.fixture(scope="session")
def bundled() -> list[Package]:
    return scan([]).preferred()


@pytest.fixture(scope="session")
def de_en(bundled: list[Package]) -> Package:
    return next(package for package in bundled if package.from_code == "de")


@pytest.fixture
def memory_path(tmp_path: Path) -> Path:
    return tmp_path / "memory.sqlite3"


@pytest.fixture
def translator(memory_path: Path, bundled: list[Package]) -> Iterator[Translator]:
    translator = Translator(memory_path, bundled)
    yield translator
    translator.close()


@pytest.fixture
def install(tmp_path: Path) -> PackMaker:
    """Puts a copy of a bundled model, with other metadata, where Argos would install it."""

    def make(root: str, model: str = "de_en", **metadata: str) -> Path:
        folder = tmp_path / "packages" / root
        shutil.copytree(BUNDLED / model, folder, copy_function=shutil.copyfile)
        path = folder / "metadata.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | metadata))
        return folder

    return make
