from __future__ import annotations

import random
from pathlib import Path

import pytest
from breaking import BREAKERS, name_dropped

from aitui.translate.checks import Pair, check
from aitui.translate.checks.english import LIST
from aitui.translate.terms import TermList
from aitui.translate.translation import Guarded

GOLD = Path(__file__).parents[1] / "gold" / "translations.tsv"

NEWS = [
    (
        "38.000 Patente meldete China zwischen 2014 und 2023 an, verglichen mit 6.273 in den USA.",
        "China filed 38,000 patents between 2014 and 2023, compared with 6,273 in the United States.",
    ),
    (
        "„Der Markt wird bis 2024 ein Volumen von 30 Milliarden US-Dollar erreichen“, sagte Sam Altman in San Francisco.",
        '"The market will reach a volume of $30 billion by 2024," Sam Altman said in San Francisco.',
    ),
    (
        "Laut Bloomberg News stellt OpenAI seine Dienste in China ab dem 9. Juli ein, während Baidu 50 Millionen Token verschenkt.",
        "According to Bloomberg News, OpenAI will end its services in China from July 9, while Baidu is giving away 50 million tokens.",
    ),
]


@pytest.fixture(scope="module")
def terms() -> TermList:
    return TermList()


def gold() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [(source, target) for _, source, target in rows]


def kinds(source: str, target: str, terms: TermList, origin: str = "de", to: str = "en") -> list[str]:
    return [str(mark.kind) for mark in check(Pair(source, target, origin, to, terms.find(source)))]


def test_of_two_hundred_good_translations_at_most_one_in_twenty_is_marked(terms):
    pairs = gold()
    assert len(pairs) == 200
    marked = [pair for pair in pairs if kinds(*pair, terms)]
    assert len(marked) <= 10, marked


def test_of_two_hundred_broken_translations_nineteen_in_twenty_are_marked(terms):
    rng = random.Random(1)
    broken: list[tuple[str, str, str]] = []
    pairs = NEWS * 12 + gold()
    for number, (source, target) in enumerate(pairs):
        names = [form for m in terms.find(source) for form in (m.term.rendering(m.form, "en"), m.form)]
        order = list(BREAKERS)[number % len(BREAKERS) :] + list(BREAKERS)
        bad = name_dropped(source, target, names, rng) if number % 5 == 0 else None
        name = "name_dropped"
        for name in order if bad is None else []:
            bad = BREAKERS[name](source, target, rng)
            if bad is not None and bad != target:
                break
        assert bad is not None
        broken.append((name, source, bad))
    assert len(broken) >= 200
    assert len({name for name, _, _ in broken}) >= 10
    missed = [(name, source, bad) for name, source, bad in broken if not kinds(source, bad, terms)]
    assert len(missed) <= len(broken) // 20, missed


@pytest.mark.parametrize(("source", "target"), NEWS)
def test_good_news_is_not_marked(terms, source, target):
    assert kinds(source, target, terms) == []


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        (NEWS[0][0], NEWS[0][1].replace("38,000", "38"), "number"),
        (NEWS[0][0], NEWS[0][1].replace("2014", "2015"), "number"),
        (NEWS[1][0], NEWS[1][1].replace("billion", "million"), "number"),
        (NEWS[1][0], NEWS[1][1].replace("Sam Altman", "he"), "name"),
        (NEWS[2][0], NEWS[2][1].replace("Baidu", "the company"), "name"),
        (NEWS[2][0], NEWS[2][0], "untranslated"),
        (NEWS[1][0], NEWS[1][1].replace('"', "", 1), "quotation"),
        (NEWS[0][0], "China filed 38,000 patents between 2014 and", "truncated"),
        (NEWS[0][0], NEWS[0][1].replace("patents", "patents patents patents"), "repetition"),
        (NEWS[0][0], NEWS[0][1].replace("patents", "patents patents"), "repetition"),
        (NEWS[0][0], NEWS[0][1].replace("patents", "patententent"), "repetition"),
        (NEWS[0][0], NEWS[0][1].replace("patents", "databasebase"), "repetition"),
        (NEWS[0][0], NEWS[0][1].replace("patents", "专利"), "script"),
        ("Das ist gut.", "That is good, and this is a very long story that nobody has ever told before now.", "length"),
    ],
)  # fmt: skip
def test_each_fault_has_its_kind(terms, source, target, kind):
    assert kind in kinds(source, target, terms)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Zwei Millionen Menschen leben dort.", "2 million people live there."),
        ("Es waren 3 Männer.", "There were three men."),
        ("Um 14.30 Uhr begann es.", "It began at 2:30 p.m."),
        ("Die Zahl stieg um 5,5 Prozent auf 38.000.", "The number rose by 5.5 percent to 38,000."),
        ("In den 1990er Jahren", "In the 1990s"),
        ("Am 9. Juli 2024", "On July 9, 2024"),
    ],
)
def test_a_number_may_be_written_in_another_way(terms, source, target):
    assert kinds(source, target, terms) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("It reached $30 billion by July 9, 2024.", "到2024年7月9日，已达300亿美元。", []),
        ("There were 1.4 billion people.", "那里有十四亿人。", []),
        ("There were 1.4 billion people.", "那里有4亿人。", ["number"]),
        ("The company is in Beijing.", "公司公司公司公司公司在北京。", ["repetition"]),
        ("The company grows quickly there.", "The company grows quickly there.", ["untranslated", "script"]),
        ("The company grows quickly.", "The company is quickly growing up", ["script"]),
    ],
)
def test_chinese_is_checked_too(terms, source, target, expected):
    found = kinds(source, target, terms, "en", "zh")
    assert found == expected or (expected and set(expected) <= set(found))


