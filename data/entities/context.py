"""Whether a name that could also be a word, or somebody else, means an entity of the table in this article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from aitui.data.entities.matcher import Match
from aitui.data.entities.span import NameSpan
from aitui.data.entities.table import Entry, NameTable


class Meaning:
    """Decides for one article which matches of the table count.

    A form that needs a context ('Meta', 'X', 'Essen') counts where a word beginning with one of its entity's contexts
    stands anywhere in the article, or where the article also names the entity by a form that needs none.
    """

    def __init__(self, text: str, table: NameTable, matches: Iterable[Match]) -> None:
        self._text = text
        self._table = table
        self._named = {match.entity_id for match in matches if not match.contextual}
        self._supported: dict[str, bool] = {}

    def spans(self, matches: Iterable[Match]) -> Iterator[NameSpan]:
        """The matches that count; those that need no context first, so that they win over others of equal length."""
        counting = [match for match in matches if not match.contextual or self._is_supported(match.entity_id)]
        for match in sorted(counting, key=lambda match: match.contextual):
            yield NameSpan(match.start, match.end, self._entry(match.entity_id).kind, match.entity_id, match.contextual)

    def _is_supported(self, entity_id: str) -> bool:
        known = self._supported.get(entity_id)
        if known is None:
            known = entity_id in self._named or any(map(self._stands, self._entry(entity_id).context))
            self._supported[entity_id] = known
        return known

    def _stands(self, prefix: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(prefix)}", self._lowered) is not None

    @cached_property
    def _lowered(self) -> str:
        return self._text.lower()

    def _entry(self, entity_id: str) -> Entry:
        entry = self._table.get(entity_id)
        assert entry is not None, entity_id
        return entry
