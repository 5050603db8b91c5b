"""Translates with packs as they are, without the app: what a model itself can do."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .pack import TOKENIZER, Direction, direction_of, opened


@dataclass(frozen=True, slots=True)
class Decoding:
    """What a pack made of some sentences."""

    direction: Direction
    texts: list[str]
    seconds: float


def decode(
    pack: Path, sentences: Sequence[str], beam: int = 2, threads: int = 2, repetition_penalty: float = 1.0
) -> Decoding:
    """Translate sentences with one pack; the length penalty is the app's for bundled packs.

    The app takes a `beam` of 2 into English, and of 4 into Chinese with a repetition penalty of 1.1.
    """
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    with opened(pack) as root:
        tokenizer = SentencePieceProcessor(model_file=str(root / TOKENIZER))
        translator = ctranslate2.Translator(str(root / "model"), inter_threads=threads, intra_threads=1)
        start = time.perf_counter()
        results = translator.translate_batch(
            tokenizer.encode(list(sentences), out_type=str),
            beam_size=beam,
            length_penalty=1.5,
            repetition_penalty=repetition_penalty,
            max_batch_size=450,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=512,
            use_vmap=True,
        )
        seconds = time.perf_counter() - start
        texts = [str(tokenizer.decode_pieces(result.hypotheses[0])).strip() for result in results]
        return Decoding(direction_of(root), texts, seconds)


def decode_through(
    packs: Sequence[Path], sentences: Sequence[str], beam: int = 2, threads: int = 2, repetition_penalty: float = 1.0
) -> Decoding:
    """Translate with one pack after the other: German to English, English to Chinese."""
    texts, seconds = list(sentences), 0.0
    first = last = None
    for pack in packs:
        decoding = decode(pack, texts, beam, threads, repetition_penalty)
        texts, seconds = decoding.texts, seconds + decoding.seconds
        first, last = first or decoding.direction, decoding.direction
    if first is None or last is None:
        raise ValueError("no pack to decode with")
    return Decoding(Direction(first.source, last.target), texts, seconds)
