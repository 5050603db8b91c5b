from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.markup import without_markup


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die **Firma** meldete am *Dienstag* Gewinn.", "Die Firma meldete am Dienstag Gewinn."),
        ("***Ganz* wichtig**", "Ganz wichtig"),
        ("„*Die Zeit*“ (*Hamburg*)", "„Die Zeit“ (Hamburg)"),
        ("**Ein Satz. Noch einer.", "Ein Satz. Noch einer."),
        ("Preis* ohne Versand", "Preis ohne Versand"),
        ("~~Alt~~ ist __neu__ und _ganz schräg_.", "Alt ist neu und ganz schräg."),
        ("Laut [einem Bericht](https://example.org/a_(b)) sank er.", "Laut einem Bericht sank er."),
        ('![Ein **Bild**](b.png "Titel") davon', "Ein Bild davon"),
    ],
)
def test_markup_goes_and_its_words_stay(text, expected):
    assert without_markup(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "die Leser*innen",
        "3 * 4 = 12, 3*4 = 12",
        "* * *",
        "`**kwargs` und `__init__`",
        "https://example.org/_a_/b_c_ und max_wert_neu",
        "die Fußnote [2] (siehe unten)",
    ],
)
def test_signs_that_mean_something_else_stay(text):
    assert without_markup(text) == text


@given(st.text(st.sampled_from("a* (.“_~"), max_size=30))
def test_nothing_but_signs_goes(text):
    signs = str.maketrans("", "", "*_~")
    assert without_markup(text).translate(signs) == text.translate(signs)
