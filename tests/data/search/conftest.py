from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from search_library import other_names
from search_seeds import seed_targets

from aitui.data.search.documents import ArticleTargets
from aitui.data.search.index import SearchIndex

OTHERS = 11_000


def seeds_among_others() -> Iterator[ArticleTargets]:
    return chain(seed_targets(), other_names(OTHERS))


@pytest.fixture(scope="session")
def large_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """The seeds among 11,000 other names and quotes; for reading only."""
    index = SearchIndex(tmp_path_factory.mktemp("large") / "search.sqlite3", seeds_among_others)
    index.open()
    yield index
    index.close()


@pytest.fixture(scope="session")
def seed_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchIndex]:
    """The five seeds alone; for reading only."""
    index = SearchIndex(tmp_path_factory.mktemp("seeds") / "search.sqlite3", seed_targets)
    index.open()
    yield index
    index.close()


@pytest.fixture
def make_index(tmp_path: Path) -> Iterator[Callable[..., SearchIndex]]:
    """Makes an index of the articles given, in a folder of its own."""
    made: list[SearchIndex] = []

    def make(*articles: ArticleTargets) -> SearchIndex:
        made.append(SearchIndex(tmp_path / f"search-{len(made)}.sqlite3", lambda: articles))
        return made[-1]

    yield make
    for index in made:
        index.close()
