from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from search_library import other_names
from search_seeds import seed_targets

from aitui.data.errors import AituiError
from aitui.data.search.documents import ArticleTargets, Target, TargetType
from aitui.data.search.index import Count, SearchIndex, build
from aitui.data.search.writer import IndexWriter


def entity(name: str, article: str, weight: int = 1, *names: tuple[str, str]) -> Target:
    return Target(TargetType.ENTITY, "org.x", article, name, "de", 3, 9, names=names, kind="org", weight=weight)


def sentence(text: str, article: str = "a", number: int = 0, language: str = "de") -> Target:
    return Target(TargetType.SENTENCE, f"{article}:{number}", article, text, language, number, number + 10)


def texts(index: SearchIndex, query: str) -> list[str]:
    results = index.search(query)
    assert results is not None
    return [hit.text for hit in results.hits]


class Library:
    """What an index is built from, counting how often it is asked for."""

    def __init__(self, *articles: ArticleTargets) -> None:
        self.articles = articles
        self.reads = 0

    def __call__(self) -> Iterator[ArticleTargets]:
        self.reads += 1
        return iter(self.articles)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search.sqlite3"


ONE = Library(ArticleTargets("a", (sentence("Der Hafen wächst", "a"),)))


def test_a_missing_index_is_built_once_and_then_only_opened(path: Path) -> None:
    library = Library(*ONE.articles)
    for _ in range(2):
        index = SearchIndex(path, library)
        assert texts(index, "hafen") == ["Der Hafen wächst"]
        index.close()
    assert library.reads == 1


def test_nothing_is_read_or_written_before_the_first_search(path: Path) -> None:
    library = Library(*ONE.articles)
    SearchIndex(path, library)
    assert library.reads == 0
    assert not path.exists()


def test_what_is_put_changed_and_removed_is_seen_by_an_open_index(path: Path) -> None:
    index = SearchIndex(path, Library())
    assert texts(index, "hafen") == []
    with IndexWriter(path) as writer:
        writer.put("a", [sentence("Der Hafen wächst"), sentence("Die Brücke steht", number=20)])
        assert texts(index, "hafen") == ["Der Hafen wächst"]
        writer.put("a", [sentence("Der Hafen schrumpft"), sentence("Die Brücke steht", number=20)])
        assert texts(index, "hafen") == ["Der Hafen schrumpft"]
        assert texts(index, "brücke") == ["Die Brücke steht"]
        writer.remove("a")
        assert texts(index, "hafen brücke") == []


def test_a_translation_is_replaced_without_touching_the_rest(path: Path) -> None:
    index = SearchIndex(path, Library(*ONE.articles))
    assert texts(index, "harbour") == []
    with IndexWriter(path) as writer:
        writer.put_language("a", "en", [sentence("The harbour grows", "a", 0, "en")])
        assert texts(index, "harbour") == ["The harbour grows"]
        writer.put_language("a", "en", [sentence("The port grows", "a", 0, "en")])
    assert texts(index, "harbour") == []
    assert texts(index, "port") == ["The port grows"]
    assert texts(index, "hafen") == ["Der Hafen wächst"]


def test_putting_the_same_again_writes_no_document(path: Path) -> None:
    articles = list(seed_targets())
    with IndexWriter(path) as writer:
        for article in articles:
            writer.put(article.article, article.targets)
    before = documents_of(path)
    with IndexWriter(path) as writer:
        for article in articles:
            writer.put(article.article, article.targets)
    assert documents_of(path) == before


