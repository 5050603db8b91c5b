"""Which pack translates each direction: the best one, unless a person has chosen another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.argos_folders import package_folders
from aitui.translate.models.files import write_whole
from aitui.translate.models.health import HEALTH_FILE, problem_of
from aitui.translate.packages import DamagedPackage, Package, Scan, scan

BUNDLED = "bundled"
BEST = "best"
_FILE = "choice.json"
Direction = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The packs on this machine and what they are used for."""

    packages: tuple[Package, ...]
    """Every pack that can be used or has not been tried out yet."""
    damaged: tuple[DamagedPackage, ...]
    """What looks like a pack and cannot be used."""
    in_use: tuple[Package, ...]
    """One for each direction."""
    chosen: frozenset[Direction]
    """The directions for which a person's choice is in use."""

    def uses(self, package: Package) -> bool:
        """Whether this one translates its direction."""
        return package in self.in_use

    def of_direction(self, direction: str) -> list[Package]:
        """The packs for `de_en`. Raises AituiError where there is none."""
        source, _, target = direction.replace("-", "_").removeprefix("translate_").partition("_")
        there = [package for package in self.packages if (package.from_code, package.to_code) == (source, target)]
        if not there:
            raise AituiError(
                f"no model for {direction} is here", remedy="`aitui models available` lists what can be had"
            )
        return there

    def find(self, direction: str, version: str) -> Package:
        """The pack for `de_en` of this version, or `bundled`. Raises AituiError naming those that are there."""
        there = self.of_direction(direction)
        for package in there:
            if package.bundled if version == BUNDLED else not package.bundled and package.version == version:
                return package
        known = ", ".join(BUNDLED if package.bundled else package.version for package in there)
        raise AituiError(f"there is no {direction} {version} here", remedy=f"There is: {known}")


def shelf(records: Path, installed_dirs: Sequence[Path] | None = None) -> Shelf:
    """Look through the folders (default: Argos' own); `records` is `Paths.models`. Loads and tries out nothing."""
    found = scan(installed_dirs)
    damaged = list(found.damaged)
    usable = []
    for package in found.packages:
        problem = problem_of(records, package)
        if problem:
            damaged.append(DamagedPackage(package.root, problem))
        else:
            usable.append(package)
    wanted = read(records)
    best = {(p.from_code, p.to_code): p for p in Scan(tuple(usable), ()).preferred()}
    chosen = {}
    for package in sorted(usable, key=lambda package: str(package.root)):
        direction = package.from_code, package.to_code
        if wanted.get("_".join(direction)) == _word(package):
            chosen[direction] = package
    return Shelf(tuple(usable), tuple(damaged), tuple((best | chosen).values()), frozenset(chosen))


def stamp(records: Path) -> tuple[int, ...]:
    """Changes when a pack comes or goes, when one is chosen, and when one turns out to be damaged."""
    paths = [*package_folders(), records / _FILE, records / HEALTH_FILE]
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)


def read(records: Path) -> Mapping[str, str]:
    """By direction (`de_en`): the version that was chosen, or `bundled`."""
    try:
        return msgspec.json.decode((records / _FILE).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}


def choose(records: Path, package: Package) -> None:
    """From now on this pack translates its direction, as long as it is there. Raises AituiError."""
    _write(records, dict(read(records)) | {f"{package.from_code}_{package.to_code}": _word(package)})


def choose_best(records: Path, direction: str) -> None:
    """From now on the best pack translates `direction` (`de_en`). Raises AituiError."""
    _write(records, {key: value for key, value in read(records).items() if key != direction})


def _word(package: Package) -> str:
    return BUNDLED if package.bundled else package.version


def _write(records: Path, choices: Mapping[str, str]) -> None:
    write_whole(records / _FILE, msgspec.json.encode(choices))
