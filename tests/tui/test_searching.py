"""The searching thread: what a preview shows is what the memory holds by then."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import closing

import pytest
from textual.message import Message

from aitui.data.config import LibreTranslate
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.translate.indexer import Indexer
from aitui.translate.translator import Translator
from aitui.tui.finding import Finding
from aitui.tui.searching import Found, Previewed, SearchFailed, Searching

SENTENCE = "Am Abend gingen die Lichter an."


class Answers:
    """Asks the searching thread and waits for what it says."""

    def __init__(self, searching: Searching) -> None:
        self._searching = searching
        self._arrived: queue.Queue[Message] = queue.Queue()

    def search(self, query: str) -> Found:
        self._searching.search(query, self._arrived.put)
        found = self._arrived.get(timeout=120)
        assert isinstance(found, Found)
        return found

    def failing(self, query: str) -> SearchFailed:
        self._searching.search(query, self._arrived.put)
        failed = self._arrived.get(timeout=120)
        assert isinstance(failed, SearchFailed)
        return failed

    def translation(self, finding: Finding) -> str | None:
        self._searching.preview(finding, "en", self._arrived.put)
        previewed = self._arrived.get(timeout=120)
        assert isinstance(previewed, Previewed)
        return previewed.preview.translation.text if previewed.preview.translation else None


@pytest.fixture
def translator(by_hand: Paths) -> Iterator[Translator]:
    """The one that articles are read with."""
    with closing(Translator(by_hand.memory)) as translator:
        yield translator


@pytest.fixture
def answers(by_hand: Paths, translator: Translator) -> Iterator[Answers]:
    with Indexer(by_hand) as indexer:
        indexer.update()
    searching = Searching(by_hand, translator, lambda: None)
    yield Answers(searching)
    searching.close()


def test_a_preview_shows_what_was_translated_again_since(answers: Answers, by_hand: Paths) -> None:
    (finding,) = answers.search('"gingen die Lichter"').findings
    assert answers.translation(finding) == "In the evening the lights went on."
    with closing(Translator(by_hand.memory)) as another_program:
        another_program.store_by_hand(SENTENCE, "en", "At nightfall the lamps were lit.")
    assert answers.translation(finding) == "At nightfall the lamps were lit."


def test_a_preview_shows_nothing_of_a_model_that_is_not_used_any_more(
    answers: Answers, translator: Translator, by_hand: Paths
) -> None:
    (finding,) = answers.search('"gingen die Lichter"').findings
    translator.forget_by_hand(SENTENCE, "en")
    (made,) = translator.translate([SENTENCE], "en")
    assert made is not None
    assert answers.translation(finding) == made.target
    translator.go_online(LibreTranslate(address="http://127.0.0.1:9"))
    assert answers.translation(finding) is None
    translator.go_online(None)
    assert answers.translation(finding) == made.target


def test_hits_in_articles_that_have_gone_are_not_counted(answers: Answers, by_hand: Paths) -> None:
    before = answers.search("der")
    assert sum(count.number for count in before.counts.values()) == len(before.findings) > 1
    with Library(by_hand.library) as library:
        library.remove([entry.id for entry in library.entries()])
    after = answers.search("der")
    assert (after.findings, after.counts) == ([], {})


def test_whatever_a_search_does_the_thread_goes_on(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("something nobody thought of")

    with monkeypatch.context() as broken:
        broken.setattr("aitui.data.search.index.parse_query", fail)
        failed = answers.failing("zug")
        assert "something nobody thought of" in str(failed.error)
        assert failed.number
    assert answers.search("zug").findings
