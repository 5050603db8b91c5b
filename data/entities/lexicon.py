"""What is known about German words: how name-like they are, which behave alike, and whether a word is a compound.

The file is made by `data/entities/training`; one word per line, a tab, then name-likeness, coarse
cluster, fine cluster and kinds with commas between them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

SHIPPED_LEXICON = Path(__file__).parent.parent / "tables" / "words.tsv"
NOUN, RARELY, OFTEN, NAME = "0", "1", "2", "3"
"""Name-likeness: never kept in translation, sometimes, mostly, always."""
_LINKS = ("", "s", "n", "en", "es", "er", "e", "-")
_MIN_HEAD, _MIN_TAIL = 3, 4
_MAX_COMPOUND = 60
_LETTERS = re.compile(r"[^\W\d_]+")


class Lexicon:
    """Words with what plain text told about them. Unknown words are no error: everything about them is empty."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    @classmethod
    def load(cls, path: Path = SHIPPED_LEXICON) -> Lexicon:
        """Read the file in one go; a row is taken apart when its word is asked for."""
        cells = path.read_text(encoding="utf-8").rstrip("\n").replace("\n", "\t").split("\t")
        return cls(dict(zip(cells[::2], cells[1::2], strict=True)))

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    def row(self, word: str) -> tuple[str, ...]:
        """Name-likeness, coarse cluster, fine cluster, kinds; '' each where nothing is known."""
        found = self._rows.get(word)
        return tuple(found.split(",")) if found is not None else ("", "", "", "")

    def likeness(self, word: str) -> str:
        """One of NOUN, RARELY, OFTEN, NAME, or '' for a word that was never seen or is written small."""
        return self._rows.get(word, ",")[:1].rstrip(",")

    def is_common(self, word: str) -> bool:
        """Whether the word is known and no name: a noun, or anything that is written small."""
        row = self._rows.get(word)
        return row is not None and row[:1] in (",", NOUN)

    def is_compound(self, word: str) -> bool:
        """Whether `word` can be split into known German words: 'Technologieausschuss', 'Blockadepolitik'."""
        if not _MIN_HEAD + _MIN_TAIL <= len(word) <= _MAX_COMPOUND or not _LETTERS.fullmatch(word):
            return False
        lowered = word.lower()
        return any(
            self._is_part(lowered[cut:]) and self._is_head(lowered[:cut])
            for cut in range(len(word) - _MIN_TAIL, _MIN_HEAD - 1, -1)
        )

    def _is_head(self, head: str) -> bool:
        return any(
            head.endswith(link) and len(head) - len(link) >= _MIN_HEAD and self._is_part(head[: len(head) - len(link)])
            for link in _LINKS
        )

    def _is_part(self, part: str) -> bool:
        return self.is_common(part) or self.is_common(part.capitalize())


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with the program, read once."""
    return Lexicon.load()
