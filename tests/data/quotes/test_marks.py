from __future__ import annotations

import pytest

from aitui.data.quotes.marks import quotations
from aitui.data.structure import parse

PROSE = "Das Parlament hat am Dienstag lange über das neue Gesetz beraten, wie in jedem Jahr."


def pairs(text: str) -> list[str]:
    """What stands between outermost marks in a text with a paragraph of prose before and after."""
    whole = f"{PROSE}\n\n{text}\n\n{PROSE}"
    return [whole[q.start : q.end] for q in quotations(whole, parse(whole).blocks)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("„", "“"),
        ("„", "”"),
        ("„", '"'),
        ("“", "”"),
        ("“", "“"),
        ("”", "”"),
        ('"', '"'),
        ("»", "«"),
        ("«", "»"),
        ("« ", " »"),
        ("«\u202f", "\u202f»"),
        ("‚", "‘"),
        ("›", "‹"),
        (",,", "''"),
    ],
)
def test_every_pair_of_marks_is_known(opening: str, closing: str) -> None:
    assert pairs(f"Sie sagte {opening}Wir kommen wieder{closing} und ging nach Hause.") == ["Wir kommen wieder"]


def test_a_curly_mark_closes_after_a_low_one_and_opens_otherwise() -> None:
    assert pairs("Erst „das eine“, dann “das andere”, sagten sie am Abend.") == ["das eine", "das andere"]


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    assert pairs("Er sagte: „Der Satz ‚Zeit ist Geld‘ gilt.“ Dann ging er.") == ["Der Satz ‚Zeit ist Geld‘ gilt."]
    assert pairs('Er sagte: "Das Wort "Krise" passt nicht", und ging.') == ['Das Wort "Krise" passt nicht']
    assert pairs("Er sagte: «Das Wort «Krise» passt nicht», und ging.") == ["Das Wort «Krise» passt nicht"]


def test_apostrophes_are_no_marks() -> None:
    assert pairs("OpenAI's Werkzeuge und Lee’s Firma, ’ne Menge Geld, hab's gesehen, sagten die Leute.") == []
    assert pairs("Er sagte: „Das war ’ne gute Saison, wir haben’s verdient.“ Dann ging er.") == [
        "Das war ’ne gute Saison, wir haben’s verdient."
    ]


def test_inches_are_no_marks() -> None:
    assert pairs('Der Schirm misst 27" und kostet 300 Euro, der größere 32" und wiegt acht Kilogramm.') == []


def test_marks_without_a_partner_are_left_out() -> None:
    assert pairs("Er sagte „das und ging, dann sagte sie „ja“ und blieb noch lange.") == ["ja"]
    assert pairs("Er sagte das“ und ging, dann sagte sie „ja“ und blieb noch lange.") == ["ja"]


def test_a_missing_space_hides_no_quotation() -> None:
    assert pairs('Er nannte das"unklug" und ging, nach Hause wie jeden Abend.') == ["unklug"]
    assert pairs("„Wir kommen wieder“sagte er den Leuten am Abend.") == ["Wir kommen wieder"]


def test_every_paragraph_of_a_long_quotation_is_opened_again() -> None:
    assert pairs("„Wir haben viel geschafft.\n\n„Nun wollen wir mehr“, sagte sie nach der langen Sitzung.") == [
        "Wir haben viel geschafft.",
        "Nun wollen wir mehr",
    ]


def test_a_quotation_runs_on_until_a_later_paragraph_closes_it() -> None:
    found = pairs(
        "„Wir haben viel geschafft, und alle waren dabei.\n\nDas hat uns gefreut, im Sommer wie im Winter.\n\n"
        "Nun wollen wir mehr“, sagte sie nach der langen Sitzung."
    )
    assert found == [
        "Wir haben viel geschafft, und alle waren dabei.",
        "Das hat uns gefreut, im Sommer wie im Winter.",
        "Nun wollen wir mehr",
    ]


def test_a_forgotten_closing_mark_ends_with_its_paragraph_only_behind_a_colon() -> None:
    assert pairs("Sie sagte: „Wir kommen morgen wieder.") == ["Wir kommen morgen wieder."]
    assert pairs("„Wir kommen morgen wieder, sagte sie am Abend.") == []


def test_marks_do_not_pair_across_unrelated_paragraphs() -> None:
    assert pairs("Sie nannte das „einen Fehler und ging.\n\nDas ist lange her.\n\n„Ja“, sagte er am Abend.") == ["Ja"]
