"""Makes a model's output hold every placeholder of its source exactly once.

A model trained on placeholders drops or doubles one now and then, the more of them a sentence has. Then the output is
kept up to where it went wrong, the placeholder that belongs there is put in, and the model goes on from there; the
attention says where it belongs. Where that does not help, placeholders are put in or taken out and the rest stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

WORD_START = "▁"


@dataclass(frozen=True, slots=True)
class Output:
    """Pieces that a model wrote."""

    pieces: list[str]
    attention: Sequence[Sequence[float]] | None = None
    """For each piece of the output how much it attended to each piece of the source."""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Resumption:
    """Where to go on from: the output so far, and which placeholders may still come."""

    prefix: list[str]
    missing: frozenset[str]


@dataclass(frozen=True, slots=True)
class Renaming:
    """Placeholders exchanged for others, so that sentences that miss different ones can share a batch.

    The missing ones become the first, those that have come become the last: one choice forbids the latter to all.
    """

    forwards: Mapping[str, str]

    @classmethod
    def of(cls, missing: Collection[str], placeholders: Sequence[str]) -> Renaming:
        """`placeholders` are all there are, in order."""
        order = sorted(placeholders, key=lambda placeholder: placeholder not in missing)
        return cls(dict(zip(order, placeholders, strict=True)))

    def apply(self, pieces: Sequence[str]) -> list[str]:
        """`pieces` with the new placeholders."""
        return [self.forwards.get(piece, piece) for piece in pieces]

    def undo(self, pieces: Sequence[str]) -> list[str]:
        """`pieces` with the placeholders they had."""
        backwards = {new: old for old, new in self.forwards.items()}
        return [backwards.get(piece, piece) for piece in pieces]


def is_exact(source: Sequence[str], output: Sequence[str], placeholders: Collection[str]) -> bool:
    """Whether `output` holds the placeholders of `source` exactly once each and no others."""
    counts = Counter(piece for piece in output if piece in placeholders)
    return len(counts) == sum(counts.values()) and counts.keys() == {piece for piece in source if piece in placeholders}


def resumption(
    source: Sequence[str], output: Output, placeholders: Collection[str], fixed: int = 0, *, spaced: bool = True
) -> Resumption | None:
    """Where the model has to go on for `output` to become exact; None where it is.

    The first `fixed` pieces stay. `spaced` says that the language puts spaces between words, so that nothing is
    inserted inside a word.
    """
    wanted = [piece for piece in source if piece in placeholders]
    seen: set[str] = set()
    good = len(output.pieces)
    for index, piece in enumerate(output.pieces):
        if piece in placeholders:
            if piece in seen or piece not in wanted:
                good = index
                break
            seen.add(piece)
    missing = [piece for piece in wanted if piece not in seen]
    if good < len(output.pieces):
        if not missing:
            return Resumption(_trimmed(output.pieces[:good], fixed), frozenset())
        if _may_still_come(missing, output.pieces[good:]):
            return Resumption(_trimmed(output.pieces[:good], fixed), frozenset(missing))
    elif not missing:
        return None
    position, piece = min((_position(source, output, good, fixed, piece, spaced), piece) for piece in missing)
    return Resumption([*output.pieces[:position], piece], frozenset(missing) - {piece})


def spliced(
    source: Sequence[str], output: Output, placeholders: Collection[str], fixed: int = 0, *, spaced: bool = True
) -> Output:
    """`output` made exact without the model: what should not be there taken out, what is missing put in."""
    wanted = [piece for piece in source if piece in placeholders]
    seen: set[str] = set()
    kept: list[int] = []
    for index, piece in enumerate(output.pieces):
        if piece not in placeholders or (piece in wanted and piece not in seen):
            kept.append(index)
            seen.add(piece)
    attention = [output.attention[index] for index in kept] if output.attention else None
    body = Output([output.pieces[index] for index in kept], attention, output.truncated)
    inserted: dict[int, list[str]] = {}
    for piece in wanted:
        if piece not in seen:
            position = _position(source, body, len(kept), min(fixed, len(kept)), piece, spaced)
            inserted.setdefault(position, []).append(piece)
    pieces: list[str] = []
    for index in range(len(kept) + 1):
        pieces += inserted.get(index, [])
        pieces += body.pieces[index : index + 1]
    return Output(pieces, None, output.truncated)


def _may_still_come(missing: Sequence[str], rest: Sequence[str]) -> bool:
    return any(piece in rest for piece in missing)


def _trimmed(pieces: list[str], fixed: int) -> list[str]:
    """Without a lone space piece at its end, which only the placeholder behind it called for."""
    while len(pieces) > fixed and pieces[-1] == WORD_START:
        pieces = pieces[:-1]
    return pieces


def _position(source: Sequence[str], output: Output, good: int, fixed: int, piece: str, spaced: bool) -> int:
    """The index in the output where `piece` belongs: where it was attended to most, else in proportion."""
    column = source.index(piece)
    if output.attention and len(output.attention) >= good:
        weights = [row[column] for row in output.attention[fixed:good]]
        position = fixed + max(range(len(weights)), key=weights.__getitem__) if weights else fixed
    else:
        position = max(fixed, round(column / max(1, len(source)) * good))
    if spaced:
        while fixed < position < good and not output.pieces[position].startswith(WORD_START):
            position -= 1
    return position
