from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.packages import Package
from aitui.translate.placement import Output, is_exact, placed
from aitui.translate.tokenizer import PLACEHOLDERS

A, B, C = PLACEHOLDERS[:3]


def test_an_exact_output_holds_every_placeholder_once():
    assert is_exact([A, "▁und", B], ["▁and", B, A], PLACEHOLDERS)
    assert not is_exact([A, "▁und", B], ["▁and", B], PLACEHOLDERS)
    assert not is_exact([A, "▁und", B], [A, "▁and", B, A], PLACEHOLDERS)
    assert not is_exact([A, "▁und"], [A, "▁and", B], PLACEHOLDERS)


def test_a_placeholder_too_many_becomes_the_one_that_is_missing():
    attention = [[0.9, 0, 0.1], [0, 1.0, 0], [0.4, 0, 0.6]]
    assert placed([A, "▁und", B], Output([A, "▁and", A], attention), PLACEHOLDERS) == [A, "▁and", B]


def test_of_two_alike_the_one_that_looked_at_its_source_stays():
    attention = [[0.2, 0, 0.8], [0, 1.0, 0], [0.9, 0, 0.1]]
    assert placed([A, "▁und", B], Output([A, "▁and", A], attention), PLACEHOLDERS) == [B, "▁and", A]


def test_a_placeholder_too_many_goes_where_none_is_missing():
    assert placed([A, "▁und", B], Output([A, "▁and", A, "▁with", B]), PLACEHOLDERS) == [A, "▁and", "▁with", B]


def test_a_lost_placeholder_is_put_where_the_model_looked_at_it():
    attention = [[1.0, 0, 0], [0, 1.0, 0], [0, 0.1, 0.9]]
    assert placed([A, "▁und", B], Output([A, "▁and", "▁him"], attention), PLACEHOLDERS) == [A, "▁and", B, "▁him"]


@pytest.mark.parametrize(
    ("spaced", "expected"), [(True, [A, "▁com", "pet", "itors"]), (False, ["▁com", "pet", A, "itors"])]
)
def test_nothing_is_put_inside_a_word(spaced, expected):
    attention = [[0, 0.1], [0, 0.2], [0, 0.9]]
    assert placed(["▁x", A], Output(["▁com", "pet", "itors"], attention), PLACEHOLDERS, spaced=spaced) == expected


def test_a_placeholder_of_another_sentence_goes():
    made = placed([A, "▁und", B, C], Output(["▁and", A, A, PLACEHOLDERS[7]]), PLACEHOLDERS)
    assert is_exact([A, B, C], made, PLACEHOLDERS)
    assert [piece for piece in made if piece not in PLACEHOLDERS] == ["▁and"]


@given(
    st.lists(st.sampled_from(["▁a", "b", "▁c"]), max_size=6),
    st.sets(st.sampled_from(PLACEHOLDERS), max_size=6),
    st.lists(st.sampled_from(["▁x", "y", *PLACEHOLDERS]), max_size=12),
    st.booleans(),
)
def test_whatever_a_model_writes_ends_exact_with_its_words_in_order(words, held, written, attended):
    source = [*words, *sorted(held)]
    attention = [[(row * column) % 7 / 7 for column in range(len(source))] for row in range(len(written))]
    made = placed(source, Output(written, attention if attended else None), PLACEHOLDERS)
    assert is_exact(source, made, PLACEHOLDERS)
    kept = [piece for piece in made if piece not in PLACEHOLDERS]
    assert kept == [piece for piece in written if piece not in PLACEHOLDERS]


@pytest.mark.parametrize("count", [1, 4, 8])
def test_every_placeholder_comes_back_once_from_the_bundled_models(bundled: list[Package], count: int):
    signs = PLACEHOLDERS[:count]
    texts = {
        "de": [
            f"Laut {signs[0]} wachsen " + ", ".join(signs[1:]) + " in diesem Jahr weiter.",
            " und ".join(f"{sign} aus dem Norden" for sign in signs) + " wollen das nicht.",
            "„Das ist gut“, sagte " + " ".join(signs) + ".",
        ],
        "en": [
            f"According to {signs[0]}, " + ", ".join(signs[1:]) + " will grow further this year.",
            " and ".join(f"{sign} from the north" for sign in signs) + " do not want it.",
        ],
    }
    for package in bundled:
        for decoded in Engine(package).translate(texts[package.from_code], options=DecodingOptions()):
            assert decoded is not None
            assert [decoded.text.count(sign) for sign in signs] == [1] * count, decoded.text
            assert not any(sign in decoded.text for sign in PLACEHOLDERS[count:])
