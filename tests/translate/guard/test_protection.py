from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.guard import masked, mended, protect, restored, survives
from aitui.translate.guard.cells import cells
from aitui.translate.guard.clauses import clauses
from aitui.translate.guard.protection import MOST_TOGETHER, Protected
from aitui.translate.terms import Term, TermList, TermSource

SHIPPED = TermList()


@pytest.fixture(scope="module")
def terms() -> TermList:
    return SHIPPED


def texts(text: str, terms: TermList, to: str = "en", source: str = "de") -> list[str]:
    return [part.text for part in masked(text, protect(text, source, to, terms))]


def targets(text: str, terms: TermList, to: str = "en", source: str = "de") -> list[str]:
    return [item.target for item in protect(text, source, to, terms)]


def test_names_become_placeholders_and_come_back_in_the_other_language(terms):
    text = "Baidu sitzt in Peking."
    (part,) = masked(text, protect(text, "de", "en", terms))
    assert part.text == "｟0｠ sitzt in ｟1｠."
    assert restored("｟0｠ is based in ｟1｠.", part, "en") == "Baidu is based in Beijing."
    (part,) = masked("Baidu is based in Beijing.", protect("Baidu is based in Beijing.", "en", "zh", terms))
    assert restored("｟0｠总部位于｟1｠。", part, "zh") == "百度总部位于北京。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ein OpenAI-Sprecher sagte das.", "Ein ｟0｠ Sprecher sagte das."),
        ("Das Ernie-Modell von Baidu", "Das ｟0｠ Modell von ｟1｠"),
        ("US- und EU-Firmen", "｟0｠- und ｟1｠ Firmen"),
        ("Chinas Markt", "｟0｠ Markt"),
        ("OpenAIs Sora startet.", "｟0｠ startet."),
        ("OpenAI's Tools", "｟0｠ Tools"),
        ("Die Plattform X von Elon Musk", "Die Plattform ｟0｠ von ｟1｠"),
        ("GPT-4-Modelle und 40-prozentige Rabatte", "｟0｠ Modelle und ｟1｠-prozentige Rabatte"),
        ("Rund 30km", "Rund ｟0｠"),
        ("SenseNova 5.5 ist da.", "｟0｠ ist da."),
        ("Schreiben Sie an info@bundestag.de!", "Schreiben Sie an ｟0｠!"),
        ("Siehe https://www.bundestag.de/a?b=1.", "Siehe ｟0｠."),
        ("Entwickler der iiMedia und der B2B-Firma", "Entwickler der ｟0｠ und der ｟1｠ Firma"),
        ("Der Wert ｟3｠ steht da.", "Der Wert ｟0｠ steht da."),
    ],
)
def test_what_is_protected_and_what_stays(terms, text, expected):
    assert texts(text, terms) == [expected]


@pytest.mark.parametrize(
    ("source", "output", "expected"),
    [
        ("Chinas Markt wächst.", "｟0｠ market is growing.", "China's market is growing."),
        ("Chinas Markt wächst.", "The market of ｟0｠ is growing.", "The market of China is growing."),
        ("Chinas Markt wächst.", "｟0｠'s market is growing.", "China's market is growing."),
        ("Die Macht Chinas.", "The power of ｟0｠.", "The power of China."),
        ("Ein OpenAI-Sprecher", "A｟0｠spokesman", "A OpenAI spokesman"),
        ("OpenAIs Sora startet.", "｟0｠ starts.", "OpenAI's Sora starts."),
        ("Der Markt in China", "｟0｠ 's market", "China's market"),
        ("38.000 Patente", "｟0｠ patents", "38,000 patents"),
    ],
)
def test_the_genitive_stays_right(terms, source, output, expected):
    (part,) = masked(source, protect(source, "de", "en", terms))
    assert restored(output, part, "en") == expected


def test_a_chinese_genitive_gets_its_particle_once(terms):
    text = "China's market is growing."
    (part,) = masked(text, protect(text, "en", "zh", terms))
    assert restored("｟0｠市场正在增长。", part, "zh") == "中国的市场正在增长。"
    assert restored("｟0｠的市场正在增长。", part, "zh") == "中国的市场正在增长。"


def test_a_short_form_becomes_a_short_form(terms):
    assert targets("Trump traf Xi Jinping. Trump ging.", terms, "zh") == ["特朗普", "习近平", "特朗普"]
    assert targets("Trump sprach.", terms) == ["Trump"]


def test_a_name_that_has_no_chinese_form_stays_latin(terms):
    assert targets("Laut OpenAI", terms, "zh") == ["OpenAI"]


def test_a_surname_is_known_from_the_article(terms):
    text = "„So ist es“, sagte Zhu."
    assert protect(text, "de", "en", terms) == []
    (found,) = protect(text, "de", "en", terms, "Xiaohu Zhu ist Gründer des Zentrums. " + text)
    assert (found.surface, found.target, found.term) == ("Zhu", "Zhu", "xiaohu-zhu")


