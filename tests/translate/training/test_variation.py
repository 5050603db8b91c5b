"""Pairs are varied on both sides alike: placeholders, names, noise."""

from __future__ import annotations

import random

import pytest

from aitui.translate import tokenizer
from translate.training.corpus import Pair
from translate.training.names import Name, Substitution, table_names
from translate.training.noise import noisy
from translate.training.placeholders import PLACEHOLDER, PLACEHOLDERS, Glossary, masked, terms
from translate.training.survival import counted, protected_sentences, survived

NEWS = Pair(
    "wmt_refs",
    "Yesterday Angela Merkel met 27 leaders in Brussels and 3 in Paris, Angela Merkel said.",
    "昨天 Angela Merkel 会见了27位领导人，在 Brussels，其中3位在巴黎。",
)


def test_the_recipe_and_the_app_know_the_same_placeholders() -> None:
    assert PLACEHOLDERS == tokenizer.PLACEHOLDERS


def test_what_stands_once_on_both_sides_becomes_the_same_placeholder() -> None:
    pair = masked(NEWS, random.Random(1), share=1.0)
    found = PLACEHOLDER.findall(pair.source)
    assert len(found) == 3
    assert sorted(found) == sorted(PLACEHOLDER.findall(pair.target))
    assert "Angela Merkel" in pair.source, "stands twice in the source"
    assert "Paris" in pair.source, "is translated"
    assert "Brussels" not in pair.source + pair.target
    order = {PLACEHOLDER.findall(pair.target)[0]: "27"}
    assert pair.source.index(found[0]) == len("Yesterday Angela Merkel met ")
    assert order.keys() == {found[0]}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("In 19 days", "In 1900 days"),
        ("He met Bund there", "Er traf den Bundestag"),
        ("Nothing here", "Hier ist nichts"),
    ],
)
def test_nothing_else_is_masked(source: str, target: str) -> None:
    pair = Pair("wmt_refs", source, target)
    assert masked(pair, random.Random(0), share=1.0) == pair


def test_terms_of_a_glossary_become_placeholders_where_both_sides_have_them_once() -> None:
    glossary = Glossary(
        [
            Pair("cedict", "European Union", "欧洲联盟"),
            Pair("cedict", "European", "欧洲"),
            Pair("cedict", "Union", "联盟"),
            Pair("cedict", "treaty", "条约"),
            Pair("cedict", "sign", "签字"),
            Pair("cedict", "the", "这个"),
            Pair("cedict", "city", "市"),
        ]
    )
    pair = Pair("wmt_refs", "the city saw a European Union sign the treaty", "这个市里看到欧洲联盟签署条约")
    assert list(glossary.terms(pair.source, pair.target)) == [("European Union", "欧洲联盟"), ("treaty", "条约")]
    made = [masked(pair, random.Random(seed), glossary=glossary) for seed in range(20)]
    assert {len(PLACEHOLDER.findall(one.source)) for one in made} == {1, 2}
    for one in made:
        names = PLACEHOLDER.findall(one.source)
        assert sorted(names) == sorted(PLACEHOLDER.findall(one.target))
        assert len(set(names)) == len(names)
    both = next(one for one in made if len(PLACEHOLDER.findall(one.source)) == 2)
    union, treaty = PLACEHOLDER.findall(both.source)
    assert both.target == f"这个市里看到{union}签署{treaty}"
    twice = Pair("wmt_refs", "one treaty, another treaty", "一个条约，另一个条约")
    assert masked(twice, random.Random(0), glossary=glossary) == twice


def test_placeholders_that_a_pair_holds_stay_and_count() -> None:
    pair = Pair("named", "Now ｟3｠ ｟4｠ ｟5｠ met 27 in Rome", "｟5｠ ｟4｠ ｟3｠ 27 Rome")
    for seed in range(20):
        source = PLACEHOLDER.findall(masked(pair, random.Random(seed), share=1.0).source)
        assert source[:3] == ["｟3｠", "｟4｠", "｟5｠"]
        assert len(set(source)) == len(source) == 4


def test_the_capital_word_that_begins_a_sentence_is_no_term() -> None:
    assert [match.group() for match in terms("Gestern kam Siemens auf 3,5 Mrd.")] == ["Siemens", "3,5", "Mrd"]


