"""Raw pairs become a corpus that teaches the right things."""

from __future__ import annotations

import warnings
from collections import Counter
from pathlib import Path

import pytest
import zhconv

from translate.training.corpus import Pair, read_corpus, read_test, write_corpus
from translate.training.errors import TrainingError
from translate.training.filters import FILTERS, kept
from translate.training.leaks import LeakCheck
from translate.training.origins import PHASES, origin_weights, weight_of
from translate.training.pack import Direction
from translate.training.preparation import report, with_names, without_leaks
from translate.training.simplified import simplified

EN_ZH, DE_EN = Direction("en", "zh"), Direction("de", "en")
SENTENCE = "On Monday, scientists announced the invention of a new diagnostic tool that can sort cells by type."


def pair(source: str, target: str, origin: str = "wmt_refs") -> Pair:
    return Pair(origin, source, target)


@pytest.mark.parametrize("name", ["corpus.tsv", "corpus.tsv.xz"])
def test_a_corpus_that_is_written_is_read_again(name: str, tmp_path: Path) -> None:
    pairs = [pair("Guten Tag", "Good day"), pair("„Ja“", "“Yes”", "tatoeba")]
    write_corpus(tmp_path / name, pairs)
    assert list(read_corpus(tmp_path / name)) == pairs


def test_a_tab_or_line_break_inside_a_sentence_cannot_break_the_file(tmp_path: Path) -> None:
    write_corpus(tmp_path / "c.tsv", [pair("a\tb", "c\nd\u2028e")])
    assert list(read_corpus(tmp_path / "c.tsv")) == [pair("a b", "c d e")]


def test_a_line_without_three_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "c.tsv").write_text("o\ts\tt\no\ts\n")
    with pytest.raises(TrainingError, match=r"c\.tsv, line 2: 2 columns"):
        list(read_corpus(tmp_path / "c.tsv"))
    with pytest.raises(TrainingError, match=r"c\.tsv, line 1: 3 columns"):
        read_test(tmp_path / "c.tsv")


@pytest.mark.parametrize(
    ("reason", "direction", "source", "target"),
    [
        ("artefact", EN_ZH, "Hello #NAME#, your parcel is here.", "您好 #NAME#，您的包裹到了。"),
        ("artefact", EN_ZH, "I ordered at # NUMBER, but nothing came.", "我下单了，但什么也没到。"),
        ("artefact", DE_EN, "Das ist <b>wichtig</b>.", "That is <b>important</b>."),
        ("shop talk", EN_ZH, "Authentic books, support return or replacement", "【正版书籍】支持七天无理由退换"),
        ("untranslated", EN_ZH, "Configure the storage account", "Configure the storage account"),
        ("untranslated", EN_ZH, "Configure the storage account now", "Configure storage account"),
        ("untranslated", DE_EN, "Es war ein sehr langer Tag in Rom", "Es war ein sehr langer Tag in Rome"),
        ("wrong script", EN_ZH, "The word 你好 means hello.", "“你好”是问候语的意思。"),
        ("wrong script", DE_EN, "Das bedeutet Wasser.", "It means 水和火."),
        ("wrong script", EN_ZH, "Reserved zone of the standard", "保 reserved zone of the standard"),
        ("unlike lengths", EN_ZH, "A tonic against all the troubles of this life and the next one.", "药。"),
        ("unlike lengths", DE_EN, "Ja.", "Yes, and I would like to add a few words on what was said."),
    ],
)
def test_what_teaches_the_wrong_thing_is_dropped(reason: str, direction: Direction, source: str, target: str) -> None:
    assert FILTERS[reason](pair(source, target), direction)


@pytest.mark.parametrize(
    ("direction", "source", "target"),
    [
        (EN_ZH, "People are the key to rural revitalization.", "乡村振兴，人才是关键。"),
        (EN_ZH, "The price of spot gold rose to 2,000 dollars.", "现货黄金价格升至2000美元。"),
        (EN_ZH, "The buyers returned; sellers did not.", "买家回来了，卖家没有。"),
        (EN_ZH, "OpenAI and Google presented new models.", "OpenAI 和 Google 发布了新模型。"),
        (EN_ZH, "Hi.", "你好。"),
        (DE_EN, "Angela Merkel traf Emmanuel Macron in Paris.", "Angela Merkel met Emmanuel Macron in Paris."),
        (DE_EN, "Tut mir leid, ich habe es vergessen.", "Sorry, I forgot."),
        (DE_EN, "Der Umsatz stieg um 5 % auf 3,2 Mrd. Euro.", "Revenue rose 5% to 3.2 billion euros."),
    ],
)
def test_an_ordinary_pair_is_kept(direction: Direction, source: str, target: str) -> None:
    dropped: Counter[tuple[str, str]] = Counter()
    assert list(kept([pair(source, target)], direction, dropped)) == [pair(source, target)]
    assert not dropped


