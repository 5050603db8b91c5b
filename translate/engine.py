"""Runs one pack's model with CTranslate2, many sentences at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aitui.data.errors import AituiError
from aitui.translate.normalise import has_letters, normalise
from aitui.translate.packages import Package
from aitui.translate.segments import Segment, join, segments
from aitui.translate.tokenizer import Tokenizer, held_placeholders, load_tokenizer
from aitui.translate.translation import StopCheck

LANGUAGES_WITHOUT_SPACES = frozenset({"zh", "zt", "ja", "th"})

_BUNDLED_PIECES = 110
"""The longest sentence that the bundled models saw in training, in pieces."""
_INSTALLED_PIECES = 200
_MAX_THREADS = 4
"""More cores find too little to do in one batch."""

_MODEL_ERRORS = (RuntimeError, ValueError, IndexError, MemoryError)
"""What CTranslate2 raises for a model that is cut off, overwritten or not of its kind."""


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """How a model searches for the translation; part of what a stored translation belongs to."""

    beam_size: int = 2
    length_penalty: float = 1.0
    batch_pieces: int = 450
    """Source pieces that one processor core translates at once. Larger batches were no faster on two cores, only
    slower to stop. Changes the speed and, but for rounding, nothing else."""

    @property
    def key(self) -> str:
        """What of it changes translations."""
        return f"beam {self.beam_size} length {self.length_penalty:g}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """What the model wrote for one text."""

    text: str
    truncated: bool = False
    """The model was stopped before it came to an end."""


@dataclass(frozen=True, slots=True)
class _Piecewise:
    """A stretch of a text that goes through the model at once."""

    text: int
    pieces: list[str]
    placeholders: frozenset[str]


class Engine:
    """One pack's model, loaded at its first use and safe to use from several threads.

    `threads` are the processor cores it may use; 0 takes what this process may run on, up to four.
    """

    def __init__(self, package: Package, threads: int = 0) -> None:
        self.package = package
        self.threads = threads or min(_available_cores(), _MAX_THREADS)
        self.max_pieces = _BUNDLED_PIECES if package.bundled else _INSTALLED_PIECES
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Tokenizer] | None = None

    def translate(
        self, texts: Sequence[str], *, options: DecodingOptions, should_stop: StopCheck | None = None
    ) -> list[Decoded | None]:
        """The translation of each text, or None for those not yet begun when `should_stop` said so.

        A text longer than the model takes well goes through in parts; text without letters is copied. Raises
        AituiError naming the pack when the model is damaged.
        """
        results: list[Decoded | None] = [None if has_letters(text) else Decoded(normalise(text)) for text in texts]
        open_texts = [index for index, result in enumerate(results) if result is None]
        if not open_texts or (should_stop and should_stop()):
            return results
        model, tokenizer = self._load()
        parts: dict[int, list[Segment]] = {}
        units: list[_Piecewise] = []
        for index, pieces in zip(open_texts, tokenizer.encode([texts[i] for i in open_texts]), strict=True):
            if len(pieces) <= self.max_pieces:
                parts[index] = [Segment(texts[index], spaced=False)]
                units.append(_Piecewise(index, pieces, held_placeholders(texts[index])))
                continue
            parts[index] = segments(
                texts[index], self.max_pieces, lambda words: [len(p) for p in tokenizer.encode(words)]
            )
            for part, part_pieces in zip(parts[index], tokenizer.encode([p.text for p in parts[index]]), strict=True):
                units.append(_Piecewise(index, part_pieces, held_placeholders(part.text)))
        decoded = self._decode(model, tokenizer, units, options, should_stop)
        for index in open_texts:
            results[index] = self._joined(decoded[index], parts[index])
        return results

    def _joined(self, decoded: list[Decoded | None], parts: list[Segment]) -> Decoded | None:
        done = [result for result in decoded if result is not None]
        if len(done) < len(parts):
            return None
        spaces = self.package.to_code not in LANGUAGES_WITHOUT_SPACES
        text = join([result.text for result in done], parts, spaces=spaces)
        return Decoded(text, any(result.truncated for result in done))

    def _decode(
        self,
        model: Any,
        tokenizer: Tokenizer,
        units: Sequence[_Piecewise],
        options: DecodingOptions,
        should_stop: StopCheck | None,
    ) -> dict[int, list[Decoded | None]]:
        """By number of the text: the translation of each of its parts, in order."""
        results: list[Decoded | None] = [None] * len(units)
        for batch in _batches(units, options.batch_pieces * self.threads):
            if should_stop and should_stop():
                break
            for number, decoded in zip(
                batch, self._decode_batch(model, tokenizer, [units[n] for n in batch], options), strict=True
            ):
                results[number] = decoded
        by_text: dict[int, list[Decoded | None]] = {}
        for unit, result in zip(units, results, strict=True):
            by_text.setdefault(unit.text, []).append(result)
        return by_text

    def _decode_batch(
        self, model: Any, tokenizer: Tokenizer, units: Sequence[_Piecewise], options: DecodingOptions
    ) -> list[Decoded]:
        """`units` hold the same placeholders and fit into the model at once."""
        longest = max(len(unit.pieces) for unit in units)
        # A translation is rarely even twice as long; what reaches this is a loop, and is marked.
        max_length = 3 * longest + 32
        prefix = self.package.target_prefix
        invented = sorted(tokenizer.placeholders - units[0].placeholders)
        try:
            outputs = model.translate_batch(
                [unit.pieces for unit in units],
                target_prefix=[[prefix]] * len(units) if prefix else None,
                beam_size=options.beam_size,
                length_penalty=options.length_penalty,
                max_batch_size=max(longest, self._share(units)),
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=max_length,
                suppress_sequences=[[placeholder] for placeholder in invented] or None,
                replace_unknowns=not tokenizer.has_byte_fallback,
                use_vmap=not prefix,  # where the pack has one; with it CTranslate2 mistakes the pieces of a prefix
            )
        except _MODEL_ERRORS as error:
            raise self._damaged(error) from error
        decoded = []
        for output in outputs:
            pieces = output.hypotheses[0]
            truncated = len(pieces) >= max_length
            if prefix and pieces[:1] == [prefix]:
                pieces = pieces[1:]
            decoded.append(Decoded(tokenizer.decode(pieces), truncated))
        return decoded

    def _share(self, units: Sequence[_Piecewise]) -> int:
        """Pieces for each core, with something for the padding of unequal lengths."""
        return 1 + sum(len(unit.pieces) for unit in units) * 6 // (5 * self.threads)

    def _load(self) -> tuple[Any, Tokenizer]:
        with self._loading:
            if self._loaded is None:
                tokenizer = load_tokenizer(self.package)
                import ctranslate2

                try:
                    # A batch for each core; cores that share every small product wait for each other most of the time.
                    model = ctranslate2.Translator(
                        str(self.package.model_folder),
                        device="cpu",
                        compute_type="default",
                        inter_threads=self.threads,
                        intra_threads=1,
                    )
                except _MODEL_ERRORS as error:
                    raise self._damaged(error) from error
                self._loaded = model, tokenizer
            return self._loaded

    def _damaged(self, error: Exception) -> AituiError:
        remedy = "Install aitui again" if self.package.bundled else "Install the pack again, or remove it"
        return AituiError(
            f"the model {self.package.name} cannot be used ({error})", where=str(self.package.root), remedy=remedy
        )


def _batches(units: Sequence[_Piecewise], batch_pieces: int) -> Iterator[list[int]]:
    """Numbers of units to translate together: alike in placeholders, alike in length, `batch_pieces` at most.

    Early units come first: lengths are only sorted within a few batches.
    """
    for window in _windows(units, 4 * batch_pieces):
        window.sort(key=lambda number: (sorted(units[number].placeholders), -len(units[number].pieces)))
        batch: list[int] = []
        size = 0
        for number in window:
            if batch and (
                size + len(units[number].pieces) > batch_pieces
                or units[number].placeholders != units[batch[0]].placeholders
            ):
                yield batch
                batch, size = [], 0
            batch.append(number)
            size += len(units[number].pieces)
        if batch:
            yield batch


def _windows(units: Sequence[_Piecewise], pieces: int) -> Iterator[list[int]]:
    window: list[int] = []
    size = 0
    for number, unit in enumerate(units):
        window.append(number)
        size += len(unit.pieces)
        if size >= pieces:
            yield window
            window, size = [], 0
    if window:
        yield window


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
