from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.packages import Package
from aitui.translate.placement import Output, Renaming, is_exact, resumption, spliced
from aitui.translate.tokenizer import PLACEHOLDERS

A, B, C = PLACEHOLDERS[:3]


def test_an_exact_output_needs_nothing():
    assert is_exact([A, "▁und", B], ["▁and", B, A], PLACEHOLDERS)
    assert resumption([A, "▁und", B], Output(["▁and", B, A]), PLACEHOLDERS) is None


def test_a_doubled_placeholder_is_where_the_model_goes_on():
    found = resumption([A, "▁und", B], Output([A, "▁and", A, "▁with", B]), PLACEHOLDERS)
    assert found is not None
    assert (found.prefix, found.missing) == ([A, "▁and"], {B})


def test_a_lost_placeholder_is_put_where_the_model_looked_at_it():
    attention = [[1.0, 0, 0], [0, 1.0, 0], [0, 0.1, 0.9]]
    found = resumption([A, "▁und", B], Output([A, "▁and", "▁him"], attention), PLACEHOLDERS)
    assert found is not None
    assert (found.prefix, found.missing) == ([A, "▁and", B], frozenset())


def test_nothing_is_put_inside_a_word():
    attention = [[0, 0.1], [0, 0.2], [0, 0.9]]
    found = resumption(["▁x", A], Output(["▁com", "pet", "itors"], attention), PLACEHOLDERS)
    assert found is not None
    assert found.prefix == [A]


def test_what_is_put_in_without_the_model_is_exact_too():
    made = spliced([A, "▁und", B, C], Output(["▁and", A, A, PLACEHOLDERS[7]]), PLACEHOLDERS)
    assert is_exact([A, B, C], made.pieces, PLACEHOLDERS)
    assert [piece for piece in made.pieces if piece not in PLACEHOLDERS] == ["▁and"]


@given(
    st.lists(st.sampled_from(["▁a", "b", "▁c"]), max_size=6),
    st.sets(st.sampled_from(PLACEHOLDERS), max_size=6),
    st.lists(st.sampled_from(["▁x", "y", *PLACEHOLDERS]), max_size=12),
)
def test_whatever_a_model_writes_ends_exact(words, held, written):
    source = [*words, *sorted(held)]
    assert is_exact(source, spliced(source, Output(written), PLACEHOLDERS).pieces, PLACEHOLDERS)


@given(st.sets(st.sampled_from(PLACEHOLDERS)), st.lists(st.sampled_from(["▁x", *PLACEHOLDERS])))
def test_renamed_placeholders_get_their_names_back(missing, pieces):
    renaming = Renaming.of(missing, PLACEHOLDERS)
    assert renaming.undo(renaming.apply(pieces)) == pieces
    assert set(renaming.apply(sorted(missing))) == set(PLACEHOLDERS[: len(missing)])


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