def test_a_glossary_term_wins_over_the_table_and_the_longest_over_the_shorter():
    own = [
        Term("g1", ("Baidu",), "Baidu Inc.", "百度公司", "org", TermSource.GLOSSARY),
        Term(
            "g2", ("künstliche Intelligenz", "künstlichen Intelligenz"), "AI", "人工智能", "term", TermSource.GLOSSARY
        ),
        Term("g3", ("Intelligenz",), "intellect", "智力", "term", TermSource.GLOSSARY),
    ]
    terms = TermList(extra=own)
    assert targets("Baidu und die künstliche Intelligenz", terms) == ["Baidu Inc.", "AI"]
    assert targets("Die Intelligenz der künstlichen Intelligenz", terms, "zh") == ["智力", "人工智能"]


def test_terms_may_hold_placeholders_markup_and_nothing_at_all():
    own = [
        Term("g1", ("｟3｠-Wert",), "[b]｟3｠[/b]", "｟3｠", "term", TermSource.GLOSSARY),
        Term("g2", ("",), "", None, "term", TermSource.GLOSSARY),
        Term("g3", ("?",), "?", None, "term", TermSource.GLOSSARY),
    ]
    text = "Der ｟3｠-Wert und ?"
    (part,) = masked(text, protect(text, "de", "en", TermList(extra=own)))
    assert restored(part.text, part, "en").count("｟3｠") == 1


def test_a_sentence_with_many_names_is_cut_into_parts(terms):
    names = ["OpenAI", "Google", "Baidu", "Alibaba", "Tencent", "Huawei", "Microsoft", "Meta", "Nvidia", "Apple", "IBM"]
    text = "Mit dabei sind " + ", ".join(names) + " und 38.000 andere."
    parts = masked(text, protect(text, "de", "en", terms))
    assert len(parts) > 1
    assert all(len(part.protected) <= MOST_TOGETHER for part in parts)
    whole = " ".join(restored(part.text, part, "en") for part in parts)
    assert whole == text.replace("38.000", "38,000")


def test_clauses_keep_what_is_protected_in_them(terms):
    text = "OpenAI sperrt den Zugang in China ab dem 9. Juli, aber Baidu bietet 50 Millionen Token an und Alibaba auch."
    (part,) = masked(text, protect(text, "de", "en", terms))
    pieces = clauses(part)
    assert len(pieces) > 1
    assert [item for piece in pieces for item in piece.protected] == list(part.protected)
    assert all(piece.text.count("｟") == len(piece.protected) for piece in pieces)


@given(st.text(st.sampled_from("｟｠012 aOpenAI's38.000,-%@:/."), max_size=80))
def test_protected_stretches_are_in_order_and_each_gets_one_placeholder(text):
    found = protect(text, "de", "en", SHIPPED)
    position = 0
    for item in found:
        assert isinstance(item, Protected)
        assert position <= item.start < item.end <= len(text)
        position = item.end
    for part in masked(text, found):
        assert all(part.text.count(sign) == 1 for sign in part.signs[: len(part.protected)])


@pytest.mark.parametrize(
    "text",
    ["｟" * 50_000, "OpenAIs " * 12_000, "a@" * 40_000, "aB" * 50_000, "1-a" * 40_000],
    ids=["brackets", "names", "addresses", "capitals", "codes"],
)
def test_protecting_takes_no_longer_than_the_text_is_long(terms, text):
    assert masked(text, protect(text, "de", "en", terms))


def test_two_names_or_numbers_in_chinese_never_run_together(terms):
    text = "OpenAI, ChatGPT, 117, 250"
    (part,) = masked(text, protect(text, "en", "zh", terms))
    assert restored("｟0｠｟1｠｟2｠｟3｠", part, "zh") == "OpenAI ChatGPT 117、250"


@pytest.mark.parametrize(
    ("target", "right"),
    [
        ("The economy shrank by -0.3%.", True),
        ("The economy changed by minus 0.3 percent.", True),
        ("The economy changed by 0.3%.", False),
    ],
)
def test_a_number_below_zero_has_come_through_only_with_its_sign(terms, target, right):
    (item,) = protect("Die Wirtschaft schrumpfte um -0,3 Prozent.", "de", "en", terms)
    assert survives(item, target, terms, "en") is right


@pytest.mark.parametrize(
    "number",
    ["+49 30 227-0", "(030) 227-0", "0170-1234567", "089/1234-567", "978-3-16-148410-0", "DE89 3704 0044 0532 0130 00"],
)
def test_numbers_that_are_no_quantities_stay_character_for_character(terms, number):
    assert [item.target for item in protect(f"Unter {number} seit 2024.", "de", "en", terms)] == [number, "2024"]


