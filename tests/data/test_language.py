from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from aitui.data.language import detect_language, is_german

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Bundestag hat am Donnerstag über den Haushalt abgestimmt.", "de"),
        ("The company said on Thursday that it would close its offices.", "en"),
        ("国家主席星期四在北京会见了外国客人。", "zh"),
        ("Le gouvernement a annoncé jeudi de nouvelles mesures pour l'emploi.", "fr"),
        ("El gobierno anunció el jueves nuevas medidas para el empleo.", "es"),
        ("De regering heeft donderdag nieuwe maatregelen aangekondigd.", "nl"),
        ("Правительство объявило в четверг о новых мерах.", "ru"),
        ("首相は木曜日に新しい対策を発表しました。", "ja"),
        ("", "und"),
        ("OpenAI", "und"),
        ("38.000 – 83 % (2014/2023) +++ 12:30", "und"),
    ],
)
def test_the_language_of_a_sentence(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_the_seeds_are_german(path):
    text = path.read_text(encoding="utf-8")
    assert detect_language(text) == "de"
    assert all(detect_language(part) in ("de", "und") for part in text.split("\n\n") if len(part) > 200)


def test_a_german_text_stays_german_when_its_middle_is_english_names():
    text = SEEDS[0].read_text(encoding="utf-8")
    assert is_german(text + "\nOpenAI Microsoft Azure Google Cloud Platform\n" * 20 + text)


def test_what_is_too_short_to_tell_passes_as_german_and_english_does_not():
    assert is_german("KI")
    assert not is_german("The company said on Thursday that it would close its offices.")


def test_a_text_of_twenty_megabytes_is_judged_by_samples():
    assert detect_language("Der Bundestag hat über den Haushalt abgestimmt. " * 400_000) == "de"


def test_importing_the_module_loads_no_tables():
    script = "import sys, aitui.data.language; print('numpy' in sys.modules, 'py3langid' in sys.modules)"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.split() == ["False", "False"]
