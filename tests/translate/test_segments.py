from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.segments import join, segments


def characters(parts: Sequence[str]) -> list[int]:
    return [len(part) for part in parts]


@given(st.text(st.sampled_from("ab ,.;:!—”\u3002")).map(lambda text: " ".join(text.split())), st.integers(5, 60))
def test_the_parts_are_the_sentence_again(text, limit):
    parts = segments(text, limit, characters)
    assert join([part.text for part in parts], parts, spaces=True) == text
    assert all(len(part.text) <= limit for part in parts)


def test_a_cut_is_made_where_a_reader_pauses():
    text = "eins zwei drei vier fünf. sechs sieben; acht neun, zehn elf"
    assert next(part.text for part in segments(text, 35, characters)) == "eins zwei drei vier fünf."
    text = "eins zwei drei vier fünf, sechs sieben; acht neun, zehn elf"
    assert next(part.text for part in segments(text, 45, characters)) == "eins zwei drei vier fünf, sechs sieben;"


def test_a_line_of_a_megabyte_without_any_space_is_cut_too():
    parts = segments("x" * 1_000_000, 100, characters)
    assert sum(len(part.text) for part in parts) == 1_000_000
    assert max(len(part.text) for part in parts) <= 100


def test_a_language_without_spaces_gets_none_between_the_parts():
    parts = segments("eins zwei drei vier", 10, characters)
    assert join(["一二", "三四"], parts, spaces=False) == "一二三四"
    assert join(["one two", "three four"], parts, spaces=True) == "one two three four"
