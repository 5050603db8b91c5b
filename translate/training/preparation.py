"""The first step: from raw corpora to the one file that tokens and training read."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .corpus import Pair, read_corpus, read_test, write_corpus
from .filters import kept
from .leaks import LeakCheck
from .names import Name, Substitution, table_names
from .origins import NAMES, NEWS
from .pack import Direction
from .simplified import simplified

Dropped = Counter[tuple[str, str]]


def without_leaks(pairs: Iterable[Pair], check: LeakCheck, dropped: Dropped) -> Iterator[Pair]:
    """The pairs that hold no sentence of an evaluation set."""
    for pair in pairs:
        if check.find(pair.source) or check.find(pair.target):
            dropped[pair.origin, "evaluation set"] += 1
        else:
            yield pair


def with_names(pairs: Sequence[Pair], names: Sequence[Name], copies: int) -> Iterator[Pair]:
    """The pairs, then news among them about other names, then the names alone."""
    yield from pairs
    news = (pair for pair in pairs if pair.origin in NEWS)
    yield from Substitution(names).pairs(news, random.Random(0), copies)
    for name in names:
        yield Pair(NAMES, name.source, name.target)


def prepare(
    corpora: Sequence[Path], tests: Sequence[Path], direction: Direction, out: Path, copies: int = 2
) -> tuple[Counter[str], Dropped]:
    """Write the prepared corpus; the pairs kept per origin, and those dropped per origin and reason.

    `tests` are the evaluation sets that must stay unseen, `copies` the versions with other names of each news pair.
    """
    dropped: Dropped = Counter()
    check = LeakCheck(sentence for test in tests for row in read_test(test) for sentence in row)
    pairs: Iterator[Pair] = (pair for corpus in corpora for pair in read_corpus(corpus))
    if direction.target == "zh":
        pairs = map(simplified, pairs)
    clean = list(without_leaks(kept(pairs, direction, dropped), check, dropped))
    everything = list(with_names(clean, table_names(direction.source, direction.target), copies))
    write_corpus(out, everything)
    return Counter(pair.origin for pair in everything), dropped


def report(counts: Counter[str], dropped: Dropped) -> str:
    """What became of every origin, as a table."""
    reasons = sorted({reason for _, reason in dropped})
    rows = [["origin", "kept", *reasons]]
    for origin in sorted({*counts, *(origin for origin, _ in dropped)}):
        row = [counts[origin], *(dropped[origin, reason] for reason in reasons)]
        rows.append([origin, *map(str, row)])
    return "\n".join("\t".join(row) for row in rows)
