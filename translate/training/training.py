"""The training loop: for so many hours, from wherever the folder stands, stoppable at any time."""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import FrameType

import numpy as np
import numpy.typing as npt
import torch
from sentencepiece import SentencePieceProcessor

from . import checkpoint
from .ahead import Batches
from .alignment import Lexicon
from .batches import Batch, batch_of, grouped
from .beginning import copying, grown, respelled
from .checkpoint import Progress, State
from .contenders import Chances, Contenders, chances_to_contend
from .model import Transformer, load_weights, weights_from_state
from .optimizers import learning_rate, make_optimizers, set_rate
from .pack import read_weights
from .placeholders import PLACEHOLDERS
from .precision import choose_precision
from .shape import Shape, Weights
from .shortlist import SHORTLIST
from .traits import Traits, traits
from .vocabulary import log_frequencies

Log = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train."""

    hours: float = 1.0
    final: bool = False
    """Bring the learning rate to zero over these hours: the last thing before exporting."""
    rate: float = 1e-3
    warmup: int = 300
    """Steps over which the rate rises, whenever the optimizer begins anew."""
    contenders: int = 0
    """Pieces that each batch is weighed against beside those of its own, as expected; 0 means all."""
    placeholder_weight: float = 1.0
    """How many other pieces a placeholder counts as in the loss that is trained on."""
    dropout: float = 0.0
    optimizer: str = "auto"
    threads: int = 2
    log_steps: int = 100
    save_minutes: float = 5.0
    snapshots: int = 5
    """Snapshots to keep for averaging; one is made at each saving."""


class Trainer:
    """A model, its optimizers and how far they have come, in the folder `work`."""

    def __init__(self, work: Path, shape: Shape, settings: Settings) -> None:
        """A model with random weights; nothing is written until `run`."""
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        if self.device == "cpu":
            torch.set_num_threads(settings.threads)
        self.precision = choose_precision(self.device)
        self._work, self._settings = work, settings
        self.model: Transformer = Transformer(shape, settings.dropout).to(self.device)
        self._optimizers = make_optimizers(self.model, settings.optimizer, self.precision)
        self.progress = Progress()
        self._warm_from = 0
        self._chances_of: dict[int, Chances] = {}

    @classmethod
    def resumed(cls, work: Path, settings: Settings) -> Trainer:
        """Go on from the folder's last checkpoint."""
        state = checkpoint.load(work / checkpoint.LAST)
        trainer = cls(work, state.shape, settings)
        trainer.model.load_state_dict(state.model)
        trainer.progress = state.progress
        trainer._warm_from = state.progress.step
        if len(state.optimizers) == len(trainer._optimizers):  # else others were used: these begin anew
            for optimizer, saved in zip(trainer._optimizers, state.optimizers, strict=True):
                optimizer.load_state_dict(saved)
            trainer._warm_from = 0
        return trainer

    @classmethod
    def from_pack(
        cls, pack: Path, work: Path, settings: Settings, tokenizer: Path | None = None, **larger: int
    ) -> Trainer:
        """Go on from an exported model; its tokenizer is put into `work`, or `tokenizer`, which it goes over to.

        `larger` are fields of its Shape to grow, as `beginning.grown` says, such as `encoder_layers=6`.
        """
        work.mkdir(parents=True, exist_ok=True)
        own = work / checkpoint.TOKENIZER
        shape, weights = read_weights(pack, own)
        if tokenizer:
            before, after = (SentencePieceProcessor(model_file=str(path)) for path in (own, tokenizer))
            shape, weights = replace(shape, vocab=after.get_piece_size()), respelled(weights, before, after)
            shutil.copyfile(tokenizer, own)
            own.with_name(SHORTLIST).unlink(missing_ok=True)  # it is of the pack's own pieces
        shape = shape.larger(**larger)
        trainer = cls(work, shape, settings)
        weights = grown(weights, weights_from_state(shape, trainer.model.state_dict()))
        load_weights(trainer.model, weights)
        return trainer

    @classmethod
    def copying(
        cls, work: Path, shape: Shape, settings: Settings, lexicon: Lexicon, writer: Weights | None = None
    ) -> Trainer:
        """A new model that begins as `beginning.copying` says."""
        trainer = cls(work, shape, settings)
        load_weights(trainer.model, copying(weights_from_state(shape, trainer.model.state_dict()), lexicon, writer))
        return trainer

    def save(self) -> None:
        """Write the checkpoint to go on from and a snapshot to average."""
        optimizers = [optimizer.state_dict() for optimizer in self._optimizers]
        state = State(self.model.shape, self.model.state_dict(), self.progress, optimizers)
        checkpoint.save(self._work / checkpoint.LAST, state)
        if self._settings.snapshots:
            checkpoint.save_snapshot(self._work, state, self._settings.snapshots)

    def run(self, source: Batches, development: Development | None = None, log: Log = print) -> None:
        """Train for the hours of the settings, or until the process is told to stop; saves every few minutes.

        The loss on `development` is measured at each saving, never trained on.
        """
        settings, start = self._settings, time.monotonic()
        end, saved = start + settings.hours * 3600, start
        count = sum(value.numel() for value in self.model.parameters())
        log(f"{self.device}, {self.precision}, {count / 1e6:.1f}M weights, {self.model.shape}")
        log(f"from step {self.progress.step}, {self.progress.position}")
        meter = _Meter(start)
        with _StopSignals() as stopped:
            for batch, position in source.batches(self.progress.position):
                now = time.monotonic()
                if now >= end or stopped():
                    break
                left = (end - now) / (end - start) if settings.final else None
                rate = learning_rate(settings.rate, self.progress.step - self._warm_from, settings.warmup, left)
                meter.add(self.step(batch, rate), batch.target_pieces)
                self.progress.position = position
                if self.progress.step % settings.log_steps == 0:
                    log(f"pass {position.pass_number} step {self.progress.step} rate {rate:.2e} {meter.line()}")
                if now - saved > settings.save_minutes * 60:
                    self.save()
                    saved = now
                    if development:
                        log(self._developed(development))
        self.save()
        if development:
            log(self._developed(development))

    def _developed(self, development: Development) -> str:
        line = (
            f"step {self.progress.step} {self.progress.pieces} target pieces development loss "
            f"{self.loss(development.batches):.3f}, with others' sources {self.loss(development.exchanged):.3f}"
        )
        return f"{line}, on news trained on {self.loss(development.seen):.3f}" if development.seen else line

    def step(self, batch: Batch, rate: float) -> torch.Tensor:
        """One step on one batch; its loss, still on the device."""
        set_rate(self._optimizers, rate)
        loss = self._batch_loss(batch, 0.1, self._settings.contenders, self._counts)
        for optimizer in self._optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self._optimizers:
            optimizer.step()
        self.progress.step += 1
        self.progress.pieces += batch.target_pieces
        return loss.detach()

    def loss(self, batches: Sequence[Batch], contenders: int = 0) -> float:
        """Mean cross-entropy in nats per target piece, without smoothing and dropout; against all pieces or some."""
        self.model.eval()
        with torch.inference_mode():
            losses = [(float(self._batch_loss(batch, 0.0, contenders)), batch.target_pieces) for batch in batches]
        self.model.train()
        return sum(loss * pieces for loss, pieces in losses) / sum(pieces for _, pieces in losses)

    def _batch_loss(
        self, batch: Batch, smoothing: float, contenders: int, counts: torch.Tensor | None = None
    ) -> torch.Tensor:
        source, target_in, target_out = map(self._tensor, (batch.source, batch.target_in, batch.target_out))
        told, against = self._tensor(batch.traits), None
        if contenders:
            few = Contenders.of(batch, self._chances(contenders), seed=self.progress.step)
            against = self._tensor(few.pieces), self._tensor(few.offsets), self._tensor(few.places)
        lower = self.precision != torch.float32
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=lower):
            loss: torch.Tensor = self.model(source, target_in, target_out, told, smoothing, against, counts)
        return loss

    def _chances(self, contenders: int) -> Chances:
        if contenders not in self._chances_of:
            self._chances_of[contenders] = chances_to_contend(log_frequencies(self._tokenizer), contenders)
        return self._chances_of[contenders]

    @cached_property
    def _tokenizer(self) -> SentencePieceProcessor:
        return SentencePieceProcessor(model_file=str(self._work / checkpoint.TOKENIZER))

    @cached_property
    def _counts(self) -> torch.Tensor | None:
        if self._settings.placeholder_weight == 1:
            return None
        counts = torch.ones(self.model.shape.vocab)
        counts[[self._tokenizer.piece_to_id(piece) for piece in PLACEHOLDERS]] = self._settings.placeholder_weight
        return counts.to(self.device)

    def _tensor(self, array: npt.NDArray[np.generic]) -> torch.Tensor:
        return torch.from_numpy(array).to(self.device, non_blocking=True)


