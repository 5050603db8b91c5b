"""Whether placeholders come through a translation: each exactly once, and no other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .decoding import decode
from .errors import TrainingError
from .pack import direction_of, opened
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


def protected_sentences(rows: Iterable[tuple[str, str]], source: str, seed: int = 0) -> list[str]:
    """Sources of `rows` with one to four of their names and numbers replaced by placeholders, as the app does.

    In German, `source` 'de', a capital makes no name: there only what the reference has too counts. A sentence
    without any is left out.
    """
    rng = random.Random(seed)
    protected: list[str] = []
    for sentence, reference in rows:
        found = [match for match in terms(sentence) if source != "de" or match.group() in reference]
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


def measure(
    pack: Path, rows: Iterable[tuple[str, str]], beam: int = 2, threads: int = 2, repetition_penalty: float = 1.0
) -> Survival:
    """Protect the sources of an evaluation set, translate them and count; the model may invent placeholders, too."""
    with opened(pack) as root:
        sources = protected_sentences(rows, direction_of(root).source)
    if not sources:
        raise TrainingError("no sentence of the evaluation set holds a name or a number to protect")
    return counted(sources, decode(pack, sources, beam, threads, repetition_penalty).texts)
