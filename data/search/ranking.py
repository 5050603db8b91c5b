"""From matches to an order: what was found, how good it is, and which letters to highlight."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import mul

import numpy as np
from numpy.typing import NDArray

from aitui.data.search import fold
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.expansion import EXACT, LEAST_BEGUN
from aitui.data.search.matching import Matcher, Text, TextMatch, has_phrase, holds_excluded
from aitui.data.search.plan import Plan
from aitui.data.search.prepared import Name, Prepared
from aitui.data.search.query import SPEAKER

Span = tuple[int, int]

TYPE_WEIGHT = {
    TargetType.ENTITY: 0.85,
    TargetType.ARTICLE: 0.82,
    TargetType.QUOTE: 0.81,
    TargetType.SENTENCE: 0.78,
}
DENSITY_WEIGHT = {TargetType.ENTITY: 0.07, TargetType.ARTICLE: 0.05, TargetType.QUOTE: 0.03, TargetType.SENTENCE: 0.03}
_ORDER_OF_TYPES = {shelf: number for number, shelf in enumerate(TargetType)}
_ORDER_WEIGHT = 0.04
RENOWN_WEIGHT = 0.08
"""How much what sort of thing it is counts, how much of its text was typed, and how well an entity is known."""
_WELL_KNOWN = 1000
"""Mentions beyond which an entity is not better known."""
_MIN_COVER = 0.3
_MIN_OF_BEST = 0.55
_READ = 0.09
"""So much better another name must be matched by how it is read than the others by their letters."""
_EQUAL = 0.01
"""Covers that differ by less are equal."""


def promise(type_: TargetType, covers: NDArray[np.float32]) -> NDArray[np.float32]:
    """About the scores of targets of this type that match these parts of a query: decide what is judged first."""
    if type_ is TargetType.ENTITY:
        return covers
    return covers * np.float32(TYPE_WEIGHT[type_] + DENSITY_WEIGHT[type_])


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
class NameMatch:
    """Which of several names matched best."""

    name: Name
    match: TextMatch


@dataclass(frozen=True, slots=True)
class Judged:
    """A target with its score; the letters to highlight are worked out for those that are shown."""

    target: Target
    score: float
    cover: float
    matched: str
    language: str
    text_match: TextMatch
    speaker: NameMatch | None
    is_misspelt: bool = False
    """Whether the speaker asked for is nobody of exactly this name, whole or begun."""


class Judge:
    """Scores targets for one query."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._matcher = Matcher(plan)
        self._total = sum(plan.weights) or 1.0
        self._scoped = [number for number, word in enumerate(plan.query.words) if word.scope]
        self._speakers = [number for number, word in enumerate(plan.query.words) if word.scope == SPEAKER]
        self._wants_speaker = SPEAKER in plan.query.scopes
        self._has_cjk = any(word.is_cjk for word in plan.query.words)
        self._has_conditions = bool(plan.query.phrases or plan.query.excluded)

    def judge(self, prepared: Prepared) -> Judged | None:
        """The target with its score; None where it does not match, or holds what must not be in it."""
        target = prepared.target
        if target.type is TargetType.ENTITY:
            return self._entity(prepared)
        if self._wants_speaker and not prepared.names:
            return None
        if self._has_conditions and not self._is_allowed((prepared.text,), prepared.names):
            return None
        text = self._matcher.match(prepared.text, ("",))
        best, matches = None, [text]
        if prepared.names:
            best, speakers = self._best_name(prepared.names, ("", SPEAKER, target.kind))
            matches += speakers
        cover = self._cover(_best_qualities(matches))
        if cover is None:
            return None
        is_misspelt = bool(self._speakers) and not all(
            max(match.qualities[number] for match in matches[1:]) >= LEAST_BEGUN for number in self._speakers
        )
        weight = TYPE_WEIGHT[target.type] + DENSITY_WEIGHT[target.type] * text.density + _ORDER_WEIGHT * text.order
        return Judged(target, weight * cover, cover, target.text, target.language, text, best, is_misspelt)

    def _entity(self, prepared: Prepared) -> Judged | None:
        target, names = prepared.target, prepared.names
        if languages := self._plan.query.languages:
            names = tuple(name for name in names if name.languages & languages)
        # Other names of it may hold an excluded word: 'Kling AI' is Kling.
        if not names or (self._has_conditions and not self._is_allowed((), names, shown=prepared.names[:1])):
            return None
        best, matches = self._best_name(names, ("", target.kind))
        cover = self._cover(_best_qualities(matches))
        if cover is None:
            return None
        name = best.name
        known = min(1.0, math.log1p(target.weight) / math.log1p(_WELL_KNOWN))
        # The characters of a name that is only begun to be spelt in Latin letters are not matched one by one.
        is_begun = name.is_read and not self._has_cjk and min(best.match.qualities, default=1.0) < EXACT
        density = 0.0 if is_begun else best.match.density
        weight = TYPE_WEIGHT[target.type] + DENSITY_WEIGHT[target.type] * density + RENOWN_WEIGHT * known
        language = name.language if not languages or name.language in languages else min(name.languages & languages)
        return Judged(target, weight * cover, cover, name.text, language, best.match, None)

    def _best_name(self, names: Sequence[Name], scopes: tuple[str, ...]) -> tuple[NameMatch, list[TextMatch]]:
        """The name that matches best, and how all of them match: '百度 baidu' matches one name each.

        A name is shown for how it is read only where none is spelt nearly so.
        """
        matches = [self._matcher.match(name.words, scopes) for name in names]
        read = 0.0 if self._has_cjk else _READ * self._total
        scores = [
            (self._sum(match.qualities) - read * names[number].is_read, match.density, -number)
            for number, match in enumerate(matches)
            if match.letters
        ]
        best = -max(scores)[2] if scores else 0
        return NameMatch(names[best], matches[best]), matches

    def _sum(self, qualities: Sequence[float]) -> float:
        return float(sum(map(mul, self._plan.weights, qualities)))

    def _cover(self, qualities: Sequence[float]) -> float | None:
        """Which part of the query, words weighted, a target matches; None where that is too little."""
        if not self._plan.query.words:
            return 1.0
        if self._scoped and not all(qualities[number] for number in self._scoped):
            return None
        cover = self._sum(qualities) / self._total
        return cover if cover >= _MIN_COVER else None

    def _is_allowed(self, texts: Sequence[Text], names: Sequence[Name], shown: Sequence[Name] | None = None) -> bool:
        """Whether all phrases are there, and nothing that must not be in the texts and names, or those `shown`."""
        if self.is_excluded(texts, names if shown is None else shown):
            return False
        texts = [*texts, *(name.words for name in names)]
        return all(any(has_phrase(text, phrase) for text in texts) for phrase in self._plan.query.phrases)

    def is_excluded(self, texts: Sequence[Text], names: Sequence[Name]) -> bool:
        """Whether something that must not be is in these texts or names."""
        texts = [*texts, *(name.words for name in names)]
        return any(holds_excluded(text, phrase) for phrase in self._plan.query.excluded for text in texts)


