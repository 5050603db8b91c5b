from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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


def test_a_name_is_shown_for_its_reading_only_where_none_is_spelt_so(seed_index: SearchIndex) -> None:
    assert [found(seed_index, query)[0].matched for query in ("kuai", "kuaishou", "快", "baidu")] == [
        "Kuaishou",
        "Kuaishou",
        "快手",
        "Baidu",
    ]
    assert found(seed_index, "shangtang")[0].matched == "商汤"


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


def test_an_excluded_word_excludes_its_inflected_forms_and_who_says_so(make_index: MakeIndex) -> None:
    said = Target(TargetType.QUOTE, "a:quote:90-99", "a", "Berlin wächst", "de", 90, 99, speaker="Robert Habeck")
    texts = (
        "Berlin und chinesische Firmen",
        "Berlin und chinesischen Firmen",
        "Berlin und China",
        "Berlin und Chinas Rat",
    )
    index = make_index(ArticleTargets("a", (said, *(sentence(text, 10 * n) for n, text in enumerate(texts)))))
    assert names(index, "berlin -chinesisch -habeck") == ["Berlin und China", "Berlin und Chinas Rat"]
    assert names(index, "berlin -chinesischer -speaker:habeck") == ["Berlin und China", "Berlin und Chinas Rat"]
    assert names(index, "berlin -china -habeck") == list(texts[:2])


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("in:title", {TargetType.ARTICLE}),
        ("@", {TargetType.ENTITY}),
        ("speaker:", {TargetType.QUOTE}),
        ("in:sentence lang:en", {TargetType.SENTENCE}),
        ("-china", set(TargetType)),
    ],
)
def test_what_narrows_alone_shows_all_that_is_left(seed_index: SearchIndex, query: str, types: set[TargetType]) -> None:
    results = seed_index.search(query, limit=10_000)
    assert results is not None
    assert {hit.type for hit in results.hits} == types
    assert results.as_text == ()


def test_alone_filters_show_entities_by_renown_and_the_rest_in_reading_order(seed_index: SearchIndex) -> None:
    people = found(seed_index, "@")
    assert {hit.kind for hit in people} == {"person"}
    assert [hit.weight for hit in people] == sorted((hit.weight for hit in people), reverse=True)
    said = found(seed_index, "speaker:")
    assert all(hit.speaker for hit in said)
    assert [(hit.article, hit.start) for hit in said] == sorted((hit.article, hit.start) for hit in said)


def test_nothing_that_is_excluded_is_shown_by_an_exclusion_alone(seed_index: SearchIndex) -> None:
    results = seed_index.search("-china", limit=10_000)
    assert results is not None
    assert not any({"China", "Chinas"} & set(hit.text.replace(".", " ").split()) for hit in results.hits)


@pytest.mark.parametrize(
    "query", ["in:title @zhou", "in:title speaker:zhou", "in:sentence #openai", "in:name speaker:zhou", "in:title @"]
)
def test_filters_that_contradict_each_other_leave_nothing(seed_index: SearchIndex, query: str) -> None:
    assert found(seed_index, query) == []


def test_a_rare_phrase_is_found_among_very_many_with_its_words(make_index: MakeIndex) -> None:
    words = ("haus", "strom", "garten", "preis", "markt", "firma")
    many = [sentence(" ".join(words[(n + k * (1 + n % 5)) % 6] for k in range(5)), 10 * n) for n in range(6000)]
    index = make_index(ArticleTargets("a", (*many, sentence("das haus strom garten sofort", 90_000))))
    assert names(index, '"haus strom garten sofort"') == ["das haus strom garten sofort"]
    assert names(index, "garten -preis -markt -firma") == ["das haus strom garten sofort"]


def test_an_excluded_word_excludes_the_sentence_in_every_language(make_index: MakeIndex) -> None:
    german = sentence("Mandarin ist für Bürger schwer")
    english = replace(sentence("Mandarin is hard for citizens", language="en"), is_translation=True)
    index = make_index(ArticleTargets("a", (german, english, sentence("Mandarin ist schön", 50))))
    assert names(index, "mandarin -bürger") == ["Mandarin ist schön"]
    assert names(index, "mandarin -citizens") == ["Mandarin ist schön"]


