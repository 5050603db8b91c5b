from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.database import connect, transaction
from aitui.data.errors import AituiError

FIRST = "CREATE TABLE a (x INTEGER);"
SECOND = "ALTER TABLE a ADD COLUMN y TEXT DEFAULT 'new';\nCREATE INDEX i ON a (y);"


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as plain:
        return int(plain.execute("PRAGMA user_version").fetchone()[0])


def test_a_missing_file_is_made_in_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "x.sqlite3"
    connect(path, [FIRST]).close()
    assert version(path) == 1


def test_an_older_schema_is_brought_up_to_date_with_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(connect(path, [FIRST])) as connection:
        connection.execute("INSERT INTO a VALUES (7)")
    with closing(connect(path, [FIRST, SECOND])) as connection:
        assert connection.execute("SELECT x, y FROM a").fetchall() == [(7, "new")]
    assert version(path) == 2


def test_an_empty_file_of_version_zero_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_bytes(b"")
    connect(path, [FIRST, SECOND]).close()
    assert version(path) == 2


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    connect(path, [FIRST]).close()
    with pytest.raises(AituiError, match=str(path)):
        connect(path, [FIRST, "CREATE TABLE b (x INTEGER);\nCREATE TABLE a (x INTEGER);"])
    assert version(path) == 1
    with closing(sqlite3.connect(path)) as plain:
        assert [name for (name,) in plain.execute("SELECT name FROM sqlite_master")] == ["a"]


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    connect(path, [FIRST, SECOND]).close()
    with pytest.raises(AituiError, match=r"x\.sqlite3: was written by a newer aitui \(schema 2, .*Update aitui"):
        connect(path, [FIRST])
    assert version(path) == 2


@pytest.mark.parametrize("content", [b"kein SQLite " * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.sqlite3"
    path.write_bytes(content)
    with pytest.raises(AituiError, match=r"x\.sqlite3: is damaged or not an aitui database .*Move the file away"):
        connect(path, [FIRST])
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").mkdir()
    with pytest.raises(AituiError, match=r"x\.sqlite3: cannot be opened or written .*permissions"):
        connect(tmp_path / "x.sqlite3", [FIRST])


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(AituiError, match=r"data/x\.sqlite3: cannot be opened or written"):
        connect(tmp_path / "data" / "x.sqlite3", [FIRST])


def test_a_file_damaged_in_the_middle_is_named_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    with closing(connect(path, [FIRST])) as connection:
        connection.executemany("INSERT INTO a VALUES (?)", [(number,) for number in range(10_000)])
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(path.read_bytes())
    raw[8192 : len(raw) - 4096] = b"\xff" * (len(raw) - 4096 - 8192)
    path.write_bytes(raw)
    with (
        closing(connect(path, [FIRST])) as connection,
        pytest.raises(AituiError, match=r"x\.sqlite3: is damaged"),
    ):
        connection.execute("SELECT sum(x) FROM a").fetchall()


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "x.sqlite3", [FIRST])) as connection:
        with pytest.raises(sqlite3.ProgrammingError), transaction(connection):
            connection.executemany("INSERT INTO a VALUES (?)", [(1,), (1, 2)])
        with transaction(connection):
            connection.execute("INSERT INTO a VALUES (2)")
        assert connection.execute("SELECT x FROM a").fetchall() == [(2,)]


def test_an_unfinished_statement_is_a_mistake_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unfinished SQL statement: CREATE TABLE a"):
        connect(tmp_path / "x.sqlite3", ["CREATE TABLE a (x INTEGER)"])
