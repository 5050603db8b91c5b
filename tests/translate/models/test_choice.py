from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.models.choice import choose, choose_best, shelf
from aitui.translate.models.health import examine, problem_of
from aitui.translate.models.install import Installer
from aitui.translate.models.verify import Sums, verify
from aitui.translate.packages import DamagedPackage, Package, scan

from .conftest import PackBytes

Install = Callable[..., Package]


@pytest.fixture
def install_version(tmp_path: Path, installer: Installer, pack_bytes: PackBytes) -> Install:
    """Installs de_en in a version."""

    def install(version: str) -> Package:
        path = tmp_path / "x.argosmodel"
        path.write_bytes(pack_bytes(package_version=version))
        return installer.from_path(path, vouched=True).package

    return install


def used(installer: Installer, direction: tuple[str, str] = ("de", "en")) -> Package:
    here = shelf(installer.records, [installer.packages])
    return next(package for package in here.in_use if (package.from_code, package.to_code) == direction)


def test_the_newest_version_is_used_until_a_person_chooses_and_again_after(
    installer: Installer, install_version: Install
) -> None:
    old, new = install_version("1.9"), install_version("1.10")
    assert used(installer) == new
    here = shelf(installer.records, [installer.packages])
    choose(installer.records, here.find("de_en", "1.9"))
    assert used(installer) == old
    choose(installer.records, here.find("de-en", "bundled"))
    assert used(installer).bundled
    assert shelf(installer.records, [installer.packages]).chosen == {("de", "en")}
    choose_best(installer.records, "de_en")
    assert used(installer) == new


def test_a_choice_that_was_removed_is_no_choice_any_more(installer: Installer, install_version: Install) -> None:
    package = install_version("1.9")
    choose(installer.records, package)
    installer.remove(package)
    assert used(installer).bundled
    assert shelf(installer.records, [installer.packages]).chosen == frozenset()


def test_a_model_that_is_not_here_cannot_be_chosen(installer: Installer) -> None:
    here = shelf(installer.records, [installer.packages])
    with pytest.raises(AituiError, match="no de_en 9") as caught:
        here.find("de_en", "9")
    assert "bundled" in caught.value.remedy
    with pytest.raises(AituiError, match="no model for nl_en is here"):
        here.find("nl_en", "1.0")


def damage(package: Package) -> None:
    model = package.model_folder / "model.bin"
    model.write_bytes(bytes(len(model.read_bytes())))


def test_a_damaged_pack_is_named_and_the_bundled_model_steps_in(installer: Installer, install_version: Install) -> None:
    package = install_version("1.9")
    assert problem_of(installer.records, package) == ""
    damage(package)
    assert problem_of(installer.records, package) is None
    assert examine(installer.records, package)
    assert used(installer).bundled
    (damaged,) = shelf(installer.records, [installer.packages]).damaged
    assert damaged.root == package.root
    assert damaged.reason


def test_a_pack_is_tried_out_again_once_it_has_changed(installer: Installer, install_version: Install) -> None:
    package = install_version("1.9")
    damage(package)
    examine(installer.records, package)
    install_version("1.9")
    assert used(installer) == package


def test_verify_sees_a_changed_file_a_missing_one_and_one_too_many(
    installer: Installer, install_version: Install
) -> None:
    package = install_version("1.9")
    good = verify(package, installer.records)
    assert (good.ok, good.sums) == (True, Sums.SAME)
    assert "x.argosmodel" in good.detail
    (package.root / "README.md").write_text("other")
    (package.root / "MODEL_CARD.md").unlink()
    (package.root / "more.txt").write_text("more")
    changed = verify(package, installer.records)
    assert (changed.ok, changed.loads, changed.sums) == (False, True, Sums.CHANGED)
    for part in ("README.md has changed", "MODEL_CARD.md is missing", "more.txt was not there"):
        assert part in changed.detail
    assert changed.remedy


def test_verify_tells_of_a_model_that_does_not_load(installer: Installer, install_version: Install) -> None:
    package = install_version("1.9")
    damage(package)
    verdict = verify(package, installer.records)
    assert not verdict.loads
    assert "model/model.bin has changed" in verdict.detail
    (package.root / "metadata.json").write_text(json.dumps({}))
    (damaged,) = scan([installer.packages]).damaged
    assert isinstance(damaged, DamagedPackage)
    assert not verify(damaged, installer.records).ok


def test_verify_of_what_another_program_installed_tries_it_out(
    installer: Installer, install: Callable[..., Path], tmp_path: Path, de_en: Package
) -> None:
    install("de_en", package_version="1.0")
    (package,) = [found for found in scan([tmp_path / "packages"]).packages if not found.bundled]
    verdict = verify(package, installer.records)
    assert (verdict.ok, verdict.sums) == (True, Sums.UNKNOWN)
    assert verify(de_en, installer.records).ok
