"""Looking words up in the arrays finds what looking at every word finds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import numpy as np
import pytest
from rapidfuzz.distance import OSA
from search_library import sentences

from aitui.data.search import schema
from aitui.data.search.index import build
from aitui.data.search.vocabulary import Ids, Vocabulary

TYPED = ["e", "st", "strom", "stromv", "haus", "haushalt", "ener", "wasserwirt", "qx", "europ", "maschinen", "chtun"]


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """The words of a thousand sentences."""
    path = tmp_path_factory.mktemp("vocabulary") / "search.sqlite3"
    build(path, lambda: sentences(1_000))
    found = Vocabulary()
    with closing(schema.open_for_reading(path)) as connection:
        found.refresh(connection, 0)
    assert len(found) > 1_000
    return found


def those(vocabulary: Vocabulary, wanted: Callable[[str], bool]) -> set[str]:
    return {word for word in vocabulary.texts(np.arange(len(vocabulary))) if wanted(word)}


def of(vocabulary: Vocabulary, ids: Ids) -> set[str]:
    words = vocabulary.texts(ids)
    assert len(words) == len(set(words))
    return set(words)


@pytest.mark.parametrize("typed", TYPED)
def test_longer_words_are_found_by_their_beginning(vocabulary: Vocabulary, typed: str) -> None:
    expected = those(vocabulary, lambda word: word.startswith(typed) and word != typed)
    assert of(vocabulary, vocabulary.starting_with(typed)) == expected


def test_a_beginning_that_grows_letter_by_letter_is_found_as_if_typed_at_once(vocabulary: Vocabulary) -> None:
    whole = max(those(vocabulary, lambda word: word.isascii()), key=len)
    for end in range(1, len(whole) + 1):
        expected = those(vocabulary, lambda word, typed=whole[:end]: word.startswith(typed) and word != typed)
        assert of(vocabulary, vocabulary.starting_with(whole[:end])) == expected


@pytest.mark.parametrize("typed", TYPED)
def test_words_are_found_by_what_is_inside(vocabulary: Vocabulary, typed: str) -> None:
    expected = those(vocabulary, lambda word: typed in word[1:])
    found = of(vocabulary, vocabulary.containing(typed))
    assert found <= expected
    assert found == expected or len(found) >= 500


@pytest.mark.parametrize("typed", ["haushatl", "stomr", "stromversicherng", "wasserr", "europ", "maschne"])
@pytest.mark.parametrize("edits", [1, 2])
def test_misspelt_words_are_found_with_their_distance(vocabulary: Vocabulary, typed: str, edits: int) -> None:
    ids, distances = vocabulary.near(typed, edits)
    expected = those(vocabulary, lambda word: 0 < OSA.distance(typed, word) <= edits)
    assert of(vocabulary, ids) == expected
    for word, distance in zip(vocabulary.texts(ids), distances.tolist(), strict=True):
        assert OSA.distance(typed, word) == distance


@pytest.mark.parametrize("typed", ["haushatl", "stormv", "wasserw", "grundst", "enregi", "maschien"])
@pytest.mark.parametrize("edits", [1, 2])
def test_misspelt_beginnings_are_found_with_their_distance(vocabulary: Vocabulary, typed: str, edits: int) -> None:
    def distance(word: str) -> int:
        return min(OSA.distance(typed, word[: len(typed) + more]) for more in (-1, 0, 1))

    ids, distances = vocabulary.beginning_near(typed, edits)
    expected = those(vocabulary, lambda word: word.isascii() and len(word) > len(typed) and 0 < distance(word) <= edits)
    assert {word for word in of(vocabulary, ids) if word.isascii()} == expected
    for word, edited in zip(vocabulary.texts(ids), distances.tolist(), strict=True):
        if word.isascii():
            assert distance(word) == edited
