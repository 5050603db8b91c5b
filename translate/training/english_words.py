"""The list of English words that translations are checked against (`aitui.translate.checks.english`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from .corpus import read_corpus
from .errors import TrainingError

_LARGEST = 70
"""SCOWL's lists are numbered by how rare their words are; beyond this they hold what no newspaper writes."""
_TRUSTED = frozenset({"kd_bergamot", "tatoeba", "wmt_refs"})
"""Origins of edited everyday text."""
_OFTEN, _OFTEN_ELSEWHERE = 5, 50
_WORD = re.compile(r"[^\W\d_]{2,}")


def english_words(scowl: Path, corpora: Iterable[Path]) -> list[str]:
    """The words of SCOWL's lists in the folder `scowl`, and those that `corpora` often have; small, in order.

    The English side of a corpus is told from its name: `de-en…` or `en-zh…`. Raises TrainingError where there are no
    lists, or a corpus has no English.
    """
    lists = [path for path in scowl.iterdir() if path.suffix[1:].isdecimal() and int(path.suffix[1:]) <= _LARGEST]
    if not lists:
        raise TrainingError(f"{scowl} holds no lists such as english-words.35")
    found = {word for path in lists for word in _words(path.read_text(encoding="utf-8"))}
    trusted, others = Counter[str](), Counter[str]()
    for path in corpora:
        pair = path.name[:5]
        if pair not in ("de-en", "en-zh"):
            raise TrainingError(f"{path}: the name of a corpus begins with de-en or en-zh")
        for line in read_corpus(path):
            counts = trusted if line.origin in _TRUSTED else others
            counts.update(_words(line.target if pair == "de-en" else line.source))
    found |= {word for word, count in trusted.items() if count >= _OFTEN}
    found |= {word for word, count in others.items() if count >= _OFTEN_ELSEWHERE}
    return sorted(found)


def _words(text: str) -> Iterator[str]:
    return (word.lower() for word in _WORD.findall(text))
