"""Which packs can be had: Argos' package index, joined with what is known of sizes, checksums and licences.

A snapshot of the entries for German, English and Chinese comes along, so nothing has to be fetched to look at it; the
whole index is fetched when a person asks for it (`refresh`), and kept.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.models.files import write_whole
from aitui.translate.packages import version_key

INDEX_VARIABLE = "ARGOS_PACKAGE_INDEX"
"""Argos' own setting for another index: the folder that `index.json` lies in."""
_INDEX_FOLDER = "https://raw.githubusercontent.com/argosopentech/argospm-index/main/"
_HERE = Path(__file__).parent
_MOST_INDEX_BYTES = 8_000_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,8})?")
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){0,3}")
_REQUEST = re.compile(r"(?:translate-)?([a-z]{2,3})[_-]([a-z]{2,3})(?:(?:-| |==)v?([0-9]+(?:[._][0-9]+)*))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A pack that can be had."""

    from_code: str
    to_code: str
    version: str
    links: tuple[str, ...] = ()
    """Where it lies, all the same file; only http and https."""
    size: int | None = None
    """Bytes of the file, where known."""
    sha256: str | None = None
    """Checksum of the file, 64 hex digits, where known."""
    licence: str = ""
    quality: str = ""
    """Published scores, or empty."""

    @property
    def direction(self) -> str:
        """Such as `de_en`."""
        return f"{self.from_code}_{self.to_code}"

    @property
    def name(self) -> str:
        """Direction and version, such as `de_en 1.3`."""
        return f"{self.direction} {self.version}"

    @property
    def folder_name(self) -> str:
        """The folder it is installed in, such as `translate-de_en-1_3`."""
        return f"translate-{self.direction}-{self.version.replace('.', '_')}"


class _Listed(msgspec.Struct):
    """An entry as Argos' index has it; entries of other types have no languages."""

    package_version: str = ""
    from_code: str = ""
    to_code: str = ""
    links: list[str] = []
    type: str = "translate"


class _Known(msgspec.Struct):
    """One line of the table of known packs."""

    direction: str
    version: str
    size: int | None = None
    sha256: str | None = None
    licence: str = ""
    quality: str = ""


class _KnownTable(msgspec.Struct):
    pack: list[_Known]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The packs that can be had, the newest of a direction first."""

    entries: tuple[Entry, ...]
    refreshed: bool
    """Whether this is the index as fetched, not the snapshot that comes along."""

    def find(self, request: str) -> Entry:
        """The pack that `request` names: `de_en` (the newest), `de_en 1.3`, `translate-de_en-1_3`.

        Raises AituiError when there is none.
        """
        match = _REQUEST.fullmatch(request)
        if match is None:
            raise AituiError(
                f"{request!r} names no model", remedy="Name one like de_en, de_en-1.3, or the path of an .argosmodel"
            )
        source, target, version = match.groups()
        wanted = [entry for entry in self.entries if (entry.from_code, entry.to_code) == (source, target)]
        if version is not None:
            wanted = [entry for entry in wanted if entry.version == version.replace("_", ".")]
        if not wanted:
            known = ", ".join(entry.name for entry in self.entries[:12])
            remedy = f"To be had: {known}" + (" …" if len(self.entries) > 12 else "")
            if not self.refreshed:
                remedy += ". `aitui models refresh` fetches the whole list"
            raise AituiError(f"the list of models has no {request}", remedy=remedy)
        return wanted[0]


def load(folder: Path) -> Catalogue:
    """The catalogue as fetched last into `folder`, else the snapshot. A damaged copy is as none."""
    try:
        return Catalogue(parse((folder / "index.json").read_bytes()), refreshed=True)
    except (OSError, AituiError):
        return Catalogue(parse((_HERE / "index.json").read_bytes()), refreshed=False)


def store(folder: Path, index: bytes) -> Catalogue:
    """Keep a fetched index in `folder`. Raises AituiError, and keeps the one before, where it cannot be read."""
    catalogue = Catalogue(parse(index), refreshed=True)
    write_whole(folder / "index.json", index)
    return catalogue


def index_address(environment: dict[str, str] | None = None) -> str:
    """Where the index is fetched from."""
    given = (os.environ if environment is None else environment).get(INDEX_VARIABLE, _INDEX_FOLDER)
    return given.rstrip("/") + "/index.json"


def parse(index: bytes) -> tuple[Entry, ...]:
    """The translation packs of an index file, sorted; entries that make no sense are left out.

    Raises AituiError when it is no index.
    """
    if len(index) > _MOST_INDEX_BYTES:
        raise AituiError(f"the list of models is larger than {_MOST_INDEX_BYTES // 1_000_000} MB")
    try:
        listed = msgspec.json.decode(index, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise AituiError(
            f"the list of models cannot be read ({error})", remedy=f"Try again, or unset {INDEX_VARIABLE}"
        ) from error
    entries = {entry.name: entry for raw in listed if (entry := _entry(raw)) is not None}
    return tuple(sorted(entries.values(), key=_order))


def _order(entry: Entry) -> tuple[str, str, tuple[int, ...]]:
    return entry.from_code, entry.to_code, tuple(-number for number in version_key(entry.version))


def _entry(raw: msgspec.Raw) -> Entry | None:
    try:
        listed = msgspec.json.decode(raw, type=_Listed)
    except msgspec.MsgspecError:
        return None
    if listed.type != "translate" or not is_direction(listed.from_code, listed.to_code):
        return None
    if not _VERSION.fullmatch(listed.package_version):
        return None
    links = tuple(_usable(listed.links))
    known = _known().get((f"{listed.from_code}_{listed.to_code}", listed.package_version))
    if known is None:
        return Entry(listed.from_code, listed.to_code, listed.package_version, links)
    return Entry(
        listed.from_code,
        listed.to_code,
        listed.package_version,
        links,
        known.size,
        known.sha256,
        known.licence,
        known.quality,
    )


def _usable(links: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(link for link in links if link.startswith(("https://", "http://"))))


def is_direction(from_code: str, to_code: str) -> bool:
    """Whether these are two language codes, of two languages."""
    return from_code != to_code and all(_LANGUAGE.fullmatch(code) for code in (from_code, to_code))


def known_of(direction: str, version: str) -> Entry | None:
    """What the table of known packs has of one, without links."""
    known = _known().get((direction, version))
    if known is None:
        return None
    source, _, target = direction.partition("_")
    return Entry(source, target, version, (), known.size, known.sha256, known.licence, known.quality)


def known_by_checksum(sha256: str) -> Entry | None:
    """The known pack with this checksum."""
    match = next((pack for pack in _known().values() if pack.sha256 == sha256), None)
    return known_of(match.direction, match.version) if match is not None else None


@cache
def _known() -> dict[tuple[str, str], _Known]:
    table = msgspec.toml.decode((_HERE / "known.toml").read_bytes(), type=_KnownTable)
    return {(pack.direction, pack.version): pack for pack in table.pack}
