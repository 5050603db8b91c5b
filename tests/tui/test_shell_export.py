"""`aitui export` as scripts use it, with the bundled models."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Command = Callable[..., CompletedProcess[bytes]]

TEXT = """Ein Tag in Köln

Am Morgen war es kalt. „Wir warten auf den Zug“, sagte Angela Merkel in Köln.
"""


@pytest.fixture
def article(tmp_path: Path) -> str:
    (tmp_path / "tag.txt").write_text(TEXT, encoding="utf-8")
    return "tag.txt"


def told(done: CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("tag.md", "# Ein Tag in Köln\n\n> "),
        ("tag.markdown", "# Ein Tag in Köln\n\n> "),
        ("tag.html", "<!doctype html>"),
        ("tag.tmx", "<?xml version="),
        ("tag.jsonl", '{"path":"tag.txt"'),
        ("tag.csv", "path,title,"),
    ],
)
def test_the_ending_says_how_it_is_written(
    aitui: Command, article: str, tmp_path: Path, name: str, begins: str
) -> None:
    done = aitui("export", article, "--to", "en", "-o", name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    what = "1 quote" if name.endswith("csv") else "1 article"
    assert done.stdout.decode() == f"{what} written to {name}\n"
    kind = "md" if name.endswith("markdown") else name.removeprefix("tag.")
    by_format = aitui("export", article, "--to", "en", "--format", kind, "-o", "-")
    if not name.endswith("tmx"):  # which says when it was written
        assert by_format.stdout == (tmp_path / name).read_bytes()


def test_a_quote_has_the_translation_of_its_sentence(aitui: Command, article: str) -> None:
    done = aitui("export", article, "--to", "zh", "--format", "csv", "-o", "-")
    (quote,) = csv.DictReader(done.stdout.decode().splitlines())
    assert quote["text"] == TEXT[int(quote["start"]) : int(quote["end"])] == "Wir warten auf den Zug"
    assert quote["speaker"] == "Angela Merkel"
    made = json.loads(aitui("translate", article, "--to", "zh", "--json").stdout)
    assert quote["translation"] in [s["target"] for block in made[0]["blocks"] for s in block["sentences"]]


def test_what_is_exported_as_a_memory_can_be_imported(aitui: Command, article: str) -> None:
    aitui("export", article, "--to", "en", "-o", "tag.tmx")
    done = aitui("memory", "import", "tag.tmx", "--machine", "--home", "other")
    assert done.stdout.startswith(b"3 translations added")


def test_without_paths_the_library_is_exported(aitui: Command, article: str) -> None:
    aitui("library", "list")
    aitui("library", "remove", "1", "2", "3", "4", "5")
    aitui("library", "add", article)
    done = aitui("export", "--to", "en", "--format", "jsonl", "-o", "-")
    assert {Path(json.loads(line)["path"]).name for line in done.stdout.splitlines()} == {"tag.txt"}
    (listed,) = json.loads(aitui("library", "list", "--json").stdout)
    assert listed["sentences"] == 3


def test_what_cannot_be_read_is_told_and_the_rest_is_written(aitui: Command, article: str, tmp_path: Path) -> None:
    done = aitui("export", "fehlt.txt", article, "--to", "en", "-o", "neu.md", code=1)
    assert "fehlt.txt: does not exist" in told(done)
    assert "Ein Tag" in (tmp_path / "neu.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["alt.md", "alt.csv"])
def test_a_file_stays_as_it_was_where_nothing_can_be_read(aitui: Command, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("alt", encoding="utf-8")
    done = aitui("export", "fehlt.txt", "--to", "en", "-o", name, code=1)
    assert f"nothing was written to {name}" in told(done)
    assert (tmp_path / name).read_text(encoding="utf-8") == "alt"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_is_exported_is_not_written_over(aitui: Command, tmp_path: Path) -> None:
    source, link = tmp_path / "source.md", tmp_path / "link.md"
    source.write_text("Ein Titel\n\nEin Satz.\n", encoding="utf-8")
    link.symlink_to(source)
    for output in (source, link):
        for given in (source, tmp_path):
            done = aitui("export", str(given), "--to", "en", "-o", str(output), code=1)
            assert b"is one of the files to export" in done.stderr
    assert source.read_text(encoding="utf-8").startswith("Ein Titel")


def test_nothing_to_write_to_standard_output_is_told_in_a_line(aitui: Command, tmp_path: Path) -> None:
    for kind in ("html", "tmx", "md", "csv"):
        done = aitui("export", str(tmp_path / "none.md"), "--to", "en", "-o", "-", "--format", kind, code=1)
        assert b"Traceback" not in done.stderr
        assert b"none.md" in done.stderr


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no device that stands for standard output")
def test_what_stands_in_a_file_behind_standard_output_stays(article: str, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    log.write_text("before\n", encoding="utf-8")
    with log.open("ab") as file:
        arguments = [
            "export",
            article,
            "--to",
            "en",
            "--format",
            "md",
            "-o",
            "/dev/stdout",
            "--home",
            str(tmp_path / "h"),
        ]
        subprocess.run([sys.executable, "-m", "aitui.tui", *arguments], stdout=file, cwd=tmp_path, check=True)
    assert log.read_text(encoding="utf-8").startswith("before\n# ")


def test_a_home_of_nobody_is_a_folder_that_is_not_there(aitui: Command, article: str) -> None:
    done = aitui("export", article, "--to", "en", "-o", "~nobody-has-this-name/x.md", code=1)
    assert b"~nobody-has-this-name/x.md" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_name_without_an_ending_and_a_missing_folder_are_told(aitui: Command, article: str) -> None:
    done = aitui("export", article, "--to", "en", "-o", "tag", code=1)
    assert told(done).startswith("aitui: tag: has no ending that says how to write it. These do: .md, .html")
    done = aitui("export", article, "--to", "en", "-o", "-", code=1)
    assert told(done).endswith("Say --format md|html|tmx|jsonl|csv\n")
    done = aitui("export", article, "--to", "en", "-o", os.path.join("fehlt", "tag.md"), code=1)
    assert "cannot be written (No such file or directory)" in told(done)
    assert aitui("export", article, "--to", "en", code=2).stdout == b""
