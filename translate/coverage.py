"""How much of the library's articles the memory holds, as list and search know it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.data.library import Entry, Library
from aitui.data.structure import parse
from aitui.translate.markup import without_markup
from aitui.translate.normalise import normalise
from aitui.translate.terms import TermList
from aitui.translate.translator import Translator

_COUNTED = "counted"
"""The library's state that names the terms which all its counts hold for; empty while, or since, some do not."""
_Concerned = Callable[[str, Entry], Article | None]
"""Takes an article's text apart if it is to be counted."""


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


def recount(
    library: Library, translator: Translator, entry: Entry, article: Article, *, but: Collection[str] = ()
) -> dict[str, Coverage]:
    """Store what there is of a library's article, by language; what no models lead to, and `but`, is left as it was."""
    source = entry.source_language
    counts = {}
    for language in TARGET_LANGUAGES:
        if language == source or language in but:
            continue
        try:
            translator.route(language, source)
        except AituiError:
            continue
        counts[language] = coverage(article, translator, language, source=source)
        library.set_translated(entry.id, language, *counts[language])
    return counts


@dataclass(frozen=True, slots=True)
class Recount:
    """Counts anew what a change concerns: what list and search know of articles that nobody has opened since.

    Which terms all counts hold for is kept with the library, so that one that was stopped is made up for.
    """

    library: Library
    translator: Translator
    but: Collection[tuple[int, str]] = ()
    """Articles by id, and the language of each in which it counts itself."""
    stopped: Callable[[], bool] = lambda: False
    """Asked before every article; what was counted until then is stored."""
    on_progress: Callable[[int, int], None] = lambda done, total: None
    """Told after every article how many of how many were looked at."""

    def with_sentence(self, sentence: str) -> Mapping[int, Mapping[str, Coverage]]:
        """Count every article that `sentence` stands in; by id and language."""
        wanted = normalise(sentence)

        def holding(text: str, entry: Entry) -> Article | None:
            if wanted not in normalise(text):  # much faster than taking every article apart
                return None
            article = parse(text)
            return article if wanted in _sentences(article) else None

        return self._count(holding)

    def naming(self, terms: TermList) -> Mapping[int, Mapping[str, Coverage]]:
        """Count every article in which one of the own terms of `terms` stands; by id and language."""

        def naming(text: str, entry: Entry) -> Article | None:
            source = entry.source_language
            if not terms.own_may_be_in(without_markup(normalise(text)), source):
                return None
            article = parse(text)
            sentences = map(without_markup, _sentences(article))
            return article if any(terms.own_in(sentence, source) for sentence in sentences) else None

        return self._settled(naming, others_hold=bool(self.library.state(_COUNTED)))

    def everything(self) -> Mapping[int, Mapping[str, Coverage]]:
        """Count every article, translated or not: for many new translations at once. By id and language."""
        return self._settled(lambda text, entry: parse(text), others_hold=True)

    def after_unseen_changes(self) -> Mapping[int, Mapping[str, Coverage]]:
        """Count every article that is translated, in part at least, if terms changed while nobody counted; or none.

        That is so too where counting was stopped. By id and language.
        """
        if self.library.state(_COUNTED) == self.translator.terms.version:
            return {}
        translated = {key for language in TARGET_LANGUAGES for key in self.library.translated(language)}
        return self._settled(lambda text, entry: parse(text) if entry.id in translated else None, others_hold=True)

    def _settled(self, concerned: _Concerned, *, others_hold: bool) -> dict[int, Mapping[str, Coverage]]:
        version = self.translator.terms.version
        self.library.set_state(_COUNTED, "")
        counts = self._count(concerned)
        if others_hold and not self.stopped():
            self.library.set_state(_COUNTED, version)
        return counts

    def _count(self, concerned: _Concerned) -> dict[int, Mapping[str, Coverage]]:
        counts: dict[int, Mapping[str, Coverage]] = {}
        entries = list(self.library.entries())
        for done, entry in enumerate(entries, 1):
            if self.stopped():
                break
            try:
                text = self.library.text(entry.id)
            except KeyError:  # removed meanwhile
                continue
            if (article := concerned(text, entry)) is not None:
                left_out = [language for key, language in self.but if key == entry.id]
                counts[entry.id] = recount(self.library, self.translator, entry, article, but=left_out)
            self.on_progress(done, len(entries))
        return counts


def _sentences(article: Article) -> Iterator[str]:
    """Its sentences, as memory and models see them."""
    return (normalise(article.sentence_text(span)) for _, span in article.sentences())
