"""`aitui search` as scripts call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import Source
from aitui.translate.translator import Translator

KEYS = {"type", "id", "text", "speaker", "path", "start", "end", "language", "score"}


def aitui(*arguments: str | bytes, home: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "AITUI_HOME": str(home), "LC_ALL": "C.UTF-8", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, "-m", "aitui.tui", *arguments], capture_output=True, env=environment, check=False
    )


def found(*arguments: str | bytes, home: Path) -> list[dict[str, Any]]:
    done = aitui("search", *arguments, "--json", home=home)
    assert done.returncode == 0
    assert done.stderr == b""
    hits: list[dict[str, Any]] = json.loads(done.stdout)
    return hits


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the bundled articles, indexed by a first search."""
    folder = tmp_path_factory.mktemp("home")
    assert found("baidu", home=folder)
    return folder


def texts(home: Path) -> dict[str, str]:
    with Library(Paths.of_user(home).library) as library:
        return {entry.path: library.article(entry.id).text for entry in library.entries()}


def test_hits_have_the_keys_of_the_contract_and_falling_scores(home: Path) -> None:
    hits = found("openai", "--limit", "100", home=home)
    assert {hit["type"] for hit in hits} == {"entity", "article", "quote", "sentence"}
    for hit in hits:
        assert set(hit) == KEYS
        assert hit["language"] in {"de", "en", "zh"}
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)


def test_offsets_point_into_the_source_article(home: Path) -> None:
    articles = texts(home)
    for hit in found("chinesische unternehmen", "--limit", "50", home=home):
        piece = articles[hit["path"]][hit["start"] : hit["end"]]
        if hit["type"] in ("quote", "sentence"):
            assert piece == hit["text"]
        assert piece.strip()


def test_ids_are_those_of_the_other_commands(home: Path) -> None:
    entities = json.loads(aitui("entities", "--json", home=home).stdout)
    quotes = json.loads(aitui("quotes", "--json", home=home).stdout)
    known = {entity["id"]: entity for entity in entities}
    places = {(quote["path"], quote["start"], quote["end"]): quote for quote in quotes}
    entity = found("#baidu", home=home)[0]
    mentions = [(m["path"], m["start"], m["end"]) for m in known[entity["id"]]["mentions"]]
    assert (entity["path"], entity["start"], entity["end"]) in mentions
    quote = found("zhou explodieren", home=home)[0]
    assert quote["type"] == "quote"
    assert quote["id"] == f"{quote['path']}:{quote['start']}-{quote['end']}"
    assert places[quote["path"], quote["start"], quote["end"]]["speaker"] == quote["speaker"] == "Zhou Hongyi"


@pytest.mark.parametrize(("query", "entity"), [("百度", "baidu"), ("biadu", "baidu"), ("kuaishou", "kuaishou")])
def test_names_are_found_in_chinese_and_misspelt(home: Path, query: str, entity: str) -> None:
    assert found(query, home=home)[0]["id"] == entity


def test_a_sentence_is_found_by_its_translation_with_the_offsets_of_the_source(tmp_path: Path) -> None:
    paths = Paths.of_user(tmp_path)
    with Library(paths.library) as library:
        library.add(Source("wetter.txt", "Am Morgen war es kalt. Am Abend schneite es.", language="de"))
        (entry,) = [entry for entry in library.entries() if entry.path.endswith("wetter.txt")]
        assert all(not hit["path"].endswith("wetter.txt") for hit in found("snowed", home=tmp_path))
        with closing(Translator(paths.memory)) as translator:
            translator.store_by_hand("Am Abend schneite es.", "en", "In the evening it snowed.")
        library.set_translated(entry.id, "en", 1)
    hit = found("snowed evening", home=tmp_path)[0]
    assert (hit["type"], hit["text"], hit["language"]) == ("sentence", "In the evening it snowed.", "en")
    assert (hit["start"], hit["end"]) == (23, 44)


def test_what_was_removed_is_not_found_and_what_was_restored_is(tmp_path: Path) -> None:
    paths = Paths.of_user(tmp_path)
    assert found("explodieren", home=tmp_path)
    with Library(paths.library) as library:
        everything = [entry.id for entry in library.entries()]
        library.remove(everything)
        assert found("explodieren", home=tmp_path) == []
        library.restore(everything)
    assert found("explodieren", home=tmp_path)