def test_traditional_characters_become_simplified_and_simplified_ones_stay() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary open
        zhconv.loaddict()
    assert simplified(pair("The country develops.", "這個國家發展經濟。")).target == "这个国家发展经济。"
    plain = pair("The Qianlong Emperor.", "乾隆皇帝，2010年只有一台。")
    assert simplified(plain) == plain


def test_a_pair_is_kept_once_and_a_target_eight_times() -> None:
    again = [pair("Good morning.", "早上好。")] * 2
    alike = [pair(f"See chapter {number} for more.", "更多信息请参阅相关文章。") for number in range(10)]
    dropped: Counter[tuple[str, str]] = Counter()
    assert len(list(kept([*again, *alike], EN_ZH, dropped))) == 1 + 8
    assert dropped == {("wmt_refs", "again"): 1, ("wmt_refs", "same target"): 2}


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE.upper().replace(",", ""),
        SENTENCE.replace("Monday", "Tuesday"),
        f"BERLIN (dpa) - {SENTENCE} Nobody else did.",
    ],
)
def test_an_evaluation_sentence_is_found_as_it_is_and_nearly_so(text: str) -> None:
    check = LeakCheck([SENTENCE])
    assert [leak.sentence for leak in check.leaks([pair("x", text), pair(text, "x")])] == [SENTENCE] * 2


def test_a_chinese_evaluation_sentence_is_found_inside_a_longer_one() -> None:
    sentence = "周一，斯坦福大学医学院的科学家宣布，他们发明了一种可以将细胞按类型分类的新型诊断工具。"
    (leak,) = LeakCheck([sentence]).leaks([pair("x", f"据报道，{sentence}")])
    assert leak.containment == 1.0


def test_another_sentence_on_the_same_matter_is_no_leak() -> None:
    check = LeakCheck([SENTENCE, "Hello."])
    others = [
        "On Monday, scientists announced that a new tool can sort cells.",
        "Doctors said the invention of this diagnostic test came too late for them.",
        "Hello, how are you?",
    ]
    assert not list(check.leaks([pair(text, text) for text in others]))


def test_the_preparation_drops_what_the_evaluation_sets_hold_and_says_so() -> None:
    dropped: Counter[tuple[str, str]] = Counter()
    left = list(without_leaks([pair(SENTENCE, "x"), pair("Good.", "y")], LeakCheck([SENTENCE]), dropped))
    assert left == [pair("Good.", "y")]
    assert report(Counter(pair.origin for pair in left), dropped) == "origin\tkept\tevaluation set\nwmt_refs\t1\t1"


@pytest.mark.parametrize("phase", PHASES)
def test_every_origin_has_a_weight_in_every_phase(phase: str) -> None:
    weights = origin_weights(phase)
    assert {"wmt_refs", "named", "names", "msdocs_mt"} <= weights.keys()
    assert weights["wmt_refs"] > weights["msdocs_ht"] > weights["msdocs_mt"] >= 0


def test_an_origin_that_the_table_does_not_name_is_an_error() -> None:
    with pytest.raises(TrainingError, match="'blogs'"):
        weight_of("blogs", origin_weights("begin"))


def test_a_table_of_origins_with_a_missing_number_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "o.toml").write_text("[news]\nbegin = 1.0\n")
    with pytest.raises(TrainingError, match=r"\[news\] needs a number `final`"):
        origin_weights("final", tmp_path / "o.toml")


def test_only_news_is_told_about_other_names() -> None:
    from translate.training.names import Name

    names = [Name("place", "Berlin", "柏林"), Name("place", "Paris", "巴黎")]
    pairs = [pair("Rain in Berlin.", "柏林下雨。"), pair("Rain in Berlin!", "柏林下雨！", "tatoeba")]
    made = list(with_names(pairs, names, copies=1))
    assert made[:2] == pairs
    assert [p.origin for p in made[2:]] == ["named", "names", "names"]
