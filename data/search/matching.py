"""Holding a query against one text: how well each word matches, where, and whether the words stand together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aitui.data.search import fold
from aitui.data.search.expansion import EXACT, prefix_quality
from aitui.data.search.inflection import stems
from aitui.data.search.plan import NAMED, Plan
from aitui.data.search.query import Phrase

_NEARLY = 0.02
_MAX_PLACES = 40
_MAX_RUN = 64
_WHOLE = -1

Place = tuple[int, int, int]
"""Position among the words of the text, folded start and end."""

_Meaning = tuple[int, float, int, int]
"""What a token may be: a word of the query, how well it matches, where in the token it begins, its length."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be held against queries: its tokens by columns.

    Thousands are kept; plain tuples of words and numbers are small and nothing that the garbage collector walks.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    positions: tuple[int, ...]
    single: tuple[str, ...]
    """The words without those that are several joined, in reading order."""
    places: tuple[int, ...]
    """For each of `single`, which of `words` it is."""
    length: int
    """Characters from the first word to the last."""

    @classmethod
    def of(cls, tokens: Sequence[fold.Row]) -> Text:
        """The columns of these tokens."""
        if not tokens:
            return cls((), (), (), (), (), (), 0)
        words, starts, ends, positions, counts, _ = zip(*tokens, strict=True)
        places = tuple(place for place, count in enumerate(counts) if count == 1)
        single = words if len(places) == len(words) else tuple(words[place] for place in places)
        return cls(words, starts, ends, positions, single, places, max(ends) - starts[0])


@dataclass(frozen=True, slots=True)
class TextMatch:
    """How a query matches one text."""

    qualities: tuple[float, ...]
    """Of the query's words, in their order, 0 to 1."""
    places: tuple[list[Place], ...]
    """For each word all places where it matches (nearly) that well."""
    chosen: tuple[Place | None, ...]
    """Of the places of each word the one that keeps the words together."""
    letters: int
    """Characters of the text that were matched, each counted once."""
    length: int
    """Characters of the text."""

    @property
    def density(self) -> float:
        """Which part of the text was matched."""
        return min(1.0, self.letters / self.length) if self.length else 0.0

    @property
    def order(self) -> float:
        """Which part of the query's words stand right behind the one before."""
        if len(self.chosen) < 2:
            return 0.0
        steps = sum(
            0 <= later[0] - earlier[0] <= 2
            for earlier, later in zip(self.chosen, self.chosen[1:], strict=False)
            if earlier and later
        )
        return steps / (len(self.chosen) - 1)


class _Meanings(dict[str, tuple[_Meaning, ...]]):
    """What every token met so far may be: most stand in many texts, and most mean nothing."""

    def __init__(self, plan: Plan) -> None:
        self._words = plan.query.words
        self._spellings: dict[str, list[tuple[int, int, float]]] = {}
        for number, spellings in enumerate(plan.spellings):
            for text, quality in spellings.items():
                self._spellings.setdefault(text, []).append((number, 1, quality))
        for (first, length), spellings in plan.joined.items():
            for text, quality in spellings.items():
                self._spellings.setdefault(text, []).append((first, length, quality))
        self._names = plan.characters
        self._beginnings = tuple(word.text for word in self._words if not word.is_cjk)
        self._has_cjk = len(self._beginnings) < len(self._words) or bool(self._names)

    def __missing__(self, token: str) -> tuple[_Meaning, ...]:
        found: tuple[_Meaning, ...] = ()
        if token in self._spellings or token.startswith(self._beginnings):
            found = tuple(self._letters(token))
        elif self._has_cjk and fold.is_cjk(token):
            found = tuple(self._characters(token))
        self[token] = found
        return found

    def _letters(self, token: str) -> list[_Meaning]:
        best: dict[tuple[int, int, int], float] = {}
        for first, length, quality in self._spellings.get(token, ()):
            for number in range(first, first + length):
                typed = self._words[number].text
                inside = token.find(typed) if length == 1 else _WHOLE
                key = number, inside, len(typed)
                best[key] = max(quality, best.get(key, 0.0))
        # Of very many terms with this beginning the plan holds only the best known.
        for number, word in enumerate(self._words):
            if not word.is_cjk and token.startswith(word.text):
                quality = EXACT if token == word.text else prefix_quality(len(word.text), len(token))
                key = number, 0, len(word.text)
                best[key] = max(quality, best.get(key, 0.0))
        return [(number, quality, inside, length) for (number, inside, length), quality in best.items()]

    def _characters(self, run: str) -> list[_Meaning]:
        found = [
            (number, *_longest_common(word.text[:_MAX_RUN], run))
            for number, word in enumerate(self._words)
            if word.is_cjk
        ]
        for first, length, name in self._names:
            if (place := run.find(name)) >= 0:
                found += [(number, NAMED, place, len(name)) for number in range(first, first + length)]
        return [meaning for meaning in found if meaning[1]]


