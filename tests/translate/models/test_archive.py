from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import warnings
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from aitui.translate.models.archive import Limits, UnsafeArchiveError, copy_folder, unpack
from aitui.translate.models.transfer import Stop, StoppedError

GOOD = {"pack/metadata.json": b"{}", "pack/model/model.bin": b"weights" * 1000, "pack/empty/": b""}


def archive(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        warnings.simplefilter("ignore", UserWarning)  # about the names that are there twice
        for name, content in entries:
            made.writestr(name, content)
    return path


def info(name: str, mode: int) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    made.external_attr = mode << 16
    return made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_a_good_archive_comes_out_as_it_went_in(tmp_path: Path, out: Path) -> None:
    root = unpack(archive(tmp_path / "a", *GOOD.items()), out)
    assert root == out / "pack"
    assert (root / "model" / "model.bin").read_bytes() == GOOD["pack/model/model.bin"]
    assert (root / "empty").is_dir()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../x", "outside of its folder"),
        ("pack/../../x", "outside of its folder"),
        ("/etc/x", "outside of its folder"),
        ("\\\\server\\x", "outside of its folder"),
        ("pack\\..\\x", "outside of its folder"),
        ("C:/x", "outside of its folder"),
        ("pack//x", "no file can have"),
        ("pack/./x", "no file can have"),
        ("pack/a\x1b]52;x", "no file can have"),
        ("pack/x:stream", "no file can have"),
        ("pack/x. ", "no file can have"),
        ("pack/" + "x" * 300, "no file can have"),
        ("pack" + "/x" * 30, "no file can have"),
        ("pack/METADATA.json", "twice"),
        ("pack/metadata.json/x", "as a file and as a folder"),
        ("other/x", "exactly one folder"),
        ("x", "exactly one folder"),
    ],
)
def test_no_name_leads_out_of_the_folder_or_fools_a_file_system(
    tmp_path: Path, out: Path, name: str, reason: str
) -> None:
    path = archive(tmp_path / "a", *GOOD.items(), (name, b"evil"))
    with pytest.raises(UnsafeArchiveError) as caught:
        unpack(path, out)
    assert reason in caught.value.what
    assert caught.value.remedy
    assert list(out.iterdir()) == []
    assert {found.name for found in tmp_path.iterdir()} == {"a", "out"}


def test_an_umlaut_written_in_two_ways_is_one_name(tmp_path: Path, out: Path) -> None:
    path = archive(tmp_path / "a", *GOOD.items(), ("pack/\u00fc", b"1"), ("pack/u\u0308", b"2"))
    with pytest.raises(UnsafeArchiveError, match="twice"):
        unpack(path, out)


def test_the_same_name_twice_is_refused(tmp_path: Path, out: Path) -> None:
    path = archive(tmp_path / "a", *GOOD.items(), ("pack/metadata.json", b"[]"))
    with pytest.raises(UnsafeArchiveError, match="twice"):
        unpack(path, out)


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(tmp_path: Path, out: Path, mode: int) -> None:
    path = archive(tmp_path / "a", *GOOD.items(), (info("pack/link", mode | 0o777), b"/etc/passwd"))
    with pytest.raises(UnsafeArchiveError, match="a link or no plain file"):
        unpack(path, out)
    assert list(out.iterdir()) == []


