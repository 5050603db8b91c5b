"""Between the screen and the translator's thread: requests go down, results come up as messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from aitui.translate.jobs import Event, Job, TranslationQueue
from aitui.tui.reader.reading import Reading

if TYPE_CHECKING:
    from aitui.data.config import LibreTranslate

READ_NOW = 0
READ_NEXT = 1


@dataclass
class TranslationNews(Message):
    """Something happened in the translator's thread."""

    event: Event


class Translating:
    """The app's one way to translations: from the memory at once, from the models in the background."""

    def __init__(self, memory: Path, post: Callable[[Message], bool], server: LibreTranslate | None = None) -> None:
        """Translations are kept in the file `memory`; news are posted with `post`, from another thread.

        A `server` translates in the place of the models on this machine.
        """
        from aitui.translate.translator import Translator  # the first frame does not wait for it

        self.translator = Translator(memory, server=server)

        def on_event(event: Event) -> None:
            post(TranslationNews(event))

        self._queue = TranslationQueue(self.translator, on_event)

    def recall(self, reading: Reading, language: str) -> None:
        """Fill in what the memory holds."""
        missing = reading.missing(language, boilerplate=True)
        found = self.translator.recall([reading.text_of(index) for index in missing], language, source=reading.language)
        pairs = zip(missing, found, strict=True)
        reading.fill(language, [(index, translation) for index, translation in pairs if translation is not None])

    def request(self, reading: Reading, language: str, sentences: Iterable[int], *, priority: int) -> None:
        """Translate sentences of an article in the background; an earlier request for the article is replaced."""
        wanted = [(index, reading.text_of(index)) for index in sentences]
        if wanted:
            self._queue.submit(
                Job(key=reading.article_id, to=language, sentences=wanted, priority=priority, source=reading.language)
            )

    def prioritise(self, reading: Reading, sentences: Iterable[int]) -> None:
        """Translate these sentences before the article's others."""
        self._queue.prioritise(reading.article_id, list(sentences))

    def stop(self) -> None:
        """Stop everything after the batch in hand."""
        self._queue.stop()

    def close(self) -> None:
        """End the thread."""
        self._queue.close()
        self.translator.close()
