"""Words that are names or begin or end one: first names, towns, clubs, parties, firms; and nouns that announce a name.

Unlike the table of names these say nothing of who or what is meant. The tagger sees them as hints among others, so that
'Essen' may be a town and 'Bild' a newspaper without being one everywhere.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

SHIPPED_GAZETTEER = Path(__file__).parent.parent / "tables" / "gazetteer.tsv"
SHIPPED_FIRST_NAMES = SHIPPED_GAZETTEER.with_name("first_names.txt")

_ORG_ENDINGS, _PLACE_ENDINGS, _ROLE_ENDINGS = "-org", "-place", "-role"
_FIRST_NAMES = "given"
_ADDRESS, _BEFORE_PLACE = "address", "before-place"
_HINTS = frozenset({_ORG_ENDINGS, _PLACE_ENDINGS, _ROLE_ENDINGS, _ADDRESS, _BEFORE_PLACE})
"""Lists of words that are no names themselves; those that begin with a hyphen are endings."""


class Gazetteer:
    """Word lists, written by hand; the file is read when the first word is asked for."""

    def __init__(self, path: Path = SHIPPED_GAZETTEER) -> None:
        """`path` is a file with a list per line: its class, a tab, words with spaces between them."""
        self._path = path

    def load(self) -> None:
        """Read the file now."""
        _ = self._classes, self._endings, self._address, self._before_place

    def classes(self, word: str) -> str:
        """The lists of names that have `word`, also with genitive -s or in capitals: 'town', 'given,land', or ''."""
        found = self._classes.get(word)
        if found is None and word.endswith("s"):
            found = self._classes.get(word[:-1])
        if found is None and word.isupper():
            found = self._classes.get(word.capitalize())
        return found or ""

    def is_first_name(self, word: str) -> bool:
        """Whether `word`, as it is written, is a first name, here or abroad, and in no other list."""
        return self._classes.get(word) == _FIRST_NAMES or word in self._first_names_abroad

    def announces(self, word: str) -> str:
        """What kinds of name a word may stand in or in front of: 'o' organisation, 'r' person with a role or title.

        'l' is a place by its ending, 'p' a word that stands in front of places; several, one or none of these.
        """
        lowered = word.lower()
        signs = ""
        if word[0].isupper():
            if lowered.endswith(self._endings[_ORG_ENDINGS]):
                signs += "o"
            if lowered in self._address or lowered.endswith(self._endings[_ROLE_ENDINGS]):
                signs += "r"
            if lowered.endswith(self._endings[_PLACE_ENDINGS]):
                signs += "l"
        return signs + "p" if lowered in self._before_place else signs

    @cached_property
    def _lists(self) -> dict[str, list[str]]:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        return {name: words.split() for name, words in (line.split("\t") for line in lines)}

    @cached_property
    def _classes(self) -> dict[str, str]:
        classes: dict[str, str] = {}
        for name, words in self._lists.items():
            for word in words if name not in _HINTS else ():
                classes[word] = f"{classes[word]},{name}" if word in classes else name
        return classes

    @cached_property
    def _first_names_abroad(self) -> frozenset[str]:
        """Unlike the other lists no hint for the tagger, which learnt without them."""
        return frozenset(SHIPPED_FIRST_NAMES.read_text(encoding="utf-8").split())

    @cached_property
    def _endings(self) -> dict[str, tuple[str, ...]]:
        """Endings with those of the genitive behind them, by the name of their list."""
        return {
            name: tuple(ending + genitive for ending in words for genitive in ("", "s", "es"))
            for name, words in self._lists.items()
            if name.startswith("-")
        }

    @cached_property
    def _address(self) -> frozenset[str]:
        return frozenset(self._lists[_ADDRESS])

    @cached_property
    def _before_place(self) -> frozenset[str]:
        return frozenset(self._lists[_BEFORE_PLACE])
