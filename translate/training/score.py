"""How good a model is: BLEU and chrF2 as sacrebleu counts them, and its speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import chinese
from .decoding import decode_through


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one evaluation set."""

    bleu: float
    chrf: float
    words_per_second: float
    """Of the source, decoding only."""
    texts: list[str]

    def __str__(self) -> str:
        return f"BLEU {self.bleu:.1f}  chrF2 {self.chrf:.1f}  {self.words_per_second:.0f} source words/s"


def score(
    packs: Sequence[Path],
    rows: Sequence[tuple[str, str]],
    beam: int = 2,
    threads: int = 2,
    repetition_penalty: float = 1.0,
    *,
    as_decoded: bool = False,
) -> Score:
    """Translate the sources of `rows` through the packs and compare with their references.

    BLEU counts Chinese by characters (`zh`), other languages by words (`13a`). Chinese gets the full-width signs that
    aitui gives it, unless `as_decoded`: the tokenizer knows half-width ones only (NFKC), which no reference has.
    """
    import sacrebleu

    decoding = decode_through(packs, [source for source, _ in rows], beam, threads, repetition_penalty)
    references = [[reference for _, reference in rows]]
    tokenize = "zh" if decoding.direction.target == "zh" else "13a"
    texts = decoding.texts
    if tokenize == "zh" and not as_decoded:
        texts = [chinese.tidy(text) for text in texts]
    bleu = sacrebleu.corpus_bleu(texts, references, tokenize=tokenize).score
    chrf = sacrebleu.corpus_chrf(texts, references).score
    words = sum(len(source.split()) for source, _ in rows)
    return Score(bleu, chrf, words / decoding.seconds, texts)
