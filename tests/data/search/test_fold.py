from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.data.search.fold import fold, fold_text, pinyin, terms, tokens


@pytest.mark.parametrize(
    "spellings",
    [
        ("Bürger", "Buerger", "Burger", "BÜRGER", "Bu\u0308rger"),
        ("Straße", "Strasse", "STRASSE"),
        ("Ｋｌｉｎｇ", "kling"),
        ("Chip\u00adMangel", "chipmangel"),
        ("Œuvre", "oeuvre"),
        ("習近平", "习近平"),
        ("臺灣", "台灣", "台湾"),
    ],
)
def test_all_spellings_of_a_word_fold_to_one(spellings: tuple[str, ...]) -> None:
    assert len({fold_text(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("KI-Markt", {"ki", "markt", "kimarkt"}),
        ("OpenAI's Lee’s", {"openai", "lee"}),
        ("38.000", {"38", "000", "38000"}),
        ("01.AI", {"01", "ai", "01ai"}),
        ("Text-zu-Video", {"text", "zu", "video", "textzu", "zuvideo", "textzuvideo"}),
        ("快手", {"快", "手", "快手"}),
        ("… — !", set()),
    ],
)
def test_words_are_found_apart_and_joined(text: str, words: set[str]) -> None:
    assert terms(fold_text(text)) == words


def test_a_folded_word_leads_back_to_its_original_letters() -> None:
    text = "Die Gru\u0308ne Großbäuerin"
    folded = fold(text)
    assert [text[slice(*folded.span(t.start, t.end))] for t in tokens(folded.text)] == [
        "Die",
        "Gru\u0308ne",
        "Großbäuerin",
    ]


def test_traditional_characters_fold_one_by_one() -> None:
    text = "改革開放 in 臺灣"
    folded = fold(text)
    assert folded.text == "改革开放 in 台湾"
    assert [folded.span(place, place + 1) for place in range(4)] == [(place, place + 1) for place in range(4)]


@given(st.text())
def test_both_ways_to_fold_agree_and_the_map_fits_the_text(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    assert len(folded.origins) == len(folded.text) + 1
    assert list(folded.origins) == sorted(folded.origins)
    assert folded.origins[-1] == len(text)


@given(st.text())
def test_the_terms_of_a_text_are_those_of_its_tokens(text: str) -> None:
    folded = fold_text(text)
    words = {token.text for token in tokens(folded) if not token.is_cjk}
    assert {term for term in terms(folded) if not tokens(term)[0].is_cjk} == words


@pytest.mark.parametrize(
    ("name", "readings"),
    [("快手", ("kuaishou",)), ("智谱AI", ("zhipu",)), ("吕不韦", ("lvbuwei", "lubuwei")), ("Baidu", ())],
)
def test_chinese_names_are_read_as_pinyin(name: str, readings: tuple[str, ...]) -> None:
    assert pinyin(name) == readings
