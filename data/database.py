"""SQLite files that several running programs may share, with versioned schemas."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aitui.data.errors import AituiError

BUSY_SECONDS = 30.0
"""How long one program waits for another to finish writing."""


class Connection(sqlite3.Connection):
    """A connection whose errors tell people which file is in trouble and what to do."""

    path: Path

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As `sqlite3.Connection.execute`. Raises AituiError where the file is at fault."""
        with explained(self.path):
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """As `sqlite3.Connection.executemany`. Raises AituiError where the file is at fault."""
        with explained(self.path):
            return super().executemany(sql, parameters)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of SQLite about the file at `path` into advice; misuse of SQLite by this program stays as it is."""
    try:
        yield
    except sqlite3.Error as error:
        # The low byte is the kind; what is above it tells its variants apart.
        kind = getattr(error, "sqlite_errorcode", -1) & 0xFF
        if kind not in _PROBLEMS:
            raise
        what, remedy = _PROBLEMS[kind]
        raise AituiError(f"{what} ({error})", where=str(path), remedy=remedy) from error


_DAMAGED = ("is damaged or not an aitui database", "Move the file away, or put a copy back; aitui makes a new one")
_UNWRITABLE = ("cannot be opened or written", "Check the permissions of the file and its folder")
_PROBLEMS = {
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_ERROR: _DAMAGED,  # tables that are missing, or are there before they were made
    sqlite3.SQLITE_CANTOPEN: _UNWRITABLE,
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_IOERR: ("cannot be read or written", "Check the disk"),
    sqlite3.SQLITE_FULL: ("cannot grow, the disk is full", "Free some space"),
    sqlite3.SQLITE_BUSY: ("is in use by another program", "Try again when it is done"),
    sqlite3.SQLITE_LOCKED: ("is in use by another program", "Try again when it is done"),
}


def connect(
    path: Path, migrations: Sequence[str], *, shared_threads: bool = False, patience: float = BUSY_SECONDS
) -> Connection:
    """Open the database at `path`, made and brought up to date where needed.

    `migrations[n]` is the SQL script that leads from schema version n to n + 1; `PRAGMA user_version` counts them.
    Write-ahead logging lets readers go on while another process writes; `synchronous=NORMAL` keeps every commit
    through the death of the process (only a power cut may lose the last ones). Transactions are explicit: see
    `transaction`. `patience` is how many seconds to wait for another program that writes. With `shared_threads` the
    caller serialises the threads that use the connection.

    Raises AituiError when the file is damaged, cannot be written, or was made by a newer aitui.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what, remedy = _UNWRITABLE
        raise AituiError(f"{what} ({error})", where=str(path), remedy=remedy) from error
    with explained(path):
        connection = sqlite3.connect(
            path, timeout=patience, isolation_level=None, check_same_thread=not shared_threads, factory=Connection
        )
    connection.path = path
    try:
        _use_write_ahead_log(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")
        _migrate(connection, path, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _use_write_ahead_log(connection: Connection) -> None:
    """Switch a new file over. SQLite does not wait for the lock here, so two first starts at once take turns."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except AituiError as error:
            cause = error.__cause__
            busy = isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def _migrate(connection: Connection, path: Path, migrations: Sequence[str]) -> None:
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
        # A full disk ends the transaction by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
