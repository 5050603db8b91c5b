"""Nouns that name women and men at once, and what only looks like them."""

from __future__ import annotations

import pytest

from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.inclusive import without_gender_signs
from aitui.translate.packages import discover


@pytest.mark.parametrize("sign", ["/innen", "/-innen", ":innen", "*innen", "_innen", "·innen", "Innen"])
def test_many_people_are_written_as_one_word(sign: str) -> None:
    assert without_gender_signs(f"Die Nutzer{sign} warten.") == "Die Nutzerinnen warten."


@pytest.mark.parametrize("sign", ["/in", "/-in", ":in", "*in", "_in"])
def test_one_person_is_written_as_one_word(sign: str) -> None:
    assert without_gender_signs(f"Ein Nutzer{sign} wartet.") == "Ein Nutzer wartet."


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Student:innen und Ärzt:innen", "Studentinnen und Ärzte"),
        ("eine Zahnärzt:in", "eine Zahnarzt"),
        ("Bürger*innen, Politiker*innen", "Bürgerinnen, Politikerinnen"),
    ],
)
def test_other_nouns(written: str, plain: str) -> None:
    assert without_gender_signs(written) == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ein:e Leser:in fragt", "Ein Leser fragt"),
        ("für eine:n Mitarbeiter:in", "für einen Mitarbeiter"),
        ("Jede:r weiß, was keine:r sagt", "Jeder weiß, was keiner sagt"),
        ("der:die Autor:in", "der Autor"),
        ("Die:der Autor*in", "Der Autor"),
        ("die*den Autor*in", "den Autor"),
        ("mit dem:der Autor:in", "mit dem Autor"),
        ("ihr:e und sein*e Freund:innen", "ihr und sein Freundinnen"),
    ],
)
def test_articles_follow(written: str, plain: str) -> None:
    assert without_gender_signs(written) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Nutzerinnen und Nutzer",
        "Das ist es: der Rest, die: der Grund, ein: eins.",
        "und/oder, er/sie, ein/aus",
        "in Bonn/in Köln",
        "innen und/in der Stadt",
        "LinkedIn, Gemini und Sinnen",
        "Er sagte: innen ist es warm.",
        "von außen/innen",
        "｟0｠:innen",
    ],
)
def test_everything_else_stays(text: str) -> None:
    assert without_gender_signs(text) == text


def test_a_bundled_model_reads_them_as_one_word() -> None:
    german = next(package for package in discover([]) if package.from_code == "de")
    signs, plain = Engine(german).translate(
        ["Die Nutzer:innen warten auf den Zug.", "Die Nutzerinnen warten auf den Zug."], options=DecodingOptions()
    )
    assert signs is not None
    assert signs == plain