def test_a_source_that_repeats_itself_may_be_translated_so(terms):
    assert kinds("Sehr, sehr, sehr gut!", "Very, very, very good!", terms) == []


@pytest.mark.parametrize(
    "text",
    [
        "“" * 100_000,
        "1." * 50_000,
        "a " * 50_000,
        "1 000" * 20_000,
        "Wort" * 50_000,
        " ".join(map(str, range(20_000))),
        "1," * 50_000,
    ],
    ids=["marks", "points", "letters", "groups", "word", "numbers", "commas"],
)
def test_checks_take_no_longer_than_the_text_is_long(text):
    check(Pair(text, text[::-1], "de", "en"))
    check(Pair(text, text, "en", "zh"))
    check(Pair("Es sind 8 Kilometer.", text, "de", "en"))


@pytest.mark.parametrize(
    ("source", "target", "to", "detail"),
    [
        ("Er kam am 3. Mai 2024.", "He came on June 3, 2024.", "en", "3. Mai 2024 of the source is June 3, 2024"),
        ("Er kam am 3. Mai 2024.", "他于2024年6月3日来。", "zh", "3. Mai 2024 of the source is 6月3日"),
        ("Es kostet 5 Millionen Euro.", "It costs 5 million dollars.", "en",
         "5 Millionen Euro of the source is 5 million dollars"),
        ("Dort starben am Montag 5 Menschen.", "17 people died there on Monday.", "en",
         "5 of the source is missing; 17 is not in the source"),
        ("Dort starben 5 Menschen.", "那里有17人死亡。", "zh", "5 of the source is missing; 17 is not in the source"),
        ("Am 550 Meter hohen Berg starben 5 Menschen.", "On the 1,804 foot mountain 17 people died.", "en",
         "5 of the source is missing; 17 is not in the source"),
        ("Die Straße ist 8 Kilometer lang.", "The road is 5 miles long, and 56 people died.", "en",
         "56 is not in the source"),
        ("Im Jahr 2024 starben 24.", "Many people died in 2024.", "en", "24 of the source is missing"),
    ],
)  # fmt: skip
def test_another_month_another_currency_and_what_is_no_hour_of_the_day_are_named(source, target, to, detail):
    assert [mark.detail for mark in check(Pair(source, target, "de", to)) if mark.kind == "number"] == [detail]


@pytest.mark.parametrize(
    ("source", "target", "to"),
    [
        ("Um 8 Uhr kam er an.", "他8:00到达。", "zh"),
        ("Um 14 Uhr kam er an.", "He arrived at 2 p.m.", "en"),
        ("Das dauerte anderthalb Jahre.", "That took 1.5 years.", "en"),
        ("Das dauerte zweieinhalb Jahre.", "That took 2.5 years.", "en"),
        ("Um halb neun kam sie heim.", "She came home at 8:30.", "en"),
        ("In den Neunzigerjahren war es so.", "It was so in the 1990s.", "en"),
        ("Die 90er Jahre waren gut.", "The nineties were good.", "en"),
        ("Es fuhren 360'000 Wagen.", "360,000 cars drove.", "en"),
        ("Im III. Jahrhundert war es so.", "It was so in the 3rd century.", "en"),
        ("Er war 1950-1951 in Rom.", "He was in Rome in 1950-51.", "en"),
        ("Die Wand ist 550 Meter hoch.", "The wall is 1,804 feet high.", "en"),
        ("Sie gingen 16 Kilometer weit.", "They went between 9 and 11 miles.", "en"),
        ("Der Weg ist 16 Kilometer lang.", "The path is 9-11 miles long.", "en"),
        ("Dann hatte Ursula von der Leyen es versprochen.", "Then Ursula von der Leyen had promised it.", "en"),
        ("Immer mehr Menschen suchen Wohnungen.", "More and more people are looking for flats.", "en"),
    ],
)
def test_the_same_in_other_words_or_units_is_right(source, target, to):
    assert check(Pair(source, target, "de", to)) == ()


