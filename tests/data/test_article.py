from __future__ import annotations

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
