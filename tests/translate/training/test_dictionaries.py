from __future__ import annotations

import gzip

import pytest

from translate.training.corpus import Pair
from translate.training.dictionaries import CEDICT, DING, DING_EXAMPLES, ECDICT, cedict, ding, ecdict
from translate.training.errors import TrainingError


@pytest.fixture
def read(tmp_path):
    """Reads lines of a dictionary with a reader; every word of `corpus` counts as usual."""

    def pairs(reader, *lines, corpus):
        path = tmp_path / "dictionary"
        path.write_text("# a comment\n" + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return list(reader(path, [corpus] * 3))

    return pairs


def test_synonyms_and_inflected_words_of_ding_become_pairs_without_what_stands_beside_them(read):
    line = "Beute {f}; Ausbeute {n} [übtr.] (Diebstahl) | Beuten {pl} :: loot; prey <lute> | loots /LT/"
    assert read(ding, line, corpus="loot loots prey") == [
        Pair(DING, "Beute", "loot"),
        Pair(DING, "Ausbeute", "loot"),
        Pair(DING, "Beuten", "loots"),
    ]


def test_verbs_lose_their_to_and_somebody(read):
    line = "jdn. kritisieren {vt} (wegen etw.) | kritisiert/rügt :: to criticise sb. (for sth.) | criticised"
    assert read(ding, line, corpus="criticise criticised to") == [
        Pair(DING, "kritisieren", "criticise"),
        Pair(DING, "kritisiert", "criticised"),
    ]


@pytest.mark.parametrize(
    ("line", "german"),
    [
        ("der Verdächtige/die Verdächtige :: suspect", []),
        ("Geschwindigkeit {f} in km/h :: speed", []),
        ("Freude/Lust {f} :: joy", ["Freude"]),
        ("sich bei jdm. bedanken {vr} :: thank sb.", []),
        ("jds. Sache sein {v} :: be sb.'s business", []),
        ("jdm. helfen {vi} :: help sb.", ["helfen"]),
    ],
)
def test_what_stands_for_another_word_or_for_somebody_leaves_no_torso(read, line, german):
    found = read(ding, line, corpus="suspect joy thank speed be business help")
    assert [pair.source for pair in found] == german


def test_example_sentences_are_pairs_of_their_own(read):
    line = "Antrag {m} | Der Antrag wurde gestern abgelehnt. :: motion | The motion was defeated yesterday."
    assert read(ding, line, corpus="motion")[1:] == [
        Pair(DING_EXAMPLES, "Der Antrag wurde gestern abgelehnt.", "The motion was defeated yesterday.")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Suladschungelschnäpper {m} [ornith.] :: sula jungle flycatcher",
        "Weib {n} [veraltet] :: wife",
        "jdn. an etw. hindern {vt} :: to prevent sb. from sth.",
        "Trophie … {f} :: wife …",
        "Jazz {m} :: Jazz",
        "Trophäe {f} :: unknown",
    ],
)
def test_rare_subjects_old_words_and_what_has_gaps_are_left_out(read, line):
    assert read(ding, line, corpus="sula jungle flycatcher wife prevent from jazz") == []


def test_sides_with_unlike_parts_give_only_the_first(read):
    line = "Haus {n} | Häuser {pl} | Häusern {pl} :: house | houses"
    assert read(ding, line, corpus="house houses") == [Pair(DING, "Haus", "house")]


def test_an_english_word_gets_the_usual_chinese_words(read):
    lines = [
        "殺 杀 [sha1] /to kill/to murder/to attack (dialect)/",
        "殺死 杀死 [sha1 si3] /to kill/",
        "屠 屠 [tu2] /to kill/to butcher; to slaughter (animals)/",
        "殺人案 杀人案 [sha1 ren2 an4] /murder case/CL:個|个[ge4]/",
    ]
    found = read(cedict, *lines, corpus="杀，又杀，杀死，屠，杀人案")
    assert found == [
        Pair(CEDICT, "kill", "杀"),
        Pair(CEDICT, "kill", "杀死"),
        Pair(CEDICT, "murder", "杀"),
        Pair(CEDICT, "butcher", "屠"),
        Pair(CEDICT, "slaughter", "屠"),
        Pair(CEDICT, "murder case", "杀人案"),
    ]


def test_a_name_loses_its_explanation(read):
    line = "名古屋 名古屋 [Ming2 gu3 wu1] /Nagoya, city in Japan/"
    assert read(cedict, line, corpus="名古屋") == [Pair(CEDICT, "Nagoya", "名古屋")]


def test_a_gloss_may_begin_like_an_explanation(read):
    lines = [
        "二手車 二手车 [er4 shou3 che1] /used car/",
        "再見 再见 [zai4 jian4] /see you/",
        "於 于 [yu2] /used in names/",
    ]
    assert [pair.source for pair in read(cedict, *lines, corpus="二手车再见于")] == ["used car", "see you"]


