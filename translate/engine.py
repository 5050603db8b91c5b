"""Runs one pack's model with CTranslate2, many sentences at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from aitui.data.errors import AituiError
from aitui.translate.inclusive import without_gender_signs
from aitui.translate.normalise import has_letters, normalise
from aitui.translate.packages import Package
from aitui.translate.placement import Output, is_exact, placed
from aitui.translate.segments import Segment, join, segments
from aitui.translate.tokenizer import Tokenizer, held_placeholders, load_tokenizer
from aitui.translate.translation import StopCheck

LANGUAGES_WITHOUT_SPACES = frozenset({"zh", "zt", "ja", "th"})

_BUNDLED_PIECES = 110
"""The longest sentence that the bundled models saw in training, in pieces."""
_INSTALLED_PIECES = 200
_BUNDLED_LENGTH_PENALTY = 1.5
"""Small models end too early. On FLORES dev what the bundled ones (0.5) wrote in Chinese was 81 % as long as what
people write, and is 87 % with this; BLEU 9.7 instead of 9.5. English hardly changes: 99 instead of 98.6 %, 23.55
instead of 23.5."""
_INSTALLED_LENGTH_PENALTY = 1.0
USUAL_BEAM, _BUNDLED_BEAMS = 2, {"zh": 4}
"""Hypotheses that are kept while searching. Twice as many take nearly twice as long; the bundled Chinese gains most:
BLEU 19.6 instead of 19.2 on FLORES dev (0.11; 0.12 has 21.0), where the English (0.8) has 27.4 either way."""
_BUNDLED_REPETITION_PENALTIES = {"zh": 1.1}
"""What was written already is so much less likely (Keskar et al. 2019), which keeps a model that knows little Chinese
from turning in circles: BLEU 19.6 instead of 19.0 (0.11; 0.12 has 21.0 and 21.2), and 89 instead of 86 % of sentences
keep all placeholders. English (0.8) has 27.2 with it instead of 27.4."""
_MAX_THREADS = 4
"""More cores find too little to do in one batch."""

_MODEL_ERRORS = (RuntimeError, ValueError, IndexError, MemoryError)
"""What CTranslate2 raises for a model that is cut off, overwritten or not of its kind."""


@dataclass(frozen=True, slots=True)
class DecodingOptions:
    """How a model searches for the translation; part of what a stored translation belongs to."""

    beam_size: int | None = None
    """None takes what is usual for the model."""
    repetition_penalty: float | None = None
    """None takes what is usual for the model; 1 is none."""
    no_repeat_ngram_size: int = 0
    least_pieces: int = 1
    """A translation has at least so many; the first piece of Chinese is often the space before it, and may be all."""
    batch_pieces: int = 450
    """Source pieces that one processor core translates at once. Larger batches were no faster on two cores, only
    slower to stop. Changes the speed and, but for rounding, nothing else."""

    @property
    def key(self) -> str:
        """What of it changes translations."""
        key = f"beam {self.beam_size or 'as usual'}"
        if self.repetition_penalty is not None:
            key += f" penalty {self.repetition_penalty:g}"
        return f"{key} no repeat {self.no_repeat_ngram_size}" if self.no_repeat_ngram_size else key


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
        self._beam = _BUNDLED_BEAMS.get(package.to_code, USUAL_BEAM) if package.bundled else USUAL_BEAM
        self._repetition_penalty = _BUNDLED_REPETITION_PENALTIES.get(package.to_code, 1.0) if package.bundled else 1.0
        self._length_penalty = _BUNDLED_LENGTH_PENALTY if package.bundled else _INSTALLED_LENGTH_PENALTY
        self._loading = threading.Lock()
        self._loaded: tuple[Any, Tokenizer] | None = None

    @property
    def knows_placeholders(self) -> bool:
        """Whether the model carries ｟0｠ … ｟9｠ through; then each of a text comes back exactly once."""
        return bool(self._load()[1].placeholders)

    def translate(
        self, texts: Sequence[str], *, options: DecodingOptions, should_stop: StopCheck | None = None
    ) -> list[Decoded | None]:
        """The translation of each text, or None for those not yet begun when `should_stop` said so.

        A text longer than the model takes well goes through in parts; text without letters is copied. Raises
        AituiError naming the pack when the model is damaged.
        """
        texts = [self._plain(text) for text in texts]
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

    def alternatives(self, text: str, *, options: DecodingOptions, count: int) -> list[Decoded]:
        """Up to `count` translations of a text that fits into the model at once, the model's best first.

        A longer text has one. Those that lost or doubled a placeholder are left out, unless all did.
        """
        model, tokenizer = self._load()
        text = self._plain(text)
        (pieces,) = tokenizer.encode([text])
        whole = self.translate([text], options=options)
        best = [decoded for decoded in whole if decoded is not None]
        if len(pieces) > self.max_pieces or not has_letters(text):
            return best
        held = held_placeholders(text) & tokenizer.placeholders
        (outputs,) = self._run(model, tokenizer, [pieces], options, allowed=held, count=count)
        return best + [
            decoded
            for output in outputs
            if output.exact and (decoded := Decoded(tokenizer.decode(output.pieces), output.truncated)) not in best
        ]

    def _plain(self, text: str) -> str:
        """Without what the bundled models have never read; others may know better what it means."""
        if self.package.bundled and self.package.from_code == "de":
            return without_gender_signs(text)
        return text

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
        decoded: dict[int, Decoded] = {}
        known = tokenizer.placeholders
        spaced = self.package.to_code not in LANGUAGES_WITHOUT_SPACES
        for batch in _batches([len(unit.pieces) for unit in units], options.batch_pieces * self.threads):
            if should_stop and should_stop():
                break
            sources = [units[number].pieces for number in batch]
            held = frozenset[str]().union(*(units[number].placeholders for number in batch)) & known
            found = self._run(model, tokenizer, sources, options, allowed=held)
            for number, source, (output,) in zip(batch, sources, found, strict=True):
                pieces = output.pieces if output.exact else placed(source, output, known, spaced=spaced)
                decoded[number] = Decoded(tokenizer.decode(pieces), output.truncated)
        by_text: dict[int, list[Decoded | None]] = {}
        for number, unit in enumerate(units):
            by_text.setdefault(unit.text, []).append(decoded.get(number))
        return by_text

    def _run(
        self,
        model: Any,
        tokenizer: Tokenizer,
        sources: Sequence[list[str]],
        options: DecodingOptions,
        *,
        allowed: frozenset[str],
        count: int = 1,
    ) -> list[list[Output]]:
        """The `count` best outputs for each of `sources`; no placeholder comes that is not `allowed`.

        Where placeholders are allowed and no output of a source is exact, attention comes along.
        """
        longest = max(map(len, sources))
        # A translation is rarely even twice as long; what reaches this is a loop, and is marked.
        max_length = 3 * longest + 32
        lead = [self.package.target_prefix] if self.package.target_prefix else []
        invented = sorted(tokenizer.placeholders - allowed)
        try:
            results = model.translate_batch(
                sources,
                target_prefix=[lead] * len(sources) if lead else None,
                beam_size=max(options.beam_size or self._beam, count),
                num_hypotheses=count,
                length_penalty=self._length_penalty,
                repetition_penalty=options.repetition_penalty or self._repetition_penalty,
                no_repeat_ngram_size=options.no_repeat_ngram_size,
                max_batch_size=max(longest, self._share(sources)),
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=max_length,
                min_decoding_length=options.least_pieces,
                suppress_sequences=[[placeholder] for placeholder in invented] or None,
                replace_unknowns=not tokenizer.has_byte_fallback,
                return_attention=bool(allowed),
                use_vmap=not lead,  # where the pack has one; with it CTranslate2 mistakes the pieces of a prefix
            )
        except _MODEL_ERRORS as error:
            raise self._damaged(error) from error
        found: list[list[Output]] = []
        for source, result in zip(sources, results, strict=True):
            written = [pieces[len(lead) :] if pieces[: len(lead)] == lead else pieces for pieces in result.hypotheses]
            exact = [not allowed or is_exact(source, pieces, tokenizer.placeholders) for pieces in written]
            # A copy of thousands of numbers, so it is taken only where it has to tell what belongs where.
            attention = [None] * len(written) if any(exact) else [rows[len(lead) :] for rows in result.attention]
            found.append(
                [
                    Output(pieces, rows, truncated=len(pieces) + len(lead) >= max_length, exact=right)
                    for pieces, rows, right in zip(written, attention, exact, strict=True)
                ]
            )
        return found

    def _share(self, sources: Sequence[list[str]]) -> int:
        """Pieces for each core, with something for the padding of unequal lengths."""
        return 1 + sum(map(len, sources)) * 6 // (5 * self.threads)

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


def _batches(sizes: Sequence[int], batch_pieces: int) -> Iterator[list[int]]:
    """Numbers of units of these `sizes` to translate together: alike in length, `batch_pieces` at most.

    Early units come first: lengths are only sorted within a few batches.
    """
    for window in _windows(sizes, 4 * batch_pieces):
        window.sort(key=lambda number: -sizes[number])
        batch: list[int] = []
        size = 0
        for number in window:
            if batch and size + sizes[number] > batch_pieces:
                yield batch
                batch, size = [], 0
            batch.append(number)
            size += sizes[number]
        if batch:
            yield batch


def _windows(sizes: Sequence[int], pieces: int) -> Iterator[list[int]]:
    window: list[int] = []
    total = 0
    for number, size in enumerate(sizes):
        window.append(number)
        total += size
        if total >= pieces:
            yield window
            window, total = [], 0
    if window:
        yield window


def _available_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
