from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from aitui.translate.argos_folders import package_folders
from aitui.translate.packages import Package, discover, scan


def test_the_bundled_models_need_no_install():
    assert {(package.from_code, package.to_code) for package in discover([])} >= {("de", "en"), ("en", "zh")}
    assert all(package.bundled for package in discover([]))


def test_an_installed_pack_is_preferred_to_the_bundled_one(tmp_path, install):
    root = install("de_en", package_version="0.0.1")
    found = {(p.from_code, p.to_code): p for p in discover([tmp_path / "packages"])}
    assert found["de", "en"].root == root
    assert not found["de", "en"].bundled
    assert found["en", "zh"].bundled


def test_the_newest_of_two_versions_is_used_whatever_its_folder_is_called(tmp_path, install):
    install("de_en", package_version="1.9")
    newest = install("translate-de_en-1_10", package_version="1.10")
    install("zz_old", package_version="1.0")
    found = {(p.from_code, p.to_code): p for p in discover([tmp_path / "packages"])}
    assert found["de", "en"].root == newest
    assert len(scan([tmp_path / "packages"]).packages) == 5


def _without_metadata(root: Path) -> None:
    (root / "metadata.json").unlink()


def _broken_metadata(root: Path) -> None:
    (root / "metadata.json").write_bytes(b'{"from_code": "de", \xff')


def _metadata_without_direction(root: Path) -> None:
    (root / "metadata.json").write_text(json.dumps({"package_version": "1.0"}))


def _without_model(root: Path) -> None:
    (root / "model" / "model.bin").unlink()


def _empty_model(root: Path) -> None:
    (root / "model" / "model.bin").write_bytes(b"")


def _without_tokenizer(root: Path) -> None:
    (root / "sentencepiece.model").unlink()


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (_without_metadata, "metadata.json is missing"),
        (_broken_metadata, "metadata.json cannot be read"),
        (_metadata_without_direction, "from which language"),
        (_without_model, "model.bin is missing or empty"),
        (_empty_model, "model.bin is missing or empty"),
        (_without_tokenizer, "neither sentencepiece.model nor bpe.model"),
    ],
)
def test_a_damaged_pack_is_left_out_and_reported_with_its_reason(tmp_path, install, damage, reason):
    root = install("de_en")
    damage(root)
    found = scan([tmp_path / "packages"])
    assert [package.root for package in found.packages if not package.bundled] == []
    (damaged,) = found.damaged
    assert damaged.root == root
    assert reason in damaged.reason


@pytest.mark.parametrize("newer", [True, False])
def test_a_pack_replaced_or_removed_while_it_is_read_is_not_taken_for_a_damaged_one(tmp_path, install, newer):
    root = install("de_en", package_version="1.0")
    replacement = Path(shutil.copytree(root, tmp_path / "replacement"))
    # Whoever reads from a pipe waits until it is written to.
    (root / "metadata.json").unlink()
    os.mkfifo(root / "metadata.json")

    def replace() -> None:
        with (root / "metadata.json").open("wb") as pipe:
            root.rename(tmp_path / "aside")
            if newer:
                replacement.rename(root)
            pipe.write(b"{")

    thread = threading.Thread(target=replace)
    thread.start()
    scanned = scan([root.parent])
    thread.join()
    assert scanned.damaged == ()
    assert [package.version for package in scanned.packages if not package.bundled] == ["1.0"] * newer


def test_packs_of_another_type_are_no_translation_models_and_not_damaged(tmp_path, install):
    install("sbd", type="sbd")
    found = scan([tmp_path / "packages"])
    assert all(package.bundled for package in found.packages)
    assert found.damaged == ()


def test_a_folder_that_does_not_exist_holds_no_packs(tmp_path):
    assert discover([tmp_path / "nowhere"]) == discover([])


def test_the_fingerprint_follows_the_model_not_its_place(tmp_path, install, de_en):
    root = install("copy")
    package = Package("de", "en", "9", root, bundled=False)
    assert package.fingerprint == de_en.fingerprint
    model = root / "model" / "model.bin"
    content = bytearray(model.read_bytes())
    content[len(content) // 2 :] = bytes(byte ^ 1 for byte in content[len(content) // 2 :])
    model.write_bytes(content)
    os.utime(model, ns=(1, 1))
    assert package.fingerprint != de_en.fingerprint


_ARGOS_ANSWER = """
import json
from argostranslate import settings
print(json.dumps([str(folder) for folder in settings.package_dirs]))
"""


@pytest.mark.parametrize("case", ["plain", "variable", "data home", "settings file", "broken settings", "snap"])
def test_the_folders_are_those_of_argos(tmp_path, case):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ARGOS", "XDG", "SNAP"))}
    environment["HOME"] = str(tmp_path)
    config = tmp_path / ".config" / "argos-translate" / "settings.json"
    config.parent.mkdir(parents=True)
    match case:
        case "variable":
            environment["ARGOS_PACKAGES_DIR"] = str(tmp_path / "mine")
            config.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "other")}))
        case "data home":
            environment["XDG_DATA_HOME"] = str(tmp_path / "data")
        case "settings file":
            environment["XDG_CONFIG_HOME"] = str(tmp_path / ".config")
            config.write_text(json.dumps({"ARGOS_PACKAGES_DIR": str(tmp_path / "from_file")}))
        case "broken settings":
            config.write_text("{")
        case "snap":
            environment |= {"SNAP": str(tmp_path / "snap"), "SNAP_USER_DATA": str(tmp_path / "snap_data")}
            for folder in ("packages", "content_snap_packages/a"):
                (tmp_path / "snap" / "snap_custom" / folder).mkdir(parents=True)
    command = [sys.executable, "-c", _ARGOS_ANSWER]
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    ours = subprocess.run(
        [sys.executable, "-c", _OUR_ANSWER], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert json.loads(ours) == json.loads(answer.splitlines()[-1])


_OUR_ANSWER = """
import json
from aitui.translate.argos_folders import package_folders
print(json.dumps([str(folder) for folder in package_folders()]))
"""


def test_looking_for_the_folders_creates_none(tmp_path):
    package_folders({"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert list(tmp_path.iterdir()) == []
