"""The small language of the search box. Everything typed means something: what is no operator is searched as text.

    words           in any order, complete or not, misspelt or not
    "two words"     exactly these, one behind the other; the closing mark may be missing
    -word           without that word; -"two words" without the phrase
    @zhou           a person        #baidu   an organisation
    *kling          a product       ~china   a place (+china too: ~ is hard to type on some keyboards)
    speaker:zhou    quotes by       also sprecher:
    in:title        titles only; also quotes, sentences, names
    lang:zh         matches in that language only: de, en, zh

`person:`, `org:`, `product:`, `place:` and `event:` say the same as the signs. A value of several words stands in
quotation marks: speaker:"winston ma".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from aitui.data.search import fold
from aitui.data.search.documents import TargetType

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

# One alternative after the other, none of which can be tried in two ways on the same characters.
_ITEM = re.compile(
    r"""(?P<minus>-(?=["\w]))?(?:(?P<key>[a-z]{2,10}):(?=\S))?(?P<sign>[@#*~+](?=["\w]))?"""
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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand one behind the other, at least one."""

    words: tuple[str, ...]
    is_open: bool = False
    """Still being typed: the last word may go on."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for."""

    words: tuple[Word, ...]
    """All words, those of phrases too."""
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    shelves: frozenset[TargetType] = frozenset(TargetType)
    languages: frozenset[str] = frozenset()
    """Empty for all."""
    as_text: tuple[str, ...] = ()
    """Operators without a sense, as typed: 'lang:xx' is searched as the words it looks like."""


def parse_query(text: str) -> Query:
    """Understand what was typed. Never fails; without any letter or digit the query has no words."""
    text = text[:MAX_CHARACTERS]
    query = Query(())
    for item in _ITEM.finditer(text):
        query = _with_item(query, item)
    if not query.words:
        # There is nothing that could be filtered.
        query = Query(_words(text, ""), as_text=_operators(text))
    return replace(query, words=query.words[:MAX_WORDS], shelves=_searchable(query))


def _with_item(query: Query, item: re.Match[str]) -> Query:
    key = (item["key"] or "").casefold()
    value = item["phrase"] if item["word"] is None else item["word"]
    if key == "in" and value.casefold() in _SHELVES:
        chosen = {_SHELVES[value.casefold()]}
        # 'in:title in:quote' asks for both.
        before = frozenset[TargetType]() if query.shelves == frozenset(TargetType) else query.shelves
        return replace(query, shelves=before | chosen)
    if key in _LANGUAGE_KEYS and value.casefold() in _LANGUAGES:
        return replace(query, languages=query.languages | {_LANGUAGES[value.casefold()]})
    scope = _SCOPES.get(key) or SIGNS.get(item["sign"] or "", "")
    words = _words(value if not key or key in _SCOPES else f"{key} {value}", scope)
    if key in _KEYS and (key not in _SCOPES or not words):
        query = replace(query, as_text=(*query.as_text, item[0]))
        words = words or _words(key, "")
    elif value.endswith(":") and value[:-1].casefold() in _KEYS:
        query = replace(query, as_text=(*query.as_text, item[0]))
    if not words:
        return query
    phrase = Phrase(tuple(word.text for word in words), is_open=not item["closed"])
    if item["minus"]:
        return replace(query, excluded=(*query.excluded, replace(phrase, is_open=False)))
    phrases = query.phrases
    if item["word"] is None and not scope:
        phrases = (*phrases, phrase)
    return replace(query, words=(*query.words, *words), phrases=phrases)


def _operators(text: str) -> tuple[str, ...]:
    """What looks like a filter or an exclusion, as typed."""
    return tuple(item[0] for item in _ITEM.finditer(text) if item["minus"] or (item["key"] or "").casefold() in _KEYS)


def _searchable(query: Query) -> frozenset[TargetType]:
    """The shelves on which the scopes leave anything to find."""
    scopes = {word.scope for word in query.words} - {""}
    if SPEAKER in scopes:
        return query.shelves & {TargetType.QUOTE}
    if scopes:
        return query.shelves & {TargetType.ENTITY, TargetType.QUOTE}
    return query.shelves


def _words(text: str, scope: str) -> tuple[Word, ...]:
    folded, typed = fold.tokens(fold.fold_text(text)), fold.tokens(fold.fold_letters(text))
    return tuple(
        Word(token.text, other.text if other.text != token.text else "", token.is_cjk, scope)
        for token, other in zip(folded, typed, strict=True)
        if token.words == 1
    )
