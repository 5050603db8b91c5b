"""SQLite files that several running programs may share, with versioned schemas."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from aitui.data.errors import AituiError

BUSY_SECONDS = 10.0


def connect(path: Path, migrations: Sequence[str], *, shared_threads: bool = False) -> sqlite3.Connection:
    """Open the database at `path`, made and brought up to date where needed.

    `migrations[n]` is the SQL script that leads from schema version n to n + 1; `PRAGMA user_version` counts them.
    Write-ahead logging lets readers go on while another process writes; `synchronous=NORMAL` keeps every commit
    through the death of the process (only a power cut may lose the last ones). Transactions are explicit: see
    `transaction`. With `shared_threads` the caller serialises the threads that use the connection.

    Raises AituiError when the file is damaged, cannot be written, or was made by a newer aitui.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=not shared_threads
        )
    except (OSError, sqlite3.Error) as error:
        raise AituiError(
            f"cannot be opened ({error})", where=str(path), remedy="Check the folder's permissions and free space"
        ) from error
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        _migrate(connection, path, migrations)
    except sqlite3.Error as error:
        connection.close()
        raise AituiError(
            f"is damaged or not an aitui database ({error})",
            where=str(path),
            remedy="Move the file away, or put a copy back; aitui makes a new one when it is missing",
        ) from error
    except AituiError:
        connection.close()
        raise
    return connection


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[str]) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(migrations):
        raise AituiError(
            f"was written by a newer aitui (schema {version}, this one knows {len(migrations)})",
            where=str(path),
            remedy="Update aitui, or set AITUI_HOME to another folder",
        )
    if version == len(migrations):
        return
    with transaction(connection):
        # Another process may have migrated while this one waited for the lock.
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        for script in migrations[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={len(migrations)}")


def _statements(script: str) -> Iterator[str]:
    """Split a script into statements; `executescript` would commit the surrounding transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        raise ValueError(f"unfinished SQL statement: {statement.strip()[:60]}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing: takes the write lock at once, commits at the end, rolls back on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
