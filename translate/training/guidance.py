"""Tells the decoder where to look: the alignment of a batch, for its attention to learn at first.

A small model that begins at random is a model of the target language for millions of pieces, before its attention finds
the source. An attention that is shown alignments finds it soon (Chen et al. 2016; Garg et al. 2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
from sentencepiece import SentencePieceProcessor

from .alignment import Lexicon, learn_lexicon, prior
from .batches import Batch, Ids, sampled
from .corpus import Pair
from .errors import TrainingError
from .origins import OriginWeights
from .shape import FloatArray
from .vocabulary import END, PAD

LEXICON = "lexicon.npz"

_LEARNT_FROM = 100_000
_DIAGONAL, _NONE = 4.0, 0.08
_COPY = 0.5
"""How likely a piece is its own translation, at least: placeholders and many names are."""
_UNSEEN = 1e-6
"""How likely a translation is that was not seen; where there is no other, relative places decide."""


def save_lexicon(path: Path, lexicon: Lexicon) -> None:
    """Keep a lexicon; of each source piece, translations that make less than a ten-thousandth are left out."""
    rows, columns = np.nonzero(lexicon.probabilities() > 1e-4)
    np.savez_compressed(
        path,
        sources=lexicon.sources,
        targets=lexicon.targets,
        rows=rows.astype(np.uint16),
        columns=columns.astype(np.uint16),
        expected=lexicon.expected[rows, columns],
    )


def load_lexicon(path: Path) -> Lexicon:
    """Read a lexicon again. Raises TrainingError when there is none."""
    try:
        with np.load(path) as content:
            sources, targets = content["sources"], content["targets"]
            expected = np.zeros((len(sources), len(targets)), np.float32)
            expected[content["rows"], content["columns"]] = content["expected"]
    except (OSError, KeyError, ValueError) as error:
        raise TrainingError(f"{path}: no lexicon ({error}); remove it, and training makes it again") from error
    return Lexicon(sources, targets, expected)


def lexicon_of(work: Path, pairs: Sequence[Pair], tokenizer: SentencePieceProcessor, weights: OriginWeights) -> Lexicon:
    """The lexicon in the folder `work`, learnt from 100,000 of the pairs where there is none yet (in minutes)."""
    path = work / LEXICON
    if not path.exists():
        save_lexicon(path, learn_lexicon(sampled(pairs, tokenizer, weights, _LEARNT_FROM)))
    return load_lexicon(path)


@dataclass(frozen=True, slots=True)
class Guide:
    """Alignments of batches, and how much they count."""

    rows: Ids
    """By number of a source piece: its row of `table`; the last row is of unseen pieces."""
    columns: Ids
    """By number of a target piece: its column; the last column is of unseen pieces."""
    table: npt.NDArray[np.float16]
    """p(target piece | source piece)."""
    weight: float
    """What the attention's loss counts beside that of the pieces, at the beginning."""
    pieces: int
    """Target pieces after which it counts nothing; until there it falls evenly."""

    @classmethod
    def of(cls, lexicon: Lexicon, vocab: int, weight: float, pieces: int) -> Guide:
        """A guide by a lexicon of a vocabulary of so many pieces."""
        table = np.pad(np.maximum(lexicon.probabilities(), np.float32(_UNSEEN)), ((0, 1), (0, 1)))
        table[-1], table[:, -1] = _UNSEEN, _UNSEEN
        rows, columns = (np.full(vocab, -1, np.int64) for _ in range(2))
        rows[lexicon.sources] = np.arange(len(lexicon.sources))
        columns[lexicon.targets] = np.arange(len(lexicon.targets))
        return cls(rows, columns, table.astype(np.float16), weight, pieces)

    def strength(self, seen: int) -> float:
        """What the attention's loss counts after so many target pieces."""
        return self.weight * max(0.0, 1 - seen / self.pieces)

    def alignment(self, batch: Batch) -> FloatArray:
        """(sentences, target time, source time): which source piece each piece of `target_out` comes from.

        Sums to one over the source. END comes from END; padding comes from nowhere, all zeros.
        """
        source, target = batch.source, batch.target_out
        likely = self.table[self.rows[source][:, None, :], self.columns[target][:, :, None]].astype(np.float32)
        same = (source[:, None, :] == target[:, :, None]) & (target != END)[:, :, None]
        joint = np.where(same, np.maximum(likely, np.float32(_COPY)), likely)
        lengths = (target != PAD).sum(1) - 1
        for length in set(lengths.tolist()) - {0}:
            joint[lengths == length, :length] *= prior(length, source.shape[1] - 1, _DIAGONAL, _NONE)
        joint[target == END] = source[0] == END
        joint[target == PAD] = 0
        total = np.maximum(joint.sum(-1, keepdims=True), np.float32(1e-30))
        return cast(FloatArray, joint / total)
