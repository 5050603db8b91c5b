"""What there is to know of a pack for people: size, where it came from, licence, quality."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from aitui.translate.models import receipt
from aitui.translate.models.catalogue import Entry, known_of
from aitui.translate.models.files import folder_bytes
from aitui.translate.packages import Package

_MODEL_CARD = "MODEL_CARD.md"
_LICENCE_ROW = re.compile(r"^\| Licence[^|]*\|\s*([^|]*?)\s*\|", re.MULTILINE)
_MEASURED = re.compile(r"^## Measured\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_MOST_CARD_BYTES = 100_000
_UNKNOWN_LICENCE = "not stated by the publisher; see README.md in the pack"


@dataclass(frozen=True, slots=True)
class Card:
    """A pack that is here."""

    package: Package
    size: int
    """Bytes on the disk."""
    source: str
    licence: str
    quality: str
    """Measured or published scores, or empty."""
    sha256: str | None
    """Of the file it was installed from, where that is known."""


def card(package: Package) -> Card:
    """Look at a pack; reads small files only."""
    size = folder_bytes(package.root)
    if package.bundled:
        text = _text(package.root / _MODEL_CARD)
        licence = _LICENCE_ROW.search(text)
        return Card(package, size, "comes with aitui", licence[1] if licence else "", _measured(text), None)
    note = receipt.read(package.root)
    known = known_of(f"{package.from_code}_{package.to_code}", package.version)
    return Card(
        package,
        size,
        note.source if note is not None else "installed by another program",
        (known.licence if known is not None else "") or _UNKNOWN_LICENCE,
        known.quality if known is not None else "",
        note.sha256 if note is not None else None,
    )


def licence_of(entry: Entry) -> str:
    """The licence of a pack that can be had, as far as it is known."""
    return entry.licence or "not stated by the publisher"


def _measured(text: str) -> str:
    """The first row of the first table under the heading `Measured`, as `BLEU 14.3, chrF2 40.8`."""
    section = _MEASURED.search(text)
    rows = [line for line in section[1].splitlines() if line.startswith("|")] if section is not None else []
    if len(rows) < 3:
        return ""
    heads, _, values = ([cell.strip() for cell in row.strip("|").split("|")] for row in rows[:3])
    pairs = zip((head.partition(" (")[0] for head in heads), values, strict=False)
    return ", ".join(f"{head} {value}" for head, value in pairs if value[:1].isdigit())


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_CARD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
