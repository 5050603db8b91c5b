"""Finds sentences of evaluation sets in training text, exactly and nearly the same.

Exactly: equal after normalising (Unicode NFKC, case, everything but letters and digits). Nearly: at least
`NEARLY` of the evaluation sentence's runs of eight characters stand in the training sentence (containment, Broder
1997), so that it is found inside a longer one too. Runs in many evaluation sentences say nothing and are left out.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .corpus import Pair

NEARLY = 0.7
_RUN = {True: 8, False: 16}
"""Characters of a run: Chinese says in one what other scripts say in two or three."""
_SHORTEST = 24
"""Runs that a sentence must have to be compared nearly: everybody says the short ones."""
_COMMON = 5


@dataclass(frozen=True, slots=True)
class Leak:
    """A sentence of an evaluation set that stands in the training text."""

    pair: Pair
    sentence: str
    containment: float
    """1.0 where it stands there exactly, else the share of its runs that do."""


def normalised(text: str) -> str:
    """What counts of a sentence: letters and digits, in one case and one width."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _runs(text: str) -> set[str]:
    length = _RUN[any("㐀" <= char <= "鿿" for char in text)]
    return {text[start : start + length] for start in range(len(text) - length + 1)}


class LeakCheck:
    """The sentences of evaluation sets, ready to be looked for."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences = list(dict.fromkeys(sentence for sentence in sentences if normalised(sentence)))
        self._exact = {normalised(sentence): number for number, sentence in enumerate(self._sentences)}
        runs = [_runs(normalised(sentence)) for sentence in self._sentences]
        common = Counter(run for sentence_runs in runs for run in sentence_runs)
        self._count = [0] * len(runs)
        self._sentences_of: dict[str, list[int]] = {}
        for number, sentence_runs in enumerate(runs):
            telling = [run for run in sentence_runs if common[run] <= _COMMON]
            if len(telling) >= _SHORTEST:
                self._count[number] = len(telling)
                for run in telling:
                    self._sentences_of.setdefault(run, []).append(number)

    def find(self, text: str) -> tuple[str, float] | None:
        """The evaluation sentence that stands in `text`, and its containment; None where none does."""
        plain = normalised(text)
        if plain in self._exact:
            return self._sentences[self._exact[plain]], 1.0
        shared: Counter[int] = Counter()
        for run in _runs(plain):
            shared.update(self._sentences_of.get(run, ()))
        if not shared:
            return None
        number, count = max(shared.items(), key=lambda item: item[1] / self._count[item[0]])
        containment = count / self._count[number]
        return (self._sentences[number], containment) if containment >= NEARLY else None

    def leaks(self, pairs: Iterable[Pair]) -> Iterator[Leak]:
        """The pairs one side of which is an evaluation sentence or holds one."""
        for pair in pairs:
            found = self.find(pair.source) or self.find(pair.target)
            if found is not None:
                yield Leak(pair, *found)
