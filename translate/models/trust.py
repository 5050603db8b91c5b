"""Which files are the ones they should be: published checksums, and those that a person vouched for before."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.models.catalogue import known_by_checksum, known_of
from aitui.translate.models.files import write_whole


class Trust(StrEnum):
    """Why a file is taken for what it says it is."""

    PUBLISHED = "published"
    """Its checksum is the one that aitui knows for this pack."""
    REMEMBERED = "remembered"
    """A person has installed the same file before."""
    GIVEN = "given"
    """A person vouches for it now."""


class UntrustedError(AituiError):
    """Nothing is known of a file; a person may vouch for it."""

    def __init__(self, name: str, sha256: str = "") -> None:
        self.name = name
        self.sha256 = sha256
        with_sum = f" (its SHA-256 is {sha256})" if sha256 else ""
        super().__init__(
            f"no checksum is known for {name}, so nothing proves that it is the publisher's file{with_sum}",
            remedy="If you trust where it comes from, install it with --trust; its checksum is remembered then",
        )


def remembered(folder: Path) -> dict[str, str]:
    """By checksum: the name of the pack that a person vouched for. `folder` is `Paths.models`."""
    try:
        return msgspec.json.decode((folder / "trusted.json").read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return {}


def remember(folder: Path, name: str, sha256: str) -> None:
    """A person vouches for the file with this checksum. Raises AituiError where that cannot be written."""
    write_whole(folder / "trusted.json", msgspec.json.encode(remembered(folder) | {sha256: name}))


def expected_checksum(folder: Path, direction: str, version: str) -> str | None:
    """The checksum that the pack must have, where one is known or remembered."""
    known = known_of(direction, version)
    if known is not None and known.sha256 is not None:
        return known.sha256
    name = f"{direction} {version}"
    return next((sha256 for sha256, vouched in reversed(remembered(folder).items()) if vouched == name), None)


def judge(folder: Path, name: str, sha256: str, *, vouched: bool) -> Trust:
    """Why the file of the pack `name` (`de_en 1.3`) with this checksum can be installed.

    Raises AituiError when it is not the published file, and UntrustedError when nothing is known and nobody vouches.
    """
    direction, _, version = name.partition(" ")
    known = known_of(direction, version)
    if known is not None and known.sha256 is not None:
        if known.sha256 == sha256:
            return Trust.PUBLISHED
        raise AituiError(
            f"this is not the published {name}: its SHA-256 is {sha256}, it should be {known.sha256}",
            remedy=f"Get it from where it is published: `aitui models install {direction}`",
        )
    other = known_by_checksum(sha256)
    if other is not None:
        raise AituiError(f"this file says that it is {name}, but it is {other.name}")
    if sha256 in remembered(folder):
        return Trust.REMEMBERED
    if not vouched:
        raise UntrustedError(name, sha256)
    return Trust.GIVEN
