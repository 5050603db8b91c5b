"""What to look up for a query: for each of its words the terms that may be meant, and how much the word counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from aitui.data.search import fold
from aitui.data.search.documents import TargetType
from aitui.data.search.expansion import EXACT, SPLIT, Expander
from aitui.data.search.inflection import forms
from aitui.data.search.query import Query, Word
from aitui.data.search.schema import cjk_posting_keys, posting_key
from aitui.data.search.shelves import Documents, PostingStore, Shelves

_Key = TypeVar("_Key", int, str)

_MIN_JOINED = 3
_MIN_SPLIT, _MIN_SPLIT_DIGITS = 5, 4
_MIN_PART = 2
_MAX_SPLITS = 4
_ASIDE = 0.05
_NOWHERE = -1
"""A posting key that no term has."""
NAMED = 0.9
"""Of another name of what the query names in full, such as Kuaishou for 快手."""

OtherNames = Callable[[str], Iterable[tuple[str, ...]]]
"""The folded words of the other names of whatever goes by this name, given without spaces."""


@dataclass(slots=True)
class Unit:
    """A word of the query, or one pair of characters of a Chinese run, as it is looked up."""

    word: int
    """Which word of the query it belongs to."""
    keys: dict[int, float] = field(default_factory=dict)
    """Posting key → quality."""
    pairs: list[tuple[int, int, float]] = field(default_factory=list)
    """Posting keys of two terms that only count together, such as the two halves of the word, and their quality."""
    weight: float = 1.0
    _found: dict[TargetType, list[tuple[float, Documents]]] | None = None

    def found_on(self, shelf: TargetType, store: PostingStore) -> list[tuple[float, Documents]]:
        """Quality and documents of the terms that are on a shelf, best first."""
        if self._found is None:
            self._found = {}
            for key, quality in sorted(self.keys.items(), key=lambda item: -item[1]):
                for member, documents in store.by_shelf(key).items():
                    self._found.setdefault(member, []).append((quality, documents))
        return self._found.get(shelf, [])


@dataclass(slots=True)
class Plan:
    """A query with everything the vocabulary says about it."""

    query: Query
    units: list[Unit]
    weights: list[float]
    """How much each word of the query counts: the rarer what it means, the more."""
    spellings: list[dict[str, float]]
    """Per word of the query: terms it may stand for → quality."""
    joined: dict[tuple[int, int], dict[str, float]]
    """(first word, number of words) → terms these words may be together → quality."""
    splits: list[dict[tuple[str, str], float]]
    """Per word: two neighbouring terms that together are spelt like it, or are another name of it → quality."""
    characters: list[tuple[int, int, str]] = field(default_factory=list)
    """(first word, number of words, Chinese name): another name of what these words name."""
    required: list[int] = field(default_factory=list)
    """Posting keys of the words of phrases: nothing without all of them is wanted."""
    excluded: list[int] = field(default_factory=list)
    """Posting keys of excluded words in all their forms. What holds them is not wanted, except where only a name does
    that is not shown."""


def make_plan(
    query: Query,
    expander: Expander,
    store: PostingStore,
    shelves: Shelves,
    other_names: OtherNames,
    should_stop: Callable[[], bool],
) -> Plan | None:
    """Look up every word; None where `should_stop` said so in between."""
    count = len(query.words)
    plan = Plan(query, [], [1.0] * count, [{} for _ in range(count)], {}, [{} for _ in range(count)])
    for number, word in enumerate(query.words):
        if should_stop():
            return None
        if word.is_cjk:
            _plan_characters(plan, number, word, store, shelves)
        else:
            _plan_word(plan, number, word, expander, shelves.alive)
    for first, length in _neighbours(query.words):
        if should_stop():
            return None
        if not any(word.is_cjk for word in query.words[first : first + length]):
            _plan_joined(plan, first, length, expander)
    for first, length in [(number, 1) for number in range(count)] + _neighbours(query.words):
        if should_stop():
            return None
        _plan_names(plan, first, length, expander, other_names)
    _set_aside(plan)
    _plan_conditions(plan, expander)
    return plan


def _plan_word(plan: Plan, number: int, word: Word, expander: Expander, alive: int) -> None:
    expansion = expander.expand(word.text)
    terms, spellings = dict(expansion.terms), dict(expansion.spellings)
    if word.typed:
        other = expander.expand(word.typed, inside=False)
        _add_better(terms, other.terms)
        _add_better(spellings, other.spellings)
    unit = Unit(number, {posting_key(term): quality for term, quality in terms.items()})
    plan.spellings[number] = spellings
    is_number = word.text.isdecimal()
    # Other texts group the digits of the same number.
    is_known = max(terms.values(), default=0.0) >= EXACT and not is_number
    if not is_known and len(word.text) >= (_MIN_SPLIT_DIGITS if is_number else _MIN_SPLIT):
        for cut, left, right in _splits(word.text, expander):
            unit.pairs.append((posting_key(left), posting_key(right), SPLIT))
            plan.splits[number][word.text[:cut], word.text[cut:]] = SPLIT
    unit.weight = plan.weights[number] = _weight(alive, expansion.documents)
    plan.units.append(unit)


def _plan_characters(plan: Plan, number: int, word: Word, store: PostingStore, shelves: Shelves) -> None:
    keys = cjk_posting_keys(word.text)
    rarest = min(sum(len(store.documents(key, shelf)) for shelf in TargetType) for key in keys)
    plan.weights[number] = _weight(shelves.alive, rarest)
    plan.units.extend(Unit(number, {key: EXACT}, weight=plan.weights[number] / len(keys)) for key in keys)


def _plan_joined(plan: Plan, first: int, length: int, expander: Expander) -> None:
    text = "".join(word.text for word in plan.query.words[first : first + length])[: fold.MAX_TERM]
    if len(text) < _MIN_JOINED:
        return
    expansion = expander.expand(text, inside=False)
    if not expansion.terms:
        return
    plan.joined[first, length] = {text: quality * SPLIT for text, quality in expansion.spellings.items()}
    keys = {posting_key(term): quality * SPLIT for term, quality in expansion.terms.items()}
    for unit in plan.units:
        if first <= unit.word < first + length:
            _add_better(unit.keys, keys)


def _plan_names(plan: Plan, first: int, length: int, expander: Expander, other_names: OtherNames) -> None:
    """What these words name goes by other names in the texts."""
    text = "".join(word.text for word in plan.query.words[first : first + length])
    for words in other_names(text):
        units = [unit for unit in plan.units if first <= unit.word < first + length]
        if len(words) == 1 and fold.is_cjk(words[0]):
            plan.characters.append((first, length, words[0]))
            pieces = cjk_posting_keys(words[0])
            for unit in units:
                if len(pieces) == 1:
                    _add_better(unit.keys, {pieces[0]: NAMED})
                else:
                    unit.pairs.append((pieces[0], pieces[-1], NAMED))
            continue
        terms = [expander.exact(word) for word in words]
        keys = [posting_key(term) for term in terms if term is not None]
        if len(keys) < len(words):
            continue
        if len(keys) == 1:
            spellings = plan.joined.setdefault((first, length), {}) if length > 1 else plan.spellings[first]
            _add_better(spellings, {words[0]: NAMED})
        else:
            for number in range(first, first + length):
                plan.splits[number].setdefault((words[0], words[1]), NAMED)
        for unit in units:
            if len(keys) == 1:
                _add_better(unit.keys, {keys[0]: NAMED})
            else:
                unit.pairs.append((keys[0], keys[1], NAMED))


def _plan_conditions(plan: Plan, expander: Expander) -> None:
    """The postings of whole words in phrases, and of single excluded words."""
    for phrase in plan.query.phrases:
        complete = phrase.words[:-1] if phrase.is_open else phrase.words
        plan.required += [key for word in complete for key in keys_of(word, expander) or (_NOWHERE,)]
    for phrase in plan.query.excluded:
        if len(phrase.words) == 1 and not (fold.is_cjk(phrase.words[0]) and len(phrase.words[0]) > 2):
            plan.excluded += [key for form in forms(phrase.words[0]) for key in keys_of(form, expander)]


def keys_of(word: str, expander: Expander) -> list[int]:
    """The postings of all documents that hold `word`, of Chinese all that hold the pairs of its characters."""
    if fold.is_cjk(word):
        return cjk_posting_keys(word)
    term = expander.exact(word)
    return [] if term is None else [posting_key(term)]


def _set_aside(plan: Plan) -> None:
    """Make little of the words of operators that make no sense."""
    for number, word in enumerate(plan.query.words):
        if word.is_aside:
            plan.weights[number] *= _ASIDE
    for unit in plan.units:
        if plan.query.words[unit.word].is_aside:
            unit.weight *= _ASIDE


def _add_better(known: dict[_Key, float], new: dict[_Key, float]) -> None:
    for key, quality in new.items():
        known[key] = max(quality, known.get(key, 0.0))


def _neighbours(words: tuple[Word, ...]) -> list[tuple[int, int]]:
    """Words next to each other, pairs and three of them: they may be one word typed apart, or a name."""
    return [
        (first, length)
        for length in (2, 3)
        for first in range(len(words) - length + 1)
        if len({word.scope for word in words[first : first + length]}) == 1
    ]


def _splits(word: str, expander: Expander) -> list[tuple[int, int, int]]:
    """The commonest ways to see `word` as two terms: where it is cut, and their numbers."""
    found: list[tuple[int, int, int, int]] = []
    shortest = 1 if word.isdecimal() else _MIN_PART
    for cut in range(shortest, len(word) - shortest + 1):
        left = expander.exact(word[:cut])
        right = expander.exact(word[cut:]) if left is not None else None
        if left is not None and right is not None:
            found.append((min(expander.frequency(left), expander.frequency(right)), cut, left, right))
    return [(cut, left, right) for _, cut, left, right in sorted(found, reverse=True)[:_MAX_SPLITS]]


def _weight(alive: int, documents: int) -> float:
    """Inverse document frequency; never nothing."""
    return math.log(1.5 + alive / (1 + documents))