def of_a_model(source: str, target: str, kept: str = "", to: str = "en") -> list[tuple[str, str]]:
    guarded = [Guarded(kept, kept, "org")] if kept else []
    found = check(Pair(source, target, "de", to, by_machine=True, kept=guarded))
    return [(str(mark.kind), mark.detail) for mark in found]


def test_a_word_that_a_model_invented_is_quoted():
    assert of_a_model("Die Überwachung nimmt zu.", "The surviance is increasing.") == [
        ("untranslated", "“surviance” is no English word")
    ]
    assert of_a_model("Die Bedürfnisse der Nutzer zählen.", "The needsities of the sprenish users count.") == [
        ("untranslated", "“needsities”, “sprenish” are no English words")
    ]


def test_a_word_of_itself_is_a_repetition_unless_the_source_has_one_twice():
    assert of_a_model("Das Fehlen von Regeln hilft nicht.", "The absence of absence does not help us.") == [
        ("repetition", "“absence of absence” is repeated")
    ]
    assert of_a_model("Sie kamen Runde für Runde weiter.", "They got on round for round then.") == []
    assert of_a_model("Sie trafen sich persönlich.", "They met each other face to face.") == []
    assert of_a_model("Das ist je nach Land anders.", "That differs from country to country there.") == []


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("Fazit", "Facezit", "Facezit"),
        ("Egal, wo man ist.", "Egally where one is.", "Egally"),
        ("Die neue Technologie wächst.", "The new technologie grows.", "technologie"),
        ("Erfolge für das Ökosystem", "Values for the Ö system", "Ö"),
        ("Viele Nutzer/innen kamen.", "Many users/nown came.", "nown"),
        ("Viele Bildungsforscher kamen.", "Many an educationster came.", "educationster"),
        ("Der Bote kam an.", "The messageer arrived.", "messageer"),
    ],
)
def test_two_short_words_half_a_word_and_a_german_one_with_an_ending_are_no_english(source, target, word):
    assert of_a_model(source, target) == [("untranslated", f"“{word}” is no English word")]


def test_a_name_that_a_model_changed_is_told_from_an_invented_word():
    assert of_a_model("Der Anwalt Mantouvalos schwieg.", "The lawyer Mantova said nothing.") == [
        ("name", "“Mantova” is neither “Mantouvalos” nor English")
    ]
    assert of_a_model("Die Lage ist ernst.", "The Krindone is serious.") == [
        ("untranslated", "“Krindone” is no English word")
    ]


@pytest.mark.parametrize(
    ("source", "target", "kept"),
    [
        ("Mantouvalos’ Kanzlei schwieg.", "Mantouvalos’ law firm said nothing.", ""),
        ("Merkels Rede in Tuttlingen", "Merkel's speech in Tuttlingen", ""),
        ("Janoušek wohnt in Málaga.", "Janousek lives in Malaga.", ""),
        ("Der Chatbot, den alle Chatbots fürchten", "The chatbot feared by all chatbots", ""),
        ("Der Hersteller sprach.", "The drugmaker's stargazing naïvely doesn't help.", ""),
        ("快手 wächst.", "Kuaishou grows.", "Kuaishou"),
        ("Schreiben Sie bitte an die angegebene Adresse.", "Write to xyzzy@frobnicate.example or frobni.example/quux.", ""),
    ],
)  # fmt: skip
def test_names_inflections_compounds_and_addresses_are_no_inventions(source, target, kept):
    assert of_a_model(source, target, kept) == []


def test_what_people_wrote_is_not_looked_through_for_inventions():
    assert check(Pair("Die Überwachung nimmt zu.", "The surviance is increasing.", "de", "en")) == ()
    assert check(Pair("Surveillance is increasing.", "监视surveillance正在增加。", "en", "zh")) == ()


def test_the_english_words_are_small_distinct_and_in_order():
    words = LIST.read_text(encoding="utf-8").split("\n")
    assert words.pop() == ""
    assert words == sorted(set(words))
    assert all(word == word.lower() and word.isalpha() for word in words)


@pytest.mark.parametrize(
    ("target", "quoted"),
    [
        ("它拒绝拒绝使用服务。", "拒绝拒绝"),
        ("支持 GPT-4o 的的公司。", "的的"),
        ("丰富和丰富的反馈，丰富多和丰富的页面。", "丰富"),
    ],
)
def test_what_a_model_of_chinese_says_over_and_over_is_quoted(target, quoted):
    source = "It refuses to use the service of the company that gives feedback."
    marks = check(Pair(source, target, "en", "zh", by_machine=True))
    assert [mark.detail for mark in marks if mark.kind == "repetition"] == [f"“{quoted}” is repeated"]


