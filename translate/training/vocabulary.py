"""The tokenizer: one SentencePiece unigram model for both languages (Kudo 2018), with the placeholders as pieces."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sentencepiece import SentencePieceTrainer

from .corpus import read_corpus
from .errors import TrainingError
from .origins import OriginWeights, weight_of
from .placeholders import PLACEHOLDERS

PAD, UNKNOWN, START, END = 0, 1, 2, 3
"""Numbers of the control pieces; CTranslate2 finds them by their names <pad>, <unk>, <s>, </s>."""


def train_tokenizer(corpus: Path, weights: OriginWeights, pieces: int, out: Path, sentences: int = 400_000) -> None:
    """Write the tokenizer `out` of so many pieces, learnt from up to `sentences` lines drawn by origin."""
    rng = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        with text.open("w", encoding="utf-8") as file:
            for pair in read_corpus(corpus):
                if rng.random() < weight_of(pair.origin, weights):
                    file.write(f"{pair.source}\n{pair.target}\n")
        prefix = Path(folder) / "sentencepiece"
        SentencePieceTrainer.train(
            input=str(text),
            model_prefix=str(prefix),
            vocab_size=pieces,
            model_type="unigram",
            character_coverage=0.9998,
            byte_fallback=True,
            input_sentence_size=sentences,
            shuffle_input_sentence=True,
            pad_id=PAD,
            unk_id=UNKNOWN,
            bos_id=START,
            eos_id=END,
            user_defined_symbols=list(PLACEHOLDERS),
            normalization_rule_name="nmt_nfkc",
            minloglevel=2,
        )
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(prefix.with_suffix(".model").read_bytes())


def log_frequencies(tokenizer: Any) -> npt.NDArray[np.float64]:
    """The log of how often each piece of a SentencePieceProcessor comes, (pieces); 0 for those without a frequency."""
    return np.array([tokenizer.get_score(piece) for piece in range(tokenizer.get_piece_size())])


class Spelling:
    """Spells any text with the pieces of a SentencePieceProcessor, without the space that `encode` puts first."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        pieces = range(tokenizer.get_piece_size())
        self._numbers = {tokenizer.id_to_piece(number): number for number in pieces}
        self._scores = {
            piece: tokenizer.get_score(number)
            for piece, number in self._numbers.items()
            if not (tokenizer.is_byte(number) or tokenizer.is_control(number) or tokenizer.is_unknown(number))
        }
        self._longest = max(map(len, self._scores))
        self._byte = min(self._scores.values()) - 10.0  # as SentencePiece: far less likely than any piece

    def of(self, piece: str) -> list[int]:
        """Numbers of the likeliest pieces that `piece` is made of: itself, if it is one; bytes where nothing else fits.

        A space is written `▁`, as in pieces. Raises TrainingError when even the bytes are missing.
        """
        if piece in self._numbers:
            return [self._numbers[piece]]
        best: list[tuple[float, list[str]]] = [(0.0, [])]
        for end in range(1, len(piece) + 1):
            score, spelt = best[end - 1]
            ways = [(score + self._byte, [*spelt, *(f"<0x{byte:02X}>" for byte in piece[end - 1].encode())])]
            for start in range(max(0, end - self._longest), end):
                if (last := piece[start:end]) in self._scores:
                    score, spelt = best[start]
                    ways.append((score + self._scores[last], [*spelt, last]))
            best.append(max(ways, key=lambda way: way[0]))
        if missing := [part for part in best[-1][1] if part not in self._numbers]:
            raise TrainingError(f"{piece!r} cannot be spelt: the pack's tokenizer has no {missing[0]}")
        return [self._numbers[part] for part in best[-1][1]]
