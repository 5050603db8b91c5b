"""Teaches a model to carry the placeholders ｟0｠ … ｟9｠ through.

What stands verbatim on both sides becomes the same placeholder on both. Translation can then protect any term: the app
puts a placeholder in its place and the target language's name back.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from .corpus import Pair

PLACEHOLDERS = tuple(f"｟{number}｠" for number in range(10))
"""Pieces of their own in every tokenizer; the app's are the same (a test holds them together)."""
PLACEHOLDER = re.compile("｟[0-9]｠")
MOST = 4
"""Placeholders that one sentence gets at most."""

_EAST_ASIAN = "\u2e80"
"""From here on characters stand side by side without spaces between words."""
_TERM = re.compile(
    r"(?<![\w｟-])(?:[A-ZÄÖÜ][\w’'-]*\w(?: [A-ZÄÖÜ][\w’'-]*\w)*|\d[\d.,:]*\d|\d)(?![\w｠-])",
)


def terms(text: str) -> Iterator[re.Match[str]]:
    """Runs of capitalised words and numbers; not the single word that begins a sentence, which is capital anyway."""
    for match in _TERM.finditer(text):
        if match.start() or " " in match.group() or match.group()[0].isdigit():
            yield match


def masked(pair: Pair, rng: random.Random, share: float = 0.6) -> Pair:
    """The pair with up to four terms that stand once on each side replaced by the same placeholders.

    Each such term is taken with the probability `share`. The terms are found from left to right and never inside
    each other. Placeholders that the pair holds already count among the four.
    """
    source, target = pair.source, pair.target
    held = set(PLACEHOLDER.findall(source + target))
    unused = [placeholder for placeholder in PLACEHOLDERS if placeholder not in held]
    free = rng.sample(unused, max(0, MOST - len(held)))
    for term in {match.group(): None for match in terms(source)}:
        if free and _once(term, source) and _once(term, target) and rng.random() < share:
            placeholder = free.pop()
            source, target = source.replace(term, placeholder), target.replace(term, placeholder)
    return Pair(pair.origin, source, target)


def _once(term: str, text: str) -> bool:
    """Whether `text` has the term exactly once, and not as part of a longer word or number."""
    if text.count(term) != 1:
        return False
    start = text.find(term)
    around = text[max(start - 1, 0) : start] + text[start + len(term) : start + len(term) + 1]
    return not any(char.isalnum() and char < _EAST_ASIAN for char in around)
