"""Which target pieces come into question for a source text, so that decoding need not weigh the whole vocabulary.

CTranslate2 reads this from `vmap.txt` beside the model: lines of a source piece, a tab, and target pieces separated by
spaces; the line of no source piece holds what always comes into question. For a batch it takes the union of its
sources' lines. After Schwenk et al. 2007 and Jean et al. 2015, who chose from a lexicon in the same way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .alignment import Lexicon, learn_lexicon
from .batches import Encoded
from .errors import TrainingError
from .placeholders import PLACEHOLDERS
from .shape import FloatArray
from .vocabulary import END, START, UNKNOWN

SHORTLIST = "vmap.txt"
"""The name that CTranslate2 looks for in the model's folder."""

_ALWAYS = ""
_LEAST_OF_SOURCE = 0.01
"""How often a translation is that of a source piece, for it to be called for."""
_LEAST_OF_TARGET = 0.05
"""How often a target piece comes from a source piece, for that to call for it."""

Shortlist = Mapping[str, Sequence[str]]
"""Target pieces by source piece, and under the empty text those that always come into question."""


def learn_shortlist(
    pairs: Sequence[Encoded], tokenizer: Any, frequent: int = 1000, best: int = 40, sources: int = 6
) -> dict[str, list[str]]:
    """What `pairs` of piece numbers say about the target pieces that each source piece calls for.

    Always in question are the `frequent` most frequent target pieces, placeholders, single letters, digits and signs.
    A source piece calls for itself, for the `best` likeliest translations of it, and for every target piece that has it
    among the `sources` pieces which most of its occurrences come from. `tokenizer` is the SentencePieceProcessor
    that made the pairs.
    """
    pieces = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    counts = Counter(chain.from_iterable(target for _, target in pairs))
    always = {UNKNOWN, START, END, *(number for number, _ in counts.most_common(frequent))}
    always.update(number for number, piece in enumerate(pieces) if _spells(piece) or piece in PLACEHOLDERS)
    called = _called_for(learn_lexicon(pairs), best, sources)
    shortlist = {_ALWAYS: [pieces[number] for number in sorted(always)]}
    for source in range(END + 1, len(pieces)):
        if rest := sorted({source, *called.get(source, ())} - always):
            shortlist[pieces[source]] = [pieces[number] for number in rest]
    return shortlist


def _spells(piece: str) -> bool:
    """Whether any word in plain Latin letters, any number and most signs can be written with such pieces."""
    return len(piece.removeprefix("▁")) <= 1 and piece.removeprefix("▁").isascii()


def _called_for(lexicon: Lexicon, best: int, sources: int) -> dict[int, set[int]]:
    """By source piece: its `best` translations, and the target pieces of which it is one of the main `sources`."""
    from_source = lexicon.probabilities()
    from_target = lexicon.expected / np.maximum(lexicon.expected.sum(0), np.float32(1e-30))
    chosen = _most(from_source, best, axis=1) & (from_source > _LEAST_OF_SOURCE)
    chosen |= _most(from_target, sources, axis=0) & (from_target > _LEAST_OF_TARGET)
    return {
        piece: set(lexicon.targets[row].tolist()) for piece, row in zip(lexicon.sources.tolist(), chosen, strict=True)
    }


def _most(table: FloatArray, count: int, axis: int) -> npt.NDArray[np.bool_]:
    """Where the `count` largest numbers along `axis` stand, and what equals the last of them."""
    if count >= table.shape[axis]:
        return np.ones(table.shape, np.bool_)
    least = np.partition(table, -count, axis=axis).take([-count], axis=axis)
    return np.asarray(table >= least)


def write_shortlist(path: Path, shortlist: Shortlist) -> None:
    """Write the file that CTranslate2 reads. Raises TrainingError for a piece that the format cannot hold."""
    for piece in {*shortlist, *(target for targets in shortlist.values() for target in targets)}:
        if piece != "".join(piece.split()):
            raise TrainingError(f"the piece {piece!r} holds white space, which separates the pieces of a shortlist")
    lines = (f"{source}\t{' '.join(targets)}\n" for source, targets in shortlist.items())
    path.write_text("".join(lines), encoding="utf-8")


def read_shortlist(path: Path) -> dict[str, list[str]]:
    """A shortlist as it was written. Raises TrainingError naming a line that is none of a shortlist."""
    shortlist: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")[:-1], 1):
        source, tab, targets = line.partition("\t")
        if not tab or not targets:
            raise TrainingError(f"{path}, line {number}: wanted are a source piece, a tab and target pieces")
        shortlist[source] = targets.split(" ")
    return shortlist


def candidates(shortlist: Shortlist, sources: Iterable[Iterable[str]]) -> set[str]:
    """The pieces that come into question for a batch of sources, given as pieces."""
    found = set(shortlist.get(_ALWAYS, ()))
    for pieces in sources:
        for piece in pieces:
            found.update(shortlist.get(piece, ()))
    return found
