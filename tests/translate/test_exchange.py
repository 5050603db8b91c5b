"""The memory to and from TMX files."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.exchange import MadeBy, export_tmx, import_tmx
from aitui.translate.memory import Memory, Unit
from aitui.translate.translation import BY_HAND, Mark, MarkKind
from aitui.translate.translator import Translator

from ..toolkit import read, write_tmx


@pytest.fixture
def memory(memory_path: Path) -> Iterator[Memory]:
    with closing(Memory(memory_path)) as memory:
        yield memory


def tmx(path: Path, *units: str, before: str = "", after: str = "</body></tmx>") -> Path:
    """A file with the inside of `tu` elements."""
    head = f'<?xml version="1.0"?>{before}<tmx version="1.4"><header srclang="de"/><body>\n'
    path.write_text(head + "\n".join(f"<tu>{unit}</tu>" for unit in units) + after, encoding="utf-8")
    return path


def tuv(language: str, segment: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{segment}</seg></tuv>'


def pair(german: str, english: str) -> str:
    return tuv("de", german) + tuv("en", english)


def test_a_file_of_another_program_becomes_hand_made_translations(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "theirs.tmx"
    write_tmx(
        path, "de-DE", "en-GB", [("Guten Morgen <alle> & jeder.", "Good morning <all> & everyone."), ("Ja.", "Yes.")]
    )
    report = import_tmx(path, memory)
    assert (report.added, report.skipped, report.problem) == (2, {}, None)
    assert memory.recall_hand_made("de-en", ["Guten Morgen <alle> & jeder.", "Ja."]) == {
        "Guten Morgen <alle> & jeder.": "Good morning <all> & everyone.",
        "Ja.": "Yes.",
    }


def test_an_imported_translation_wins_over_the_models(translator: Translator, tmp_path: Path) -> None:
    text = "Der Himmel ist heute blau."
    (made,) = translator.translate([text], "en")
    assert made is not None
    assert made.engine != BY_HAND
    import_tmx(tmx(tmp_path / "a.tmx", pair(text, "Imported sky.")), translator.memory)
    (after,) = translator.translate([f"  {text}\n"], "en")
    assert after is not None
    assert (after.target, after.engine) == ("Imported sky.", BY_HAND)


@pytest.mark.parametrize("code", ["de", "de-DE", "de_AT", "DE-ch", "deu"])
@pytest.mark.parametrize("chinese", ["zh", "zh-CN", "zh_Hans", "ZH-Hans-CN", "cmn"])
def test_languages_are_understood_in_any_spelling(memory: Memory, tmp_path: Path, code: str, chinese: str) -> None:
    import_tmx(tmx(tmp_path / "a.tmx", tuv(code, "Bank.") + tuv(chinese, "银行。")), memory)
    assert memory.recall_hand_made("de-zh", ["Bank."]) == {"Bank.": "银行。"}


def test_units_of_three_languages_serve_both_and_others_are_counted(memory: Memory, tmp_path: Path) -> None:
    path = tmx(
        tmp_path / "a.tmx",
        tuv("de", "Eins.") + tuv("en-US", "One.") + tuv("en-GB", "Won.") + tuv("zh", "一。") + tuv("fr", "Un."),
        tuv("en", "Two.") + tuv("zh-CN", "二。"),
        tuv("de", "Drei.") + tuv("zh-TW", "三。"),
        tuv("de", "Vier.") + tuv("en", ""),
    )
    report = import_tmx(path, memory)
    assert report.added == 3
    assert memory.recall_hand_made("de-en", ["Eins."]) == {"Eins.": "One."}
    assert memory.recall_hand_made("de-zh", ["Eins."]) == {"Eins.": "一。"}
    assert memory.recall_hand_made("en-zh", ["Two."]) == {"Two.": "二。"}
    assert report.skipped == {
        "the Chinese is traditional (such as zh-TW or zh-Hant), and only simplified is used": 1,
        "empty, or longer than a sentence can be": 1,
    }
    assert sorted(report.examples.values()) == [4, 5]


@pytest.mark.parametrize("code", ["zh-TW", "zh_Hant", "zh-Hant-HK", "ZH-MO", "zho-hant"])
def test_traditional_chinese_is_left_out_with_the_true_reason(memory: Memory, tmp_path: Path, code: str) -> None:
    path = tmx(
        tmp_path / "a.tmx",
        tuv("de", "Eins.") + tuv("en", "One.") + tuv(code, "開放。"),
        tuv("de", "Zwei.") + tuv(code, "開放。"),
        tuv("de", "Drei.") + tuv(code, "開放。") + tuv("zh", "开放。"),
        tuv("de", "Vier.") + tuv("fr", "Quatre."),
        tuv(code, "開放。") + tuv("fr", "Quatre."),
    )
    report = import_tmx(path, memory)
    assert report.added == 2
    assert memory.recall_hand_made("de-zh", ["Eins.", "Zwei.", "Drei."]) == {"Drei.": "开放。"}
    (partly,) = report.shortened
    assert (report.shortened[partly], report.examples[partly]) == (1, 2)
    assert partly.startswith("it is traditional")
    other = "not from German into English or Chinese, nor from English into Chinese"
    (whole,) = report.skipped.keys() - {other}
    assert report.skipped == {whole: 1, other: 2}
    assert whole.startswith("the Chinese is traditional")


def test_the_memory_can_be_written_to_an_open_file(memory: Memory, tmp_path: Path) -> None:
    memory.store_hand_made("de-en", "Ja.", "Aye.")
    written = io.BytesIO()
    assert export_tmx(memory, written, MadeBy.HAND, version="1") == 1
    export_tmx(memory, tmp_path / "a.tmx", MadeBy.HAND, version="1")
    assert written.getvalue() == (tmp_path / "a.tmx").read_bytes()


def test_codes_of_other_formats_are_no_text_but_highlighting_is(memory: Memory, tmp_path: Path) -> None:
    german = 'Ein <bpt i="1">&lt;b&gt;</bpt>fetter<ept i="1">&lt;/b&gt;</ept> <hi>Hund</hi><ph>x<sub>y</sub></ph>.'
    import_tmx(tmx(tmp_path / "a.tmx", pair(german, "A dog.")), memory)
    assert memory.recall_hand_made("de-en", ["Ein fetter Hund."]) == {"Ein fetter Hund.": "A dog."}


def test_what_was_written_by_hand_stays_unless_it_is_to_be_replaced(memory: Memory, tmp_path: Path) -> None:
    memory.store_hand_made("de-en", "Ja.", "Aye.")
    path = tmx(tmp_path / "a.tmx", pair("Ja.", "Yes."), pair("Nein.", "No."), pair("Nein.", "Nope."))
    report = import_tmx(path, memory)
    assert (report.added, report.kept, report.replaced) == (1, 2, 0)
    assert memory.recall_hand_made("de-en", ["Ja.", "Nein."]) == {"Ja.": "Aye.", "Nein.": "No."}
    report = import_tmx(path, memory, replace=True)
    assert (report.added, report.kept, report.replaced) == (0, 0, 2)
    assert memory.recall_hand_made("de-en", ["Ja.", "Nein."]) == {"Ja.": "Yes.", "Nein.": "Nope."}


def test_utf_16_is_read(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_bytes(
        f'<?xml version="1.0" encoding="UTF-16"?><tmx><body><tu>{pair("Müll.", "Waste.")}</tu></body></tmx>'.encode(
            "utf-16"
        )
    )
    assert import_tmx(path, memory).added == 1


def test_broken_xml_names_the_line_and_keeps_what_stands_before_it(memory: Memory, tmp_path: Path) -> None:
    path = tmx(tmp_path / "a.tmx", pair("Ja.", "Yes."), pair("Nein.", "No."), after="<tu><tuv></seg>")
    report = import_tmx(path, memory)
    assert report.added == 2
    assert "a.tmx, line 3, column" in str(report.problem)
    assert set(memory.recall_hand_made("de-en", ["Ja.", "Nein."])) == {"Ja.", "Nein."}


@pytest.mark.parametrize(
    "definitions",
    [
        '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd" [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE tmx [<!ENTITY % a SYSTEM "file:///etc/hostname"> %a;]>',
    ],
)
def test_a_document_with_definitions_of_its_own_is_refused(memory: Memory, tmp_path: Path, definitions: str) -> None:
    path = tmx(tmp_path / "a.tmx", pair("Ja.", "Yes."), before=definitions)
    with pytest.raises(AituiError, match="line 1: the document brings definitions of its own"):
        import_tmx(path, memory)
    assert not list(memory.hand_made())


def test_the_plain_document_type_is_no_trouble_and_an_unknown_name_is_told(memory: Memory, tmp_path: Path) -> None:
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
    assert import_tmx(tmx(tmp_path / "a.tmx", pair("Ja.", "Yes."), before=doctype), memory).added == 1
    with pytest.raises(AituiError, match="the name &nbsp; is not known"):
        import_tmx(tmx(tmp_path / "b.tmx", pair("Ja&nbsp;so.", "Yes."), before=doctype), memory)


@pytest.mark.parametrize("text", ["", "no XML", "<html/>", "\0\0\0"])
def test_what_is_no_tmx_is_refused(memory: Memory, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(text)
    with pytest.raises(AituiError, match=r"a\.tmx"):
        import_tmx(path, memory)


def test_a_segment_of_megabytes_is_left_out_and_the_rest_is_taken(memory: Memory, tmp_path: Path) -> None:
    report = import_tmx(tmx(tmp_path / "a.tmx", pair("lang " * 1_000_000, "long"), pair("Ja.", "Yes.")), memory)
    assert report.added == 1
    assert report.skipped == {"empty, or longer than a sentence can be": 1}


def test_a_long_file_is_read_in_little_memory(memory: Memory, tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    unit = "<tu>" + pair("Satz Nummer {}. " + "Und so weiter. " * 20, "Sentence number {}.") + "</tu>\n"
    with path.open("w", encoding="utf-8") as file:
        file.write("<tmx><body>")
        for number in range(20_000):
            file.write(unit.format(number, number))
        file.write("</body></tmx>")
    told: list[tuple[int, int]] = []
    tracemalloc.start()
    try:
        report = import_tmx(path, memory, on_bytes=lambda done, total: told.append((done, total)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    size = path.stat().st_size
    assert report.added == 20_000
    assert told[-1] == (size, size)
    assert peak < size / 2
    written: list[tuple[int, int]] = []
    assert export_tmx(memory, path, MadeBy.ALL, version="1", on_unit=lambda *told: written.append(told)) == 20_000
    assert written == [(done, 20_000) for done in range(1000, 20_001, 1000)]


def test_what_is_exported_can_be_read_by_another_program_and_again(memory: Memory, tmp_path: Path) -> None:
    marks = (Mark(MarkKind.NUMBER, "38.000 is missing"),)
    memory.store_many(
        "de-en:abc beam 2", "bundled de_en", {"Drei <b> & vier.": Unit("Three \x1b <b> & four.", None, marks)}
    )
    memory.store_many("de-en:abc+en-zh:def beam 2", "route", {"Drei.": Unit("三。", "Three.")})
    memory.store_hand_made("de-en", "Ja.", "Yes.")
    path = tmp_path / "ours.tmx"
    assert export_tmx(memory, path, MadeBy.ALL, version="1") == 3
    found = read(path)
    assert [(source, target) for source, target, _ in found] == [
        ("Drei <b> & vier.", "Three  <b> & four."),
        ("Ja.", "Yes."),
        ("Drei.", "三。"),
    ]
    assert "number: 38.000 is missing" in found[0][2]
    with closing(Memory(tmp_path / "other.sqlite3")) as other:
        report = import_tmx(path, other)
        assert report.added == 1
        assert report.skipped == {"machine translations of aitui itself (--machine takes them too)": 2}
        assert import_tmx(path, other, machine=True).added == 2
        assert [unit.target for unit in other.hand_made()] == ["Three <b> & four.", "Yes.", "三。"]


def test_of_a_sentence_the_hand_made_and_else_the_newest_translation_is_exported(
    memory: Memory, tmp_path: Path
) -> None:
    for key, target in (("de-en:old", "old"), ("de-en:new", "new")):
        memory.store_many(key, key, {"Ja.": Unit(target), "Nein.": Unit(target)})
    memory.store_hand_made("de-en", "Ja.", "by hand")
    path = tmp_path / "a.tmx"
    assert export_tmx(memory, path, MadeBy.ALL, version="1") == 2
    assert [(source, target) for source, target, _ in read(path)] == [("Ja.", "by hand"), ("Nein.", "new")]
    assert export_tmx(memory, path, MadeBy.HAND, version="1") == 1
    assert export_tmx(memory, path, MadeBy.MACHINE, version="1") == 2


def test_an_export_that_fails_leaves_the_file_that_was_there(memory: Memory, tmp_path: Path) -> None:
    memory.store_hand_made("de-en", "Ja.", "Yes.")
    path = tmp_path / "a.tmx"
    export_tmx(memory, path, MadeBy.ALL, version="1")
    before = path.read_bytes()
    with pytest.raises(AituiError, match="cannot be written"):
        export_tmx(memory, tmp_path / "nowhere" / "a.tmx", MadeBy.ALL, version="1")
    memory.close()
    memory.path.write_bytes(b"no database")
    with pytest.raises(AituiError):
        export_tmx(Memory(memory.path), path, MadeBy.ALL, version="1")
    assert path.read_bytes() == before
