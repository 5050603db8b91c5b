"""Real packs, made from the bundled models, and a server that serves them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aitui.translate.models.install import Installer
from aitui.translate.packages import BUNDLED

from .server import Site, serving

Edit = Callable[[dict[str, bytes]], None]
PackBytes = Callable[..., bytes]


def members(model: str) -> dict[str, bytes]:
    """The files of a bundled model, by their path in the pack."""
    root = BUNDLED / model
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def zipped(files: dict[str, bytes], root: str, method: int = zipfile.ZIP_STORED) -> bytes:
    """An `.argosmodel` with one folder; the same files make the same bytes."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"{root}/{name}"), data, method)
    return content.getvalue()


@pytest.fixture(scope="session")
def pack_bytes() -> PackBytes:
    """Makes an `.argosmodel` of a bundled model: other metadata by name, other files by `edit`."""
    models = {name: members(name) for name in ("de_en", "en_zh")}

    def make(
        model: str = "de_en", *, root: str = "translate-de_en-7_0", edit: Edit | None = None, **metadata: str
    ) -> bytes:
        files = dict(models[model])
        known = json.loads(files["metadata.json"]) | {"package_version": "7.0"} | metadata
        files["metadata.json"] = json.dumps(known).encode()
        if edit is not None:
            edit(files)
        return zipped(files, root)

    return make


@pytest.fixture(scope="session")
def pack(pack_bytes: PackBytes) -> bytes:
    """A good one: de_en 7.0."""
    return pack_bytes()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def installer(tmp_path: Path) -> Installer:
    """Installs into folders of the test's own, and waits for nothing."""
    return Installer(tmp_path / "records", tmp_path / "downloads", tmp_path / "argos" / "packages", pause=0.0)


@pytest.fixture
def left(tmp_path: Path) -> Callable[[], list[str]]:
    """Every file under the test's folders but the archives it made itself."""

    def look() -> list[str]:
        found = (path for path in tmp_path.rglob("*") if path.is_file())
        return sorted(str(path.relative_to(tmp_path)) for path in found if path.suffix != ".argosmodel")

    return look
