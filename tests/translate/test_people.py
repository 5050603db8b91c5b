"""People whom no table knows are told by their first names."""

from __future__ import annotations

import pytest

from aitui.data.entities.gazetteer import SHIPPED_FIRST_NAMES, Gazetteer
from aitui.translate.people import people
from aitui.translate.terms import TermList


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Die Philosophin Hannah Arendt schrieb.", [("Hannah Arendt", "Arendt")]),
        ("Ursula von der Leyen traf George W. Bush.", [("Ursula von der Leyen", "Leyen"), ("George W. Bush", "Bush")]),
        ("So malte Maria Sibylla Merian.", [("Maria Sibylla Merian", "Merian")]),
        ("Anselm Kiefer malt.", [("Anselm Kiefer", None)]),
        ("Das wusste schon Robert Koch.", [("Robert Koch", None)]),
        (
            "Toomas Hendrik Ilves kam mit Annegret Kramp-Karrenbauer.",
            [("Toomas Hendrik Ilves", "Ilves"), ("Annegret Kramp-Karrenbauer", "Kramp-Karrenbauer")],
        ),
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
        "Im August Zürcher Theater, ein Roman Zürchers",
        "Peter Wirtschaftspolitik und Paul deutscher Herkunft",
        "Hannah. Arendt.",
        "Hannah Arendt-Preise, Hannah X-Module",
        "Hannah, Arendt und Karl der Große",
        "Hannah und Arendt",
        "HANNAH ARENDT",
        "",
    ],
)
def test_words_and_sentence_ends_are_no_surnames(text):
    assert list(people().names(text)) == []


def test_a_hundred_thousand_first_names_are_many_people_and_no_trouble():
    assert len(list(people().names("Hannah " * 100_000))) == 12_500
    terms = TermList()
    assert (
        terms.find("Arendt", "Hannah Arendts " + "Hannah " * 100_000 + ". Hannah Arendt")[0].term.en == "Hannah Arendt"
    )


def test_first_names_from_abroad_are_distinct_in_order_and_in_no_other_list():
    names = SHIPPED_FIRST_NAMES.read_text(encoding="utf-8").splitlines()
    assert names == sorted(set(names))
    gazetteer = Gazetteer()
    assert not [name for name in names if gazetteer.classes(name)]
    assert all(gazetteer.is_first_name(name) for name in (*names, "Hannah"))
    assert not any(gazetteer.is_first_name(word) for word in ("Essen", "Haus", "Berlin", "hannah"))
