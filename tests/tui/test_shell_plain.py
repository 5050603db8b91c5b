"""Linear text for screen readers: the same facts line by line, nothing drawn."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

COMMAND = [sys.executable, "-m", "aitui.tui"]
DRAWN = re.compile(r"[\u2500-\u259f\u25a0-\u25ff\x1b]|  ")
"""Lines, blocks, geometric shapes, escape sequences, and what is set in columns."""
ARTICLE = "Ein Titel\n\nAngela Merkel besuchte Peking. „Wir reden weiter“, sagte sie.\n\nAnzeige\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def aitui(home: Path, *arguments: str | Path, **environment: str) -> CompletedProcess[str]:
    variables = {**os.environ, "AITUI_HOME": str(home), **environment}
    return run([*COMMAND, *arguments], capture_output=True, encoding="utf-8", env=variables, check=False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quotes", "{text}"], ["speaker: Angela Merkel", "quote: „Wir reden weiter“", "cue: sagte"]),
        (["entities", "{text}"], ["name: Angela Merkel", "kind: person", "English: Beijing", "Chinese: 北京"]),
        (["library", "list"], ["title: OpenAI sperrt ChatGPT für China: Bericht", "state: unread"]),
        (["search", "zhou", "--limit", "1"], ["found: Zhou Hongyi", "kind: person"]),
        (["models", "list"], ["kind: bundled", "in use: yes"]),
        (["models", "available"], ["model: en_de 1.3", "checksum: known"]),
        (["models", "verify", "de_en"], ["result: in order"]),
        (["doctor"], ["looked at: Python", "result: in order"]),
        (["keys"], ["action: reader.next-sentence", "keys: down,j", "where: Reading"]),
        (["glossary", "list"], ["German: Kanzleramt", "English: Chancellery"]),
    ],
    ids=lambda value: " ".join(value[:2]) if value[0].islower() else "",
)
def test_what_is_a_table_for_the_eye_is_read_line_by_line(
    tmp_path: Path, text: Path, arguments: list[str], said: list[str]
) -> None:
    aitui(tmp_path, "glossary", "add", "Kanzleramt", "--en", "Chancellery")
    done = aitui(tmp_path, *(argument.format(text=text) for argument in arguments), "--plain")
    assert done.returncode == 0, done.stderr
    assert set(said) <= set(done.stdout.splitlines())
    assert not DRAWN.search(done.stdout)
    records = [line for line in done.stdout.splitlines() if line and line != "Everything works."]
    assert all(re.match(r"\w[\w ]*: \S", line) for line in records)


def numbered(folder: Path) -> Path:
    path = folder / "list.txt"
    path.write_text("Ein Titel\n\n1. Erstens kam der Zug.\n2. Zweitens fuhr er ab.\n", encoding="utf-8")
    return path


def test_both_languages_are_printed_sentence_by_sentence(tmp_path: Path, text: Path) -> None:
    done = aitui(tmp_path, "translate", "--plain", text, "--to", "en")
    lines = done.stdout.splitlines()
    assert lines[:4] == [f"Article: {text}", "", "Title", "German: Ein Titel"]
    assert "Bullet 2." in aitui(tmp_path, "translate", "--plain", numbered(tmp_path), "--to", "en").stdout.splitlines()
    assert lines[lines.index("German: Angela Merkel besuchte Peking.") + 1].startswith("English: Angela Merkel")
    assert "Anzeige" not in done.stdout
    assert not DRAWN.search(done.stdout)


def test_the_environment_may_ask_for_it_always(tmp_path: Path, text: Path) -> None:
    said = aitui(tmp_path, "quotes", text, "--plain").stdout
    assert aitui(tmp_path, "quotes", text, AITUI_PLAIN="1").stdout == said
    for environment in ({}, {"AITUI_PLAIN": "0"}):
        assert DRAWN.search(aitui(tmp_path, "quotes", text, **environment).stdout)


def test_the_app_says_what_there_is_instead(tmp_path: Path) -> None:
    done = aitui(tmp_path, "--plain")
    assert done.returncode == 1
    assert "`aitui translate PATH --to en --plain`" in done.stderr


def test_behind_two_dashes_it_is_a_word(tmp_path: Path) -> None:
    done = aitui(tmp_path, "search", "--", "--plain")
    assert done.returncode == 0
    assert "unrecognized" not in done.stderr
