"""The index follows the library: what is new, changed or gone, and nothing else, is written."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.analyst import Analyst
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.data.search.documents import ArticleTargets, TargetType
from aitui.data.search.index import SearchIndex
from aitui.data.search.ranking import Hit
from aitui.translate.indexer import Indexer
from aitui.translate.translator import Translator

TEXTS = {
    "eins.txt": "Angela Merkel reiste am Montag nach Peking. Dort regnete es.",
    "zwei.txt": "Der Zug nach Hamburg fiel gestern aus. Niemand wusste warum.",
    "drei.txt": "Die Börse schloss am Freitag früher. Die Kurse standen still.",
}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A home whose library holds `TEXTS`."""
    paths = Paths.of_user(tmp_path)
    with Library(paths.library) as library:
        library.remove([entry.id for entry in library.entries()])
        for path, text in TEXTS.items():
            library.add(Source(path, text, language="de"))
    return paths


def hits(paths: Paths, query: str) -> tuple[Hit, ...]:
    def nothing() -> list[ArticleTargets]:
        raise AssertionError("the index was not complete")

    with closing(SearchIndex(paths.search_index, nothing)) as index:
        results = index.search(query)
    assert results is not None
    return results.hits


def ids(paths: Paths) -> dict[str, int]:
    with Library(paths.library) as library:
        return {Path(entry.path).name: entry.id for entry in library.entries()}


def indexed(indexer: Indexer, *, analyse: bool = False) -> int:
    """Bring the index up to date; how many articles were written."""
    totals = [0]
    assert indexer.update(analyse=analyse, on_progress=lambda done, total: totals.append(total))
    return totals[-1]


def test_a_first_update_indexes_everything_and_a_second_nothing(paths: Paths) -> None:
    with Indexer(paths) as indexer:
        assert indexed(indexer) == 3
        assert indexed(indexer) == 0
    assert {hit.article for hit in hits(paths, "hamburg")} == {str(ids(paths)["zwei.txt"])}


def test_entities_come_in_once_an_article_is_analysed(paths: Paths) -> None:
    with Indexer(paths) as indexer:
        indexed(indexer)
        assert all(hit.type is not TargetType.ENTITY for hit in hits(paths, "merkel"))
        with Library(paths.library) as library:
            Analyst(paths.names).of_library(library, ids(paths)["eins.txt"])
        assert indexed(indexer) == 1
        assert hits(paths, "merkel")[0].key == "angela-merkel"
        assert indexed(indexer, analyse=True) == 2
        assert indexed(indexer, analyse=True) == 0


def test_translations_come_in_with_their_number(paths: Paths) -> None:
    article = ids(paths)["zwei.txt"]
    with Indexer(paths) as indexer:
        indexed(indexer)
        with closing(Translator(paths.memory)) as translator:
            translator.store_by_hand("Niemand wusste warum.", "en", "Nobody knew why.")
        with Library(paths.library) as library:
            library.set_translated(article, "en", 1)
        assert indexed(indexer) == 1
        assert [hit.language for hit in hits(paths, "nobody knew")] == ["en"]


def test_an_article_named_as_changed_is_indexed_though_its_numbers_are_the_same(paths: Paths) -> None:
    article = ids(paths)["zwei.txt"]
    with Indexer(paths) as indexer:
        indexed(indexer)
        with closing(Translator(paths.memory)) as translator:
            translator.store_by_hand("Niemand wusste warum.", "en", "Nobody knew why.")
        assert indexer.update(changed={article})
    assert hits(paths, "nobody knew")


def test_removed_articles_go_and_come_back(paths: Paths) -> None:
    article = ids(paths)["drei.txt"]
    with Indexer(paths) as indexer:
        indexed(indexer)
        with Library(paths.library) as library:
            library.remove([article])
            assert indexed(indexer) == 0
            assert hits(paths, "kurse") == ()
            library.restore([article])
        assert indexed(indexer) == 1
    assert hits(paths, "kurse")


def test_an_update_that_is_stopped_goes_on_where_it_was(paths: Paths) -> None:
    asked: list[int] = []

    def after_two() -> bool:
        asked.append(1)
        return len(asked) > 2

    with Indexer(paths) as indexer:
        assert not indexer.update(should_stop=after_two)
        assert indexed(indexer) == 1
    assert hits(paths, "kurse")


@pytest.mark.parametrize("damage", ["cut", "garbage", "missing"])
def test_an_index_that_cannot_be_used_is_built_anew(paths: Paths, damage: str) -> None:
    with Indexer(paths) as indexer:
        indexed(indexer)
    index = paths.search_index
    content = index.read_bytes()
    if damage == "missing":
        index.unlink()
    else:
        index.write_bytes(content[: len(content) // 2] if damage == "cut" else b"garbage" * 1000)
    with Indexer(paths) as indexer:
        assert indexed(indexer) == 3
    assert hits(paths, "kurse")


def test_damaged_stamps_only_cost_time(paths: Paths) -> None:
    with Indexer(paths) as indexer:
        indexed(indexer)
    paths.search_stamps.write_bytes(b"garbage" * 1000)
    with Indexer(paths) as indexer:
        assert indexed(indexer) == 3
        assert indexed(indexer) == 0


def test_an_index_deleted_while_it_is_open_is_complete_again_after_the_next_update(paths: Paths) -> None:
    with Indexer(paths) as indexer:
        indexed(indexer)
        for file in paths.cache.glob("search.sqlite3*"):
            file.unlink()
        assert indexed(indexer) == 3
    assert hits(paths, "hamburg")
