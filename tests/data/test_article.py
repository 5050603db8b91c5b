from __future__ import annotations

import pytest

from aitui.data.article import text_digest
from aitui.data.structure import parse

TEXT = "Ein Titel\n\nEin Satz. Noch einer.\n\n  \n• Ein Punkt.\n"


def test_line_ends_and_space_around_a_text_do_not_make_it_another() -> None:
    assert text_digest("a\nb") == text_digest("\r\na\r\nb\r\n") == text_digest("a\rb ")
    assert text_digest("a\nb") != text_digest("a\n\nb")


def test_half_of_a_surrogate_pair_has_a_digest_too() -> None:
    assert text_digest("\ud83d") != text_digest("")


def test_pieces_alternate_between_blocks_and_the_white_space_between_them() -> None:
    article = parse(TEXT)
    assert [piece for block, piece in article.pieces() if block is None] == ["\n\n", "\n\n  \n", "\n"]
    assert [piece for block, piece in article.pieces() if block] == [
        "Ein Titel",
        "Ein Satz. Noch einer.",
        "• Ein Punkt.",
    ]


def test_sentences_come_in_reading_order_with_their_block() -> None:
    article = parse(TEXT)
    assert [(str(block.kind), article.sentence_text(span)) for block, span in article.sentences()] == [
        ("title", "Ein Titel"),
        ("paragraph", "Ein Satz."),
        ("paragraph", "Noch einer."),
        ("bullet", "Ein Punkt."),
    ]


def test_words_are_what_white_space_parts() -> None:
    assert parse("Ein  KI-Modell\nkostet 5 €.").word_count == 5
    assert parse("北京 AI 公司，上海。").word_count == 7


@pytest.mark.parametrize(
    ("lines", "marks"),
    [
        (("1. Steuern senken", "2.\tRente sichern", "3. Mai feiern"), ["1.", "2.", "3."]),
        (("9) Lesen", "10) Schreiben"), ["9)", "10)"]),
        (("a) Lesen", "b) Schreiben"), ["a)", "b)"]),
        (("(1) Lesen", "(2) Schreiben"), ["(1)", "(2)"]),
        (("• Lesen", "- Schreiben", "* Rechnen"), ["•", "•", "•"]),
        (("> 1. Lesen ist schön.", "## Abschnitt", "Das war alles."), ["", "", ""]),
    ],
)
def test_a_list_keeps_its_numbers_and_bullets_look_alike(lines: tuple[str, ...], marks: list[str]) -> None:
    article = parse("\n".join(("Ein Titel", "", *lines)))
    assert [article.list_mark(block) for block in article.blocks] == ["", *marks]


def test_a_numbered_question_keeps_its_number() -> None:
    article = parse("Häufige Fragen\n\n1. Was kostet das?\n2. Wer bezahlt das?")
    assert [(str(block.kind), article.list_mark(block)) for block in article.blocks[1:]] == [
        ("question", "1."),
        ("question", "2."),
    ]
