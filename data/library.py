"""The user's articles: their texts, what was read, and where reading stopped."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple, Self

from aitui.data.article import Article, text_digest
from aitui.data.database import BUSY_SECONDS, connect, transaction
from aitui.data.errors import AituiError
from aitui.data.language import detect_language, translated_from
from aitui.data.readers import STANDARD_INPUT, Source

MIGRATIONS = (
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        path TEXT NOT NULL,
        title TEXT NOT NULL,
        language TEXT NOT NULL,
        note TEXT NOT NULL,
        words INTEGER NOT NULL,
        sentences INTEGER NOT NULL,
        added_at REAL NOT NULL,
        removed_at REAL,
        read_at REAL,
        opened_at REAL,
        starred INTEGER NOT NULL DEFAULT 0,
        place INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE article_text (
        article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        text TEXT NOT NULL
    );
    CREATE TABLE progress (
        article_id INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        language TEXT NOT NULL,
        translated INTEGER NOT NULL,
        PRIMARY KEY (article_id, language)
    ) WITHOUT ROWID;
    CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE analysis (
        article_id INTEGER PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        data BLOB NOT NULL
    );
    """,
    "ALTER TABLE progress ADD COLUMN marked INTEGER NOT NULL DEFAULT 0;",
)

SEED_FOLDER = "seeds/"
"""What the paths of bundled articles begin with."""
_COLUMNS = "id, path, title, language, note, words, sentences, added_at, read_at, opened_at, starred, place"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the library, without its text."""

    id: int
    path: str
    """The file it came from, `-` for standard input, `seeds/NAME` for a bundled one."""
    title: str
    language: str
    """ISO 639-1 code of the detected language, `und` where the text is too short to tell."""
    note: str
    """What a person should know about how the file was read, or empty."""
    words: int
    sentences: int
    """Sentences outside boilerplate: what a full translation has."""
    added_at: float
    read_at: float | None
    opened_at: float | None
    starred: bool
    place: int
    """`str` offset into the text where reading stopped."""

    @property
    def unread(self) -> bool:
        """Whether nobody has read to the end or said so."""
        return self.read_at is None

    @property
    def source_language(self) -> str:
        """The language to translate from."""
        return translated_from(self.language)


class Added(NamedTuple):
    """What became of a text that was to be added."""

    entry: Entry
    new: bool
    """False where the library already had the same text."""


class Library:
    """The articles of one user in one SQLite file; safe beside other running programs.

    A connection belongs to the thread that opened it.
    """

    def __init__(self, path: Path, *, patience: float = BUSY_SECONDS) -> None:
        """Open the library at `path`; a new one gets the bundled articles. Raises AituiError.

        `patience` is how many seconds every call waits for another program that writes.
        """
        self._connection = connect(path, MIGRATIONS, patience=patience)
        self._add_seeds()

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, source: Source) -> Added:
        """Store a text. The same text twice is one article; a removed one comes back as it was."""
        article = _parsed(source.text)
        if not article.blocks:
            raise AituiError("holds no text", where=source.path, remedy="Nothing was added")
        digest = text_digest(source.text)
        # Before the lock is taken: the first text of a process pays for loading the tables of languages.
        language = source.language or ("" if self._find(digest) else detect_language(source.text))
        with transaction(self._connection):
            if found := self._find(digest):
                known, was_removed = found
                self._connection.execute("UPDATE article SET removed_at = NULL WHERE id = ?", (known,))
                return Added(self.entry(known), new=was_removed)
            cursor = self._connection.execute(
                "INSERT INTO article (digest, path, title, language, note, words, sentences, added_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    digest,
                    _lasting(source.path),
                    source.title or article.title,
                    language,
                    source.note,
                    article.word_count,
                    sum(len(block.sentences) for block in article.blocks if not block.boilerplate),
                    time.time(),
                ),
            )
            new_id = cursor.lastrowid
            if new_id is None:
                raise sqlite3.DatabaseError("an insert gave no row id")
            self._connection.execute("INSERT INTO article_text VALUES (?, ?)", (new_id, source.text))
            return Added(self.entry(new_id), new=True)

    def _find(self, digest: str) -> tuple[int, bool] | None:
        """The id of the text with this digest and whether it was removed, or None."""
        row = self._connection.execute(
            "SELECT id, removed_at IS NOT NULL FROM article WHERE digest = ?", (digest,)
        ).fetchone()
        return (row[0], bool(row[1])) if row else None

    def entries(self) -> list[Entry]:
        """Every article, in the order they were added."""
        rows = self._connection.execute(f"SELECT {_COLUMNS} FROM article WHERE removed_at IS NULL ORDER BY id")
        return [_entry(row) for row in rows]

    def entry(self, article_id: int) -> Entry:
        """One article's entry. Raises KeyError where there is none (any more)."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM article WHERE id = ? AND removed_at IS NULL", (article_id,)
        ).fetchone()
        if row is None:
            raise KeyError(article_id)
        return _entry(row)

    def article(self, article_id: int) -> Article:
        """The text and structure of one article. Raises KeyError where there is none (any more)."""
        return _parsed(self.text(article_id))

    def text(self, article_id: int) -> str:
        """The text of one article. Raises KeyError where there is none (any more)."""
        row = self._connection.execute(
            "SELECT text FROM article_text JOIN article ON id = article_id WHERE id = ? AND removed_at IS NULL",
            (article_id,),
        ).fetchone()
        if row is None:
            raise KeyError(article_id)
        return str(row[0])

    def find(self, text: str) -> Entry | None:
        """The entry of the article with this text, or None."""
        found = self._find(text_digest(text))
        return self.entry(found[0]) if found is not None and not found[1] else None

    def remove(self, article_ids: Iterable[int]) -> None:
        """Take articles out of the library; `restore` brings them back until the library forgets them."""
        self._set("removed_at = ?", time.time(), article_ids)

    def restore(self, article_ids: Iterable[int]) -> None:
        """Bring removed articles back, with the place where reading stopped."""
        self._set("removed_at = ?", None, article_ids)

    def last_removed(self) -> int | None:
        """The article removed last that `restore` can still bring back."""
        row = self._connection.execute(
            "SELECT id FROM article WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, id DESC LIMIT 1"
        ).fetchone()
        return int(row[0]) if row else None

    def forget_removed(self, older_than_days: float = 30.0) -> int:
        """Delete for good what was removed longer ago than that; returns how many."""
        with transaction(self._connection):
            limit = time.time() - older_than_days * 86_400
            return self._connection.execute("DELETE FROM article WHERE removed_at < ?", (limit,)).rowcount

    def set_read(self, article_ids: Iterable[int], *, read: bool) -> None:
        """Mark articles as read or unread."""
        self._set("read_at = ?", time.time() if read else None, article_ids)

    def set_starred(self, article_ids: Iterable[int], *, starred: bool) -> None:
        """Put a star on articles, or take it away."""
        self._set("starred = ?", int(starred), article_ids)

    def set_place(self, article_id: int, place: int) -> None:
        """Remember the `str` offset of the sentence being read."""
        self._connection.execute(
            "UPDATE article SET place = ?, opened_at = ? WHERE id = ?", (place, time.time(), article_id)
        )

    def last_opened(self) -> Entry | None:
        """The article that was read last, if it is still there."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM article WHERE removed_at IS NULL AND opened_at IS NOT NULL"
            " ORDER BY opened_at DESC LIMIT 1"
        ).fetchone()
        return _entry(row) if row else None

    def set_translated(self, article_id: int, language: str, sentences: int, marked: int = 0) -> None:
        """Remember how many sentences of an article stand in `language`, and how many of them are doubtful."""
        self._connection.execute(
            "INSERT INTO progress (article_id, language, translated, marked)"
            " SELECT id, ?, ?, ? FROM article WHERE id = ?"
            " ON CONFLICT DO UPDATE SET translated = excluded.translated, marked = excluded.marked",
            (language, sentences, marked, article_id),
        )

    def translated(self, language: str) -> dict[int, int]:
        """Per article id, how many sentences stand in `language`."""
        return dict(
            self._connection.execute("SELECT article_id, translated FROM progress WHERE language = ?", (language,))
        )

    def marked(self, language: str) -> dict[int, int]:
        """Per article id, how many sentences in `language` carry a mark; articles without are left out."""
        query = "SELECT article_id, marked FROM progress WHERE language = ? AND marked > 0"
        return dict(self._connection.execute(query, (language,)))

    def analysis(self, article_id: int, fingerprint: str) -> bytes | None:
        """What was found in an article, as it was stored under the same `fingerprint`."""
        row = self._connection.execute(
            "SELECT data FROM analysis WHERE article_id = ? AND fingerprint = ?", (article_id, fingerprint)
        ).fetchone()
        return bytes(row[0]) if row else None

    def analysed(self, fingerprint: str) -> set[int]:
        """The ids of the articles for which `analysis` has something under `fingerprint`."""
        rows = self._connection.execute("SELECT article_id FROM analysis WHERE fingerprint = ?", (fingerprint,))
        return {article_id for (article_id,) in rows}

    def set_analysis(self, article_id: int, fingerprint: str, data: bytes) -> None:
        """Store what was found in an article, in place of anything stored before."""
        self._connection.execute(
            "INSERT INTO analysis SELECT id, ?, ? FROM article WHERE id = ?"
            " ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint, data = excluded.data",
            (fingerprint, data, article_id),
        )

    def state(self, key: str, default: str = "") -> str:
        """A small remembered value, such as the language last read in."""
        row = self._connection.execute("SELECT value FROM state WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else default

    def set_state(self, key: str, value: str) -> None:
        """Remember a small value."""
        self._connection.execute(
            "INSERT INTO state VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (key, value)
        )

    def version(self) -> int:
        """A number that changes whenever another program changes the library."""
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _set(self, assignment: str, value: float | None, article_ids: Iterable[int]) -> None:
        with transaction(self._connection):
            self._connection.executemany(
                f"UPDATE article SET {assignment} WHERE id = ?", [(value, article_id) for article_id in article_ids]
            )

    def _add_seeds(self) -> None:
        """Give a new library the bundled articles; what the user removes from them stays removed."""
        if self.state("seeded"):
            return
        for source in seed_sources():
            self.add(source)
        self.set_state("seeded", "yes")


def _lasting(path: str) -> str:
    """`path` as it is right in every folder: absolute, unless it names no file of the user's."""
    return path if path == STANDARD_INPUT or path.startswith(SEED_FOLDER) else os.path.abspath(path)


def _parsed(text: str) -> Article:
    from aitui.data.structure import parse  # a list of articles is shown before the rules of structure are loaded

    return parse(text)


def seed_sources() -> Sequence[Source]:
    """The bundled articles, in the order of their names."""
    files = (file for file in resources.files("aitui.seeds").iterdir() if file.name.endswith(".txt"))
    return [
        Source(f"{SEED_FOLDER}{file.name}", file.read_bytes().decode("utf-8"), language="de")
        for file in sorted(files, key=lambda file: file.name)
    ]


def _entry(row: tuple[Any, ...]) -> Entry:
    values = dict(zip(Entry.__dataclass_fields__, row, strict=True))
    return Entry(**{**values, "starred": bool(values["starred"])})
