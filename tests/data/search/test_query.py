from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.data.search.documents import TargetType
from aitui.data.search.query import MAX_WORDS, Phrase, Query, parse_query


def scopes(text: str) -> list[tuple[str, str]]:
    return [(word.text, word.scope) for word in parse_query(text).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@zhou", [("zhou", "person")]),
        ("#baidu kling", [("baidu", "org"), ("kling", "")]),
        ("*Kling", [("kling", "product")]),
        ("~Peking +China", [("peking", "place"), ("china", "place")]),
        ('speaker:"Winston Ma" schock', [("winston", "speaker"), ("ma", "speaker"), ("schock", "")]),
        ("Sprecher:Zhu", [("zhu", "speaker")]),
        ("event:konferenz", [("konferenz", "event")]),
    ],
)
def test_signs_and_keys_say_what_a_word_may_match(text: str, expected: list[tuple[str, str]]) -> None:
    assert scopes(text) == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [('"zwei Wörter"', Phrase(("zwei", "worter"))), ('"noch nicht fer', Phrase(("noch", "nicht", "fer"), True))],
)
def test_words_between_quotation_marks_are_a_phrase_even_before_the_second_mark(text: str, phrase: Phrase) -> None:
    assert parse_query(text).phrases == (phrase,)


def test_a_minus_before_a_word_or_phrase_excludes_it() -> None:
    query = parse_query('openai -china -"zwei wörter" ki-markt')
    assert query.excluded == (Phrase(("china",)), Phrase(("zwei", "worter")))
    assert [word.text for word in query.words] == ["openai", "ki", "markt"]


def test_an_exclusion_may_have_a_sign_or_be_a_filter() -> None:
    query = parse_query("openai -@zhou -#baidu -in:title -lang:en")
    assert query.excluded == (Phrase(("zhou",)), Phrase(("baidu",)))
    assert query.shelves == set(TargetType) - {TargetType.ARTICLE}
    assert query.languages == {"de", "zh"}


@pytest.mark.parametrize(
    "text", ["„zwei Wörter“", "“zwei Wörter”", "»zwei Wörter«", "«zwei Wörter»", "「zwei Wörter」"]
)
def test_typographic_quotation_marks_make_a_phrase(text: str) -> None:
    assert parse_query(text).phrases == (Phrase(("zwei", "worter")),)


def test_in_and_lang_narrow_what_is_searched() -> None:
    query = parse_query("in:title in:zitat lang:ZH 快手")
    assert query.shelves == {TargetType.ARTICLE, TargetType.QUOTE}
    assert query.languages == {"zh"}
    assert [word.text for word in query.words] == ["快手"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in:nothing", ["in", "nothing"]),
        ("lang:klingon", ["lang", "klingon"]),
        ("speaker: x", ["speaker", "x"]),
        ("AND NOT (", ["and", "not"]),
        ("^(a+)+$", ["a"]),
        ("- @ # * ~ +", []),
        ('"', []),
        ("http://example.org", ["http", "example", "org"]),
    ],
)
def test_what_is_no_operator_is_searched_as_text(text: str, words: list[str]) -> None:
    query = parse_query(text)
    assert [word.text for word in query.words] == words
    assert not any(word.scope for word in query.words)


@pytest.mark.parametrize(
    ("text", "operators"),
    [
        ("lang:xx schock", ("lang:xx",)),
        ("schock in:nonsense", ("in:nonsense",)),
        ("speaker: schock", ("speaker:",)),
        ('schock Sprecher:""', ('Sprecher:""',)),
        ("schock -lang:xx in:zzz", ("-lang:xx", "in:zzz")),
        ("kling AND baidu or OR ODER", ("AND", "OR", "ODER")),
        ('"UND" -AND -in:title', ()),
        ("in:title", ()),
        ("-china", ()),
        ("in:title lang:zh speaker:ma @zhou -x", ()),
        ("http://example.org 12:30 note: and (", ()),
        ("", ()),
    ],
)
def test_operators_that_make_no_sense_are_named_as_they_were_typed(text: str, operators: tuple[str, ...]) -> None:
    assert parse_query(text).as_text == operators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in:ti", Query(shelves=frozenset((TargetType.ARTICLE,)))),
        ("in:t", Query(shelves=frozenset((TargetType.ARTICLE, TargetType.SENTENCE)))),
        ("lang:z", Query(languages=frozenset(("zh",)))),
        ("-china", Query(excluded=(Phrase(("china",)),))),
        ("@", Query(unnamed=frozenset(("person",)), shelves=frozenset((TargetType.ENTITY,)))),
        ("# *", Query(unnamed=frozenset(("org", "product")), shelves=frozenset((TargetType.ENTITY,)))),
        ("speaker:", Query(unnamed=frozenset(("speaker",)), shelves=frozenset((TargetType.QUOTE,)))),
        ("in:", Query()),
        ("lang:", Query()),
    ],
)
def test_what_narrows_means_something_alone_and_while_it_is_typed(text: str, expected: Query) -> None:
    assert parse_query(text) == expected
    assert parse_query(text).is_empty == (expected == Query())


def test_the_words_of_an_operator_without_a_sense_stand_aside() -> None:
    asides = {word.original: word.is_aside for word in parse_query("Schock lang:xx AND").words}
    assert asides == {"Schock": False, "lang": True, "xx": True, "AND": True}


def test_words_are_kept_as_they_were_typed() -> None:
    assert [word.original for word in parse_query("Bürger-Straße 快手").words] == ["Bürger", "Straße", "快手"]


def test_an_operator_without_its_value_is_a_word_of_the_query() -> None:
    assert scopes('schock speaker:""') == [("schock", ""), ("speaker", "")]


@given(st.text(alphabet=st.sampled_from('ab:"-@#*~+ \n快ü\x00')) | st.text())
def test_anything_is_understood_somehow(text: str) -> None:
    query = parse_query(text)
    assert len(query.words) <= MAX_WORDS
    assert all(word.text for word in query.words)


def test_a_very_long_query_is_cut_and_says_so() -> None:
    query = parse_query("wort " * 10_000)
    assert len(query.words) == MAX_WORDS
    assert query.is_cut
    assert not parse_query("wort").is_cut
