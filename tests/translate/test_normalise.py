from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.normalise import has_letters, normalise


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Ent-\nwicklung der KI", "Die Entwicklung der KI"),
        ("Die Ent\u00ad\r\nwicklung", "Die Entwicklung"),
        ("die KI-\nEntwicklung", "die KI-Entwicklung"),
        ("Text-\nund Bildmodelle", "Text- und Bildmodelle"),
        ("von 2014-\n2023", "von 2014- 2023"),
        ("China –\nein Überblick", "China – ein Überblick"),
        ("Bundes\u00adkanzler\u200bin", "Bundeskanzlerin"),
        ("83\u00a0% der\t\tUnternehmen  nutzen", "83 % der Unternehmen nutzen"),
        ("\u202edrehen\u202c \x1b[31mrot\x07", "drehen rot"),
        ("u\u0308ber", "über"),
        ("a\ud800b\x00c", "abc"),
        (" \n\u00a0 ", ""),
    ],
)
def test_traces_of_page_and_printing_go(text, expected):
    assert normalise(text) == expected


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(st.characters(categories=["Cc", "Zs", "Zl", "Zp", "Ll", "Cs"])))
def test_no_control_character_is_left_and_every_visible_one_is_kept(text):
    assert {unicodedata.category(char) for char in normalise(text)} <= {"Ll", "Lo", "Zs"}
    composed = unicodedata.normalize("NFC", "".join(c for c in text if unicodedata.category(c) == "Ll"))
    assert [c for c in normalise(text) if not c.isspace()] == list(composed)


def test_numbers_and_signs_have_nothing_to_translate():
    assert not has_letters("38.000 – 83 % … 🙂")
    assert has_letters("83 % Ä")
    assert has_letters("中")


def test_commands_to_a_terminal_go_with_all_that_belongs_to_them():
    text = "Titel \x1b[31mROT\x1b[0m und \x1b]0;FENSTER\x07Rest\x1b[2J, \x9b1mfett"
    assert normalise(text) == "Titel ROT und Rest, fett"
