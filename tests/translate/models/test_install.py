from __future__ import annotations

import hashlib
import json
import os
import signal
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.models import receipt
from aitui.translate.models.catalogue import Entry
from aitui.translate.models.install import Installer
from aitui.translate.models.lock import BusyError, exclusive
from aitui.translate.models.staging import sweep
from aitui.translate.models.transfer import Progress, Stop, StoppedError
from aitui.translate.models.trust import Trust, UntrustedError
from aitui.translate.packages import DamagedPackage, Package, scan

from .conftest import PackBytes, zipped
from .server import File, Site

Left = Callable[[], list[str]]


def entry(*links: str, content: bytes | None = None, version: str = "7.0") -> Entry:
    sha256 = hashlib.sha256(content).hexdigest() if content is not None else None
    return Entry("de", "en", version, links, len(content) if content is not None else None, sha256)


def known(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """Let the table of known packs hold de_en 7.0 with this content."""
    published = entry(content=content)

    def known_of(direction: str, version: str) -> Entry | None:
        return published if (direction, version) == ("de_en", "7.0") else None

    monkeypatch.setattr("aitui.translate.models.trust.known_of", known_of)


def installed(installer: Installer) -> list[Package]:
    return [package for package in scan([installer.packages]).packages if not package.bundled]


def test_a_published_pack_is_downloaded_checked_tried_out_and_there(
    site: Site, installer: Installer, pack: bytes, left: Left, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(monkeypatch, pack)
    seen: list[str] = []
    done = installer.from_catalogue(
        entry(site.put("/m", File(pack, drop_every=len(pack) // 10 + 1)), content=pack),
        on_progress=lambda progress: seen.append(progress.what),
    )
    assert done.trust is Trust.PUBLISHED
    assert done.translation
    assert list(dict.fromkeys(seen)) == ["downloading", "unpacking", "trying it out"]
    (package,) = installed(installer)
    assert package == done.package
    assert package.root.name == "translate-de_en-7_0"
    assert Engine(package).translate(["Das ist ein Satz."], options=DecodingOptions())[0]
    assert receipt.changes(receipt.read(package.root), receipt.checksums(package.root)) == []
    assert not [path for path in left() if not path.startswith(("argos/packages/translate-de_en-7_0/", "records/"))]


def test_another_argos_program_finds_what_was_installed(
    site: Site, installer: Installer, pack: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(monkeypatch, pack)
    installer.from_catalogue(entry(site.put("/m", File(pack)), content=pack))
    ask = "from argostranslate.package import get_installed_packages\nprint([p.from_code for p in get_installed_packages()])"
    environment = os.environ | {"ARGOS_PACKAGES_DIR": str(installer.packages)}
    answer = subprocess.run([sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "['de']"


def test_what_nothing_is_known_of_is_installed_only_when_somebody_vouches_and_is_remembered(
    site: Site, installer: Installer, pack: bytes, left: Left
) -> None:
    wanted = entry(site.put("/m", File(pack)))
    with pytest.raises(UntrustedError) as caught:
        installer.from_catalogue(wanted)
    assert "--trust" in caught.value.remedy
    assert site.asked == []  # no megabyte is spent before the question
    assert left() == []
    assert installer.from_catalogue(wanted, vouched=True).trust is Trust.GIVEN
    assert installer.from_catalogue(wanted).trust is Trust.REMEMBERED
    site.files["/m"].content = pack[:-1] + b"\x01"
    with pytest.raises(AituiError, match="with the checksum"):
        installer.from_catalogue(wanted)
    assert len(installed(installer)) == 1


def test_a_file_that_is_not_the_published_one_is_never_installed(
    tmp_path: Path, installer: Installer, pack: bytes, left: Left, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(monkeypatch, pack + b"other")
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    with pytest.raises(AituiError, match=r"not the published de_en 7\.0"):
        installer.from_path(path, vouched=True)
    assert left() == []


def test_a_file_from_a_stick_and_a_folder_are_installed_too(
    tmp_path: Path, installer: Installer, pack_bytes: PackBytes
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack_bytes(root="de_en"))
    with pytest.raises(UntrustedError) as caught:
        installer.from_path(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() in caught.value.what
    first = installer.from_path(path, vouched=True).package
    again = replace(installer, packages=tmp_path / "second" / "packages").from_path(first.root, vouched=True)
    assert again.package.root.parent.parent.name == "second"
    assert again.package.fingerprint == first.fingerprint
    assert path.exists()


def test_two_versions_stand_side_by_side_and_the_same_one_is_replaced(
    tmp_path: Path, installer: Installer, pack_bytes: PackBytes
) -> None:
    (installer.packages / "de_en").mkdir(parents=True)
    path = tmp_path / "x.argosmodel"
    for version in ("7.0", "7.10"):
        path.write_bytes(pack_bytes(package_version=version))
        installer.from_path(path, vouched=True)
    root = installer.packages / "translate-de_en-7_0"
    root.rename(installer.packages / "de_en_as_argos_calls_it")
    path.write_bytes(pack_bytes())
    installer.from_path(path)
    assert {package.root.name for package in installed(installer)} == {
        "de_en_as_argos_calls_it",
        "translate-de_en-7_10",
    }


def no_json(files: dict[str, bytes]) -> None:
    files["metadata.json"] = b"{not json \xff"


def huge_metadata(files: dict[str, bytes]) -> None:
    files["metadata.json"] = b"[" * 2_000_000


def no_model(files: dict[str, bytes]) -> None:
    del files["model/model.bin"]


def no_tokenizer(files: dict[str, bytes]) -> None:
    del files["sentencepiece.model"]


def other_ctranslate2(files: dict[str, bytes]) -> None:
    files["model/model.bin"] = struct.pack("<I", 99) + files["model/model.bin"][4:]


def cut_off(files: dict[str, bytes]) -> None:
    files["model/model.bin"] = files["model/model.bin"][: len(files["model/model.bin"]) // 2]


def zeroed(files: dict[str, bytes]) -> None:
    files["model/model.bin"] = bytes(1_000_000)


def absurd_dimensions(files: dict[str, bytes]) -> None:
    weights = bytearray(files["model/model.bin"])
    weights[60:200] = b"\xff" * 140
    files["model/model.bin"] = bytes(weights)


def no_vocabulary(files: dict[str, bytes]) -> None:
    files["model/shared_vocabulary.json"] = b"[]"


def broken_tokenizer(files: dict[str, bytes]) -> None:
    files["sentencepiece.model"] = b"\x00" * 1000


def broken_bpe(files: dict[str, bytes]) -> None:
    del files["sentencepiece.model"]
    files["bpe.model"] = b"\xff\xfe\x00"


@pytest.mark.parametrize(
    ("edit", "metadata", "reason"),
    [
        (no_json, {}, "metadata.json cannot be read"),
        (huge_metadata, {}, "metadata.json is far too large"),
        (None, {"type": "sbd"}, "no translation model"),
        (None, {"from_code": "de", "to_code": "de"}, "makes no sense"),
        (None, {"to_code": "../../en"}, "makes no sense"),
        (None, {"package_version": "7.0/../.."}, "makes no sense"),
        (None, {"from_code": ""}, "from which language"),
        (None, {"from_code": "nl"}, "holds nl_en 7.0, not de_en 7.0"),
        (no_model, {}, "model.bin is missing"),
        (no_tokenizer, {}, "neither sentencepiece.model nor bpe.model"),
        (other_ctranslate2, {}, "made for another CTranslate2"),
        (cut_off, {}, "cannot be used"),
        (zeroed, {}, "cannot be used|ends the process|made for another"),
        (absurd_dimensions, {}, "cannot be used|ends the process"),
        (no_vocabulary, {}, "cannot be used|ends the process"),
        (broken_tokenizer, {}, "tokenizer of .* is damaged"),
        (broken_bpe, {}, "tokenizer of .* is damaged"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_pack_that_cannot_be_used_leaves_nothing_and_says_why(
    site: Site,
    installer: Installer,
    pack_bytes: PackBytes,
    left: Left,
    edit: Callable[[dict[str, bytes]], None] | None,
    metadata: dict[str, str],
    reason: str,
) -> None:
    content = pack_bytes(edit=edit, **metadata)
    with pytest.raises(AituiError, match=reason):
        installer.from_catalogue(entry(site.put("/m", File(content))), vouched=True)
    assert left() == []
    assert installed(installer) == []


def with_bpe(files: dict[str, bytes]) -> None:
    del files["sentencepiece.model"]
    files["bpe.model"] = b"#version: 0.2\nD as</w>\n"


def with_stanza(files: dict[str, bytes]) -> None:
    files["stanza/de/tokenize/gsd.pt"] = b"weights of a sentence splitter"
    files["stanza/resources.json"] = b"{}"


@pytest.mark.parametrize("edit", [with_bpe, with_stanza])
def test_older_tokenizers_and_packs_with_a_sentence_splitter_are_as_good(
    tmp_path: Path, installer: Installer, pack_bytes: PackBytes, edit: Callable[[dict[str, bytes]], None]
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack_bytes(edit=edit))
    root = installer.from_path(path, vouched=True).package.root
    assert (root / "stanza").is_dir() == (edit is with_stanza)


def test_a_file_of_modules_in_the_pack_is_never_imported(
    tmp_path: Path, installer: Installer, pack_bytes: PackBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_module(files: dict[str, bytes]) -> None:
        files["ctranslate2.py"] = files["json.py"] = b"raise SystemExit(7)"

    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack_bytes(edit=with_module))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "msgspec.py").write_text("raise SystemExit(7)")
    assert installer.from_path(path, vouched=True).translation


@pytest.mark.parametrize("phase", ["downloading", "unpacking", "trying it out"])
def test_stopped_in_any_phase_nothing_of_the_pack_is_seen(
    site: Site, installer: Installer, pack: bytes, left: Left, phase: str
) -> None:
    stop = Stop()

    def stop_there(progress: Progress) -> None:
        if progress.what == phase and progress.done >= (progress.total or 0) // 2:
            stop.set()

    with pytest.raises(StoppedError):
        installer.from_catalogue(entry(site.put("/m", File(pack))), vouched=True, on_progress=stop_there, stop=stop)
    assert installed(installer) == []
    kept = left()
    assert all(path.endswith((".part", ".part.json")) for path in kept)
    assert bool(kept) == (phase == "downloading")


KILLED = """
import os, sys
from pathlib import Path
from aitui.translate.models.install import Installer
base = Path(sys.argv[1])
def die(progress):
    if progress.what == sys.argv[3]:
        os.kill(os.getpid(), 9)
Installer(base / "records", base / "downloads", base / "argos" / "packages").from_path(
    Path(sys.argv[2]), vouched=True, on_progress=die)
"""


@pytest.mark.parametrize("phase", ["unpacking", "trying it out"])
def test_what_a_killed_install_left_is_gone_at_the_next_start(
    tmp_path: Path, installer: Installer, pack: bytes, left: Left, phase: str
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, path, phase], check=False)
    assert done.returncode == -signal.SIGKILL
    assert left() != []
    assert installed(installer) == []
    assert list(installer.packages.iterdir()) == []
    sweep(installer.packages)
    assert left() == []


def test_a_pack_that_made_way_for_one_that_never_came_is_back_at_the_next_start(
    tmp_path: Path, installer: Installer, pack: bytes
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    package = installer.from_path(path, vouched=True).package
    aside = installer.packages.parent / ".aitui-staging" / "replaced" / package.root.name
    aside.parent.mkdir(parents=True)
    package.root.rename(aside)
    sweep(installer.packages)
    assert installed(installer) == [package]


def test_two_installs_at_once_do_not_meet(installer: Installer, tmp_path: Path, pack: bytes) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    installer.packages.mkdir(parents=True)
    with exclusive(installer.packages), pytest.raises(BusyError, match="another aitui"):
        installer.from_path(path, vouched=True)
    assert installer.from_path(path, vouched=True).translation


def test_nothing_is_seen_of_a_pack_before_it_is_there_whole(tmp_path: Path, installer: Installer, pack: bytes) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    installer.packages.mkdir(parents=True)
    seen: list[list[Path]] = []
    installer.from_path(path, vouched=True, on_progress=lambda _: seen.append(list(installer.packages.iterdir())))
    assert len(seen) > 10
    assert not any(seen)


def test_on_a_disk_of_its_own_the_folder_of_packs_never_holds_what_argos_cannot_read(
    tmp_path: Path, installer: Installer, pack: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aitui.translate.models.staging.os.access", lambda path, mode: False)
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    unreadable: list[Path] = []

    def look(_: Progress) -> None:
        unreadable.extend(folder for folder in installer.packages.iterdir() if not (folder / "metadata.json").exists())

    installer.from_path(path, vouched=True, on_progress=look)
    assert unreadable == []
    assert [found.name for found in installer.packages.iterdir()] == ["translate-de_en-7_0"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, installer: Installer, pack: bytes) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    (tmp_path / "file").write_text("")
    with pytest.raises(AituiError, match="cannot be written") as caught:
        replace(installer, packages=tmp_path / "file" / "packages").from_path(path, vouched=True)
    assert "ARGOS_PACKAGES_DIR" in caught.value.remedy


def test_an_installed_pack_can_be_removed_and_a_bundled_one_cannot(
    tmp_path: Path, installer: Installer, pack: bytes, left: Left, de_en: Package
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    installer.remove(installer.from_path(path, vouched=True).package)
    assert installed(installer) == []
    assert [found for found in left() if found.startswith("argos")] == []
    with pytest.raises(AituiError, match="comes with aitui"):
        installer.remove(de_en)


def test_a_lookup_from_another_thread_during_an_install_finds_the_old_packs(
    tmp_path: Path, installer: Installer, pack: bytes
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack)
    installer.from_path(path, vouched=True)
    found: list[int] = []
    damaged: list[DamagedPackage] = []
    over = threading.Event()

    def look() -> None:
        while not over.is_set():
            scanned = scan([installer.packages])
            found.append(len(scanned.packages))
            damaged.extend(scanned.damaged)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        installer.from_path(path)
    finally:
        over.set()
        thread.join()
    assert set(found) <= {2, 3}
    assert damaged == []


def test_an_attack_that_names_a_pack_after_an_installed_one_of_another_direction_is_called_by_its_own_name(
    tmp_path: Path, installer: Installer, pack_bytes: PackBytes
) -> None:
    path = tmp_path / "x.argosmodel"
    path.write_bytes(pack_bytes(root="translate-en_zh-1_9"))
    assert installer.from_path(path, vouched=True).package.root.name == "translate-de_en-7_0"


def test_a_file_that_is_not_there_or_no_archive_is_told(tmp_path: Path, installer: Installer, left: Left) -> None:
    with pytest.raises(AituiError, match="no such file"):
        installer.from_path(tmp_path / "nothing.argosmodel")
    path = tmp_path / "x.argosmodel"
    path.write_bytes(zipped({"metadata.json": json.dumps({}).encode()}, "root"))
    with pytest.raises(AituiError, match="from which language"):
        installer.from_path(path)
    assert left() == []
