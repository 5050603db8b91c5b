"""How much of the library's articles the memory holds, as list and search know it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.data.library import Entry, Library
from aitui.data.structure import parse
from aitui.translate.normalise import normalise
from aitui.translate.terms import TermList
from aitui.translate.translator import Translator


class Coverage(NamedTuple):
    """What the memory holds of the sentences of an article outside boilerplate."""

    translated: int
    marked: int
    """Those of them whose translation is doubtful."""


def coverage(article: Article, translator: Translator, to: str, *, source: str = "de") -> Coverage:
    """What there is of `article` in the language `to`. Loads no model.

    Raises AituiError where no models lead there and where the memory cannot be used.
    """
    texts = [article.sentence_text(span) for block, span in article.sentences() if not block.boilerplate]
    found = [translation for translation in translator.recall(texts, to, source=source) if translation is not None]
    return Coverage(len(found), sum(bool(translation.marks) for translation in found))


def recount(library: Library, translator: Translator, entry: Entry, article: Article) -> dict[str, Coverage]:
    """Store what there is of a library's article, by language; what no models lead to is left as it was."""
    source = entry.source_language
    counts = {}
    for language in TARGET_LANGUAGES:
        if language == source:
            continue
        try:
            translator.route(language, source)
        except AituiError:
            continue
        counts[language] = coverage(article, translator, language, source=source)
        library.set_translated(entry.id, language, *counts[language])
    return counts


def recount_all_with(
    library: Library, translator: Translator, sentence: str, *, but: Collection[int] = ()
) -> Mapping[int, Mapping[str, Coverage]]:
    """Count anew every article that `sentence` stands in, except those with the ids `but`; by id and language."""
    wanted = normalise(sentence)

    def holding(text: str, entry: Entry) -> Article | None:
        if wanted not in normalise(text):  # much faster than taking every article apart
            return None
        article = parse(text)
        holds = any(normalise(article.sentence_text(span)) == wanted for _, span in article.sentences())
        return article if holds else None

    return _recount_all(library, translator, holding, but)


def recount_all_naming(
    library: Library, translator: Translator, terms: TermList, *, but: Collection[int] = ()
) -> Mapping[int, Mapping[str, Coverage]]:
    """Count anew every article in which one of the own terms of `terms` stands, as `recount_all_with`."""

    def naming(text: str, entry: Entry) -> Article | None:
        return parse(text) if terms.own_in(text, entry.source_language) else None

    return _recount_all(library, translator, naming, but)


def _recount_all(
    library: Library,
    translator: Translator,
    concerned: Callable[[str, Entry], Article | None],
    but: Collection[int],
) -> dict[int, Mapping[str, Coverage]]:
    counts: dict[int, Mapping[str, Coverage]] = {}
    for entry in library.entries():
        if entry.id in but:
            continue
        try:
            text = library.text(entry.id)
        except KeyError:  # removed meanwhile
            continue
        if (article := concerned(text, entry)) is not None:
            counts[entry.id] = recount(library, translator, entry, article)
    return counts
