from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aitui.tui.wrapping import wrap

MIXED = st.text(alphabet=st.sampled_from("abcäöüß -–/,.„“ \u00a0中国的，。“”（）《》é🙂\u0301"), max_size=120)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


def test_a_short_text_is_one_line() -> None:
    assert lines("Guten Tag", 20) == ["Guten Tag"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert lines("", 10) == [""]


def test_german_breaks_at_spaces_and_behind_hyphens() -> None:
    assert lines("Die KI-Entwicklung ist stark", 12) == ["Die KI-", "Entwicklung", "ist stark"]


def test_a_compound_longer_than_the_line_is_cut_and_nothing_lost() -> None:
    word = "Donaudampfschifffahrtsgesellschaft"
    assert "".join(lines(word, 10)) == word
    assert all(len(line) <= 10 for line in lines(word, 10))


def test_a_no_break_space_does_not_break() -> None:
    assert lines("rund 40\u00a0% davon", 8) == ["rund", "40\u00a0%", "davon"]


def test_chinese_lines_never_start_with_closing_punctuation() -> None:
    for width in range(8, 30):
        for line in lines("他说：“中国的发展，很快。”（见下文）《日报》报道！", width)[1:]:
            assert line[0] not in "，。”）》：！"


def test_chinese_lines_never_end_with_opening_punctuation() -> None:
    for width in range(8, 30):
        for line in lines("他说：“中国的发展，很快。”（见下文）《日报》报道！", width)[:-1]:
            assert line[-1] not in "“（《"


def test_a_latin_word_inside_chinese_stays_whole() -> None:
    for width in range(10, 30):
        assert any("ChatGPT" in line for line in lines("中国用户不能使用ChatGPT的服务了", width))


def test_an_emoji_sequence_is_not_torn() -> None:
    family = "👨\u200d👩\u200d👧"
    assert any(family in line for line in lines("中" * 5 + family + "中" * 5, 12))


@given(MIXED, st.integers(min_value=2, max_value=40))
def test_no_line_is_wider_than_the_width_and_only_spaces_are_lost(text: str, width: int) -> None:
    broken = wrap(text, width)
    for start, end in broken:
        assert cell_len(text[start:end]) <= width
    kept = [text[start:end] for start, end in broken]
    assert "".join(kept).replace(" ", "") == text.replace(" ", "")
    assert all(before[1] <= after[0] for before, after in pairwise(broken))
