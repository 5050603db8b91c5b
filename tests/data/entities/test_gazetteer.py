from __future__ import annotations

import pytest

from aitui.data.entities.features import WordFeatures, sentence_features
from aitui.data.entities.gazetteer import SHIPPED_GAZETTEER, Gazetteer
from aitui.data.entities.lexicon import Lexicon


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("word", "classes"),
    [("Katharina", "given"), ("Soltau", "town"), ("SOLTAU", "town"), ("Bayerns", "land"), ("Viktoria", "given,club")],
)
def test_a_listed_word_is_known_in_the_genitive_and_in_capitals(gazetteer: Gazetteer, word: str, classes: str) -> None:
    assert gazetteer.classes(word) == classes


@pytest.mark.parametrize("word", ["Haus", "katharina", "und", "s", "1", "„"])
def test_a_word_of_no_list_has_no_class(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.classes(word) == ""


@pytest.mark.parametrize(
    ("word", "signs"),
    [
        ("Sportverband", "o"), ("Umweltministeriums", "o"), ("Regierungssprecherin", "r"), ("Herrn", "r"),
        ("Schillerstraße", "l"), ("Landkreis", "lp"), ("in", "p"), ("verband", ""), ("grün", ""),
    ],
)  # fmt: skip
def test_a_noun_announces_what_it_stands_with(gazetteer: Gazetteer, word: str, signs: str) -> None:
    assert gazetteer.announces(word) == signs


def test_every_list_is_one_line_of_distinct_words_in_no_two_spellings() -> None:
    lists = [line.split("\t") for line in SHIPPED_GAZETTEER.read_text(encoding="utf-8").splitlines()]
    assert len({name for name, _ in lists}) == len(lists)
    for name, words in lists:
        assert words == " ".join(words.split()), name
        assert len(set(words.split())) == len(words.split()), name


def test_a_name_sees_the_noun_at_the_other_end_of_its_run_and_none_beyond_a_small_word() -> None:
    words = ["das", "Institut", "für", "Zeitgeschichte", "München", "sucht", "Räume", "der", "Stadt"]
    features = dict(
        zip(words, sentence_features(words, [""] * len(words), WordFeatures(Lexicon({}), Gazetteer())), strict=True)
    )
    assert "lt=o" in features["Zeitgeschichte"]
    assert "lt=o" in features["München"]
    assert [name for name in features["Räume"] if name.startswith("lt=")] == []
