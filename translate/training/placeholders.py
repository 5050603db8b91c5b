"""Teaches a model to carry the placeholders ｟0｠ … ｟9｠ through.

What stands verbatim on both sides becomes the same placeholder on both. Translation can then protect any term: the app
puts a placeholder in its place and the target language's name back.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

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
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_WORDS, _SHORTEST = 4, 4
"""Words of a glossary's term at most, letters at least: shorter ones are articles and the like."""


def terms(text: str) -> Iterator[re.Match[str]]:
    """Runs of capitalised words and numbers; not the single word that begins a sentence, which is capital anyway."""
    for match in _TERM.finditer(text):
        if match.start() or " " in match.group() or match.group()[0].isdigit():
            yield match


class Glossary:
    """Terms and their translations, to be found in sentences."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """From pairs of a term each, but for sources under four letters or over four words and targets of a letter."""
        self._translations: dict[str, list[str]] = {}
        for pair in pairs:
            if len(pair.source) >= _SHORTEST and len(pair.target) > 1 and pair.source.count(" ") < _WORDS:
                self._translations.setdefault(pair.source, []).append(pair.target)

    def terms(self, source: str, target: str) -> Iterator[tuple[str, str]]:
        """Terms of `source` whose translation stands in `target`, with that; the longest at each place."""
        words = list(_WORD.finditer(source))
        taken = 0
        for first, word in enumerate(words):
            for last in reversed(words[first : first + _WORDS]):
                term = source[word.start() : last.end()]
                found = next((text for text in self._translations.get(term, ()) if text in target), None)
                if found and word.start() >= taken:
                    yield term, found
                    taken = last.end()
                    break


def masked(pair: Pair, rng: random.Random, share: float = 0.6, glossary: Glossary | None = None) -> Pair:
    """The pair with up to four terms that stand once on each side replaced by the same placeholders.

    Each such term is taken with the probability `share`. The terms are found from left to right and never inside
    each other. Placeholders that the pair holds already count among the four. With a `glossary` its terms follow, until
    one to four, each as likely, are there: in Chinese hardly a name stands as in the source.
    """
    source, target = pair.source, pair.target
    held = set(PLACEHOLDER.findall(source + target))
    unused = [placeholder for placeholder in PLACEHOLDERS if placeholder not in held]
    free = rng.sample(unused, max(0, MOST - len(held)))
    for term in {match.group(): None for match in terms(source)}:
        if free and _once(term, source) and _once(term, target) and rng.random() < share:
            placeholder = free.pop()
            source, target = source.replace(term, placeholder), target.replace(term, placeholder)
    if glossary and free:
        found = list(glossary.terms(source, target))
        rng.shuffle(found)
        rest = MOST - rng.randint(1, MOST)
        for term, translation in found:
            if len(free) > rest and _once(term, source) and _once(translation, target):
                placeholder = free.pop()
                source, target = source.replace(term, placeholder), target.replace(translation, placeholder)
    return Pair(pair.origin, source, target)


def _once(term: str, text: str) -> bool:
    """Whether `text` has the term exactly once, and not as part of a longer word or number."""
    if text.count(term) != 1:
        return False
    start = text.find(term)
    around = text[max(start - 1, 0) : start] + text[start + len(term) : start + len(term) + 1]
    return not any(char.isalnum() and char < _EAST_ASIAN for char in around)
