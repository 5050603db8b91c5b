"""The translation memory: every sentence that was ever translated here, so that it is there at once the next time.

A unit belongs to the exact models, decoding options and source text that made it; a hand-made translation belongs
to the direction alone and wins over every model.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from aitui.data.database import connect, transaction
from aitui.data.errors import AituiError
from aitui.translate.route import ends_of
from aitui.translate.translation import BY_HAND, Guarded, Mark

MIGRATIONS = (
    """
    CREATE TABLE engine (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,      -- models, direction, decoding options, revision
        label TEXT NOT NULL            -- the same for people
    );
    CREATE TABLE unit (
        engine INTEGER NOT NULL REFERENCES engine,
        source TEXT NOT NULL,          -- normalised
        target TEXT NOT NULL,
        pivot TEXT,
        marks TEXT NOT NULL,           -- JSON, a list of {kind, detail}
        made_at REAL NOT NULL,         -- seconds since 1970
        PRIMARY KEY (engine, source)
    ) WITHOUT ROWID;
    CREATE TABLE hand_made (
        direction TEXT NOT NULL,       -- such as de-en
        source TEXT NOT NULL,          -- normalised
        target TEXT NOT NULL,
        made_at REAL NOT NULL,
        PRIMARY KEY (direction, source)
    ) WITHOUT ROWID;
    """,
    """
    ALTER TABLE unit ADD COLUMN guarded TEXT NOT NULL DEFAULT '[]';     -- JSON, a list of {surface, target, kind, term}
    ALTER TABLE unit ADD COLUMN terms TEXT NOT NULL DEFAULT '';         -- fingerprint of the terms that it has
    ALTER TABLE unit ADD COLUMN terms_version TEXT NOT NULL DEFAULT ''; -- version of all terms that it was made with
    """,
)
"""SQL scripts, each from one schema version to the next; see `aitui.data.database.connect`."""

_CHUNK = 500
"""Sources asked for in one query; SQLite allows at least 999 parameters."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stored machine translation, keyed by its normalised source."""

    target: str
    pivot: str | None = None
    marks: tuple[Mark, ...] = ()
    guarded: tuple[Guarded, ...] = ()
    terms: str = ""
    """Fingerprint of the terms that belong to it; see `TermList.fingerprint`."""
    terms_version: str = ""
    """`TermList.version` of all terms there were when it was made: as long as that is the same, so is `terms`."""


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A translation with all that is kept about it."""

    direction: str
    """Such as `de-en`."""
    source: str
    """Normalised."""
    target: str
    made_at: float
    """Seconds since 1970."""
    engine: str = BY_HAND
    """The label of the models that made it, or `BY_HAND`."""
    marks: tuple[Mark, ...] = ()


class Memory:
    """Opened at first use. Every thread has a connection of its own; several processes may share the file.

    All methods raise AituiError when the file is damaged or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []

    def recall_many(self, key: str, sources: Iterable[str]) -> dict[str, Unit]:
        """The stored machine translations of those `sources` that have one under the engine `key`.

        One that cannot be read, damaged or written by another version, counts as not there: it is made anew.
        """
        query = (
            "SELECT unit.source, target, pivot, marks, guarded, terms, terms_version"
            " FROM unit JOIN engine ON engine.id = unit.engine WHERE engine.key = ? AND unit.source IN ({})"
        )
        found: dict[str, Unit] = {}
        for source, target, pivot, marks, guarded, terms, version in self._select(query, key, sources):
            with suppress(msgspec.MsgspecError):
                found[source] = Unit(target, pivot, _marks(marks), _guarded(guarded), terms, version)
        return found

    def recall_targets(self, key: str, sources: Iterable[str]) -> dict[str, str]:
        """As `recall_many`, the translations alone."""
        query = (
            "SELECT unit.source, target FROM unit JOIN engine ON engine.id = unit.engine"
            " WHERE engine.key = ? AND unit.source IN ({})"
        )
        return dict(self._select(query, key, sources))

    def recall_hand_made(self, direction: str, sources: Iterable[str]) -> dict[str, str]:
        """The hand-made translations of those `sources` that have one; `direction` such as `de-en`."""
        query = "SELECT source, target FROM hand_made WHERE direction = ? AND source IN ({})"
        return dict(self._select(query, direction, sources))

    def store_many(self, key: str, label: str, units: Mapping[str, Unit]) -> None:
        """Store machine translations by their normalised source, all or none; a stored one is replaced."""
        now = time.time()
        with self._reported() as connection, transaction(connection):
            connection.execute("INSERT INTO engine (key, label) VALUES (?, ?) ON CONFLICT DO NOTHING", (key, label))
            (engine,) = connection.execute("SELECT id FROM engine WHERE key = ?", (key,)).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO unit"
                " (engine, source, target, pivot, marks, made_at, guarded, terms, terms_version)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        engine,
                        source,
                        unit.target,
                        unit.pivot,
                        msgspec.json.encode(unit.marks).decode(),
                        now,
                        msgspec.json.encode(unit.guarded).decode(),
                        unit.terms,
                        unit.terms_version,
                    )
                    for source, unit in units.items()
                ),
            )

    def confirm(self, key: str, sources: Iterable[str], terms_version: str) -> None:
        """Note that the stored translations of `sources` still hold with these terms."""
        with self._reported() as connection, transaction(connection):
            connection.executemany(
                "UPDATE unit SET terms_version = ? WHERE source = ? AND engine = (SELECT id FROM engine WHERE key = ?)",
                ((terms_version, source, key) for source in sources),
            )

    def store_hand_made(self, direction: str, source: str, target: str) -> None:
        """Keep what a person wrote as the translation of `source`."""
        with self._reported() as connection, transaction(connection):
            connection.execute(
                "INSERT OR REPLACE INTO hand_made (direction, source, target, made_at) VALUES (?, ?, ?, ?)",
                (direction, source, target, time.time()),
            )

    def add_hand_made(
        self, direction: str, targets: Mapping[str, tuple[str, float]], *, replace: bool = False
    ) -> dict[str, str]:
        """Keep many hand-made translations, all or none; the other ones that were there before, by source.

        `targets` are (translation, seconds since 1970) by normalised source. Without `replace` what was there stays.
        """
        with self._reported() as connection, transaction(connection):
            earlier: dict[str, str] = {}
            remaining = iter(targets)
            query = "SELECT source, target FROM hand_made WHERE direction = ? AND source IN ({})"
            while chunk := list(islice(remaining, _CHUNK)):
                earlier |= dict(_fetch(connection, query, direction, chunk))
            connection.executemany(
                "INSERT OR REPLACE INTO hand_made (direction, source, target, made_at) VALUES (?, ?, ?, ?)",
                (
                    (direction, source, target, made_at)
                    for source, (target, made_at) in targets.items()
                    if source not in earlier or (replace and earlier[source] != target)
                ),
            )
        return earlier

    def counts(self) -> tuple[int, int]:
        """How many hand-made and how many machine translations there are, these of all models."""
        with self._reported() as connection:
            query = "SELECT (SELECT COUNT(*) FROM hand_made), (SELECT COUNT(*) FROM unit)"
            by_hand, by_machine = connection.execute(query).fetchone()
            return by_hand, by_machine

    def hand_made(self) -> Iterator[StoredUnit]:
        """Every hand-made translation, by direction and source."""
        query = "SELECT direction, source, target, made_at FROM hand_made ORDER BY direction, source"
        with self._reported() as connection:
            for direction, source, target, made_at in connection.execute(query):
                yield StoredUnit(direction, source, target, made_at)

    def machine_made(self) -> Iterator[StoredUnit]:
        """Of every sentence the newest machine translation in each direction, by direction and source."""
        with self._reported() as connection:
            engines = connection.execute("SELECT id, key, label FROM engine").fetchall()
            by_direction: dict[str, dict[int, str]] = {}
            for number, key, label in engines:
                by_direction.setdefault("-".join(ends_of(key)), {})[number] = label
            for direction, labels in sorted(by_direction.items()):
                yield from self._newest(connection, direction, labels)

    def _newest(
        self, connection: sqlite3.Connection, direction: str, labels: Mapping[int, str]
    ) -> Iterator[StoredUnit]:
        numbers = ",".join("?" * len(labels))
        query = (
            "SELECT source, target, made_at, engine, marks FROM unit"
            f" WHERE engine IN ({numbers}) ORDER BY source, made_at DESC"
        )
        before = None
        for source, target, made_at, engine, marks in connection.execute(query, tuple(labels)):
            if source != before:
                try:
                    doubts = _marks(marks)
                except msgspec.MsgspecError:
                    continue  # the one made before it may be readable
                before = source
                yield StoredUnit(direction, source, target, made_at, labels[engine], doubts)

    def forget_hand_made(self, direction: str, source: str) -> None:
        """Go back to the machine's translation of `source`."""
        with self._reported() as connection, transaction(connection):
            connection.execute("DELETE FROM hand_made WHERE direction = ? AND source = ?", (direction, source))

    def close(self) -> None:
        """Close the connections of all threads, none of which may be using the memory any more."""
        with self._lock:
            connections, self._connections = self._connections, []
            self._local = threading.local()
        for connection in connections:
            connection.close()

    def _select(self, query: str, key: str, sources: Iterable[str]) -> Iterator[Any]:
        remaining = iter(sources)
        with self._reported() as connection:
            while chunk := list(islice(remaining, _CHUNK)):
                yield from _fetch(connection, query, key, chunk)

    @contextmanager
    def _reported(self) -> Iterator[sqlite3.Connection]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path, MIGRATIONS, shared_threads=True)
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        try:
            yield connection
        except sqlite3.Error as error:
            raise AituiError(
                f"the translation memory cannot be used ({error})",
                where=str(self.path),
                remedy="Check free space and permissions; a damaged file can be moved away, aitui makes a new one",
            ) from error


def _marks(stored: str) -> tuple[Mark, ...]:
    return msgspec.json.decode(stored, type=tuple[Mark, ...]) if stored != "[]" else ()


def _guarded(stored: str) -> tuple[Guarded, ...]:
    return msgspec.json.decode(stored, type=tuple[Guarded, ...]) if stored != "[]" else ()


def _fetch(connection: sqlite3.Connection, query: str, key: str, sources: Sequence[str]) -> list[Any]:
    marks = ",".join("?" * len(sources))
    return connection.execute(query.format(marks), (key, *sources)).fetchall()
