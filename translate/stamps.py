"""Which state of each article the search index holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self

from aitui.data.database import connect, transaction
from aitui.data.errors import AituiError

MIGRATIONS = ("CREATE TABLE stamp (article INTEGER PRIMARY KEY, stamp TEXT NOT NULL);",)


class Stamps:
    """One short text per article id, equal as long as the article need not be indexed again.

    They are written after the index: where a program dies in between, an article is indexed once more, never once
    too little. Several processes may share the file.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at `path`; a damaged one is made anew. Raises AituiError where it cannot be written."""
        try:
            self._connection = connect(path, MIGRATIONS)
        except AituiError as error:
            if not isinstance(error.__cause__, sqlite3.DatabaseError) or _is_in_the_way(error.__cause__):
                raise
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            self._connection = connect(path, MIGRATIONS)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def all(self) -> dict[int, str]:
        """The stamps by article id."""
        return dict(self._connection.execute("SELECT article, stamp FROM stamp"))

    def set(self, stamps: Mapping[int, str]) -> None:
        """Remember the state in which articles were indexed."""
        with transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO stamp VALUES (?, ?)", stamps.items())

    def forget(self, articles: Iterable[int]) -> None:
        """Let these articles be indexed again when they are there again."""
        with transaction(self._connection):
            self._connection.executemany("DELETE FROM stamp WHERE article = ?", ((article,) for article in articles))


def _is_in_the_way(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite failed for a reason outside the file: a lock, a full disk, missing permission."""
    return isinstance(error, sqlite3.OperationalError)
