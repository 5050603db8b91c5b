"""Message catalogues: compiled files as games bring them, read line by line."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from translate.training.catalogues import CATALOGUE, catalogue
from translate.training.corpus import Pair
from translate.training.errors import TrainingError
from translate.training.pack import Direction

EN_ZH = Direction("en", "zh")


def compiled(path: Path, messages: dict[str, str]) -> Path:
    """A catalogue as msgfmt writes it: a header, two tables of lengths and places, the texts."""
    texts = {"": "Content-Type: text/plain; charset=UTF-8\n", **messages}
    keys = sorted(texts)
    tables, blob = [b"", b""], b""
    start = 28 + 16 * len(keys)
    for number, side in enumerate((keys, [texts[key] for key in keys])):
        for text in side:
            encoded = text.encode()
            tables[number] += struct.pack("<II", len(encoded), start + len(blob))
            blob += encoded + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    path.write_bytes(header + b"".join(tables) + blob)
    return path


def test_lines_of_a_message_become_pairs_and_each_comes_once(tmp_path: Path) -> None:
    one = compiled(tmp_path / "one.mo", {"Wait!\n\nWho is there?": "等等！\n是谁？", "Goodbye.": "再见。"})
    other = compiled(tmp_path / "other.mo", {"Goodbye.": "再见。", "Goodbye!": "再见！"})
    assert list(catalogue([one, other], EN_ZH)) == [
        Pair(CATALOGUE, "Goodbye.", "再见。"),
        Pair(CATALOGUE, "Wait!", "等等！"),
        Pair(CATALOGUE, "Who is there?", "是谁？"),
        Pair(CATALOGUE, "Goodbye!", "再见！"),
    ]


def test_sentences_of_a_line_become_pairs_where_both_sides_have_as_many(tmp_path: Path) -> None:
    messages = {
        'Run! He said: "Wait." Then he left.': "快跑！他说：“等等。”然后他走了。",
        "It rained. We slept.": "下雨了，我们睡了。",
    }
    assert [(pair.source, pair.target) for pair in catalogue([compiled(tmp_path / "c.mo", messages)], EN_ZH)] == [
        ("It rained. We slept.", "下雨了，我们睡了。"),
        ("Run!", "快跑！"),
        ('He said: "Wait."', "他说：“等等。”"),
        ("Then he left.", "然后他走了。"),
    ]


@pytest.mark.parametrize(
    "message",
    [
        "race\x04We are old.",
        "race, female^We are old.",
        "race+female^We are old.",
        "?nation group:We are old.",
        "<i>We</i> are <b>old</b>.",
    ],
)
@pytest.mark.parametrize("translation", ["<i>我们</i>老了。", "race^我们老了。", "?plural:我们老了。"])
def test_notes_for_the_translator_and_tags_are_left_away(message: str, translation: str, tmp_path: Path) -> None:
    made = compiled(tmp_path / "c.mo", {message: translation})
    assert list(catalogue([made], EN_ZH)) == [Pair(CATALOGUE, "We are old.", "我们老了。")]


def test_marks_of_headings_and_lists_are_left_away(tmp_path: Path) -> None:
    made = compiled(
        tmp_path / "c.mo", {"## Sky\n\n - Stars\n* The moon [full]\n-1 star": "## 天\n - 星\n* 月[满]\n-1 星"}
    )
    assert [(pair.source, pair.target) for pair in catalogue([made], EN_ZH)] == [
        ("Sky", "天"),
        ("Stars", "星"),
        ("The moon [full]", "月[满]"),
        ("-1 star", "-1 星"),
    ]


def test_a_question_with_a_colon_is_no_note(tmp_path: Path) -> None:
    made = compiled(tmp_path / "c.mo", {"Who is it?: nobody": "是谁：没有人"})
    assert list(catalogue([made], EN_ZH)) == [Pair(CATALOGUE, "Who is it?: nobody", "是谁：没有人")]


@pytest.mark.parametrize(
    ("message", "translation"),
    [
        ("Study: $target", "研究：$target"),
        ("%d days", "%d天"),
        ("_Open", "打开(_O)"),
        ("two\nlines", "一行"),
        ("Wesnoth", "Wesnoth"),
        ("not translated", ""),
        ("a {field}", "一个{field}"),
        ("He is <unknown>.", "他是<未知>。"),
        ("[#4]: A book of stars", "[#4]：星书"),
        ("See [the page](page.html).", "见[此页](page.html)。"),
        ("It is at https://example.org now.", "现在在 https://example.org 上。"),
        ('[font="sans-bold-14"]Welcome', '[font="sans-bold-14"]欢迎'),
    ],
)
def test_fields_accelerators_and_what_does_not_match_are_left_out(
    message: str, translation: str, tmp_path: Path
) -> None:
    assert list(catalogue([compiled(tmp_path / "c.mo", {message: translation})], EN_ZH)) == []


def test_sentences_of_a_text_that_must_not_be_used_are_left_out(tmp_path: Path) -> None:
    text = tmp_path / "description.md"
    text.write_text("## The sky\n\n- The old man of the north\nwalks over the ice.\n", encoding="utf-8")
    messages = {"The old man of the north walks over the ice.": "北方老人走过冰。", "The sky": "天"}
    made = compiled(tmp_path / "c.mo", messages)
    assert [pair.source for pair in catalogue([made], EN_ZH, [text])] == ["The sky"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_text_that_cannot_be_read_is_named(content: bytes | None, tmp_path: Path) -> None:
    text = tmp_path / "description.md"
    if content is not None:
        text.write_bytes(content)
    made = compiled(tmp_path / "c.mo", {"The sky": "天"})
    with pytest.raises(TrainingError, match=r"description\.md is no text in UTF-8"):
        list(catalogue([made], EN_ZH, [text]))


def test_the_translation_is_the_source_where_english_is_wanted(tmp_path: Path) -> None:
    made = compiled(tmp_path / "c.mo", {"Who is there?": "Wer ist da?"})
    assert list(catalogue([made], Direction("de", "en"))) == [Pair(CATALOGUE, "Wer ist da?", "Who is there?")]


def test_a_direction_without_english_is_refused(tmp_path: Path) -> None:
    made = compiled(tmp_path / "c.mo", {"Who is there?": "是谁？"})
    with pytest.raises(TrainingError, match="de-zh has none"):
        list(catalogue([made], Direction("de", "zh")))


def test_a_percentage_stays(tmp_path: Path) -> None:
    made = compiled(tmp_path / "c.mo", {"A penalty of 10% is given.": "罚百分之十。"})
    assert [pair.target for pair in catalogue([made], EN_ZH)] == ["罚百分之十。"]


@pytest.mark.parametrize("content", [b"", b"msgid", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_another_file_is_named(content: bytes, tmp_path: Path) -> None:
    other = tmp_path / "other.mo"
    other.write_bytes(content)
    with pytest.raises(TrainingError, match=r"other\.mo is no compiled catalogue"):
        list(catalogue([other], EN_ZH))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"missing\.mo"):
        list(catalogue([tmp_path / "missing.mo"], EN_ZH))
