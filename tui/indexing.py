"""Between the screen and the thread that keeps the search index in step with the library."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.message import Message

from aitui.data.errors import AituiError
from aitui.data.paths import Paths

_SETTLE_SECONDS = 0.3
"""Changes come in flocks; those that come within this time are indexed together."""
_REST = 4
"""Between two looks at the library the thread rests so many times as long as the first one took."""


@dataclass
class IndexProgress(Message):
    """So many of so many articles are indexed."""

    done: int
    total: int

    def can_replace(self, message: Message) -> bool:
        """Only the newest matters."""
        return isinstance(message, IndexProgress)


class IndexCurrent(Message):
    """The index holds what the library held a moment ago."""


@dataclass
class IndexFailed(Message):
    """The index could not be brought up to date."""

    error: AituiError


class Indexing:
    """One thread that indexes what changed, with files of its own; it starts with the first thing to do."""

    def __init__(self, paths: Paths, post: Callable[[Message], bool]) -> None:
        """News are posted with `post`, from the thread."""
        self._paths = paths
        self._post = post
        self._changed = threading.Condition()
        # Touched under `_changed` only.
        self._asked = False
        self._articles: set[int] = set()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="aitui-index", daemon=True)

    def refresh(self) -> None:
        """Compare index and library, and index what differs."""
        self.changed(())

    def changed(self, article_ids: Iterable[int]) -> None:
        """Index these articles again, with whatever else differs."""
        with self._changed:
            self._asked = True
            self._articles.update(article_ids)
            self._changed.notify_all()
            if not self._closed.is_set() and not self._thread.is_alive():
                self._thread.start()

    def close(self) -> None:
        """End the thread after the article at hand; what it indexed is kept."""
        with self._changed:
            self._closed.set()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        from aitui.translate.indexer import Indexer  # with its arrays it takes longer to load than the first frame

        rest = _SETTLE_SECONDS
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._asked or self._closed.is_set())
            if self._closed.wait(rest):
                return
            begun = time.monotonic()
            with self._changed:
                self._asked, articles, self._articles = False, self._articles, set()
            try:
                # Opened for each flock: libraries and memories may be moved away and put back in between.
                with Indexer(self._paths) as indexer:
                    finished = indexer.update(
                        changed=articles, should_stop=self._closed.is_set, on_progress=self._progress
                    )
                if finished:
                    self._post(IndexCurrent())
            except AituiError as error:
                self._post(IndexFailed(error))
            except Exception as error:  # the thread has to outlive whatever one article does
                self._post(IndexFailed(AituiError(f"the search index is not up to date ({error})")))
            rest = max(_SETTLE_SECONDS, _REST * (time.monotonic() - begun))

    def _progress(self, done: int, total: int) -> None:
        self._post(IndexProgress(done, total))