def test_a_name_is_exchanged_on_both_sides_for_another_of_its_kind() -> None:
    names = [
        Name("person", "Angela Merkel", "安格拉·默克尔"),
        Name("person", "Emmanuel Macron", "埃马纽埃尔·马克龙"),
        Name("place", "Merkel", "梅克尔"),
        Name("place", "Rome", "罗马"),
    ]
    pair = Pair("wmt_refs", "Later Angela Merkel spoke.", "后来安格拉·默克尔讲话。")
    substitution = Substitution(names)
    assert substitution.found(pair) == [names[0]], "the longest name, not the one inside it"
    made = {substitution.substituted(pair, random.Random(seed)) for seed in range(20)}
    assert Pair("named", "Later Emmanuel Macron spoke.", "后来埃马纽埃尔·马克龙讲话。") in made
    assert all(p is not None and "Rome" not in p.source for p in made)
    protected = [p for p in made if p is not None and "｟" in p.source]
    assert protected
    assert all(PLACEHOLDER.findall(p.source) == PLACEHOLDER.findall(p.target) for p in protected)


def test_a_sentence_whose_name_is_translated_otherwise_is_left_out() -> None:
    substitution = Substitution([Name("place", "Rome", "罗马")])
    assert (
        substitution.substituted(Pair("wmt_refs", "All roads lead to Rome.", "条条大路通北京。"), random.Random(0))
        is None
    )


def test_the_table_gives_names_in_both_languages() -> None:
    names = {name.source: name.target for name in table_names("en", "zh")}
    assert names["Angela Merkel"] == "安格拉·默克尔"
    assert len(names) > 1000
    assert all(names.values())


def test_noise_changes_letters_and_leaves_placeholders_and_words() -> None:
    source = "Gestern kam ｟4｠ nach München."
    made = {noisy(source, random.Random(seed)) for seed in range(200)}
    assert {source.lower(), source.upper()} < made
    assert all("｟4｠" in text and len(text.split()) == 5 for text in made)


def test_a_slip_changes_one_word_but_not_its_first_letter() -> None:
    made = {noisy("Straßenbahn", random.Random(seed)) for seed in range(200)} - {"straßenbahn", "STRASSENBAHN"}
    assert len(made) > 5
    assert all(text[0] == "S" and abs(len(text) - len("Straßenbahn")) <= 1 for text in made)


def test_one_to_four_terms_of_a_sentence_are_protected() -> None:
    rows = [
        ("Am Montag traf Angela Merkel 5 Leute aus Paris und 7 aus Wien.", "Angela Merkel met 5 from Paris, 7 from W."),
        ("Es regnet heute sehr.", "It rains heavily today."),
    ]
    protected = [s for seed in range(30) for s in protected_sentences(rows, "de", seed)]
    assert all(s.startswith("Am Montag traf ") and " Leute aus " in s and s.endswith(" aus Wien.") for s in protected)
    assert len(protected) == 30, "a sentence without terms is left out"
    counts = {len(PLACEHOLDER.findall(sentence)) for sentence in protected}
    assert counts == {1, 2, 3, 4}
    assert all(len(set(PLACEHOLDER.findall(s))) == len(PLACEHOLDER.findall(s)) for s in protected)


@pytest.mark.parametrize(
    ("translation", "kept"),
    [
        ("｟1｠ met ｟2｠", True),
        ("｟2｠和｟1｠", True),
        ("｟1｠ met", False),
        ("｟1｠ ｟2｠ ｟2｠", False),
        ("｟1｠ ｟2｠ ｟3｠", False),
    ],
)
def test_a_placeholder_survives_if_it_comes_back_exactly_once(translation: str, kept: bool) -> None:
    assert survived("｟1｠ traf ｟2｠", translation) is kept


def test_survival_is_counted_by_the_number_of_placeholders() -> None:
    result = counted(["｟1｠ a", "｟1｠ b", "｟1｠ ｟2｠"], ["｟1｠ x", "y", "｟2｠ ｟1｠"])
    assert (result.share, result.tested, result.kept) == (2 / 3, {1: 2, 2: 1}, {1: 1, 2: 1})
    assert result.lost == [("｟1｠ b", "y")]
    assert str(result) == "placeholders kept in 66.67% of 3 sentences (1: 1 of 2, 2: 1 of 1)"
