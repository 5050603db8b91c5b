"""Cuts a sentence at its bars: a row of a table is no sentence, nor is a headline with its section behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from aitui.translate.guard.protection import Protected

_BAR = re.compile(r"(?<!\S)\|(?!\S)")
_OPENING, _CLOSING = "([{", ")]}"


def cells(text: str, protected: Sequence[Protected]) -> list[tuple[str, list[Protected]]]:
    """What stands between the bars of `text`, `| Jahr | Umsatz |`, and each bar, with what is protected in it.

    A bar within brackets, `P(A | B)`, or within something protected is none.
    """
    found: list[tuple[str, list[Protected]]] = []
    start = 0
    for bar in _BAR.finditer(text):
        held = any(item.start <= bar.start() < item.end for item in protected)
        if held or _depth(text[start : bar.start()]) > 0:
            continue
        found += [_cut(text, start, bar.start(), protected), ("|", [])]
        start = bar.end()
    if not found:
        return [(text, list(protected))]
    return [cell for cell in (*found, _cut(text, start, len(text), protected)) if cell[0]]


def _depth(text: str) -> int:
    """How many brackets are open at its end."""
    return sum(map(text.count, _OPENING)) - sum(map(text.count, _CLOSING))


def _cut(text: str, start: int, end: int, protected: Sequence[Protected]) -> tuple[str, list[Protected]]:
    piece = text[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    inside = [item for item in protected if begin <= item.start and item.end <= end]
    return piece.strip(), [replace(item, start=item.start - begin, end=item.end - begin) for item in inside]
