"""The search index's file: tables, the numbers documents and terms go by, and how to tell a file that cannot be used.

One SQLite file holds the targets and an inverted index of our own over them. A *document* is one row of `target`; its
number says on which *shelf* (type of target) it stands. A *posting* row lists the documents of one term within one
block of 65,536 documents as 16-bit numbers, so that adding an article touches only short, last rows. The vocabulary is
kept a second time in chunks that load at once into arrays, because fuzzy matching must see all of it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from aitui.data import database
from aitui.data.errors import AituiError
from aitui.data.search.documents import TargetType

FORMAT = 3
"""Raised whenever folding, terms or tables change in a way that older files do not follow."""

BLOCK_BITS = 16
"""A block is 2**16 documents: document numbers inside it take two bytes."""
SHELF_BITS = 28
"""A shelf holds 2**28 documents; its number is the bits above."""
SHELVES = (TargetType.ENTITY, TargetType.ARTICLE, TargetType.QUOTE, TargetType.SENTENCE)
"""In the order of their numbers."""
VOCABULARY_CHUNK = 2048
"""Terms in one row of `vocabulary` and `statistics`."""

MIGRATIONS = (
    """
    CREATE TABLE meta(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE article(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE target(
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
        language TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, speaker TEXT NOT NULL,
        names TEXT NOT NULL, readings TEXT NOT NULL, kind TEXT NOT NULL, weight INTEGER NOT NULL,
        is_translation INTEGER NOT NULL
    );
    CREATE INDEX target_article ON target(article);
    CREATE UNIQUE INDEX target_entity ON target(name) WHERE id < 268435456;
    CREATE TABLE occurrence(
        article INTEGER NOT NULL, entity INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        weight INTEGER NOT NULL, PRIMARY KEY(article, entity)
    ) WITHOUT ROWID;
    CREATE INDEX occurrence_entity ON occurrence(entity);
    CREATE TABLE term(text TEXT PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE posting(id INTEGER PRIMARY KEY, documents BLOB NOT NULL);
    CREATE TABLE vocabulary(chunk INTEGER PRIMARY KEY, revision INTEGER NOT NULL, terms BLOB NOT NULL,
        lengths BLOB NOT NULL, signatures BLOB NOT NULL, openings BLOB NOT NULL, heads BLOB NOT NULL);
    CREATE TABLE statistics(chunk INTEGER PRIMARY KEY, revision INTEGER NOT NULL, frequencies BLOB NOT NULL,
        fame BLOB NOT NULL);
    CREATE TABLE block(id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, tags BLOB NOT NULL, lengths BLOB NOT NULL,
        weights BLOB NOT NULL);
    """,
)

LANGUAGES = ("", "de", "en", "zh")
KINDS = ("", "person", "org", "product", "place", "event")


class IndexUnusableError(Exception):
    """The file is missing, damaged, of another format, or was never finished: it has to be built anew."""


def tag(language: str, kind: str) -> int:
    """Language and kind of a document in one byte; unknown ones count as none."""
    language_number = LANGUAGES.index(language) if language in LANGUAGES else 0
    kind_number = KINDS.index(kind) if kind in KINDS else 0
    return language_number | kind_number << 2


def shelf_of(document: int) -> TargetType:
    """The shelf a document number belongs to."""
    return SHELVES[document >> SHELF_BITS]


def first_document(shelf: TargetType) -> int:
    """The number of a shelf's first document."""
    return SHELVES.index(shelf) << SHELF_BITS


def posting_key(term: int) -> int:
    """The row number of a vocabulary term's first posting; the low 16 bits count blocks."""
    return term << BLOCK_BITS


def cjk_posting_key(characters: str) -> int:
    """Like `posting_key` for one or two Chinese characters, which need no vocabulary: their codes are the number."""
    second = ord(characters[1]) if len(characters) > 1 else 0
    return 1 << 62 | ord(characters[0]) << 37 | second << BLOCK_BITS


def cjk_posting_keys(run: str) -> list[int]:
    """Those of the pairs of neighbours in a run of Chinese characters, each once; of a single character its own."""
    pieces = [run[index : index + 2] for index in range(len(run) - 1)] or [run]
    return list(dict.fromkeys(map(cjk_posting_key, pieces)))


def create(path: Path) -> sqlite3.Connection:
    """Open for writing, with empty tables where the file is new.

    Raises IndexUnusableError when what is there is damaged or of another format, AituiError when it cannot be written.
    """
    existed = path.exists()
    if existed:
        check_size(path)
    try:
        connection = database.connect(path, MIGRATIONS, shared_threads=True)
    except AituiError as error:
        if existed and isinstance(error.__cause__, sqlite3.DatabaseError) and not _is_in_the_way(error.__cause__):
            raise IndexUnusableError(str(error)) from error
        raise
    try:
        with database.transaction(connection):
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('format', ?), ('revision', 0)", (FORMAT,))
        check_format(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise IndexUnusableError(str(error)) from error
    except IndexUnusableError:
        connection.close()
        raise
    return connection


def _is_in_the_way(error: BaseException) -> bool:
    """Whether SQLite failed for a reason outside the file: a lock, a full disk, missing permission."""
    return isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error)


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a finished index. Raises IndexUnusableError where there is none."""
    if not path.exists():
        raise IndexUnusableError(f"{path} is missing")
    check_size(path)
    connection = sqlite3.connect(path, timeout=database.BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA cache_size=-16384")
        check_format(connection)
        if not meta(connection, "complete"):
            raise IndexUnusableError(f"{path} was never finished")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise IndexUnusableError(str(error)) from error
    except IndexUnusableError:
        connection.close()
        raise
    return connection


def check_size(path: Path) -> None:
    """Raise IndexUnusableError for a file that was cut off: shorter than its own header says.

    A cheap look; a page that is damaged otherwise is noticed when it is read.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise IndexUnusableError(str(error)) from error
    if size == 0:
        return  # An empty file is a database without tables.
    page = int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(header[28:32], "big")
    logged = path.with_name(path.name + "-wal")
    if len(header) < 100 or (size < page * pages and not (logged.exists() and logged.stat().st_size)):
        raise IndexUnusableError(f"{path} was cut off")


def check_format(connection: sqlite3.Connection) -> None:
    """Raise IndexUnusableError where another version made the file."""
    if meta(connection, "format") != FORMAT:
        raise IndexUnusableError("made by another version of aitui")


def meta(connection: sqlite3.Connection, name: str) -> int:
    """A number kept beside the tables; 0 where there is none."""
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return int(row[0]) if row else 0


def set_meta(connection: sqlite3.Connection, name: str, value: int) -> None:
    """Keep a number beside the tables."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def delete(path: Path) -> None:
    """Remove an index and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
