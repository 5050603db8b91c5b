"""People whom no table knows are told by their first names."""

from __future__ import annotations

import pytest

from aitui.translate.people import people


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Philosophin Hannah Arendt schrieb.", [("Hannah Arendt", "Arendt")]),
        ("Ursula von der Leyen traf George W. Bush.", [("Ursula von der Leyen", "Leyen"), ("George W. Bush", "Bush")]),
        ("So malte Maria Sibylla Merian.", [("Maria Sibylla Merian", "Merian")]),
        ("Anselm Kiefer malt.", [("Anselm Kiefer", None)]),
        ("Das sagte Christian Drosten von der Charité.", [("Christian Drosten", "Drosten")]),
    ],
)
def test_a_first_name_and_what_is_no_german_word_is_a_person(text, found):
    names = list(people().names(text))
    assert [(person.name, person.surname) for person in names] == found
    assert [text[person.start : person.end] for person in names] == [name for name, _ in found]


@pytest.mark.parametrize(
    "text",
    [
        "Im August Urlaub, im Mai Arbeit.",
        "Peter Beratung und Paul Deutscher",
        "Hannah. Arendt.",
        "Hannah, Arendt und Karl der Große",
        "Hannah und Arendt",
        "HANNAH ARENDT",
        "",
    ],
)
def test_words_and_sentence_ends_are_no_surnames(text):
    assert list(people().names(text)) == []


def test_a_hundred_thousand_first_names_are_no_trouble():
    assert len(list(people().names("Hannah " * 100_000))) <= 1
