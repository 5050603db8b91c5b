"""Between the screen and the thread that finds entities and quotes."""

from __future__ import annotations

import itertools
import sqlite3
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from queue import PriorityQueue

from textual.message import Message

from aitui.data.analysis import Analysis, quoted_sentences
from aitui.data.errors import AituiError
from aitui.data.library import Library
from aitui.data.paths import Paths

OPEN_ARTICLE = 0
WHOLE_LIBRARY = 1
FOR_SEARCH = 2
"""The least urgent: analyses are stored and only their being there is told."""
_END = -1


@dataclass
class Analysed(Message):
    """An article's entities and quotes are known."""

    article_id: int
    analysis: Analysis
    quoted: Mapping[int, Sequence[str]]
    """By where a quote begins, the sentences it stands in."""


@dataclass
class AnalysisStored(Message):
    """An article's entities and quotes can be read from the library."""

    article_id: int


@dataclass
class AnalysisFailed(Message):
    """Something went wrong that a person should know."""

    error: AituiError


class Analysing:
    """One thread that analyses articles, the open one before the rest of the library.

    Results come as messages from that thread; an article is analysed once as long as the program runs.
    """

    def __init__(self, paths: Paths, post: Callable[[Message], bool]) -> None:
        self._paths = paths
        self._post = post
        self._wanted: PriorityQueue[tuple[int, int, int]] = PriorityQueue()
        self._order = itertools.count()
        self._seen: dict[int, int] = {}
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._work, name="aitui-analysis", daemon=True)

    def request(self, article_ids: Iterable[int], priority: int) -> None:
        """Analyse these articles, unless that is done or asked for at least as urgently already."""
        for article_id in article_ids:
            if self._seen.get(article_id, FOR_SEARCH + 1) > priority:
                self._seen[article_id] = priority
                self._wanted.put((priority, next(self._order), article_id))
        if self._thread.ident is None and not self._closed.is_set():
            self._thread.start()

    def close(self) -> None:
        """Ask the thread to end; it may finish the article at hand, which nobody has to wait for."""
        self._closed.set()
        self._wanted.put((_END, next(self._order), 0))

    def _work(self) -> None:
        from aitui.data.analyst import Analyst  # its rules take a while to import, which the screen does not wait for

        analyst = Analyst(self._paths.names)
        done: set[int] = set()
        told = False
        try:
            with Library(self._paths.library) as library:
                stored = library.analysed(analyst.fingerprint)
                while not self._closed.is_set():
                    priority, _, article_id = self._wanted.get()
                    if self._closed.is_set() or article_id in done or (priority == FOR_SEARCH and article_id in stored):
                        continue
                    quoted: Mapping[int, Sequence[str]] = {}
                    try:
                        analysis = analyst.of_library(library, article_id)
                        if priority != FOR_SEARCH and analysis.quotes:
                            quoted = quoted_sentences(library.article(article_id), analysis.quotes)
                    except KeyError:
                        continue  # removed meanwhile
                    except (AituiError, sqlite3.Error):
                        raise
                    except Exception as error:  # one text must not keep the others from being looked through
                        self._post(AnalysisFailed(_unexpected(error, article_id)))
                        continue
                    if priority == FOR_SEARCH:
                        self._post(AnalysisStored(article_id))
                    else:
                        done.add(article_id)
                        self._post(Analysed(article_id, analysis, quoted))
                    if analyst.problems and not told:
                        told = True
                        self._post(AnalysisFailed(_table_problem([str(problem) for problem in analyst.problems])))
        except AituiError as error:
            self._post(AnalysisFailed(error))
        except sqlite3.Error as error:
            self._post(AnalysisFailed(AituiError(str(error), where=str(self._paths.library))))


def _unexpected(error: Exception, article_id: int) -> AituiError:
    return AituiError(
        f"entities and quotes were not found in article {article_id} ({type(error).__name__}: {error})",
        remedy="The other articles are looked through",
    )


def _table_problem(problems: list[str]) -> AituiError:
    more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
    return AituiError(f"{problems[0]}{more}", remedy="The other lines are used")