def test_the_limit_limits_and_nothing_found_is_no_failure(home: Path) -> None:
    assert len(found("china", "--limit", "2", home=home)) == 2
    assert found("qqqqqqqqqqqq", home=home) == []
    done = aitui("search", "qqqqqqqqqqqq", home=home)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"nothing found" in done.stderr


def test_people_are_told_how_many_more_there_are(home: Path) -> None:
    some, all_of_them = (
        aitui("search", "kuaishou", "--limit", "2", home=home),
        found("kuaishou", "--limit", "500", home=home),
    )
    assert some.stderr.decode() == f"aitui: 2 of {len(all_of_them)} found; --limit N shows more\n"
    everything = aitui("search", "kuaishou", "--limit", "500", home=home)
    assert everything.stderr.decode() == f"aitui: {len(all_of_them)} found\n"


@pytest.mark.parametrize("operator", ["lang:xx", "in:nonsense", "AND", "NOT"])
def test_an_operator_without_a_sense_is_told_on_standard_error(home: Path, operator: str) -> None:
    done = aitui("search", f"baidu {operator}", "--json", home=home)
    assert done.returncode == 0
    assert done.stderr.decode() == f"aitui: {operator} searched as text\n"
    assert isinstance(json.loads(done.stdout), list)


@pytest.mark.parametrize("arguments", [(), ("china", "--limit", "0"), ("china", "--limit", "x"), ("china", "--nein")])
def test_wrong_use_is_told_from_failing(home: Path, arguments: tuple[str, ...]) -> None:
    assert aitui("search", *arguments, home=home).returncode == 2


@pytest.mark.parametrize(
    "query",
    [
        "",
        "a",
        "?!…„“",
        "😀",
        "in:title @zhou",
        "\x1b[31m\x07\u202e",
        "-",
        "@",
        '"',
        "*",
        r"^(a+)+$",
        "x" * 400,
        b"\xff\xfe",
    ],
    ids=lambda query: repr(query)[:12],
)
def test_any_query_is_answered(home: Path, query: str | bytes) -> None:
    found(query, home=home)


def test_operators_of_other_search_boxes_alone_are_words(home: Path) -> None:
    done = aitui("search", "AND NOT (", "--json", home=home)
    assert done.returncode == 0
    assert done.stderr == b"aitui: AND, NOT searched as text\n"
    assert json.loads(done.stdout)


def test_words_that_nothing_holds_are_told_on_standard_error(home: Path) -> None:
    done = aitui("search", "baidu Qwörtzüßx", "--json", home=home)
    assert done.returncode == 0
    assert done.stderr.decode() == "aitui: Qwörtzüßx not found\n"
    assert json.loads(done.stdout)[0]["text"] == "Baidu"


@pytest.mark.parametrize(
    "arguments",
    [("tencent", "-baidu", "--json"), ("--json", "--limit", "9", "-baidu", "tencent"), ("--", "-baidu tencent")],
)
def test_an_excluded_word_may_stand_anywhere_in_the_query(home: Path, arguments: tuple[str, ...]) -> None:
    done = aitui("search", *arguments, home=home)
    assert done.returncode == 0
    assert "Tencent" in done.stdout.decode()
    assert "Baidu" not in done.stdout.decode()


def test_of_a_very_long_query_it_is_told_that_not_all_is_searched_for(home: Path) -> None:
    done = aitui("search", "wort " * 2000, "--json", home=home)
    assert done.returncode == 0
    assert b"only the first 400 characters are searched for" in done.stderr


def test_an_index_cut_in_half_is_built_anew(tmp_path: Path) -> None:
    expected = found("explodieren", home=tmp_path)
    index = Paths.of_user(tmp_path).search_index
    index.write_bytes(index.read_bytes()[: index.stat().st_size // 2])
    assert found("explodieren", home=tmp_path) == expected


def test_a_library_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    paths = Paths.of_user(tmp_path)
    paths.library.parent.mkdir(parents=True)
    paths.library.write_bytes(b"no database at all, and long enough to be looked at as one" * 20)
    done = aitui("search", "baidu", "--json", home=tmp_path)
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"library.sqlite3" in done.stderr


def test_a_readable_table_is_printed_for_people(home: Path) -> None:
    table = aitui("search", "zhou explodieren", home=home).stdout.decode()
    assert "Explodieren bringen.“ — Zhou Hongyi" in table
    assert "Laut Bloomberg News" in table
