"""The small language of the search box. Everything typed means something: what is no operator is searched as text.

    words           in any order, complete or not, misspelt or not
    "two words"     exactly these, one behind the other; the closing mark may be missing
    -word           without that word; -"two words" without the phrase; also -@zhou, -in:title, -lang:en
    @zhou           a person        #baidu   an organisation
    *kling          a product       ~china   a place (+china too: ~ is hard to type on some keyboards)
    speaker:zhou    quotes by       also sprecher:
    in:title        titles only; also quotes, sentences, names
    lang:zh         matches in that language only: de, en, zh

Values of `in:` and `lang:` may be begun only. What narrows needs no word beside it: `in:title` alone is every title,
`@` every person, `-china` everything that does not hold the word.

`person:`, `org:`, `product:`, `place:` and `event:` say the same as the signs. A value of several words stands in
quotation marks: speaker:"winston ma".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from aitui.data.search import fold
from aitui.data.search.documents import TargetType

_Value = TypeVar("_Value")

MAX_CHARACTERS = 400
"""What is typed or pasted beyond is not looked at."""
MAX_WORDS = 24

SPEAKER = "speaker"
SIGNS = {"@": "person", "#": "org", "*": "product", "~": "place", "+": "place"}
"""Signs before a word and the kind of entity they ask for."""

_SCOPES = {
    **{kind: kind for kind in ("person", "org", "product", "place", "event")},
    **{"firma": "org", "produkt": "product", "ort": "place", "ereignis": "event"},
    **{"speaker": SPEAKER, "sprecher": SPEAKER, "by": SPEAKER, "von": SPEAKER},
}
_SHELVES = {
    **dict.fromkeys(("title", "titles", "titel", "article", "articles"), TargetType.ARTICLE),
    **dict.fromkeys(("quote", "quotes", "zitat", "zitate"), TargetType.QUOTE),
    **dict.fromkeys(("sentence", "sentences", "text", "satz"), TargetType.SENTENCE),
    **dict.fromkeys(("name", "names", "entity", "entities"), TargetType.ENTITY),
}
_LANGUAGES = {"de": "de", "deutsch": "de", "en": "en", "englisch": "en", "zh": "zh", "chinesisch": "zh", "cn": "zh"}
_LANGUAGE_KEYS = ("lang", "sprache")
_KEYS = {"in", *_LANGUAGE_KEYS, *_SCOPES}
_BOOLEAN = frozenset(("AND", "OR", "NOT", "UND", "ODER", "NICHT"))
"""Operators of other search boxes."""
_QUOTATION_MARKS = str.maketrans(dict.fromkeys("„“”«»「」『』", '"'))

# One alternative after the other, none of which can be tried in two ways on the same characters.
_ITEM = re.compile(
    r"""(?P<minus>-(?=["\w]|[@#*~+]["\w]))?(?:(?P<key>[a-z]{2,10}):(?=\S))?(?P<sign>[@#*~+](?=["\w]))?"""
    r"""(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>[^\s"]+))""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word to look for; of Chinese a whole run of characters."""

    text: str
    typed: str = ""
    """The word with its ae, oe and ue, where it has any: the e may be a typo."""
    is_cjk: bool = False
    scope: str = ""
    """A kind of entity, or `speaker`: the only thing whose names may match."""
    original: str = ""
    """As it stands in what was typed."""
    is_aside: bool = False
    """Of an operator without a sense: counts little, so that a slip does not push out what is meant."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand one behind the other, at least one."""

    words: tuple[str, ...]
    is_open: bool = False
    """Still being typed: the last word may go on."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    words: tuple[Word, ...] = ()
    """All words, those of phrases too."""
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    shelves: frozenset[TargetType] = frozenset(TargetType)
    languages: frozenset[str] = frozenset()
    """Empty for all."""
    unnamed: frozenset[str] = frozenset()
    """Scopes asked for without a name: any person, quotes by anybody."""
    as_text: tuple[str, ...] = ()
    """Operators without a sense, as typed: 'lang:xx' is searched as the words it looks like."""
    is_cut: bool = False
    """Whether more was typed than is looked at."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return self == Query(as_text=self.as_text, is_cut=self.is_cut)

    @property
    def scopes(self) -> frozenset[str]:
        """All kinds of entities asked for, and `speaker`."""
        return self.unnamed | {word.scope for word in self.words if word.scope}


def parse_query(text: str) -> Query:
    """Understand what was typed. Never fails; without any letter or digit, and without a sign, the query is empty."""
    items = list(_ITEM.finditer(text[:MAX_CHARACTERS].translate(_QUOTATION_MARKS)))
    query = Query(is_cut=len(text.rstrip()) > MAX_CHARACTERS)
    for item in items:
        query = _with_item(query, item, is_last=item is items[-1])
    if not query.words:
        query = replace(query, unnamed=query.unnamed | {SIGNS[item[0]] for item in items if item[0] in SIGNS})
    return replace(query, words=query.words[:MAX_WORDS], shelves=_searchable(query))


def _with_item(query: Query, item: re.Match[str], *, is_last: bool) -> Query:
    key = (item["key"] or "").casefold()
    value = item["phrase"] if item["word"] is None else item["word"]
    if key == "in" and (shelves := _meant(value, _SHELVES)):
        if item["minus"]:
            return replace(query, shelves=query.shelves - shelves)
        # 'in:title in:quote' asks for both.
        before = frozenset[TargetType]() if query.shelves == frozenset(TargetType) else query.shelves
        return replace(query, shelves=before | shelves)
    if key in _LANGUAGE_KEYS and (languages := _meant(value, _LANGUAGES)):
        if item["minus"]:
            return replace(query, languages=(query.languages or frozenset(_LANGUAGES.values())) - languages)
        return replace(query, languages=query.languages | languages)
    begun = value[:-1].casefold() if is_last and item["word"] and not item["minus"] and value.endswith(":") else ""
    if begun in _KEYS:
        return replace(query, unnamed=query.unnamed | {_SCOPES[begun]}) if begun in _SCOPES else query
    scope = _SCOPES.get(key) or SIGNS.get(item["sign"] or "", "")
    if key:
        is_aside = key in _KEYS and key not in _SCOPES
    else:
        is_aside = item["word"] is not None and not item["minus"] and value in _BOOLEAN
    words = _words(value if not key or key in _SCOPES else f"{key} {value}", scope, is_aside=is_aside)
    if key in _SCOPES and not words:
        words, is_aside = _words(key, "", is_aside=True), True
    elif item["word"] and value.endswith(":") and value[:-1].casefold() in _KEYS:
        words, is_aside = _words(value, "", is_aside=True), True
    if is_aside:
        query = replace(query, as_text=(*query.as_text, item[0]))
    if not words:
        return query
    phrase = Phrase(tuple(word.text for word in words), is_open=not item["closed"])
    if item["minus"]:
        return replace(query, excluded=(*query.excluded, replace(phrase, is_open=False)))
    phrases = query.phrases
    if item["word"] is None and not scope and not is_aside:
        phrases = (*phrases, phrase)
    return replace(query, words=(*query.words, *words), phrases=phrases)


def _meant(value: str, known: Mapping[str, _Value]) -> frozenset[_Value]:
    """What a value stands for; of one that is only begun all that it may become."""
    value = value.casefold()
    if not value or value in known:
        return frozenset((known[value],)) if value else frozenset()
    return frozenset(meaning for name, meaning in known.items() if name.startswith(value))


def _searchable(query: Query) -> frozenset[TargetType]:
    """The shelves on which the scopes leave anything to find."""
    if SPEAKER in query.scopes:
        return query.shelves & {TargetType.QUOTE}
    if query.unnamed:
        return query.shelves & {TargetType.ENTITY}
    if query.scopes:
        return query.shelves & {TargetType.ENTITY, TargetType.QUOTE}
    return query.shelves


def _words(text: str, scope: str, *, is_aside: bool) -> tuple[Word, ...]:
    folded = fold.fold(text)
    found, typed = fold.tokens(folded.text), fold.tokens(fold.fold_letters(text))
    return tuple(
        Word(
            token.text,
            other.text if other.text != token.text else "",
            token.is_cjk,
            scope,
            text[slice(*folded.span(token.start, token.end))],
            is_aside,
        )
        for token, other in zip(found, typed, strict=True)
        if token.words == 1
    )