@pytest.mark.parametrize("score", ["0-2", "08-15", "3:1"])
def test_a_score_is_no_telephone_number(terms, score):
    (item,) = protect(f"Es stand {score} im Spiel.", "de", "en", terms)
    assert item.kind == "number"


@pytest.mark.parametrize(
    ("source", "to", "output", "expected"),
    [
        ("12.000 Tote und 3,5 Millionen Flüchtlinge", "zh", "有｟1｠｟0｠人", "有350万、12,000人"),
        ("Ende Juli kam er.", "zh", "他在｟0｠月底来。", "他在7月底来。"),
        ("Der 16-jährige kam.", "en", "The ｟0｠ -year-old came.", "The 16-year-old came."),
        ("Der 16-jährige kam.", "en", "The ｟0｠ - he came.", "The 16 - he came."),
    ],
)
def test_what_the_model_wrote_around_a_number_fits_to_it(terms, source, to, output, expected):
    (part,) = masked(source, protect(source, "de", to, terms))
    assert restored(output, part, to) == expected


def test_a_glossary_word_takes_a_capital_at_the_beginning_and_no_second_article():
    own = TermList(extra=[
        Term("zug", ("Zugspitze",), "the Zugspitze", None, "term", TermSource.GLOSSARY),
        Term("ml", ("Maschinenlernen",), "machine learning", None, "term", TermSource.GLOSSARY),
    ])  # fmt: skip
    protected = protect("Maschinenlernen auf der Zugspitze", "de", "en", own)
    (part,) = masked("Maschinenlernen auf der Zugspitze", protected)
    target = restored("｟0｠ on the ｟1｠", part, "en")
    assert target == mended(target, protected) == "Machine learning on the Zugspitze"
    assert all(survives(item, target, own, "en") for item in protected)


def test_a_glossary_is_looked_for_in_the_language_of_the_text():
    own = TermList(extra=[Term("gift", ("Geschenk",), "gift", "礼物", "term", TermSource.GLOSSARY)])
    assert protect("Das Gift tötete die Maus.", "de", "en", own) == []
    assert targets("The gift came.", own, "zh", "en") == ["礼物"]


def test_a_first_name_alone_is_nobody_and_a_surname_behind_another_first_name_somebody_else(terms):
    article = "Robert Habeck kam mit Peter Merkel. Sein Bruder Robert sprach mit Habeck über Angela Merkel."
    found = [item.target for item in protect("Robert, Habeck, Peter Merkel, Merkel", "de", "zh", terms, article)]
    assert found == ["哈贝克", "Peter Merkel", "默克尔"]


def between_bars(text: str, terms: TermList) -> list[str]:
    return [
        part.text
        for cell, protected in cells(text, protect(text, "de", "en", terms))
        for part in masked(cell, protected)
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "| Umsatz von OpenAI | 12 Prozent | Gewinn |",
            ["|", "Umsatz von ｟0｠", "|", "｟0｠", "|", "Gewinn", "|"],
        ),
        ("OpenAI sperrt Zugang | China", ["｟0｠ sperrt Zugang", "|", "｟0｠"]),
        ("| |", ["|", "|"]),
        ("a|b || c", ["a|b || c"]),
        ("P(A | B) und {x | x > 0}", ["P(A | B) und {x | x > ｟0｠}"]),
        ("Der Befehl `a | b` hilft", ["Der Befehl ｟0｠ hilft"]),
    ],
)
def test_what_stands_between_bars_is_translated_by_itself(text, parts, terms):
    assert between_bars(text, terms) == parts


def test_a_cell_with_many_names_is_cut_only_within_itself(terms):
    names = ["OpenAI", "Google", "Baidu", "Alibaba", "Tencent", "Huawei", "Microsoft", "Meta", "Nvidia", "Apple", "IBM"]
    text = f"{' '.join(names[:6])} | {' '.join(names[6:])}"
    assert between_bars(text, terms) == ["｟0｠ ｟1｠ ｟2｠ ｟3｠ ｟4｠ ｟5｠", "|", "｟0｠ ｟1｠ ｟2｠ ｟3｠ ｟4｠"]


def test_code_stays_as_it_is(terms):
    text = "Der Befehl `pip install aitui` und ein `Anfang"
    assert [item.surface for item in protect(text, "de", "en", terms)] == ["`pip install aitui`"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was closed on Tuesday.", ["星期二"]),
        ("On Sunday, and again on Monday evening", ["星期日", "星期一"]),
        ("The Sunday Post wrote so on Good Friday.", []),
        ("Mondays are grey; see the Friday-Club.", []),
    ],
)
def test_days_of_the_week_come_into_chinese(text, expected, terms):
    assert targets(text, terms, "zh", "en") == expected
    assert targets(text, terms, "en", "en") == []


def test_a_day_of_the_week_stands_beside_its_date(terms):
    assert targets("on Wednesday, July 9", terms, "zh", "en") == ["星期三", "7月9日"]