def test_another_name_of_an_entity_may_hold_an_excluded_word(make_index: MakeIndex) -> None:
    index = make_index(ArticleTargets("a", (entity("Kling", 1, "product", ("", "Kling AI")), entity("Kling AI Pro"))))
    assert names(index, "kling -ai") == ["Kling"]


def test_part_of_a_joined_name_is_highlighted_and_no_more(seed_index: SearchIndex) -> None:
    for typed, name, letters in (
        ("x", "Xiaohu Zhu", "X"),
        ("zh", "Zhang Yi", "Zh"),
        ("sensenova5", "SenseNova 5.5", "SenseNova 5"),
    ):
        hit = next(hit for hit in found(seed_index, typed) if hit.matched == name)
        assert highlighted(hit) == [letters]


def test_a_typo_in_a_name_comes_behind_what_was_typed_and_two_typos_behind_one(make_index: MakeIndex) -> None:
    said = (sentence("Die Erntehelfer arbeiten schnell"), sentence("Der Bürger zahlt", 50), sentence("Konkurrenz", 90))
    known = (entity("Ernie", 50, "product"), entity("Früher", 50), entity("Welt-Konferenz", 50, "event"))
    index = make_index(ArticleTargets("a", (*said, *known)))
    assert names(index, "Ernte")[0] == "Die Erntehelfer arbeiten schnell"
    assert names(index, "Brüger")[0] == "Der Bürger zahlt"
    assert names(index, "Konkrrenz")[0] == "Konkurrenz"


def test_among_names_with_the_same_beginning_the_better_known_comes_first(make_index: MakeIndex) -> None:
    known = (
        entity("Alibaba", 6, "org", ("zh", "阿里巴巴")),
        entity("Alibaba Cloud", 1, "org", ("zh", "阿里云"), ("", "Aliyun")),
        entity("Baidu", 8, "org", ("zh", "百度")),
        replace(entity("Weißes Haus", 2, "place", ("zh", "白宫")), readings=(("白宫", "baigong"),)),
    )
    index = make_index(ArticleTargets("a", known))
    assert [names(index, typed)[0] for typed in ("ali", "阿", "阿里", "ba", "b")] == [*["Alibaba"] * 3, *["Baidu"] * 2]


def test_the_exact_name_comes_before_a_longer_one(make_index: MakeIndex) -> None:
    index = make_index(ArticleTargets("a", (entity("GPT-4o", 3), entity("GPT-4", 3), entity("GPT-4 o", 3))))
    assert names(index, "GPT4")[0] == names(index, "GPT-4")[0] == "GPT-4"


def test_a_remark_about_a_name_is_no_name(seed_index: SearchIndex) -> None:
    assert all(hit.text != "X" for hit in found(seed_index, "früher") + found(seed_index, "ehemals"))


def test_a_name_of_german_and_english_is_found_in_either(seed_index: SearchIndex) -> None:
    for language in ("de", "en"):
        hits = found(seed_index, f"lang:{language} in:name kuaishou")
        assert [(hit.text, hit.language) for hit in hits] == [("Kuaishou", language)]
    assert found(seed_index, "lang:zh in:name kuaishou")[0].matched == "快手"


@pytest.mark.parametrize("query", ["in:sentence xijinping", "in:sentence zhouhongyi"])
def test_a_name_typed_as_one_word_finds_the_sentences_that_have_it(make_index: MakeIndex, query: str) -> None:
    known = (entity("Xi Jinping", 1, "person"), entity("Zhou Hongyi", 1, "person"))
    texts = ("Gestern sprach Xi Jinping", "Gestern sprach Zhou Hongyi", "Gestern sprach Jinping")
    index = make_index(ArticleTargets("a", (*known, *(sentence(text, 50 * n) for n, text in enumerate(texts)))))
    assert names(index, query)[0] in texts[:2]
    assert highlighted(found(index, query)[0]) in (["Xi Jinping"], ["Zhou Hongyi"])


@pytest.mark.parametrize("slip", ["lang:xx", "in:foo", "AND", "sprache:klingonisch"])
def test_a_slip_in_an_operator_pushes_nothing_out(seed_index: SearchIndex, slip: str) -> None:
    assert names(seed_index, f"kurzfristiger schock {slip}")[:3] == names(seed_index, "kurzfristiger schock")[:3]


