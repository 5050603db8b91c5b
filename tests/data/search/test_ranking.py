from __future__ import annotations

from collections.abc import Callable

import pytest

from aitui.data.search.documents import ArticleTargets, Target, TargetType
from aitui.data.search.index import SearchIndex
from aitui.data.search.ranking import Hit

MakeIndex = Callable[..., SearchIndex]


def entity(name: str, weight: int = 1, kind: str = "org", *names: tuple[str, str]) -> Target:
    return Target(TargetType.ENTITY, f"{kind}.{name}", "a", name, "de", 0, 5, names=names, kind=kind, weight=weight)


def sentence(text: str, number: int = 0, language: str = "de") -> Target:
    return Target(TargetType.SENTENCE, f"a:{number}", "a", text, language, number, number + 10)


def found(index: SearchIndex, query: str) -> list[Hit]:
    results = index.search(query)
    assert results is not None
    return list(results.hits)


def names(index: SearchIndex, query: str) -> list[str]:
    return [hit.text for hit in found(index, query)]


def highlighted(hit: Hit) -> list[str]:
    return [hit.matched[start:end] for start, end in hit.spans]


def test_exact_beats_prefix_beats_typo(make_index: MakeIndex) -> None:
    index = make_index(ArticleTargets("a", (entity("Banko"), entity("Bankwesen"), entity("Bang", 90), entity("Bank"))))
    assert names(index, "bank") == ["Bank", "Banko", "Bankwesen", "Bang"]


def test_the_better_known_of_two_entities_comes_first(make_index: MakeIndex) -> None:
    index = make_index(ArticleTargets("a", (entity("Nordwerk Kiel", 2), entity("Nordwerk Bonn", 40))))
    assert names(index, "nordwerk") == ["Nordwerk Bonn", "Nordwerk Kiel"]
    assert names(index, "nordwrek") == ["Nordwerk Bonn", "Nordwerk Kiel"]


def test_ties_are_broken_the_same_way_whatever_came_first(make_index: MakeIndex) -> None:
    targets = tuple(entity(f"Nordwerk {city}") for city in ("Kiel", "Bonn", "Hamm", "Gera"))
    forward, backward = make_index(ArticleTargets("a", targets)), make_index(ArticleTargets("a", targets[::-1]))
    assert names(forward, "nordwerk") == names(backward, "nordwerk")


def test_a_name_comes_before_the_sentences_that_mention_it(seed_index: SearchIndex) -> None:
    assert found(seed_index, "tencent")[0].type is TargetType.ENTITY


def test_a_quote_is_found_by_its_speaker_and_its_words(seed_index: SearchIndex) -> None:
    hit = found(seed_index, "zhou explodieren")[0]
    assert (hit.type, hit.speaker) == (TargetType.QUOTE, "Zhou Hongyi")
    assert highlighted(hit) == ["Explodieren"]
    assert [hit.speaker[start:end] for start, end in hit.speaker_spans] == ["Zhou"]


def test_all_of_the_speaker_is_highlighted_where_another_of_their_names_matched(seed_index: SearchIndex) -> None:
    hit = found(seed_index, "周鸿祎 explodieren")[0]
    assert hit.speaker_spans == ((0, len("Zhou Hongyi")),)


@pytest.mark.parametrize(
    ("text", "query", "letters"),
    [
        ("Die Großbäuerin pflügt", "grossbaeuerin", ["Großbäuerin"]),
        ("Der Chip-Mangel wächst", "chipmangel", ["Chip-Mangel"]),
        ("Der Chipmangel wächst", "mangel", ["mangel"]),
        ("Die Überweisung dauert", "uberw", ["Überw"]),
        ("Das Unternehmen wächst", "untrenehmen", ["Unternehmen"]),
        ("Laut 快手科技 wächst es", "手科", ["手科"]),
        ("Es war sense time dort", "sensetime", ["sense time"]),
        ("Ja\u0308ger und Bu\u0308rger", "buerger", ["Bu\u0308rger"]),
    ],
)
def test_the_matched_letters_are_highlighted_in_the_original_spelling(
    make_index: MakeIndex, text: str, query: str, letters: list[str]
) -> None:
    index = make_index(ArticleTargets("a", (sentence(text),)))
    assert highlighted(found(index, query)[0]) == letters


@pytest.mark.parametrize(
    ("query", "matched", "language"),
    [("百度", "百度", "zh"), ("baidu", "Baidu", "de"), ("shangtang", "商汤", "zh"), ("beijing", "Beijing", "en")],
)
def test_of_an_entity_the_name_that_matched_is_told(
    seed_index: SearchIndex, query: str, matched: str, language: str
) -> None:
    hit = found(seed_index, query)[0]
    assert (hit.matched, hit.language) == (matched, language)
    assert highlighted(hit) == [matched]


def test_a_translation_leads_to_its_source_sentence(seed_index: SearchIndex) -> None:
    english, chinese = found(seed_index, "race for market share")[0], found(seed_index, "市场份额")[0]
    assert (english.language, chinese.language) == ("en", "zh")
    assert (english.key, english.start, english.end) == (chinese.key, chinese.start, chinese.end)


def test_a_sentence_is_one_hit_though_source_and_translations_match(seed_index: SearchIndex) -> None:
    keys = [hit.key for hit in found(seed_index, "kuaishou kling")]
    assert len(keys) == len(set(keys))


def test_scores_fall(seed_index: SearchIndex) -> None:
    scores = [hit.score for hit in found(seed_index, "chinesische unternehmen openai")]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 20


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("in:title openai", {TargetType.ARTICLE}),
        ("in:quote openai", {TargetType.QUOTE}),
        ("speaker:ma", {TargetType.QUOTE}),
        ("@zhou", {TargetType.ENTITY, TargetType.QUOTE}),
    ],
)
def test_filters_leave_nothing_else(seed_index: SearchIndex, query: str, types: set[TargetType]) -> None:
    assert {hit.type for hit in found(seed_index, query)} == types


def test_a_sign_finds_only_that_kind_of_entity(seed_index: SearchIndex) -> None:
    assert {hit.kind for hit in found(seed_index, "#zh")} == {"org"}


def test_lang_finds_only_text_in_that_language(seed_index: SearchIndex) -> None:
    assert {hit.language for hit in found(seed_index, "lang:en kuaishou")} == {"en"}


def test_an_excluded_word_is_in_no_hit(seed_index: SearchIndex) -> None:
    texts = names(seed_index, "openai -china")
    assert texts
    assert not any("China" in text.split() for text in texts)


def test_a_phrase_is_found_only_as_it_stands(seed_index: SearchIndex) -> None:
    assert all("kostenlose Token" in text for text in names(seed_index, '"kostenlose token"'))
    assert names(seed_index, '"kostenlose token"')
    assert not names(seed_index, '"token kostenlose"')
