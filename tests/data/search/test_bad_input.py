from __future__ import annotations

from collections.abc import Callable

import pytest

from aitui.data.search.documents import ArticleTargets, Target, TargetType
from aitui.data.search.index import SearchIndex, SearchResults

STRANGE = [
    "AND NOT (",
    '"',
    '""',
    '" "',
    "*",
    "NEAR(a b, 3)",
    "text: MATCH 'x'",
    "'; DROP TABLE target; --",
    "^(a+)+$",
    "[a-z]{1000}",
    ".*" * 100,
    "\x00\x01\x1b[31m",
    "\u202e\u2066\u200b",
    "\ud800 allein",
    "😀 👩‍👩‍👧‍👦 🇩🇪",
    "a\u0301" * 1000,
    "-",
    "-" * 5000,
    "@" * 5000,
    '"a' * 3000,
    "speaker:" * 1000,
    "in:title " * 1000,
    "x" * 10_000,
    "wort " * 2_000,
    "快" * 10_000,
    "а" * 50 + "ß" * 50 + "ﷺ" * 50,
]


def answer(index: SearchIndex, query: str) -> SearchResults:
    results = index.search(query)
    assert results is not None
    return results


@pytest.mark.parametrize("query", STRANGE)
def test_strange_queries_are_answered(seed_index: SearchIndex, query: str) -> None:
    for hit in answer(seed_index, query).hits:
        assert all(0 <= start < end <= len(hit.matched) for start, end in hit.spans)


@pytest.mark.parametrize("query", ["", " ", "\n\t", "…!?—", '"', "-", "😀", "\x00\x1b", "()[]{}^$"])
def test_a_query_without_letters_finds_nothing(seed_index: SearchIndex, query: str) -> None:
    assert answer(seed_index, query) == SearchResults(())


def test_one_letter_finds_what_begins_with_it(seed_index: SearchIndex) -> None:
    hits = answer(seed_index, "k").hits
    assert {"Kuaishou", "Kling"} <= {hit.text for hit in hits}


def test_operators_of_other_search_languages_are_words(seed_index: SearchIndex) -> None:
    assert "Kuaishou" in answer(seed_index, "Kuaishou AND NOT (").hits[0].text
    assert answer(seed_index, "kuaishou*").hits[0].text == "Kuaishou"


def test_limits_of_nothing_and_of_very_many_are_kept(seed_index: SearchIndex) -> None:
    assert seed_index.search("openai", limit=0) == SearchResults(())
    results = seed_index.search("openai", limit=5000)
    assert results is not None
    assert len(results.hits) > 20


def test_a_pasted_sentence_finds_itself(seed_index: SearchIndex) -> None:
    sentence = "Der Online-Video-Riese Kuaishou musste kürzlich die Zahl der Personen beschränken"
    assert answer(seed_index, sentence).hits[0].text.startswith(sentence)


def test_strange_texts_are_indexed_and_found(make_index: Callable[..., SearchIndex]) -> None:
    strange = tuple(
        Target(TargetType.SENTENCE, f"a:{number}", "a", text, "de", number, number + 1)
        for number, text in enumerate(
            [*(text for text in STRANGE if "\ud800" not in text), "Leuchtturm", "x-" * 20_000]
        )
    )
    index = make_index(ArticleTargets("a", strange))
    assert [hit.text for hit in answer(index, "leuchtturm").hits] == ["Leuchtturm"]
    assert answer(index, "x" * 10_000).hits[0].text == "x" * 10_000