@dataclass(frozen=True, slots=True)
class Development:
    """Batches of an evaluation set. How much worse the loss is with others' sources says how much the model reads.

    How much better it is on what the model trains on says how much of that it has learnt by heart.
    """

    batches: list[Batch]
    exchanged: list[Batch]
    """Every target with the source of a target half the set away."""
    seen: list[Batch]
    """Of pairs that the model trains on; may be empty."""

    @classmethod
    def of(
        cls,
        rows: Sequence[tuple[str, str]],
        seen: Sequence[tuple[str, str]],
        tokenizer: SentencePieceProcessor,
        max_pieces: int,
        told: Traits | None = None,
    ) -> Development:
        """From sources and references, and pairs that the model trains on; it is told `told` of all."""
        half = len(rows) // 2
        exchanged = [(rows[index - half][0], target) for index, (_, target) in enumerate(rows)]
        return cls(*(evaluation_batches(texts, tokenizer, max_pieces, told) for texts in (rows, exchanged, seen)))


def evaluation_batches(
    rows: Sequence[tuple[str, str]], tokenizer: SentencePieceProcessor, max_pieces: int, told: Traits | None = None
) -> list[Batch]:
    """Batches of an evaluation set, to measure the loss on; the model is told `told` of each sentence."""
    sources, targets = (tokenizer.encode([row[side] for row in rows]) for side in (0, 1))
    encoded = list(zip(sources, targets, strict=True))
    groups = grouped(encoded, max_pieces, random.Random(0))
    wanted = traits() if told is None else told
    return [batch_of([encoded[index] for index in group], [wanted] * len(group)) for group in groups]


class _Meter:
    """Mean loss since the last line, and the speed; asks the device for the losses only then."""

    def __init__(self, start: float) -> None:
        self._time = start
        self._losses: list[tuple[torch.Tensor, int]] = []

    def add(self, loss: torch.Tensor, pieces: int) -> None:
        self._losses.append((loss, pieces))

    def line(self) -> str:
        pieces = sum(count for _, count in self._losses)
        mean = sum(float(loss) * count for loss, count in self._losses) / pieces
        now = time.monotonic()
        speed = pieces / (now - self._time)
        self._time, self._losses = now, []
        return f"loss {mean:.3f} {speed:.0f} target pieces/s"


class _StopSignals:
    """While entered, SIGINT and SIGTERM ask for a stop after the step that runs, so that nothing is lost."""

    def __enter__(self) -> Callable[[], bool]:
        self._asked = False
        self._before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        return lambda: self._asked

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
