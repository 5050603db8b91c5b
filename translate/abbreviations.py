"""German abbreviations that small models leave as they are or take for names, and what others call them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("abbreviations.csv")
"""One line for each form: de, en, zh. Only what has one meaning; a plural in -s is a form of its own."""


@cache
def abbreviations() -> tuple[tuple[str, str, str], ...]:
    """The lines of the table: German, English, Chinese."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple((row["de"], row["en"], row["zh"]) for row in csv.DictReader(file))
