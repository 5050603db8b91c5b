"""`aitui entities` and `aitui quotes` as scripts call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parent.parent.parent / "seeds"


def aitui(*arguments: str, home: Path, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "AITUI_HOME": str(home), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "aitui.tui", *arguments], capture_output=True, input=stdin, env=environment, check=False
    )


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_entities_have_offsets_that_give_their_surface(tmp_path: Path, seed: Path) -> None:
    done = aitui("entities", str(seed), "--json", home=tmp_path)
    assert done.returncode == 0
    assert done.stderr == b""
    text = seed.read_text(encoding="utf-8")
    entities = json.loads(done.stdout)
    assert len({entity["id"] for entity in entities}) == len(entities)
    taken: set[int] = set()
    for entity in entities:
        assert set(entity) == {"id", "name", "kind", "names", "aliases", "mentions"}
        assert entity["kind"] in {"person", "org", "product", "place", "event"}
        assert set(entity["names"]) == {"de", "en", "zh"}
        assert entity["name"] not in entity["aliases"]
        for mention in entity["mentions"]:
            assert set(mention) == {"path", "start", "end", "surface", "boilerplate"}
            assert mention["path"] == str(seed)
            assert text[mention["start"] : mention["end"]] == mention["surface"]
            places = set(range(mention["start"], mention["end"]))
            assert not places & taken
            taken |= places


@pytest.mark.parametrize("seed", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_quotes_have_offsets_that_give_their_text(tmp_path: Path, seed: Path) -> None:
    done = aitui("quotes", str(seed), "--json", home=tmp_path)
    assert done.returncode == 0
    text = seed.read_text(encoding="utf-8")
    quotes = json.loads(done.stdout)
    keys = {"path", "start", "end", "text", "direct", "speaker", "speaker_id", "cue", "rule", "confidence"}
    for quote in quotes:
        assert set(quote) == keys
        assert text[quote["start"] : quote["end"]] == quote["text"]
        assert 0 <= quote["confidence"] <= 1
        assert (quote["speaker"] is None) or quote["speaker"]


def test_speakers_are_entities_of_the_same_run(tmp_path: Path) -> None:
    entities = json.loads(aitui("entities", "--json", home=tmp_path).stdout)
    quotes = json.loads(aitui("quotes", "--json", home=tmp_path).stdout)
    known = {entity["id"] for entity in entities}
    speakers = {quote["speaker_id"] for quote in quotes if quote["speaker_id"]}
    assert speakers
    assert speakers <= known


def test_without_paths_the_library_is_meant_and_bundled_articles_have_their_name(tmp_path: Path) -> None:
    quotes = json.loads(aitui("quotes", "--json", home=tmp_path).stdout)
    assert {quote["path"] for quote in quotes} <= {f"seeds/{path.name}" for path in SEEDS.glob("*.txt")}


def test_standard_input_is_read(tmp_path: Path) -> None:
    text = "„Wir warten ab“, sagte Angela Merkel in Berlin."
    quotes = json.loads(aitui("quotes", "-", "--json", home=tmp_path, stdin=text.encode()).stdout)
    assert [(quote["text"], quote["speaker"], quote["path"]) for quote in quotes] == [
        ("Wir warten ab", "Angela Merkel", "-")
    ]


def test_a_missing_file_is_named_and_the_others_are_done(tmp_path: Path) -> None:
    good = tmp_path / "gut.txt"
    good.write_text("Angela Merkel besuchte Peking.", encoding="utf-8")
    done = aitui("entities", str(tmp_path / "fehlt.txt"), str(good), "--json", home=tmp_path / "home")
    assert done.returncode == 1
    assert b"fehlt.txt" in done.stderr
    assert {entity["id"] for entity in json.loads(done.stdout)} >= {"beijing", "angela-merkel"}


def test_a_readable_table_is_printed_for_people(tmp_path: Path) -> None:
    done = aitui("entities", str(next(SEEDS.glob("003*"))), home=tmp_path)
    assert "Zhou Hongyi" in done.stdout.decode()
    assert "周鸿祎" in done.stdout.decode()


def test_an_english_article_yields_names_of_the_table_and_says_so(tmp_path: Path) -> None:
    text = "The company said on Thursday that Angela Merkel would visit Beijing. “We will come”, said Merkel."
    entities = aitui("entities", "-", "--json", home=tmp_path, stdin=text.encode())
    quotes = aitui("quotes", "-", "--json", home=tmp_path, stdin=text.encode())
    assert {entity["id"] for entity in json.loads(entities.stdout)} == {"beijing", "angela-merkel"}
    assert json.loads(quotes.stdout) == []
    for done in (entities, quotes):
        assert b"-: is in English; only names of the table are found in it, and no quotes" in done.stderr


def test_an_entity_has_the_same_name_with_every_choice_of_articles(tmp_path: Path) -> None:
    everywhere = json.loads(aitui("entities", "--json", home=tmp_path).stdout)
    names = {entity["id"]: entity["name"] for entity in everywhere}
    for seed in sorted(SEEDS.glob("*.txt"))[:2]:
        alone = json.loads(aitui("entities", str(seed), "--json", home=tmp_path).stdout)
        assert {entity["id"]: entity["name"] for entity in alone}.items() <= names.items()


@pytest.mark.parametrize("command", ["entities", "quotes"])
def test_nothing_found_is_said_instead_of_an_empty_table(tmp_path: Path, command: str) -> None:
    done = aitui(command, "-", home=tmp_path, stdin=b"Kurz.\n")
    assert (done.stdout, done.stderr) == (b"", f"aitui: no {command} found\n".encode())


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe cannot be asked there")
def test_a_pipe_that_is_not_read_is_told(tmp_path: Path) -> None:
    hint = "aitui: the library is read, not standard input; - as the path reads that"
    assert hint in aitui("quotes", "--json", home=tmp_path, stdin=b"Kurz.\n").stderr.decode()
    assert hint not in aitui("quotes", "--json", home=tmp_path, stdin=b"").stderr.decode()
