"""Holding a query against one text: how well each word matches, where, and whether the words stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from aitui.data.search import fold
from aitui.data.search.expansion import EXACT, SPLIT, prefix_quality
from aitui.data.search.plan import Plan
from aitui.data.search.query import Phrase

_NEARLY = 0.02
_MAX_PLACES = 40
_MAX_RUN = 64
Place = tuple[int, int, int]
"""Position among the words of the text, folded start and end."""


@dataclass(slots=True)
class WordMatch:
    """How one word of the query matches a text."""

    quality: float = 0.0
    places: list[Place] = field(default_factory=list)
    """All places of (nearly) the best quality."""

    def offer(self, quality: float, place: Place) -> None:
        """Take note of a match."""
        if quality > self.quality + _NEARLY:
            self.quality, self.places = quality, [place]
        elif quality > self.quality - _NEARLY and len(self.places) < _MAX_PLACES:
            self.quality = max(quality, self.quality)
            self.places.append(place)


@dataclass(frozen=True, slots=True)
class TextMatch:
    """How a query matches one text."""

    words: tuple[WordMatch, ...]
    """In the order of the query's words."""
    qualities: tuple[float, ...]
    """Of the words."""
    chosen: tuple[Place | None, ...]
    """Of the places of each word the one that keeps the words together."""
    letters: int
    """Letters of the text that were matched, of each word at most once."""
    length: int
    """Letters of the text."""

    @property
    def density(self) -> float:
        """Which part of the text was matched."""
        return min(1.0, self.letters / self.length) if self.length else 0.0

    @property
    def order(self) -> float:
        """Which part of the query's words stand right behind the one before."""
        steps = [
            1.0 if 0 <= later[0] - earlier[0] <= 2 else 0.0
            for earlier, later in zip(self.chosen, self.chosen[1:], strict=False)
            if earlier and later
        ]
        return sum(steps) / max(1, len(self.chosen) - 1)


@lru_cache(maxsize=8192)
def text_tokens(text: str) -> tuple[fold.Token, ...]:
    """The tokens of a text; texts judged at one key press are judged again at the next."""
    return tuple(fold.tokens(fold.fold_text(text)))


