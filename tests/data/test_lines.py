from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aitui.data.lines import paragraphs


def texts(text: str) -> list[str]:
    return [text[paragraph.start : paragraph.end] for paragraph in paragraphs(text)]


WRAPPED = (
    "Nach Wochen mit Niedrigwasser ist der Rhein bei Kaub\n"
    "wieder über einen Meter tief. Die Schiffe können voll\n"
    "beladen werden, teilte die Wasserstraßen- und\n"
    "Schifffahrtsverwaltung des Bundes mit.\n"
)


def test_a_line_is_a_paragraph() -> None:
    assert texts("Titel\nEin Satz.\n\nNoch einer.") == ["Titel", "Ein Satz.", "Noch einer."]


def test_every_kind_of_line_end_ends_a_line() -> None:
    assert texts("a\rb\r\nc\nd\u2028e\u2029f") == list("abcdef")


def test_a_line_of_no_break_spaces_is_blank() -> None:
    first, second = paragraphs("a\n\u00a0\u00a0\nb")
    assert (first.chunk, second.chunk) == (0, 1)


def test_neighbouring_lines_share_a_chunk() -> None:
    assert [paragraph.chunk for paragraph in paragraphs("a\nb\n\n\n\nc\nd")] == [0, 0, 1, 1]


def test_lines_wrapped_by_hand_are_joined() -> None:
    assert texts(WRAPPED) == [WRAPPED.strip()]


def test_a_list_item_is_not_joined_to_the_line_before() -> None:
    assert texts(WRAPPED + "- Kohle und Heizöl werden teurer.\n") == [
        WRAPPED.strip(),
        "- Kohle und Heizöl werden teurer.",
    ]


def test_a_date_that_a_line_of_wrapped_text_begins_with_is_part_of_its_sentence() -> None:
    dated = "Seit gestern fahren wieder alle Fähren, auch die am\n3. Mai gesperrte bei Bacharach."
    assert texts(f"{WRAPPED}\n{dated}") == [WRAPPED.strip(), dated]


def test_numbered_items_below_wrapped_text_stay_lines_of_their_own() -> None:
    items = ["2. Die Schiffe auf dem Main fahren wieder voll beladen", "3. Mai und Juni waren trocken."]
    assert texts(WRAPPED + "\n".join(items)) == [WRAPPED.strip(), *items]
    announced = ["Das steht in dem Bericht, und zwar unter der Ziffer:", "7. Der Main bleibt frei."]
    assert texts(f"{WRAPPED}\n" + "\n".join(announced)) == [WRAPPED.strip(), *announced]


def test_a_long_address_does_not_hide_the_width_of_the_lines() -> None:
    address = "https://www.elwis.de/" + "x" * 200
    assert texts(WRAPPED + "\n" + address) == [WRAPPED.strip(), address]


def test_lines_of_uneven_length_that_break_inside_sentences_are_joined() -> None:
    page = (
        "Die Kommission hat am Mittwoch einen Vorschlag vorgelegt, nach dem\n"
        "die Länder ihre Zahlen\n"
        "monatlich melden sollen; bisher geschah das nur im Quartal, und\n"
        "auch das nicht überall in der\n"
        "vorgesehenen Form.\n"
        "Der Rat muss noch zustimmen."
    )
    assert texts(page) == [page[: page.index("Der Rat") - 1], "Der Rat muss noch zustimmen."]


def test_verse_keeps_its_lines() -> None:
    verse = (
        "Wer reitet so spät durch Nacht und Wind?\nEs ist der Vater mit seinem Kind;\nEr hat den Knaben wohl im Arm,"
    )
    assert texts(verse) == verse.split("\n")


@given(st.text(st.sampled_from("aB .-•\n\r\u2028\t\u00a0\x0c1)"), max_size=300))
def test_paragraphs_come_in_order_and_cover_everything_but_white_space(text: str) -> None:
    position = 0
    for paragraph in paragraphs(text):
        assert not text[position : paragraph.start].strip()
        assert text[paragraph.start : paragraph.end] == text[paragraph.start : paragraph.end].strip() != ""
        position = paragraph.end
    assert not text[position:].strip()