class Matcher:
    """Holds one planned query against many texts."""

    def __init__(self, plan: Plan) -> None:
        self._words = plan.query.words
        self._meanings = _Meanings(plan)
        self._splits = [(number, pairs) for number, pairs in enumerate(plan.splits) if pairs]
        self._has_scopes = any(word.scope for word in self._words)
        count = len(self._words)
        self._nothing = TextMatch((0.0,) * count, ([],) * count, (None,) * count, 0, 0)

    def match(self, text: Text, scopes: tuple[str, ...]) -> TextMatch:
        """Match the words of these scopes against a text."""
        known = self._meanings
        touched = [(place, meanings) for place, word in enumerate(text.words) if (meanings := known[word])]
        if not touched and not self._splits:
            return self._nothing
        qualities = [0.0] * len(self._words)
        places: list[list[Place]] = [[] for _ in self._words]
        allowed = [word.scope in scopes for word in self._words] if self._has_scopes else None
        for place, meanings in touched:
            for number, quality, inside, length in meanings:
                if (allowed is None or allowed[number]) and quality > qualities[number] - _NEARLY:
                    _offer(number, quality, _place(text, place, inside, length), qualities, places)
        for number, pairs in self._splits:
            if allowed is None or allowed[number]:
                for quality, pair in _pairs(text, pairs):
                    _offer(number, quality, pair, qualities, places)
        if not any(qualities):
            return self._nothing
        chosen = _together(places)
        return TextMatch(tuple(qualities), tuple(places), chosen, _letters(chosen), text.length)


def _offer(number: int, quality: float, place: Place, qualities: list[float], places: list[list[Place]]) -> None:
    """Take note of a match that is not much worse than the best so far."""
    best = qualities[number]
    if quality > best + _NEARLY:
        qualities[number], places[number] = quality, [place]
    elif quality > best - _NEARLY and len(places[number]) < _MAX_PLACES:
        qualities[number] = max(quality, best)
        places[number].append(place)


def _place(text: Text, place: int, inside: int, length: int) -> Place:
    """The part of a token that was typed, or all of it: after a typo, of a name in pinyin."""
    start, end, position = text.starts[place], text.ends[place], text.positions[place]
    if inside == _WHOLE:
        return position, start, end
    if end - start == len(text.words[place]):
        return position, start + inside, start + inside + length
    letters = _letters_of(text, start, end)
    if len(letters) != len(text.words[place]):
        return position, start, end
    return position, letters[inside], letters[inside + length - 1] + 1


def _letters_of(text: Text, start: int, end: int) -> list[int]:
    """Where the letters of a joined token stand: those of the words that it is made of."""
    first, last = bisect_left(text.places, start, key=text.starts.__getitem__), len(text.places)
    found: list[int] = []
    for place in text.places[first:last]:
        if text.ends[place] > end:
            break
        found.extend(range(text.starts[place], text.ends[place]))
    return found


def _longest_common(run: str, text: str) -> tuple[float, int, int]:
    """The longest piece of `run` (two characters, if it has so many) in `text`: quality, start in `text`, length."""
    for length in range(len(run), min(len(run), 2) - 1, -1):
        for first in range(len(run) - length + 1):
            place = text.find(run[first : first + length])
            if place >= 0:
                return (EXACT if length == len(run) else 0.8 * length / len(run)), place, length
    return 0.0, 0, 0


def _pairs(text: Text, pairs: Mapping[tuple[str, str], float]) -> list[tuple[float, Place]]:
    """Where two neighbours of the text are one of these pairs, and how good that is."""
    return [
        (pairs[left, right], (text.positions[first], text.starts[first], text.ends[second]))
        for first, second, left, right in zip(text.places, text.places[1:], text.single, text.single[1:], strict=False)
        if (left, right) in pairs
    ]


def _together(places: Sequence[Sequence[Place]]) -> tuple[Place | None, ...]:
    """For each word the place nearest behind the word before, else the first."""
    chosen: list[Place | None] = []
    expected: int | None = None
    for offered in places:
        if not offered:
            chosen.append(None)
            continue
        place = offered[0]
        if len(offered) > 1:
            wanted = place[0] if expected is None else expected
            place = min(offered, key=lambda place: (abs(place[0] - wanted), place[1]))
        chosen.append(place)
        expected = place[0] + 1
    return tuple(chosen)


def _letters(chosen: Sequence[Place | None]) -> int:
    """Characters under the chosen places, each counted once, and single ones between them."""
    total, reached = 0, -2
    for start, end in sorted({place[1:] for place in chosen if place}):
        if end > reached:
            total += end - (reached if start <= reached + 1 else start)
            reached = end
    return total


def has_phrase(text: Text, phrase: Phrase) -> bool:
    """Whether the words of `phrase` stand one behind the other, spelt exactly like this."""
    words, wanted = text.single, phrase.words
    if len(wanted) > 1 and not fold.is_cjk(wanted[0]) and wanted[0] not in words:
        return False
    return any(_phrase_at(words, phrase, first) for first in range(len(words) - len(wanted) + 1))


def _phrase_at(words: Sequence[str], phrase: Phrase, first: int) -> bool:
    last = len(phrase.words) - 1
    for number, word in enumerate(phrase.words):
        token = words[first + number]
        if token == word:
            continue
        may_go_on = number == last and phrase.is_open
        if not (word in token if fold.is_cjk(token) else may_go_on and token.startswith(word)):
            return False
    return True


def holds_excluded(text: Text, phrase: Phrase) -> bool:
    """Whether a text holds what must not be in it: the words, of a single one also its inflected forms."""
    if len(phrase.words) == 1:
        excluded = stems(phrase.words[0])
        return any(not excluded.isdisjoint(stems(token)) for token in text.words) or has_phrase(text, phrase)
    return has_phrase(text, phrase)
