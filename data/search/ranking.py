"""From matches to an order: what was found, how good it is, and which letters to highlight."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from aitui.data.search import fold
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.matching import Matcher, TextMatch, has_phrase, holds_excluded, text_tokens
from aitui.data.search.plan import Plan
from aitui.data.search.query import SPEAKER, Word
from aitui.data.search.terms import all_names, name_tokens

Span = tuple[int, int]

_TYPE_WEIGHT = {
    TargetType.ENTITY: 0.83,
    TargetType.ARTICLE: 0.82,
    TargetType.QUOTE: 0.81,
    TargetType.SENTENCE: 0.78,
}
_DENSITY_WEIGHT = {TargetType.ENTITY: 0.13, TargetType.ARTICLE: 0.05, TargetType.QUOTE: 0.03, TargetType.SENTENCE: 0.03}
_ORDER_OF_TYPES = {shelf: number for number, shelf in enumerate(TargetType)}
_ORDER_WEIGHT = 0.04
_RENOWN_WEIGHT = 0.04
_WELL_KNOWN = 1000
"""Mentions beyond which an entity is not better known."""
_MIN_COVER = 0.3
_MIN_OF_BEST = 0.5


def promise(type_: TargetType, cover: float) -> float:
    """About the score of a target of this type that matches this part of a query: decides what is judged first."""
    return cover if type_ is TargetType.ENTITY else cover * (_TYPE_WEIGHT[type_] + _DENSITY_WEIGHT[type_])


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found."""

    type: TargetType
    key: str
    """The id of an entity; of others equal in all languages."""
    text: str
    """The entity's name, the title, the words of the quote or the sentence, in `language`."""
    speaker: str
    article: str
    start: int
    end: int
    """Offsets into the source article, whatever the language."""
    language: str
    """In which text the match was found; of entities the language of the name that matched."""
    score: float
    matched: str
    """What `spans` point into: `text`, but of an entity the name that matched, '百度' for Baidu."""
    spans: tuple[Span, ...]
    """Characters to highlight in `matched`: start and end, in order, not overlapping."""
    speaker_spans: tuple[Span, ...]
    """The same in `speaker`."""
    kind: str
    weight: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with its score; the letters to highlight are worked out for those that are shown."""

    target: Target
    score: float
    cover: float
    matched: str
    language: str
    text_match: TextMatch | None
    speaker_match: TextMatch | None


class Judge:
    """Scores targets for one query."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._matcher = Matcher(plan)
        self._total = sum(plan.weights) or 1.0

    def judge(self, target: Target) -> Judged | None:
        """The target with its score; None where it does not match, or holds what must not be in it."""
        if target.type is TargetType.ENTITY:
            return self._entity(target)
        tokens = text_tokens(target.text)
        if not self._is_allowed([tokens]):
            return None
        text = self._matcher.match(tokens, lambda word: not word.scope)
        speaker, speakers = None, list[TextMatch]()
        if target.type is TargetType.QUOTE:
            _, speaker, speakers = self._best_name(target, all_names(target), _speaks(target))
        cover = self._cover([text, *speakers])
        if cover is None:
            return None
        score = _TYPE_WEIGHT[target.type] * cover + cover * (
            _DENSITY_WEIGHT[target.type] * text.density + _ORDER_WEIGHT * text.order
        )
        return Judged(target, score, cover, target.text, target.language, text, speaker)

    def _entity(self, target: Target) -> Judged | None:
        languages = self._plan.query.languages
        named = dict((name, language) for language, name in target.names)
        names = [n for n in all_names(target) if not languages or named.get(n, target.language) in languages]
        if not names or not self._is_allowed([_tokens_of(name, target) for name in names]):
            return None
        name, best, matches = self._best_name(target, names, lambda word: word.scope in ("", target.kind))
        cover = self._cover(matches)
        if cover is None or best is None:
            return None
        known = min(1.0, math.log1p(target.weight) / math.log1p(_WELL_KNOWN))
        score = _TYPE_WEIGHT[target.type] * cover + cover * _DENSITY_WEIGHT[target.type] * best.density
        score += cover * _RENOWN_WEIGHT * known
        return Judged(target, score, cover, name, named.get(name) or target.language, best, None)

    def _best_name(
        self, target: Target, names: Sequence[str], applies: Callable[[Word], bool]
    ) -> tuple[str, TextMatch | None, list[TextMatch]]:
        """The name that matches best, how, and how all of them match: '百度 baidu' matches one name each."""
        matches = [self._matcher.match(_tokens_of(name, target), applies) for name in names]
        if not matches:
            return "", None, []
        best = max(range(len(matches)), key=lambda n: (self._sum([matches[n]]) * (1 + 0.2 * matches[n].density), -n))
        return names[best], matches[best], matches

    def _sum(self, matches: Sequence[TextMatch]) -> float:
        return sum(
            weight * max(match.words[number].quality for match in matches)
            for number, weight in enumerate(self._plan.weights)
        )

    def _cover(self, matches: Sequence[TextMatch]) -> float | None:
        """Which part of the query, words weighted, the texts of a target match; None where that is too little."""
        for number, word in enumerate(self._plan.query.words):
            if word.scope and not any(match.words[number].quality for match in matches):
                return None
        cover = self._sum(matches) / self._total
        return cover if cover >= _MIN_COVER else None

    def _is_allowed(self, texts: Sequence[Sequence[fold.Token]]) -> bool:
        """Whether all phrases are there and nothing is that must not be."""
        query = self._plan.query
        if any(holds_excluded(tokens, phrase) for phrase in query.excluded for tokens in texts):
            return False
        return all(any(has_phrase(tokens, phrase) for tokens in texts) for phrase in query.phrases)


