"""A name found in a text, before it is known which entity it belongs to; and the choice among overlapping ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aitui.data.entity import EntityKind


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch of text that names something: `str` offsets, end exclusive."""

    start: int
    end: int
    kind: EntityKind
    entity_id: str | None = None
    """The table's id, where the table knows the name."""
    contextual: bool = False
    """Whether the table knows it by a form that needs a context."""
    guessed: bool = False
    """Whether the kind is no more than the likeliest one."""

    def overlaps(self, other: NameSpan) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: NameSpan) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end


def longest(spans: Iterable[NameSpan]) -> list[NameSpan]:
    """Spans that do not overlap, in order: of two that do, the longer stays; of equally long ones, the first given."""
    chosen: list[NameSpan] = []
    chain: list[NameSpan] = []
    reach = -1
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= reach:
            chosen += _longest_of(chain)
            chain = []
        chain.append(span)
        reach = max(reach, span.end)
    return chosen + _longest_of(chain)


def _longest_of(chain: list[NameSpan]) -> list[NameSpan]:
    """The choice among spans of which each overlaps one before it."""
    chosen: list[NameSpan] = []
    covered: set[int] = set()
    for span in sorted(chain, key=lambda span: span.start - span.end):
        if span.start not in covered and span.end - 1 not in covered:
            chosen.append(span)
            covered.update(range(span.start, span.end))
    return sorted(chosen, key=lambda span: span.start)


def overlapping(spans: list[NameSpan], others: list[NameSpan]) -> list[list[NameSpan]]:
    """For each of `spans` those of `others` that share a character with it; both in order, `others` not overlapping."""
    found: list[list[NameSpan]] = []
    first = 0
    for span in spans:
        while first < len(others) and others[first].end <= span.start:
            first += 1
        last = first
        while last < len(others) and others[last].start < span.end:
            last += 1
        found.append(others[first:last])
    return found