class Matcher:
    """Holds one planned query against many texts."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._words = plan.query.words
        self._spellings: dict[str, list[tuple[int, int, float]]] = {}
        for number, spellings in enumerate(plan.spellings):
            for text, quality in spellings.items():
                self._spellings.setdefault(text, []).append((number, 1, quality))
        for (first, length), spellings in plan.joined.items():
            for text, quality in spellings.items():
                self._spellings.setdefault(text, []).append((first, length, quality))
        self._beginnings = tuple(word.text for word in self._words if not word.is_cjk)
        self._has_cjk = any(word.is_cjk for word in self._words)
        self._has_splits = any(plan.splits)
        count = len(self._words)
        self._nothing = TextMatch(tuple(WordMatch() for _ in self._words), (0.0,) * count, (None,) * count, 0, 0)

    def match(self, tokens: Sequence[fold.Token], scopes: tuple[str, ...]) -> TextMatch:
        """Match the words of these scopes against the tokens of a text."""
        spellings, beginnings, has_cjk = self._spellings, self._beginnings, self._has_cjk
        touched = [
            token
            for token in tokens
            if (has_cjk if token.is_cjk else token.text in spellings or token.text.startswith(beginnings))
        ]
        if not touched and not self._has_splits:
            return self._nothing
        words = tuple(WordMatch() for _ in self._words)
        allowed = [word.scope in scopes for word in self._words]
        for token in touched:
            if token.is_cjk:
                self._match_characters(token, words, allowed)
            else:
                self._match_token(token, words, allowed)
        for number, pairs in enumerate(self._plan.splits):
            if pairs and allowed[number]:
                _match_pairs(tokens, pairs, words[number])
        qualities = tuple(word.quality for word in words)
        if not any(qualities):
            return self._nothing
        chosen = _together(words)
        length = sum(len(token.text) for token in tokens if token.words == 1)
        return TextMatch(words, qualities, chosen, _letters(chosen), length)

    def _match_token(self, token: fold.Token, words: Sequence[WordMatch], allowed: Sequence[bool]) -> None:
        text = token.text
        for first, length, quality in self._spellings.get(text, ()):
            for number in range(first, first + length):
                if allowed[number]:
                    inside = text.find(self._words[number].text) if length == 1 else -1
                    words[number].offer(quality, _place(token, inside, len(self._words[number].text)))
        if text.startswith(self._beginnings):
            # Of very many terms with this beginning the plan holds only the best known.
            for number, word in enumerate(self._words):
                if allowed[number] and not word.is_cjk and text.startswith(word.text):
                    quality = EXACT if text == word.text else prefix_quality(len(word.text), len(text))
                    words[number].offer(quality, _place(token, 0, len(word.text)))

    def _match_characters(self, token: fold.Token, words: Sequence[WordMatch], allowed: Sequence[bool]) -> None:
        for number, word in enumerate(self._words):
            if word.is_cjk and allowed[number]:
                quality, start, length = _longest_common(word.text[:_MAX_RUN], token.text)
                if quality:
                    place = token.start + start
                    words[number].offer(quality, (token.position, place, place + length))


def _place(token: fold.Token, inside: int, length: int) -> Place:
    """The part of a token that was typed, or all of it: after a typo, in a joined compound, of a name in pinyin."""
    if inside < 0 or token.end - token.start != len(token.text):
        return token.position, token.start, token.end
    return token.position, token.start + inside, token.start + inside + length


def _longest_common(run: str, text: str) -> tuple[float, int, int]:
    """The longest piece of `run` (two characters, if it has so many) in `text`: quality, start in `text`, length."""
    for length in range(len(run), min(len(run), 2) - 1, -1):
        for first in range(len(run) - length + 1):
            place = text.find(run[first : first + length])
            if place >= 0:
                return (EXACT if length == len(run) else 0.8 * length / len(run)), place, length
    return 0.0, 0, 0


def _match_pairs(tokens: Sequence[fold.Token], pairs: Sequence[tuple[str, str]], match: WordMatch) -> None:
    starts = {token.position: token for token in tokens if token.words == 1}
    for position, token in starts.items():
        following = starts.get(position + 1)
        if following and (token.text, following.text) in pairs:
            match.offer(SPLIT, (position, token.start, following.end))


def _together(words: Sequence[WordMatch]) -> tuple[Place | None, ...]:
    """For each word the place nearest behind the word before, else the first."""
    chosen: list[Place | None] = []
    expected: int | None = None
    for match in words:
        if not match.places:
            chosen.append(None)
            continue
        wanted = expected if expected is not None else match.places[0][0]
        place = min(match.places, key=lambda place: (abs(place[0] - wanted), place[1]))
        chosen.append(place)
        expected = place[0] + 1
    return tuple(chosen)


def _letters(chosen: Sequence[Place | None]) -> int:
    """Characters under the chosen places, each counted once."""
    total, reached = 0, -1
    for start, end in sorted({place[1:] for place in chosen if place}):
        if end > reached:
            total += end - max(start, reached)
            reached = end
    return total


def has_phrase(tokens: Sequence[fold.Token], phrase: Phrase) -> bool:
    """Whether the words of `phrase` stand one behind the other, spelt exactly like this."""
    single = [token for token in tokens if token.words == 1]
    return any(_phrase_at(single, phrase, first) for first in range(len(single) - len(phrase.words) + 1))


def _phrase_at(tokens: Sequence[fold.Token], phrase: Phrase, first: int) -> bool:
    last = len(phrase.words) - 1
    for number, word in enumerate(phrase.words):
        token = tokens[first + number]
        if token.is_cjk:
            fits = word in token.text
        elif number == last and phrase.is_open:
            fits = token.text.startswith(word)
        else:
            fits = token.text == word
        if not fits:
            return False
    return True


def holds_excluded(tokens: Sequence[fold.Token], phrase: Phrase) -> bool:
    """Whether a text holds what must not be in it: the words, of a single one also the genitive."""
    if len(phrase.words) == 1 and any(t.text == phrase.words[0] + "s" for t in tokens if not t.is_cjk):
        return True
    if len(phrase.words) == 1 and any(t.text == phrase.words[0] for t in tokens):
        return True
    return has_phrase(tokens, phrase)
