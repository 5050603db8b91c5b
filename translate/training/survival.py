"""Whether placeholders come through a translation: each exactly once, and no other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .decoding import decode
from .placeholders import MOST, PLACEHOLDER, PLACEHOLDERS, terms


@dataclass(frozen=True, slots=True)
class Survival:
    """How many of the tested sentences kept their placeholders, by how many they had."""

    tested: Counter[int]
    kept: Counter[int]
    lost: list[tuple[str, str]]
    """Sentences that did not, with what the model wrote."""

    @property
    def share(self) -> float:
        """Of all tested sentences, 0 to 1."""
        return self.kept.total() / self.tested.total()

    def __str__(self) -> str:
        rows = [f"{n}: {self.kept[n]} of {self.tested[n]}" for n in sorted(self.tested)]
        return f"placeholders kept in {self.share:.2%} of {self.tested.total()} sentences ({', '.join(rows)})"


def protected_sentences(sentences: Iterable[str], seed: int = 0) -> list[str]:
    """The sentences with one to four of their names and numbers replaced by placeholders, as the app protects terms.

    A sentence without any is left out.
    """
    rng = random.Random(seed)
    protected: list[str] = []
    for sentence in sentences:
        found = list(terms(sentence))
        if not found:
            continue
        chosen = rng.sample(found, min(len(found), rng.randint(1, MOST)))
        names = rng.sample(PLACEHOLDERS, len(chosen))
        for match, name in sorted(zip(chosen, names, strict=True), key=lambda pair: -pair[0].start()):
            sentence = sentence[: match.start()] + name + sentence[match.end() :]
        protected.append(sentence)
    return protected


def survived(source: str, translation: str) -> bool:
    """Whether the translation has each placeholder of the source exactly once and no other."""
    return Counter(PLACEHOLDER.findall(source)) == Counter(PLACEHOLDER.findall(translation))


def counted(sources: Sequence[str], translations: Sequence[str]) -> Survival:
    """The survival in translations of protected sentences."""
    tested: Counter[int] = Counter()
    kept: Counter[int] = Counter()
    lost: list[tuple[str, str]] = []
    for source, translation in zip(sources, translations, strict=True):
        number = len(PLACEHOLDER.findall(source))
        tested[number] += 1
        if survived(source, translation):
            kept[number] += 1
        else:
            lost.append((source, translation))
    return Survival(tested, kept, lost)


def measure(pack: Path, sentences: Iterable[str], beam: int = 2, threads: int = 2) -> Survival:
    """Protect the sentences, translate them and count. Nothing keeps the model from inventing placeholders."""
    sources = protected_sentences(sentences)
    return counted(sources, decode(pack, sources, beam, threads).texts)