def test_a_speaker_of_exactly_this_name_leaves_out_those_of_similar_names(make_index: MakeIndex) -> None:
    said = [
        Target(TargetType.QUOTE, f"a:quote:{n}", "a", f"Gesagt ist es {n}", "de", n, n + 9, speaker=speaker)
        for n, speaker in enumerate(("Zhou Hongyi", "Xiaohu Zhu"))
    ]
    index = make_index(ArticleTargets("a", tuple(said)))
    assert [hit.speaker for hit in found(index, "speaker:zhou")] == ["Zhou Hongyi"]
    assert [hit.speaker for hit in found(index, "speaker:zho")] == ["Zhou Hongyi"]
    assert [hit.speaker for hit in found(index, "speaker:hongij")] == ["Zhou Hongyi"]


def test_a_sentence_that_matches_as_well_as_its_translation_is_shown_itself(make_index: MakeIndex) -> None:
    german = sentence("Das Unternehmen OpenAI wächst und wächst und wächst")
    english = replace(sentence("OpenAI grows", language="en"), is_translation=True)
    index = make_index(ArticleTargets("a", (german, english)))
    assert [(hit.text, hit.language) for hit in found(index, "openai")] == [(german.text, "de")]
    assert [hit.language for hit in found(index, "openai grows")] == ["en"]
    assert [hit.language for hit in found(index, "openai lang:en")] == ["en"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("快手", "Der Riese Kuaishou wächst"),
        ("kuaishou", "快手在增长"),
        ("sam altman", "Altman und Sam sagten nichts; Sam Altman kam"),
        ("奥特曼", "Altman und Sam sagten nichts; Sam Altman kam"),
        ("beijing", "In Peking regnet es"),
        ("shangtang", "Bei SenseTime regnet es"),
    ],
)
def test_a_name_finds_the_sentences_that_have_another_name_of_it(make_index: MakeIndex, query: str, text: str) -> None:
    known = (
        entity("Kuaishou", 1, "org", ("zh", "快手")),
        entity("Sam Altman", 1, "person", ("zh", "奥特曼")),
        entity("Peking", 1, "place", ("en", "Beijing")),
        replace(entity("SenseTime", 1, "org", ("zh", "商汤")), readings=(("商汤", "shangtang"),)),
    )
    language = "zh" if text.startswith("快") else "de"
    index = make_index(ArticleTargets("a", (*known, sentence(text, language=language), sentence("Es schneit", 50))))
    hits = [hit for hit in found(index, query) if hit.type is TargetType.SENTENCE]
    assert [hit.text for hit in hits] == [text]
    assert highlighted(hits[0])


def test_a_number_is_found_however_it_is_grouped_and_no_other(make_index: MakeIndex) -> None:
    texts = (
        "mehr als 500 000 Nutzer",
        "mehr als 500.000 Nutzer",
        "mehr als 600.000 Nutzer",
        "im Jahr 2023",
        "rund 1 600 Mal",
    )
    index = make_index(ArticleTargets("a", tuple(sentence(text, 10 * n) for n, text in enumerate(texts))))
    for query in ("500000", "500.000", "500 000"):
        assert set(names(index, query)[:2]) == set(texts[:2])
    assert names(index, "1600") == ["rund 1 600 Mal"]
    assert names(index, "2024") == []


def test_words_that_nothing_found_holds_are_told_as_they_were_typed(seed_index: SearchIndex) -> None:
    results = seed_index.search("kuaishou Qwörtzüßx")
    assert results is not None
    assert results.hits
    assert results.unmatched == ("Qwörtzüßx",)
    both = seed_index.search("kuaishou kling")
    assert both is not None
    assert both.unmatched == ()
    one = seed_index.search("sensenova muttergesellschaft", limit=1)
    assert one is not None
    assert one.unmatched == ()


def test_a_phrase_is_found_only_as_it_stands(seed_index: SearchIndex) -> None:
    assert all("kostenlose Token" in text for text in names(seed_index, '"kostenlose token"'))
    assert names(seed_index, '"kostenlose token"')
    assert not names(seed_index, '"token kostenlose"')
