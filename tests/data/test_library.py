from __future__ import annotations

import functools
import operator
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.adding import add_paths
from aitui.data.errors import AituiError
from aitui.data.library import MIGRATIONS, Library, seed_sources
from aitui.data.readers import Source

ROOT = Path(__file__).parents[2]
TEXT = "Ein Titel\n\nEin Satz über Köln. Noch einer.\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.sqlite3"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library(path) as library:
        yield library


def write_articles(folder: Path, name: str, count: int) -> list[str]:
    paths = [folder / f"{name}{number}.txt" for number in range(count)]
    for path in paths:
        path.write_text(f"Bericht {path.stem}\n\nDas ist der Bericht {path.stem}. Er ist kurz.\n")
    return [str(path) for path in paths]


# The bundled articles


def test_a_new_library_holds_the_five_bundled_articles_unchanged(library: Library) -> None:
    files = sorted((ROOT / "seeds").glob("*.txt"))
    assert [entry.path for entry in library.entries()] == [f"seeds/{file.name}" for file in files]
    for entry, file in zip(library.entries(), files, strict=True):
        assert library.article(entry.id).text.encode() == file.read_bytes()
        assert entry.language == "de"
        assert entry.unread
        assert entry.title == library.article(entry.id).title


def test_they_come_once(path: Path) -> None:
    for _ in range(3):
        with Library(path) as library:
            assert len(library.entries()) == len(seed_sources()) == 5


def test_a_bundled_article_that_was_removed_stays_removed(path: Path) -> None:
    with Library(path) as library:
        library.remove([library.entries()[0].id])
    with Library(path) as library:
        assert len(library.entries()) == 4


# Adding


def test_an_article_is_stored_with_what_is_known_about_it(library: Library) -> None:
    added = library.add(Source("a.txt", TEXT, note="seltsam"))
    entry = added.entry
    assert added.new
    assert (entry.path, entry.title, entry.note, entry.words, entry.sentences) == (
        os.path.abspath("a.txt"),
        "Ein Titel",
        "seltsam",
        8,
        3,
    )
    assert library.article(entry.id).text == TEXT
    assert library.entries()[-1] == entry


def test_a_title_that_the_document_states_wins(library: Library) -> None:
    assert library.add(Source("a.pdf", TEXT, title="Der wahre Titel")).entry.title == "Der wahre Titel"


def test_the_same_text_twice_is_one_article(library: Library) -> None:
    first = library.add(Source("a.txt", TEXT))
    again = library.add(Source("b.txt", TEXT.replace("\n", "\r\n")))
    assert (again.new, again.entry) == (False, first.entry)
    assert len(library.entries()) == 6


def test_boilerplate_is_not_counted_among_the_sentences_to_translate(library: Library) -> None:
    assert library.add(Source("a.txt", TEXT + "\nAnzeige\n")).entry.sentences == 3


def test_a_text_of_nothing_but_white_space_is_refused(library: Library) -> None:
    with pytest.raises(AituiError, match=r"leer\.txt: holds no text\. Nothing was added"):
        library.add(Source("leer.txt", " \n"))


def test_text_with_nul_bytes_and_escapes_comes_back_as_it_was(library: Library) -> None:
    text = "Ein\0Titel \x1b[31m\n\nEin \u202eSatz. [bold]Noch[/x] 🙂 einer.\r\n"
    assert library.article(library.add(Source("a.txt", text)).entry.id).text == text


def test_one_unreadable_file_stops_none_of_the_others(library: Library, tmp_path: Path) -> None:
    good = write_articles(tmp_path, "gut", 2)
    (tmp_path / "bild.txt").write_bytes(b"\x89PNG\0\0\0\0")
    additions = list(add_paths(library, [good[0], str(tmp_path / "bild.txt"), str(tmp_path / "fehlt"), good[1]]))
    assert [addition.added is not None for addition in additions] == [True, False, False, True]
    assert [str(addition.problem) for addition in additions[1:3]] == [
        f"{tmp_path}/bild.txt: is not text. aitui reads text, Markdown, HTML, EPUB and PDF files",
        f"{tmp_path}/fehlt: does not exist. Check the spelling and the folder",
    ]
    assert len(library.entries()) == 7


# What the reader did


def test_place_star_and_read_mark_are_kept(path: Path) -> None:
    with Library(path) as library:
        entry = library.add(Source("a.txt", TEXT)).entry
        library.set_place(entry.id, 17)
        library.set_starred([entry.id], starred=True)
        library.set_read([entry.id], read=True)
        library.set_translated(entry.id, "en", 2)
        library.set_state("language", "zh")
    with Library(path) as library:
        kept = library.entry(entry.id)
        assert (kept.place, kept.starred, kept.unread) == (17, True, False)
        assert library.translated("en") == {entry.id: 2}
        assert library.translated("zh") == {}
        assert library.state("language") == "zh"
        assert library.last_opened() == kept


