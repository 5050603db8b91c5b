"""Cuts a masked sentence at its clauses, for a model that fails on the whole of it."""

from __future__ import annotations

import re

from aitui.translate.guard.protection import Part
from aitui.translate.tokenizer import PLACEHOLDERS

_BOUNDARY = re.compile(r"(?<=[,;:.!?–—])\s+|\s+(?=(?:und|oder|aber|sondern|and|or|but)\s)")
_PLACEHOLDER = re.compile("｟([0-9])｠")
_SHORTEST = 24
"""Characters of a clause; what is shorter stays with its neighbour."""


def clauses(part: Part) -> list[Part]:
    """The clauses of `part`, in order, each with its own protected text; the part itself where it has only one."""
    pieces: list[str] = []
    for piece in _BOUNDARY.split(part.text):
        if pieces and (len(pieces[-1]) < _SHORTEST or len(piece) < _SHORTEST):
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
    return [_own(piece, part) for piece in pieces] if len(pieces) > 1 else [part]


def _own(piece: str, part: Part) -> Part:
    """`piece` with its placeholders counted from 0."""
    held = [int(match[1]) for match in _PLACEHOLDER.finditer(piece)]
    numbers = {old: new for new, old in enumerate(held)}
    text = _PLACEHOLDER.sub(lambda match: PLACEHOLDERS[numbers[int(match[1])]], piece)
    return Part(text, tuple(part.protected[number] for number in held))