def _best_qualities(matches: Sequence[TextMatch]) -> tuple[float, ...]:
    if len(matches) == 1:
        return matches[0].qualities
    return tuple(map(max, *(match.qualities for match in matches)))


def best_judged(judged: Iterable[Judged]) -> list[Judged]:
    """One per key, best first, without what is far worse than the best; equal ones by type, place and language.

    A sentence that matches as well as its translation is shown itself, in the translation's place.
    """
    ordered = sorted(judged, key=_rank)
    if not all(item.is_misspelt for item in ordered):
        ordered = [item for item in ordered if not item.is_misspelt]
    least = worst_cover(ordered)
    best: dict[tuple[TargetType, str], Judged] = {}
    for item in ordered:
        if item.cover >= least:
            key = item.target.type, item.target.key
            better = best.setdefault(key, item)
            if better.target.is_translation and not item.target.is_translation and item.cover > better.cover - _EQUAL:
                best[key] = replace(item, score=better.score)
    return list(best.values())


def worst_cover(ordered: Sequence[Judged]) -> float:
    """The least part of the query that a hit must match, where these are the best so far, best first."""
    return ordered[0].cover * _MIN_OF_BEST if ordered else _MIN_COVER


def some_of_each(best: Sequence[Judged], limit: int) -> list[Judged]:
    """At most `limit` of `best`, in its order, of each type its share: one type alone may fill any limit."""
    left = {type_: [item for item in best if item.target.type is type_] for type_ in TargetType}
    chosen: set[int] = set()
    while len(chosen) < min(limit, len(best)):
        for items in left.values():
            if items and len(chosen) < limit:
                chosen.add(id(items.pop(0)))
    return [item for item in best if id(item) in chosen]


def _rank(item: Judged) -> tuple[float, int, int, str, int, str, str]:
    target = item.target
    # An entity stands in many articles; the keys of articles are numbers.
    place = (0, "", 0) if target.type is TargetType.ENTITY else (len(target.article), target.article, target.start)
    return -round(item.score, 6), _ORDER_OF_TYPES[target.type], *place, target.key, target.language


def hit_of(item: Judged) -> Hit:
    """What is shown of it, with the letters to highlight."""
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
        _speaker_spans(target, item.speaker),
        target.kind,
        target.weight,
    )


def _spans(text: str, match: TextMatch) -> tuple[Span, ...]:
    """The matched characters in the original spelling, joined where they touch."""
    places = {place[1:] for offered in match.places for place in offered}
    if not places:
        return ()
    folded = fold.fold(text)
    spans: list[Span] = []
    for start, end in sorted(folded.span(*place) for place in places):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _speaker_spans(target: Target, best: NameMatch | None) -> tuple[Span, ...]:
    """What to highlight of the name shown; all of it where another name of the speaker matched."""
    if best is None or not any(best.match.qualities):
        return ()
    return _spans(target.speaker, best.match) if best.name.text == target.speaker else ((0, len(target.speaker)),)
