"""The guard on the bundled models, from a sentence to what is stored of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.structure import parse
from aitui.translate.checks import check
from aitui.translate.guard import protect, survives
from aitui.translate.memory import Unit
from aitui.translate.normalise import normalise
from aitui.translate.packages import Package, scan
from aitui.translate.terms import Term, TermList, TermSource
from aitui.translate.translation import Mark, MarkKind, Translation
from aitui.translate.translator import Translator

SEEDS = Path(__file__).parents[2] / "seeds"
NEWS = [
    "Laut Bloomberg News will OpenAI seine Dienste in China ab dem 9. Juli einstellen.",
    "38.000 Patente sollen zwischen 2014 und 2023 angemeldet werden, verglichen mit 6.273 in den USA.",
    "Der Markt soll bis 2024 ein Volumen von 30 Milliarden US-Dollar erreichen.",
    "Auch Kling AI von Kuaishou, das sich ein Rennen mit OpenAIs Sora liefert, wurde von 500 000 Menschen getestet.",
    "Ein OpenAI-Sprecher schrieb an presse@bundestag.de und https://www.bundestag.de/presse.",
    "Der Platzhalter ｟3｠ stand so im Text.",
]


def article(number: int) -> tuple[list[str], str]:
    text = sorted(SEEDS.glob("*.txt"))[number].read_text(encoding="utf-8")
    parsed = parse(text)
    return [parsed.sentence_text(span) for block, span in parsed.sentences() if not block.boilerplate], text


def lost(made: list[Translation | None], to: str, context: str = "") -> list[tuple[str, str | None]]:
    terms = TermList()
    return [
        (item.surface, translation.target)
        for translation in made
        if translation is not None
        for item in protect(normalise(translation.source), "de", to, terms, context)
        if not survives(item, translation.target or "", terms, to)
    ]


@pytest.mark.parametrize("to", ["en", "zh"])
def test_every_name_number_and_address_survives(translator, to):
    made = translator.translate(NEWS, to)
    assert all(made)
    assert lost(made, to) == []


@pytest.mark.parametrize("to", ["en", "zh"])
@pytest.mark.parametrize("number", [3, 4])
def test_every_name_and_number_of_an_article_survives(translator, number, to):
    sentences, text = article(number)
    made = translator.translate(sentences, to, context=text)
    assert len([translation for translation in made if translation]) == len(sentences)
    assert lost(made, to, text) == []


def test_numbers_and_names_take_the_form_of_the_language(translator):
    english = translator.translate(NEWS, "en")
    chinese = translator.translate(NEWS, "zh")
    for wanted, text in [("July 9", english[0]), ("38,000", english[1]), ("6,273", english[1]), ("$30 billion", english[2]), ("OpenAI's Sora", english[3])]:  # fmt: skip
        assert wanted in text.target
    for wanted, text in [("7月9日", chinese[0]), ("38,000", chinese[1]), ("300亿美元", chinese[2]), ("快手", chinese[3]), ("可灵", chinese[3])]:  # fmt: skip
        assert wanted in text.target


def test_the_english_in_between_is_english_that_can_be_read(translator):
    made = translator.translate(NEWS, "zh")
    assert "Kuaishou" in made[3].pivot
    assert "$30 billion" in made[2].pivot
    assert "｟" not in "".join(translation.pivot for translation in made[:5])


def test_what_was_guarded_is_stored_and_recalled(translator, memory_path, bundled):
    made = translator.translate(NEWS, "zh")
    assert ("Kuaishou", "快手") in {(item.surface, item.target) for item in made[3].guarded}
    assert ("9. Juli", "7月9日", "date") in {(item.surface, item.target, item.kind) for item in made[0].guarded}
    with closing(Translator(memory_path, bundled)) as again:
        assert again.recall(NEWS, "zh") == made


def test_a_new_term_makes_only_the_sentences_anew_that_it_stands_in(translator, memory_path, bundled):
    made = translator.translate(NEWS, "zh")
    term = Term("g1", ("Patente", "Patent"), "patent filings", "专利申请", "term", TermSource.GLOSSARY)
    with closing(Translator(memory_path, bundled, terms=TermList(extra=[term]))) as other:
        recalled = other.recall(NEWS, "zh")
        assert [index for index, found in enumerate(recalled) if found is None] == [1]
        again = other.translate(NEWS, "zh")
        assert "专利申请" in again[1].target
        assert "patent filings" in again[1].pivot
        assert again[:1] + again[2:] == made[:1] + made[2:]
        assert other.recall(NEWS, "zh") == again


def test_another_glossary_keeps_what_it_does_not_touch_without_looking_twice(translator, memory_path, bundled):
    made = translator.translate(NEWS, "en")
    term = Term("g1", ("Quantencomputer",), "quantum computer", None, "term", TermSource.GLOSSARY)
    with closing(Translator(memory_path, bundled, terms=TermList(extra=[term]))) as other:
        assert other.recall(NEWS, "en") == made
        key = other._key(other.route("en"))
        versions = {unit.terms_version for unit in other.memory.recall_many(key, map(normalise, NEWS)).values()}
        assert versions == {other.terms.version}


def test_alternatives_differ_and_the_least_doubtful_comes_first(translator):
    found = translator.alternatives(NEWS[0], "en", count=4)
    targets = [translation.target for translation in found]
    assert 1 < len(targets) == len(set(targets)) <= 4
    assert lost(list(found), "en") == []
    assert len(found[0].marks) <= min(len(translation.marks) for translation in found)


def test_what_is_doubtful_about_the_english_in_between_is_told_of_the_chinese(translator):
    source, first = "Das Wachstum hält an.", translator.route("en")
    doubtful = Unit(
        "Growth goes on.", None, (Mark(MarkKind.LENGTH, "too short"),), terms_version=translator.terms.version
    )
    translator.memory.store_many(translator._key(first), first.label, {source: doubtful})
    (made,) = translator.translate([source], "zh")
    assert made.pivot == "Growth goes on."
    assert Mark(MarkKind.LENGTH, "English in between: too short") in made.marks


def test_without_the_guard_nothing_is_protected_and_nothing_shared(memory_path, bundled):
    with closing(Translator(memory_path, bundled, guard=False)) as plain:
        made = plain.translate(NEWS, "en")
        assert all(translation and not translation.guarded for translation in made)
    with closing(Translator(memory_path, bundled)) as guarded:
        assert guarded.recall(NEWS, "en") == [None] * len(NEWS)


@pytest.fixture
def without_placeholders(install, tmp_path: Path) -> Iterator[Translator]:
    """A pack as Argos publishes them: its tokenizer knows no placeholders."""
    root = install("translate-de_en-9_9", package_version="9.9")
    tokenizer = root / "sentencepiece.model"
    data = tokenizer.read_bytes()
    for number in range(10):
        data = data.replace(f"｟{number}｠".encode(), f"<gone{number}>".encode())
    tokenizer.write_bytes(data)
    packages: list[Package] = scan([root.parent]).preferred()
    with closing(Translator(tmp_path / "other.sqlite3", packages)) as translator:
        yield translator


def test_a_model_without_placeholders_keeps_its_numbers_and_names_or_is_marked(without_placeholders):
    made = without_placeholders.translate(NEWS, "en")
    assert not without_placeholders._engines[without_placeholders.route("en").legs[0]].knows_placeholders
    for translation in made:
        missing = lost([translation], "en")
        kinds = {str(mark.kind) for mark in translation.marks}
        assert not missing or kinds & {"name", "number", "untranslated"}, (missing, translation)
    assert any(not lost([translation], "en") for translation in made)


def test_the_check_of_a_stored_translation_can_be_repeated(translator):
    from aitui.translate.checks import Pair

    (made,) = translator.translate(NEWS[2:3], "en")
    assert check(Pair(made.source, made.target, "de", "en", by_machine=True, kept=made.guarded)) == made.marks