def test_glosses_that_explain_and_words_that_no_corpus_has_are_left_out(read):
    lines = [
        "殸 殸 [qing4] /variant of 磬[qing4]/",
        "北京 北京 [Bei3 jing1] /capital of the People's Republic of China since 1949/",
        "殷都 殷都 [Yin1 du1] /Yindu/",
    ]
    assert read(cedict, *lines, corpus="殸北京") == []


def columns(word, translation, *, rank="0", exchange=""):
    return f'"{word}","{translation}",,0,{rank},{exchange}'


COLUMNS = "word,translation,pos,bnc,frq,exchange"


def test_a_frequent_word_gets_its_first_and_its_usual_translation(read):
    lines = [
        columns("speaker", "n. 说话人, 讲演者(男), 发言人\\n[计] 扬声器", rank="996"),
        columns("speakable", "a. 可说的"),
    ]
    assert read(ecdict, COLUMNS, *lines, corpus="发言人，可说的") == [
        Pair(ECDICT, "speaker", "说话人"),
        Pair(ECDICT, "speaker", "发言人"),
    ]


def test_inflected_forms_get_the_first_translation_unless_they_are_words_themselves(read):
    lines = [
        columns("accuse", "vt. & vi. 指责, 控告", rank="1893", exchange="d:accused/p:accused/i:accusing/3:accuses"),
        columns("accused", "n. 被告\\naccuse的过去式", rank="5476", exchange="0:accuse/1:dp"),
    ]
    assert read(ecdict, COLUMNS, *lines, corpus="控告，指责，控告") == [
        Pair(ECDICT, "accuse", "指责"),
        Pair(ECDICT, "accuse", "控告"),
        Pair(ECDICT, "accusing", "指责"),
        Pair(ECDICT, "accuses", "指责"),
        Pair(ECDICT, "accused", "被告"),
    ]


def test_names_of_people_and_places_lose_what_is_told_of_them(read):
    lines = [
        columns("wern", " [人名] 沃恩; [地名] [德国] 韦恩河"),
        columns("Gibbes", "[人名] [英格兰人姓氏] 吉布斯取自父名"),
    ]
    assert read(ecdict, COLUMNS, *lines, corpus="-") == [Pair(ECDICT, "Wern", "沃恩"), Pair(ECDICT, "Gibbes", "吉布斯")]


def test_phrases_are_taken_if_their_words_are_frequent_and_a_corpus_has_the_translation(read):
    lines = [
        columns("climate", "n. 气候", rank="900"),
        columns("change", "n. 改变", rank="100"),
        columns("climate change", " 气候变化"),
        columns("change of climate", " 水土"),
        columns("one's change", " 找零"),
        columns("change change", " 变变"),
    ]
    found = read(ecdict, COLUMNS, *lines, corpus="气候变化，水土，找零")
    assert [pair for pair in found if " " in pair.source] == [Pair(ECDICT, "climate change", "气候变化")]


def test_a_line_that_ends_early_is_left_out_and_another_table_refused(read):
    assert read(ecdict, COLUMNS, '"speaker","n. 说话人"', columns("a", "art. 一", rank="5"), corpus="一") == [
        Pair(ECDICT, "a", "一")
    ]
    with pytest.raises(TrainingError, match="no ECDICT"):
        read(ecdict, "word,meaning", "speaker,说话人", corpus="-")


def test_a_packed_dictionary_is_read_and_another_file_refused(tmp_path):
    packed = tmp_path / "cedict.txt.gz"
    packed.write_bytes(gzip.compress("杀 杀 [sha1] /to kill/\n".encode()))
    assert list(cedict(packed, ["杀杀杀"])) == [Pair(CEDICT, "kill", "杀")]
    other = tmp_path / "other.txt"
    other.write_text("some text\n", encoding="utf-8")
    with pytest.raises(TrainingError, match="no CC-CEDICT"):
        list(cedict(other, []))
    with pytest.raises(TrainingError, match="no dictionary of Ding"):
        list(ding(other, []))
    other.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(TrainingError, match="UTF-8"):
        list(ding(other, []))
    other.write_bytes(b"")
    with pytest.raises(TrainingError, match="no entry"):
        list(ding(other, []))
    packed.write_bytes(packed.read_bytes()[:-9])
    for unreadable in (packed, tmp_path / "missing.txt"):
        with pytest.raises(TrainingError, match=unreadable.name):
            list(cedict(unreadable, []))
    packed.write_bytes(b"not packed")
    with pytest.raises(TrainingError, match="cedict"):
        list(cedict(packed, []))
