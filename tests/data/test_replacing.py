"""Files take the place of others whole; what is no file is written to."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.data.replacing import replacing, writing


def test_a_failure_leaves_the_file_as_it_was_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes(b"old")

    def write() -> None:
        with replacing(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one(tmp_path: Path) -> None:
    path, link = tmp_path / "terms.csv", tmp_path / "link.csv"
    path.write_bytes(b"old")
    link.symlink_to(path)
    with replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_gets_the_text_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    with replacing(pipe) as file:
        file.write(b"terms")
    reader.join(30)
    assert got == [b"terms"]
    assert pipe.is_fifo()


def test_where_nothing_can_be_written_the_way_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path, remedy in (
        (tmp_path / "missing" / "page.html", f"Make the folder {tmp_path / 'missing'}"),
        (tmp_path, "Name a file"),
        (tmp_path / "file" / "page.html", "Name a file"),
        (tmp_path / ("n" * 300), "Check the name"),
    ):
        with pytest.raises(AituiError) as raised, writing(path) as file:
            file.write(b"text")
        assert raised.value.where == str(path)
        assert raised.value.remedy is not None
        assert raised.value.remedy.startswith(remedy)
    assert list(tmp_path.iterdir()) == [tmp_path / "file"]
