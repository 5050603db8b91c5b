from __future__ import annotations

from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.glossary.table import Table
from aitui.translate.glossary.term import GlossaryTerm

PATH = Path("glossary.csv")
BANK = GlossaryTerm("Bank", "bank", "银行")
AI = GlossaryTerm("KI", "AI", "人工智能")


def parse(text: str) -> Table:
    return Table.parse(PATH, text.encode("utf-8"))


def reasons(table: Table) -> list[str]:
    return [str(problem) for problem in table.problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_usual_separator_and_line_end_is_understood(delimiter: str, line_end: str) -> None:
    lines = [["de", "en", "zh"], ["Bank", "bank", "银行"], ["KI", "AI", "人工智能"]]
    table = parse(line_end.join(delimiter.join(line) for line in lines))
    assert table.terms == (BANK, AI)
    assert not table.problems


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_byte_order_mark_and_other_encodings_are_no_trouble(encoding: str) -> None:
    raw = "Deutsch;Englisch;Chinesisch\nBank;bank;银行\nKI;AI;人工智能\n".encode(encoding)
    table = Table.parse(PATH, raw)
    assert table.terms == (BANK, AI)


def test_without_a_head_the_columns_come_in_their_order() -> None:
    assert parse("Bank,bank,银行,org,eine Notiz\n").terms == (
        GlossaryTerm("Bank", "bank", "银行", "org", "eine Notiz"),
    )


def test_columns_are_found_by_name_in_any_order() -> None:
    assert parse("note,zh_Hans,client,de-DE,en-GB,en-US\n,银行,7,Bank,bank,another\n").terms == (BANK,)


def test_a_separator_line_of_a_spreadsheet_is_passed_over() -> None:
    table = parse("sep=;\nde;en;zh\nBank;bank;银行\n")
    assert table.terms == (BANK,)
    assert not table.problems


def test_each_line_that_cannot_be_used_is_named_with_its_reason_and_the_rest_is_used() -> None:
    table = parse(
        "de,en,zh,kind\n"
        "Bank,bank,银行,\n"
        ",empty,,\n"
        "nothing\n"
        "Bank,bench,,\n"
        "Wert ｟3｠,value,,\n"
        "Muster,sample,,fruit\n"
        '"Muster A,sample\n'
        "--,dash,,\n"
        "\x1b[31mRot,red,,\n"
        f"{'x' * 300},long,,\n"
        "a,b,c,term,note,more\n"
        "KI,AI,人工智能,\n"
    )
    assert table.terms == (BANK, GlossaryTerm("Muster", "sample"), AI)
    assert reasons(table) == [
        "glossary.csv, line 3: the German form is empty",
        "glossary.csv, line 4: there is neither an English nor a Chinese form",
        "glossary.csv, line 5: 'Bank' stands in line 2 already, which counts",
        "glossary.csv, line 6: the German form holds ｟ or ｠, which the models use as placeholders",
        "glossary.csv, line 7: the kind 'fruit' is none of term, person, org, product, place, event; taken as a plain term",
        "glossary.csv, line 8: is not CSV: a quotation mark is not closed",
        "glossary.csv, line 9: the German form '--' has no letter and no digit",
        "glossary.csv, line 10: the German form holds control characters or is not valid UTF-8",
        "glossary.csv, line 11: the German form is longer than 200 characters",
        "glossary.csv, line 12: has 6 values for 4 columns; put quotation marks around values that hold ','",
    ]


def test_terms_with_terminal_markup_are_terms_like_any_other() -> None:
    assert parse("[bold]Bank[/x],[link=x]bank,\n").terms == (GlossaryTerm("[bold]Bank[/x]", "[link=x]bank"),)


def test_a_value_in_quotation_marks_may_hold_separators_and_lines() -> None:
    table = parse('de,en,note\n"Bank","bank, the","one\ntwo"\nKI,AI,\n')
    assert table.terms == (GlossaryTerm("Bank", "bank, the", note="one two"), GlossaryTerm("KI", "AI"))


def test_a_head_without_german_is_named_and_nothing_is_used() -> None:
    table = parse("en,zh\nbank,银行\n")
    assert not table.terms
    assert reasons(table) == [
        "glossary.csv, line 1: the column 'de' is missing; the first line must name de, en, zh, kind, note"
    ]


def test_a_line_that_is_not_utf_8_costs_no_other_line() -> None:
    table = Table.parse(PATH, b"de,en,zh\nM" + b"\xfc" + "ll,waste,\nBank,bank,银行\n".encode())
    assert table.terms == (BANK,)
    assert reasons(table) == ["glossary.csv, line 2: the German form holds control characters or is not valid UTF-8"]


def test_a_file_in_windows_1252_is_read_with_a_note() -> None:
    table = Table.parse(PATH, "de,en\nMüll,waste\n".encode("cp1252"))
    assert table.terms == (GlossaryTerm("Müll", "waste"),)
    assert "Windows-1252" in reasons(table)[0]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(AituiError, match="is not text"):
        Table.parse(PATH, bytes(range(32)) * 100)


@pytest.mark.parametrize(
    "text",
    [
        'de,en,zh\nBank,bank,银行\n\n# a remark\nbroken\n"open,x\nKI,AI,人工智能',
        "\ufeffde;en;client\r\nBank;bank;seven\r\n",
        "Bank\tbank\nKI\tAI\n",
    ],
)
def test_what_is_not_changed_stays_byte_for_byte(text: str) -> None:
    raw = text.encode("utf-8")
    table = Table.parse(PATH, raw)
    assert table.to_bytes() == raw
    table.append(GlossaryTerm("Zug", "train"))
    assert table.to_bytes().startswith(raw)
    table.remove("Zug")
    assert table.to_bytes().strip() == raw.strip()


def test_a_change_keeps_separator_line_ends_and_further_columns() -> None:
    table = parse("client;de;en\r\nseven;Bank;bank\r\n")
    table.replace(GlossaryTerm("Bank", "bank"), GlossaryTerm("Bank", "bank; the"))
    assert table.to_bytes() == b'client;de;en\r\nseven;Bank;"bank; the"\r\n'


def test_a_hundred_thousand_quotation_marks_take_no_longer_than_their_lines() -> None:
    table = parse("de,en\n" + '"' * 100_000 + "\n" + '"open,x\n' * 20_001 + "Bank,bank\n")
    assert table.terms[-1] == GlossaryTerm("Bank", "bank")
    assert table.problems
