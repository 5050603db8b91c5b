from __future__ import annotations

import pytest

from aitui.data.structure import parse
from aitui.translate.translation import Mark, MarkKind, Translation
from aitui.tui.reader.layout import Layout, View
from aitui.tui.reader.reading import Reading

TEXT = """Titel des Textes

Der erste Absatz hat zwei Sätze. Der zweite ist etwas länger als der erste.

Der zweite Absatz.

Anzeige

Source link
"""


@pytest.fixture
def reading() -> Reading:
    return Reading.of(1, "Titel des Textes", parse(TEXT))


def translation(text: str) -> Translation:
    return Translation("", text, None, "test")


def test_paragraphs_start_on_the_same_line_in_every_column(reading: Reading) -> None:
    reading.fill("en", [(1, translation("A very long translation " * 10)), (3, translation("Short."))])
    layout = Layout(reading, View.SIDE_BY_SIDE, "en", 60)
    source, target = layout.lines(layout.row_of_sentence(1))
    assert len(target) > len(source)
    assert layout.top(2) - layout.top(1) == len(target) + 1


def test_a_sentence_is_found_on_both_sides(reading: Reading) -> None:
    reading.fill("en", [(1, translation("One.")), (2, translation("Two two two. " * 6))])
    layout = Layout(reading, View.SIDE_BY_SIDE, "en", 60)
    lines = layout.sentence_lines(2)
    assert lines.start == layout.top(1)
    assert len(lines) >= 3


def test_only_changed_blocks_are_measured_again_and_rows_below_move(reading: Reading) -> None:
    layout = Layout(reading, View.SIDE_BY_SIDE, "en", 60)
    before = layout.top(2)
    changed = reading.fill("en", [(1, translation("A very long translation " * 10))])
    assert layout.refresh_blocks(changed)
    assert layout.top(2) > before


def test_a_translation_no_longer_than_the_source_moves_nothing(reading: Reading) -> None:
    layout = Layout(reading, View.SIDE_BY_SIDE, "en", 60)
    assert not layout.refresh_blocks(reading.fill("en", [(1, translation("Short.")), (2, translation("Short."))]))


def test_boilerplate_is_folded_into_one_row_and_unfolds(reading: Reading) -> None:
    folded = Layout(reading, View.SOURCE, "en", 60)
    unfolded = Layout(reading, View.SOURCE, "en", 60, show_boilerplate=True)
    assert [row.folded for row in folded.rows] == [False, False, False, True]
    assert len(unfolded.rows) == len(reading.article.blocks)


def test_interleaved_puts_each_translation_under_its_sentence(reading: Reading) -> None:
    reading.fill("en", [(1, translation("ONE")), (2, translation("TWO"))])
    layout = Layout(reading, View.INTERLEAVED, "en", 100)
    texts = [line.flow.text[line.start : line.end] for line in layout.lines(1)[0]]
    assert texts == [
        "Der erste Absatz hat zwei Sätze.",
        "ONE",
        "Der zweite ist etwas länger als der erste.",
        "TWO",
    ]


LIST = """Das Programm

9. Steuern senken. Und zwar bald.
10. Mai feiern.

- Rente sichern.
"""


@pytest.mark.parametrize("view", View)
def test_items_of_a_list_keep_their_numbers_in_every_column(view: View) -> None:
    reading = Reading.of(1, "Das Programm", parse(LIST))
    layout = Layout(reading, view, "en", 200)
    for row, mark in ((1, "9. "), (2, "10. "), (3, "• ")):
        for column in layout.lines(row):
            assert [line.indent for line in column] == [mark, *[" " * len(mark)] * (len(column) - 1)]


def test_lines_below_a_number_are_indented_as_far() -> None:
    layout = Layout(Reading.of(1, "Das Programm", parse(LIST)), View.SOURCE, "en", 12)
    ((*lines,),) = layout.lines(1)
    assert [line.indent + line.flow.text[line.start : line.end].rstrip() for line in lines] == [
        "9. Steuern",
        "   senken. Und",
        "   zwar bald.",
    ]


def test_chinese_sentences_are_joined_without_a_space(reading: Reading) -> None:
    reading.fill("zh", [(1, translation("第一句。")), (2, translation("第二句。"))])
    layout = Layout(reading, View.TRANSLATION, "zh", 60)
    assert layout.lines(1)[0][0].flow.text == "第一句。第二句。"


def test_a_failed_sentence_says_why(reading: Reading) -> None:
    failed = Translation("", None, None, "test", (Mark(MarkKind.TRUNCATED, "cut off"),))
    reading.fill("en", [(1, failed)])
    layout = Layout(reading, View.TRANSLATION, "en", 60)
    assert "not translated: cut off" in layout.lines(1)[0][0].flow.text


def test_the_row_at_every_line_is_found_again(reading: Reading) -> None:
    layout = Layout(reading, View.SIDE_BY_SIDE, "en", 40)
    for y in range(layout.height):
        row, line = layout.at(y)
        assert layout.top(row) + line == y


def test_a_narrow_terminal_still_lays_out(reading: Reading) -> None:
    for width in range(1, 30):
        for view in View:
            assert Layout(reading, view, "en", width).height > 0
