"""Entities in the index: one document each, however many articles mention it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from aitui.data.search.buffers import Blocks, Numbers, Postings
from aitui.data.search.documents import Target, TargetType
from aitui.data.search.schema import tag
from aitui.data.search.terms import length_of, name_terms, readings_of, renown

_NO_ARTICLE = 0


class EntityShelf:
    """Joins the entities of all articles by their keys, with their names and the sum of their weights."""

    def __init__(self, connection: sqlite3.Connection, numbers: Numbers, postings: Postings, blocks: Blocks) -> None:
        self._connection = connection
        self._numbers = numbers
        self._postings = postings
        self._blocks = blocks

    def put(self, article: int, targets: Iterable[Target]) -> None:
        """Make `targets` the entities that `article` mentions."""
        present: dict[str, tuple[int, int, int, int]] = {
            name: tuple(row)
            for name, *row in self._connection.execute(
                'SELECT name, entity, occurrence.start, occurrence."end", occurrence.weight'
                " FROM occurrence JOIN target ON target.id = entity WHERE occurrence.article = ?",
                (article,),
            )
        }
        for target in targets:
            before = present.pop(target.key, None)
            document = self._document(target)
            if before != (document, target.start, target.end, target.weight):
                self._connection.execute(
                    "INSERT OR REPLACE INTO occurrence VALUES (?, ?, ?, ?, ?)",
                    (article, document, target.start, target.end, target.weight),
                )
                self._weigh(document)
        for document, *_ in present.values():
            self._connection.execute("DELETE FROM occurrence WHERE article = ? AND entity = ?", (article, document))
            self._weigh(document)

    def _document(self, target: Target) -> int:
        """The entity's document, made where it is new, with the names that `target` adds."""
        row = self._connection.execute(
            "SELECT id, text, names FROM target WHERE name = ? AND id < 268435456", (target.key,)
        ).fetchone()
        names = {name: language for language, name in target.names}
        names.setdefault(target.text, "")
        if row is None:
            document = self._numbers.next(TargetType.ENTITY)
            self._connection.execute(
                "INSERT INTO target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)",
                (document, _NO_ARTICLE, target.key, target.text, target.language, target.start, target.end,
                 target.speaker, _dump(names), _readings(names), target.kind),
            )  # fmt: skip
            self._index(document, names)
            return document
        document, text, stored = row
        known = {name: language for language, name in json.loads(stored)}
        new = names.keys() - known.keys()
        if new:
            # The fullest name that any article gives is the one shown.
            text = max(text, target.text, key=lambda name: (len(name), name))
            self._connection.execute(
                "UPDATE target SET text = ?, names = ?, readings = ? WHERE id = ?",
                (text, _dump(names | known), _readings(names | known), document),
            )
            self._index(document, new)
        return int(document)

    def _index(self, document: int, names: Iterable[str]) -> None:
        self._postings.add(document, frozenset[str]().union(*map(name_terms, names)))

    def _weigh(self, document: int) -> None:
        """Add up the weights of all articles; an entity that none mentions any more goes."""
        (weight,) = self._connection.execute(
            "SELECT sum(weight) FROM occurrence WHERE entity = ?", (document,)
        ).fetchone()
        if not weight:
            self._connection.execute("DELETE FROM target WHERE id = ?", (document,))
            self._blocks.set(document, 0, 0, 0)
            self._numbers.removed += 1
            return
        text, language, kind, names = self._connection.execute(
            "UPDATE target SET weight = ? WHERE id = ? RETURNING text, language, kind, names", (weight, document)
        ).fetchone()
        self._blocks.set(document, tag(language, kind), length_of(TargetType.ENTITY, text), renown(weight))
        for _, name in json.loads(names):
            self._postings.add_fame(name_terms(name), renown(weight))


def _dump(names: dict[str, str]) -> str:
    return json.dumps([(language, name) for name, language in names.items()], ensure_ascii=False)


def _readings(names: Iterable[str]) -> str:
    return json.dumps(readings_of(names), ensure_ascii=False)