def zeros(size: int) -> bytes:
    """`size` zeros, deflated; made without holding them."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = bytes(1 << 20)
    return b"".join(press.compress(block) for _ in range(size >> 20)) + press.flush()


def bomb(path: Path, declared: int, packed: bytes) -> Path:
    """An archive with one entry that says it is `declared` bytes long."""
    name = b"pack/model.bin"
    with path.open("wb") as file:
        extra = struct.pack("<HHQQ", 1, 16, declared, len(packed))
        sizes = (0xFFFFFFFF, 0xFFFFFFFF)
        file.write(struct.pack("<4s5H3L2H", b"PK\3\4", 45, 0, 8, 0, 33, 0, *sizes, len(name), len(extra)))
        file.write(name + extra + packed)
        begin = file.tell()
        head = struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 33, 0, *sizes, len(name), len(extra), 0, 0, 0, 0, 0
        )
        file.write(head + name + extra)
        file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, file.tell() - begin, begin, 0))
    return path


def test_ten_gigabytes_of_zeros_are_refused_by_what_the_archive_says(tmp_path: Path, out: Path) -> None:
    path = bomb(tmp_path / "a", 10 << 30, zeros(64 << 20))
    with pytest.raises(UnsafeArchiveError, match=r"would unpack to 10.7 GB"):
        unpack(path, out)
    assert list(out.iterdir()) == []


def test_zeros_that_would_fit_are_refused_for_what_they_come_from(tmp_path: Path, out: Path) -> None:
    path = bomb(tmp_path / "a", 64 << 20, zeros(64 << 20))
    with pytest.raises(UnsafeArchiveError, match=r"would unpack from 0.1 MB to 67.1 MB"):
        unpack(path, out)


def test_an_archive_that_lies_about_its_size_is_stopped_where_it_lied(tmp_path: Path, out: Path) -> None:
    path = bomb(tmp_path / "a", 1000, zeros(64 << 20))
    with pytest.raises(UnsafeArchiveError):
        unpack(path, out)
    assert sum(found.stat().st_size for found in out.rglob("*") if found.is_file()) <= 1000


@pytest.mark.parametrize("honest", [True, False])
def test_a_million_entries_are_refused_before_they_are_read(tmp_path: Path, out: Path, honest: bool) -> None:
    path = tmp_path / "a"
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 33, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0) + b"pack/x"
    directory = len(entry) * 1_000_000
    with path.open("wb") as file:
        for _ in range(100):
            file.write(entry * 10_000)
        if honest:
            record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1_000_000, 1_000_000, directory, 0)
            file.write(record + struct.pack("<4sLQL", b"PK\6\7", 0, directory, 1))
            file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0))
        else:
            file.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, directory, 0, 0))
    tracemalloc.start()
    with pytest.raises(UnsafeArchiveError, match=r"1,000,000 entries|table of contents of 52"):
        unpack(path, out)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_what_is_cut_off_or_no_archive_is_told(tmp_path: Path, out: Path) -> None:
    path = archive(tmp_path / "a", *GOOD.items())
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UnsafeArchiveError, match="cut off, or no zip archive"):
        unpack(path, out)


def test_a_flipped_bit_is_found_out(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "a"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in GOOD.items():
            made.writestr(name, content)
    content = bytearray(path.read_bytes())
    content[content.index(b"weights") + 100] ^= 1
    path.write_bytes(content)
    with pytest.raises(UnsafeArchiveError, match="damaged"):
        unpack(path, out)


def test_any_bytes_at_all_are_an_answer_not_a_crash(tmp_path: Path, out: Path) -> None:
    good = io.BytesIO()
    with zipfile.ZipFile(good, "w") as made:
        for name, content in GOOD.items():
            made.writestr(name, content)
    for position in range(7100, len(good.getvalue()), 3):
        content = bytearray(good.getvalue())
        content[position] ^= 0x55
        path = tmp_path / "a"
        path.write_bytes(content)
        folder = out / str(position)
        folder.mkdir()
        with suppress(UnsafeArchiveError):
            assert unpack(path, folder).parent == folder


def test_unpacking_stops_when_it_is_told_to(tmp_path: Path, out: Path) -> None:
    stop = Stop()
    stop.set()
    with pytest.raises(StoppedError):
        unpack(archive(tmp_path / "a", *GOOD.items()), out, stop=stop)


def test_a_folder_is_copied_without_its_links(tmp_path: Path, out: Path) -> None:
    source = tmp_path / "pack"
    (source / "model").mkdir(parents=True)
    (source / "model" / "model.bin").write_bytes(b"weights")
    assert (copy_folder(source, out) / "model" / "model.bin").read_bytes() == b"weights"
    (source / "link").symlink_to("/etc/passwd")
    with pytest.raises(UnsafeArchiveError, match="a link"):
        copy_folder(source, out)
    (source / "link").unlink()
    with pytest.raises(UnsafeArchiveError, match="more than 0 files"):
        copy_folder(source, out, limits=Limits(entries=0))
