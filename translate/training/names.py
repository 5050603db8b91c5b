"""Sentences about other people: names of the table of names exchanged on both sides for others of their kind.

A name comes right in Chinese only if the model has seen it; most in the table never occur in the corpora. Some names
become placeholders instead: in Chinese a protected name does not look like its source, and stands elsewhere.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .corpus import Pair
from .placeholders import PLACEHOLDERS

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6
"""Words of a name at most."""
_PROTECTED = 0.4
"""Share of the found names that become placeholders."""


@dataclass(frozen=True, slots=True)
class Name:
    """An entity's main name in the source and the target language."""

    kind: str
    source: str
    target: str


def table_names(source: str, target: str) -> list[Name]:
    """The names of the app's table that both languages have and that mean one thing without a context.

    Needs the app itself to be importable (`uv run` sees to that).
    """
    from aitui.data.entities import NameTable

    found: list[Name] = []
    for entry in NameTable.load():
        names: Mapping[str, str | None] = {"de": entry.names.de, "en": entry.names.en, "zh": entry.names.zh}
        first, second = names[source], names[target]
        if first and second and entry.names.de not in entry.contextual and len(first) > 2:
            found.append(Name(str(entry.kind), first, second))
    return found


class Substitution:
    """Exchanges names in pairs for other names."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_source = {name.source: name for name in names}
        self._by_kind: dict[str, list[Name]] = {}
        for name in names:
            self._by_kind.setdefault(name.kind, []).append(name)

    def found(self, pair: Pair) -> list[Name]:
        """The names that stand once in the source and, translated, once in the target; of nested ones the longest."""
        words = list(_WORD.finditer(pair.source))
        names: list[Name] = []
        index = 0
        while index < len(words):
            for last in range(min(index + _LONGEST, len(words)) - 1, index - 1, -1):
                name = self._by_source.get(pair.source[words[index].start() : words[last].end()])
                if name and pair.source.count(name.source) == 1 and pair.target.count(name.target) == 1:
                    names.append(name)
                    index = last
                    break
            index += 1
        return names

    def substituted(self, pair: Pair, rng: random.Random) -> Pair | None:
        """The pair, as origin `named`, with its names exchanged for others or for placeholders; None without any."""
        names = self.found(pair)
        if not names:
            return None
        source, target = pair.source, pair.target
        free = rng.sample(PLACEHOLDERS, len(PLACEHOLDERS))
        for name in names[: len(free)]:
            other = rng.choice(self._by_kind[name.kind])
            if rng.random() < _PROTECTED:
                placeholder = free.pop()
                other = Name(name.kind, placeholder, placeholder)
            if source.count(name.source) != 1 or target.count(name.target) != 1:
                continue  # the exchange before brought the same name in again
            source, target = source.replace(name.source, other.source), target.replace(name.target, other.target)
        return Pair("named", source, target)

    def pairs(self, pairs: Iterable[Pair], rng: random.Random, copies: int) -> Iterator[Pair]:
        """Up to `copies` exchanged versions of every pair that holds a name."""
        for pair in pairs:
            for _ in range(copies):
                made = self.substituted(pair, rng)
                if made is None:
                    break
                yield made
