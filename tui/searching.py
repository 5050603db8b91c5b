"""Between the search screen and the thread that searches: requests go down, results come up as messages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.message import Message

from aitui.data.errors import AituiError
from aitui.data.language import TARGET_LANGUAGES
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.search.documents import ArticleTargets, TargetType
from aitui.tui.finding import Counts, Finding, Preview, counts_without, findings_of, preview_of, sentences_of
from aitui.tui.found_text import remarks

if TYPE_CHECKING:
    from aitui.data.search.index import SearchIndex
    from aitui.data.search.ranking import Hit
    from aitui.translate.translator import Translator

LIMIT = 60
"""Hits shown on the screen."""
_FIRST = 20
"""Hits shown at once; the others follow while nothing else is typed."""

Reply = Callable[[Message], object]
"""Takes an answer, on the searching thread."""


@dataclass
class Found(Message):
    """The answer to a search."""

    number: int
    findings: list[Finding]
    counts: Counts
    remarks: list[str] = field(default_factory=list)
    """What else there is to say."""


@dataclass
class NotIndexed(Message):
    """There is no index that could be searched; it is being built, and the search has to be asked for again then."""

    number: int


@dataclass
class SearchFailed(Message):
    """A search or preview could not be made."""

    number: int
    """Of the search; 0 for a preview."""
    error: AituiError


@dataclass
class Previewed(Message):
    """The preview that was asked for last."""

    preview: Preview


@dataclass(frozen=True, slots=True)
class _Search:
    number: int
    text: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class _Look:
    finding: Finding
    language: str
    reply: Reply


class _IndexMissingError(Exception):
    """Stops the index from being built on the searching thread."""


class Searching:
    """One thread that searches, and looks up previews when there is nothing to search.

    A search that a newer one has overtaken is dropped, also in its middle. The thread starts with the first request.
    """

    def __init__(self, paths: Paths, translator: Translator, index_missing: Callable[[], None]) -> None:
        """Previews show what `translator`, the one that articles are read with, has in its memory by then.

        `index_missing` is called, on the thread, where the index has to be built before it can be searched.
        """
        self._paths = paths
        self._translator = translator
        self._index_missing = index_missing
        self._changed = threading.Condition()
        # Touched under `_changed`, or read only.
        self._search: _Search | None = None
        self._look: _Look | None = None
        self._closed = False
        self._numbers = 0
        self._thread = threading.Thread(target=self._work, name="aitui-search", daemon=True)

    def search(self, text: str, reply: Reply) -> int:
        """Search in place of everything asked for before; the number that the answer has."""
        with self._changed:
            self._numbers += 1
            self._search, self._look = _Search(self._numbers, text, reply), None
            self._wake()
            return self._numbers

    def preview(self, finding: Finding, language: str, reply: Reply) -> None:
        """Look up the place of a finding and its translation into `language`, in place of any other."""
        with self._changed:
            self._look = _Look(finding, language, reply)
            self._wake()

    def drop(self) -> None:
        """Forget what was asked for."""
        with self._changed:
            self._numbers += 1
            self._search = self._look = None

    def close(self) -> None:
        """End the thread at the next step of a search."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def _wake(self) -> None:
        self._changed.notify_all()
        if not self._closed and not self._thread.is_alive():
            self._thread.start()

    def _work(self) -> None:
        from aitui.data.search.index import SearchIndex  # with its arrays it takes longer to load than the first frame

        with ExitStack() as files:
            index = SearchIndex(self._paths.search_index, _divert)
            files.callback(index.close)
            sources: _Sources | None = None
            while True:
                with self._changed:
                    self._changed.wait_for(lambda: self._closed or self._search or self._look)
                    if self._closed:
                        return
                    search, look = self._search, self._look
                    if search is not None:
                        self._search = None
                    else:
                        self._look = None
                number = search.number if search is not None else 0
                reply = search.reply if search is not None else look.reply if look is not None else _nobody
                try:
                    sources = sources or files.enter_context(_Sources(self._paths, self._translator))
                    if search is not None:
                        self._answer(search, index, sources)
                    elif look is not None:
                        look.reply(Previewed(sources.preview(look)))
                except _IndexMissingError:
                    self._index_missing()
                    reply(NotIndexed(number))
                except KeyError:
                    continue  # removed since it was found
                except AituiError as error:
                    reply(SearchFailed(number, error))
                except Exception as error:  # the thread has to outlive whatever one search does
                    what = f"the search failed ({type(error).__name__}: {error})"
                    reply(SearchFailed(number, AituiError(what, where=str(self._paths.library))))

    def _answer(self, search: _Search, index: SearchIndex, sources: _Sources) -> None:
        for limit in (_FIRST, LIMIT):
            results = index.search(search.text, limit=limit, should_stop=lambda: self._is_stale(search))
            if results is None or self._is_stale(search):
                return
            findings = sources.findings(results.hits)
            counts = counts_without(results.counts, results.hits, findings)
            search.reply(Found(search.number, findings, counts, remarks(results)))
            if len(results.hits) < limit:
                return

    def _is_stale(self, search: _Search) -> bool:
        return self._closed or self._numbers != search.number


class _Sources:
    """Where hits lead: the library, opened on the thread that uses it, and the memory."""

    def __init__(self, paths: Paths, translator: Translator) -> None:
        self._library = Library(paths.library)
        self._translator = translator

    def __enter__(self) -> _Sources:
        return self

    def __exit__(self, *_: object) -> None:
        self._library.close()

    def findings(self, hits: Iterable[Hit]) -> list[Finding]:
        return findings_of(hits, self._library)

    def preview(self, look: _Look) -> Preview:
        finding = look.finding
        article = self._library.article(finding.entry.id)
        texts = [article.sentence_text(span) for _, span in sentences_of(article, finding.hit)]
        source = finding.entry.source_language
        language = look.language
        if finding.hit.type is not TargetType.ENTITY and finding.hit.language in TARGET_LANGUAGES:
            language = finding.hit.language
        try:
            translations = self._translator.recall(texts, language, source=source) if language != source else []
        except AituiError:  # no models lead there, which the article's own screen says
            translations = []
        return preview_of(finding, article, translations, language)


def _divert() -> Iterable[ArticleTargets]:
    raise _IndexMissingError


def _nobody(message: Message) -> None:
    return