def best_hits(judged: Iterable[Judged], limit: int) -> list[Hit]:
    """The best `limit`, one per key, best first; equal ones in the order of type, key and language."""
    ordered = sorted(judged, key=_rank)
    if not ordered:
        return []
    least = ordered[0].cover * _MIN_OF_BEST
    best: dict[tuple[TargetType, str], Judged] = {}
    for item in ordered:
        if item.cover >= least:
            best.setdefault((item.target.type, item.target.key), item)
        if len(best) == limit:
            break
    return [_hit(item) for item in best.values()]


def _rank(item: Judged) -> tuple[float, int, str, str]:
    target = item.target
    return -round(item.score, 6), _ORDER_OF_TYPES[target.type], target.key, target.language


def _hit(item: Judged) -> Hit:
    target = item.target
    return Hit(
        target.type,
        target.key,
        target.text,
        target.speaker,
        target.article,
        target.start,
        target.end,
        item.language,
        round(item.score, 6),
        item.matched,
        _spans(item.matched, item.text_match),
        _speaker_spans(target, item.speaker_match),
        target.kind,
        target.weight,
    )


def _spans(text: str, match: TextMatch | None) -> tuple[Span, ...]:
    """The matched characters in the original spelling, joined where they touch."""
    if match is None:
        return ()
    folded = fold.fold(text)
    spans: list[Span] = []
    for start, end in sorted({folded.span(place[1], place[2]) for word in match.words for place in word.places}):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _speaker_spans(target: Target, match: TextMatch | None) -> tuple[Span, ...]:
    """What to highlight of the name shown; all of it where another name of the speaker matched."""
    if match is None or not any(word.places for word in match.words):
        return ()
    shown = fold.tokens(fold.fold_text(target.speaker))
    if sum(len(token.text) for token in shown if token.words == 1) != match.length:
        return ((0, len(target.speaker)),)
    return _spans(target.speaker, match)


def _tokens_of(name: str, target: Target) -> tuple[fold.Token, ...]:
    return name_tokens(name, tuple(reading for owner, reading in target.readings if owner == name))


def _speaks(target: Target) -> Callable[[Word], bool]:
    """Which words may match the speaker of this quote."""
    return lambda word: word.scope in ("", SPEAKER, target.kind)