def test_marks_can_be_taken_back(library: Library) -> None:
    article = library.entries()[0].id
    library.set_read([article], read=True)
    library.set_read([article], read=False)
    library.set_starred([article], starred=True)
    library.set_starred([article], starred=False)
    assert library.entry(article).unread
    assert not library.entry(article).starred


def test_a_removed_article_comes_back_as_it_was(library: Library) -> None:
    entry = library.add(Source("a.txt", TEXT)).entry
    library.set_place(entry.id, 17)
    before = library.entry(entry.id)
    library.remove([entry.id])
    with pytest.raises(KeyError):
        library.entry(entry.id)
    with pytest.raises(KeyError):
        library.article(entry.id)
    assert library.last_opened() is None
    library.restore([entry.id])
    assert library.entry(entry.id) == before


def test_adding_a_removed_text_again_brings_it_back_with_its_place(library: Library) -> None:
    entry = library.add(Source("a.txt", TEXT)).entry
    library.set_place(entry.id, 17)
    library.remove([entry.id])
    again = library.add(Source("b.txt", TEXT))
    assert again.new
    assert (again.entry.id, again.entry.place) == (entry.id, 17)


def test_only_what_was_removed_long_ago_is_forgotten(library: Library) -> None:
    entry = library.add(Source("a.txt", TEXT)).entry
    library.set_translated(entry.id, "en", 2)
    library.remove([entry.id])
    assert library.forget_removed() == 0
    assert library.forget_removed(older_than_days=-1) == 1
    assert library.translated("en") == {}
    assert library.add(Source("a.txt", TEXT)).entry.place == 0


# Several programs, sudden ends, damaged files


def add_in_background(home: Path, paths: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "aitui.tui", "library", "add", *paths]
    environment = os.environ | {"AITUI_HOME": str(home)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_another_program_s_change_is_noticed(path: Path) -> None:
    with Library(path) as library, Library(path) as other:
        version = library.version()
        other.add(Source("a.txt", TEXT))
        assert library.version() != version
        assert len(library.entries()) == 6


def test_programs_that_start_for_the_first_time_together_lose_nothing(tmp_path: Path) -> None:
    names = [write_articles(tmp_path, name, 8) for name in ("a", "b", "c")]
    processes = [add_in_background(tmp_path / "home", paths) for paths in names]
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors.decode()
    with Library(tmp_path / "home" / "data" / "library.sqlite3") as library:
        paths = [entry.path for entry in library.entries()]
    assert sorted(paths) == sorted(
        [*(source.path for source in seed_sources()), *functools.reduce(operator.iadd, names, [])]
    )


def test_a_kill_while_adding_keeps_every_article_that_was_announced(tmp_path: Path) -> None:
    paths = write_articles(tmp_path, "a", 200)
    process = add_in_background(tmp_path / "home", paths)
    assert process.stdout is not None
    first = process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    rest, _ = process.communicate()
    announced = [
        line.split(maxsplit=1)[1] for line in (first + rest).decode().splitlines(keepends=True) if line[-1] == "\n"
    ]
    file = tmp_path / "home" / "data" / "library.sqlite3"
    with Library(file) as library:
        assert announced
        assert {line.strip() for line in announced} <= {entry.title for entry in library.entries()}
        assert all(library.article(entry.id).text for entry in library.entries())
        assert all(addition.added for addition in add_paths(library, paths))
        assert len(library.entries()) == 205
    with closing(sqlite3.connect(file)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_damaged_library_is_named_and_not_overwritten(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"nichts " * 1000)
    with pytest.raises(AituiError, match=r"library\.sqlite3: is damaged .*Move the file away"):
        Library(path)
    assert path.read_bytes() == b"nichts " * 1000


def test_a_library_of_a_newer_aitui_is_left_alone(path: Path) -> None:
    Library(path).close()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    with pytest.raises(AituiError, match="newer aitui"):
        Library(path)


def test_a_library_of_version_zero_is_filled(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"")
    with Library(path) as library:
        assert len(library.entries()) == 5


def test_a_database_of_another_program_is_not_touched(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE article (x INTEGER)")
        plain.commit()
    with pytest.raises(AituiError, match="is damaged or not an aitui database"):
        Library(path)
    with closing(sqlite3.connect(path)) as plain:
        assert [name for (name,) in plain.execute("SELECT name FROM sqlite_master")] == ["article"]