def documents_of(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT id, documents FROM posting ORDER BY id").fetchall()
    finally:
        connection.close()


def test_an_entity_of_many_articles_is_one_hit_with_all_names_and_the_sum_of_weights(path: Path) -> None:
    index = SearchIndex(path, Library())
    index.open()
    with IndexWriter(path) as writer:
        writer.put("a", [entity("Nordwerk", "a", 2)])
        writer.put("b", [entity("Nordwerk Kiel", "b", 5, ("zh", "北方厂"))])
        results = index.search("nordwerk")
        assert results is not None
        (hit,) = results.hits
        assert (hit.text, hit.weight, hit.article, hit.start) == ("Nordwerk Kiel", 7, "b", 3)
        assert texts(index, "beifangchang") == ["Nordwerk Kiel"]
        writer.remove("b")
        results = index.search("nordwerk")
        assert results is not None
        assert (results.hits[0].weight, results.hits[0].article) == (2, "a")
        writer.remove("a")
    assert texts(index, "nordwerk") == []


def test_a_failed_change_leaves_everything_as_it_was(path: Path) -> None:
    index = SearchIndex(path, Library(*ONE.articles))
    index.open()

    def broken() -> Iterator[Target]:
        yield sentence("Die Brücke steht")
        raise RuntimeError("the article cannot be read")

    with IndexWriter(path) as writer:
        with pytest.raises(RuntimeError):
            writer.put("a", broken())
        writer.put("b", [sentence("Der Turm fällt", "b")])
    assert texts(index, "hafen") == ["Der Hafen wächst"]
    assert texts(index, "brücke") == []
    assert texts(index, "turm") == ["Der Turm fällt"]


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite_with_text(path: Path) -> None:
    path.write_text("This is no database. " * 1000, encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def change_format(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = 999 WHERE name = 'format'")
    connection.commit()
    connection.close()


def drop_a_table(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE block")
    connection.commit()
    connection.close()


def lose_a_chunk(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM statistics")
    connection.commit()
    connection.close()


def garble_names(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE target SET names = '[['")
    connection.commit()
    connection.close()


def overwrite_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096, 2):
        content[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    path.write_bytes(content)


def was_never_finished(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM meta WHERE name = 'complete'")
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [
        Path.unlink,
        cut_in_half,
        overwrite_with_text,
        empty,
        change_format,
        drop_a_table,
        lose_a_chunk,
        garble_names,
        overwrite_pages,
        was_never_finished,
    ],
)
def test_a_damaged_old_or_missing_index_is_rebuilt_by_itself(path: Path, damage: Callable[[Path], None]) -> None:
    build(path, seed_targets)
    damage(path)
    index = SearchIndex(path, seed_targets)
    assert texts(index, "kuaihsou")[0] == "Kuaishou"
    assert texts(index, "chipmangel")
    index.close()


def test_an_index_deleted_between_two_searches_is_rebuilt(path: Path) -> None:
    library = Library(*seed_targets())
    index = SearchIndex(path, library)
    assert texts(index, "baidu")[0] == "Baidu"
    path.unlink()
    assert texts(index, "tencent")[0] == "Tencent"
    assert library.reads == 2
    index.close()


def test_a_writer_whose_file_was_deleted_goes_on_in_a_new_one_that_is_completed_from_the_library(path: Path) -> None:
    index = SearchIndex(path, Library(*ONE.articles))
    index.open()
    with IndexWriter(path) as writer:
        path.unlink()
        writer.put("a", [sentence("Der Turm fällt", "a")])
        assert path.exists()
    assert texts(index, "hafen") == ["Der Hafen wächst"]
    index.close()


def test_a_folder_that_cannot_be_made_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    index = SearchIndex(tmp_path / "file" / "search.sqlite3", seed_targets)
    with pytest.raises(AituiError, match="file"):
        index.search("baidu")


def test_a_search_that_should_stop_answers_nothing(seed_index: SearchIndex) -> None:
    for allowed in range(12):
        asked = iter([False] * allowed + [True] * 1000)
        assert seed_index.search("openai china", should_stop=lambda asked=asked: next(asked)) is None
    assert seed_index.search("openai china") is not None


def test_counts_are_told_per_type(seed_index: SearchIndex) -> None:
    results = seed_index.search("kuaishou")
    assert results is not None
    assert results.counts[TargetType.ENTITY] == Count(1)
    assert results.counts[TargetType.SENTENCE].number >= 3


QUERIES = [
    "o",
    "ki",
    "openai",
    "kuaishou",
    "chinesische unternehmen",
    "商汤",
    '"der chinesische"',
    "china -openai",
    "lang:en the",
]


@pytest.mark.parametrize("query", QUERIES)
def test_counts_are_what_a_higher_limit_shows(seed_index: SearchIndex, query: str) -> None:
    few, all_of_them = seed_index.search(query, limit=20), seed_index.search(query, limit=10_000)
    assert few is not None
    assert all_of_them is not None
    reached = Counter(hit.type for hit in all_of_them.hits)
    assert all_of_them.counts == {type_: Count(number) for type_, number in reached.items()}
    for type_, count in few.counts.items():
        assert count.number <= reached[type_]
        assert count.number == reached[type_] or not count.is_exact
    shown = Counter(hit.type for hit in few.hits)
    assert all(shown[type_] <= count.number for type_, count in few.counts.items())


def test_of_very_many_a_count_says_that_there_are_more(large_index: SearchIndex) -> None:
    results = large_index.search("k")
    assert results is not None
    assert not results.counts[TargetType.ENTITY].is_exact


def test_a_sentence_and_its_translations_count_once(path: Path) -> None:
    languages = [sentence("Berlin wächst", language=language) for language in ("de", "en", "zh")]
    results = SearchIndex(path, Library(ArticleTargets("a", tuple(languages)))).search("berlin")
    assert results is not None
    assert len(results.hits) == 1
    assert results.counts == {TargetType.SENTENCE: Count(1)}


def test_hits_behind_many_in_several_languages_and_without_the_phrase_are_reached(path: Path) -> None:
    texts = [f"Berlin wächst {number}" for number in range(60)] + ["Das große Berlin ist wieder einmal schneller"] * 15
    targets = tuple(
        sentence(text, number=10 * place, language=language)
        for place, text in enumerate(texts)
        for language in ("de", "en", "zh")
    )
    index = SearchIndex(path, Library(ArticleTargets("a", targets)))
    plain, phrase = index.search("berlin"), index.search('"große Berlin"')
    assert plain is not None
    assert phrase is not None
    assert len(plain.hits) == 20
    assert len(phrase.hits) == 15
    assert phrase.counts == {TargetType.SENTENCE: Count(15)}


def test_typing_letter_by_letter_finds_what_a_fresh_index_finds(seed_index: SearchIndex, tmp_path: Path) -> None:
    typed = "der chinesische ki-markt kuaishou"
    fresh = SearchIndex(tmp_path / "fresh.sqlite3", seed_targets)
    for end in range(1, len(typed) + 1):
        fresh.close()
        assert seed_index.search(typed[:end]) == fresh.search(typed[:end])


def test_traditional_characters_find_simplified_text_and_the_other_way_round(path: Path) -> None:
    texts = ("习近平谈改革开放", "臺灣的選舉")
    targets = tuple(sentence(text, number=20 * place, language="zh") for place, text in enumerate(texts))
    index = SearchIndex(path, Library(ArticleTargets("a", targets)))
    for query, text in (("習近平", texts[0]), ("開放", texts[0]), ("台湾", texts[1]), ("选举", texts[1])):
        results = index.search(query)
        assert results is not None
        (hit,) = results.hits
        assert hit.text == text
        assert sum(end - start for start, end in hit.spans) == len(query)


def test_operators_without_a_sense_are_told_with_the_results(seed_index: SearchIndex) -> None:
    results = seed_index.search("kuaishou lang:xx")
    assert results is not None
    assert results.as_text == ("lang:xx",)
    assert any(hit.text == "Kuaishou" for hit in results.hits)


_WRITE_MANY = """
import sys
from pathlib import Path
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.writer import IndexWriter
path, name = Path(sys.argv[1]), sys.argv[2]
with IndexWriter(path) as writer:
    for number in range(30):
        article = f"{name}-{number}"
        text = f"{name} meldet Nummer {number}"
        writer.put(article, [Target(TargetType.SENTENCE, article, article, text, "de", 0, len(text))])
"""


def test_two_processes_write_while_a_third_searches(path: Path) -> None:
    index = SearchIndex(path, Library())
    index.open()
    writers = [subprocess.Popen([sys.executable, "-c", _WRITE_MANY, path, name]) for name in ("Norden", "Süden")]
    while any(writer.poll() is None for writer in writers):
        index.search("norden meldet")
    assert [writer.wait() for writer in writers] == [0, 0]
    for name in ("Norden", "Süden"):
        for number in (0, 17, 29):
            assert texts(index, f'"{name} meldet nummer {number}"') == [f"{name} meldet Nummer {number}"]
    index.close()


def test_an_index_grown_article_by_article_answers_like_one_built_at_once(tmp_path: Path) -> None:
    articles = [*seed_targets(), *other_names(600)]
    at_once = SearchIndex(tmp_path / "at-once.sqlite3", lambda: articles)
    at_once.open()
    grown = SearchIndex(tmp_path / "grown.sqlite3", list)
    grown.open()
    with IndexWriter(tmp_path / "grown.sqlite3") as writer:
        for article in reversed(articles):
            writer.put(article.article, article.targets)
    for query in ("kuaihsou", "zhou explodieren", "sense time", "haushalt", "商汤", "openai china"):
        assert [texts(grown, query)[0]] == [texts(at_once, query)[0]]
