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
        ("**Sehr *ganz* wichtig**, __neu__ und _**beides**_", "Sehr ganz wichtig, neu und beides"),
        ("„*Die Zeit*“ (*Hamburg*)", "„Die Zeit“ (Hamburg)"),
        ("**Ein Satz. Noch einer.", "Ein Satz. Noch einer."),
        ("Noch einer.** Danach", "Noch einer. Danach"),
        ("Preis* ohne Versand", "Preis ohne Versand"),
        ("um **12,5 %** mehr", "um 12,5 % mehr"),
        (
            "**Siemens**-Chef, _Siemens_-Chef, **Fett**gedruckt, *OpenAI*s Modell",
            "Siemens-Chef, Siemens-Chef, Fettgedruckt, OpenAIs Modell",
        ),
        ("Die Wärme**pumpe** und die Ab**wär**me", "Die Wärmepumpe und die Abwärme"),
        ("Fuß***ball***, Sozial**demo-krat** und vor**bei am Haus**", "Fußball, Sozialdemo-krat und vorbei am Haus"),
        ("~~Alt~~ ist __neu__ und _ganz schräg_.", "Alt ist neu und ganz schräg."),
        (r"\*kein Kursiv\* und 5 \| 6", "*kein Kursiv* und 5 | 6"),
        ("Laut [einem Bericht](https://example.org/a_(b)) sank er.", "Laut einem Bericht sank er."),
        ("[Hier](<a b> 'Titel') und [da](x (Titel)).", "Hier und da."),
        ('![Ein **Bild**](b.png "Titel") davon', "Ein Bild davon"),
        ("[![Logo](logo.png)](https://example.org) Guten Tag ![](leer.png)", "Logo Guten Tag "),
    ],
)
def test_markup_goes_and_its_words_stay(text, expected):
    assert without_markup(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "die Leser*innen",
        "3 * 4 = 12, 3*4 = 12, a**b**c",
        "* * *",
        "Angela Merkel (* 17. Juli 1954 in Hamburg), (*1954)",
        "Ein 5*-Hotel, das 4* Hotel",
        "Die Dateien *.txt und *.md, C:\\*.txt, /tmp/*/x",
        "COUNT(*) zählt, *) Alle Preise",
        "https://example.org/_a_/b_c_ und max_wert_neu, __init__.py",
        "die Fußnote [2] (siehe unten), f[i](x)",
        "[*](https://example.org/a)",
        "Das ` Zeichen und ` noch eins",
    ],
)
def test_signs_that_mean_something_else_stay(text):
    assert without_markup(text) == text


@pytest.mark.parametrize(
    "code",
    ["**kwargs", "__init__", "rm -f *.o", "ls *.txt", "f(*args, **kw)", "COUNT(*)", "[x](y)", "a, _b_ c", r"\*"],
)
def test_code_stays_to_the_letter(code):
    assert without_markup(f"**Fett** ist `{code}` und *schräg*") == f"Fett ist `{code}` und schräg"
    assert without_markup(f"``{code} `x` ``") == f"``{code} `x` ``"


@given(st.text(st.sampled_from("a* (.“_~"), max_size=30))
def test_nothing_but_signs_goes(text):
    signs = str.maketrans("", "", "*_~")
    assert without_markup(text).translate(signs) == text.translate(signs)