@pytest.mark.parametrize(
    "target", ["他一步一步地走。", "非常非常好。", "他们的目的的确很清楚。", "人人都天天看。", "研究表明，有的的确好。"]
)
def test_doubles_that_chinese_has_are_no_repetition(target):
    marks = check(Pair("He walks on, step after step, very well.", target, "en", "zh", by_machine=True))
    assert "repetition" not in [mark.kind for mark in marks]


def test_a_word_of_a_hundred_thousand_letters_and_as_many_words_are_looked_through():
    assert of_a_model("Gut " * 9, f"Good {'x' * 100_000} good")[0][1].startswith("“xxxx")
    source, target = " ".join(f"Wort{n}a" for n in range(30_000)), " ".join(f"Xqz{n}a" for n in range(30_000))
    assert check(Pair(source, target, "de", "en", by_machine=True)) is not None


def test_digits_of_a_kept_name_are_no_number():
    kept = [Guarded("01.AI", "零一万物", "org"), Guarded("5", "5", "number")]
    assert check(Pair("01.AI has 5 models.", "零一万物拥有5个模型。", "en", "zh", by_machine=True, kept=kept)) == ()
    [mark] = check(Pair("01.AI has 5 models.", "零一万物拥有模型。", "en", "zh", by_machine=True, kept=kept))
    assert mark.detail == "5 of the source is missing"


def test_a_german_word_that_was_left_is_quoted_and_a_name_is_not():
    source = "Der Nvidia-Gründer Jensen Huang öffnete die Kappe in Tuttlingen."
    assert of_a_model(source, "Nvidia Gründer Jensen Huang opened the Kappe in Tuttlingen.") == [
        ("untranslated", "“Gründer”, “Kappe” are no English words")
    ]


def test_a_short_word_that_a_model_said_twice_is_quoted():
    source = "Es gibt viele offene Fragen, die sie hatte."
    assert of_a_model(source, "There are many many open questions she had.") == [
        ("repetition", "“many many” is repeated")
    ]
    assert of_a_model(source, "There are open questions that she had had.") == []


@pytest.mark.parametrize(
    ("source", "target", "quoted"),
    [
        ("Die Community diskutiert darüber.", "The technology technologies discuss it.", "technology technologies"),
        ("Die Firma trennt sich davon.", "Their effort to breed it, the efforts to breed it.", "effort to breed it"),
        ("Es fällt eine Entscheidung.", "The decision on decisions is a decision there.", "decision"),
    ],
)
def test_words_of_one_root_that_a_model_keeps_to_are_quoted(source, target, quoted):
    assert of_a_model(source, target) == [("repetition", f"“{quoted}” is repeated")]


def test_words_of_one_root_are_right_where_the_source_has_them_too():
    source = "Die Wahl der Wahlhelfer entschied die Wahl."
    assert of_a_model(source, "The election of election workers decided the election.") == []


def test_what_a_model_leaves_out_counts_sooner_than_what_people_do():
    source = "Dabei profitieren sie auch von offenen Technologien westlicher Unternehmen."
    target = "They also benefit from open technologies."
    assert check(Pair(source, target, "de", "en")) == ()
    assert of_a_model(source, target) == [("length", "only 58 % of the usual length")]


def test_words_that_a_model_left_in_chinese_are_quoted_and_names_are_not():
    source = "Until then iPhone users keep writing to presse@bundestag.de about OpenAI and v2."
    target = "iPhone 用户until那时keep写信给 presse@bundestag.de，关于 OpenAI 和 v2。"
    marks = check(Pair(source, target, "en", "zh", by_machine=True))
    assert [mark.detail for mark in marks if mark.kind == "untranslated"] == ["“until”, “keep” are not Chinese"]
    kept = [Guarded("kicker", "kicker", "org")]
    assert check(Pair("He reads the kicker.", "他读 kicker 杂志。", "en", "zh", by_machine=True, kept=kept)) == ()
    marks = check(Pair("It weighs 150 tons.", "它重150吨 p 的。", "en", "zh", by_machine=True))
    assert [mark.detail for mark in marks if mark.kind == "untranslated"] == ["“p” is not Chinese"]


def test_a_bracket_without_its_partner_is_told_of_a_model_and_a_list_item_has_none():
    assert of_a_model("Die Partei (CSU) kam.", "The party (CSU came.") == [("quotation", "a bracket has no partner")]
    assert of_a_model("Die Partei (CSU) kam.", "The party (CSU) came.") == []
    assert of_a_model("a) Die Partei (CSU) kam.", "a) The party (CSU) came.") == []
