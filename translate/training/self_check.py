"""Proves what only torch can show: that a model read back from a pack is the model that was exported, and trains.

    python -m translate.training self-check --pack translate/bundled/de_en --test FILE.tsv

Each check raises TrainingError when it fails. They are no part of the test suite, which runs without torch.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sentencepiece import SentencePieceProcessor

from .batches import BatchSource
from .checkpoint import LAST, TOKENIZER, averaged, load, snapshots
from .corpus import Pair
from .errors import TrainingError
from .model import Transformer, weights_from_state
from .model_file import quantisation_error
from .pack import Direction, direction_of, opened, read_weights, save_model, write_pack
from .shape import OFFSETS, Shape
from .training import Settings, Trainer, evaluation_batches
from .traits import traits
from .vocabulary import END

_PIECES = 2000


def random_model_comes_back(pack: Path) -> str:
    """Export a random torch model as int8 and read it back: no weight is off by more than half a quantisation step."""
    with tempfile.TemporaryDirectory() as folder, opened(pack) as root:
        tokenizer = root / TOKENIZER
        vocab = SentencePieceProcessor(model_file=str(tokenizer)).get_piece_size()
        model = Transformer(Shape(vocab, dim=32, heads=2, ffn=64, encoder_layers=2, decoder_layers=1))
        torch.nn.init.normal_(model.traits)
        weights = weights_from_state(model.shape, model.state_dict(), traits("news", 3))
        out = Path(folder) / "random.argosmodel"
        write_pack(model.shape, weights, tokenizer, direction_of(root), "0", "random", out)
        trainer = Trainer.from_pack(out, Path(folder), Settings())
        restored = weights_from_state(trainer.model.shape, trainer.model.state_dict())
    steps = quantisation_error(weights)
    for name, value in weights.items():
        allowed = 1e-4 if name in OFFSETS else steps.get(name, 0) * 1.001  # those are read back from sums
        _demand(bool(np.all(np.abs(restored[name] - value) <= allowed)), f"{name} has changed")
    return f"random model: {len(weights)} weights came back within half a quantisation step"


def same_loss_as_ctranslate2(pack: Path, rows: Sequence[tuple[str, str]]) -> str:
    """The loss of a warm start is what CTranslate2 itself gives the pack, in full precision.

    Weights of both are the same floats, so they agree within rounding; with the int8 products of the
    pack as it is the difference is that of quantised activations.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trainer = Trainer.from_pack(pack, folder, Settings())
        trainer.precision = torch.float32
        tokenizer = SentencePieceProcessor(model_file=str(folder / TOKENIZER))
        warm = trainer.loss(evaluation_batches(rows, tokenizer, _PIECES))
        shape, weights = read_weights(pack, folder / TOKENIZER)
        save_model(shape, weights, folder / TOKENIZER, folder / "float32", quantization=None)
        exact = _ctranslate2_loss(folder / "float32", tokenizer, rows)
        with opened(pack) as root:
            stored = _ctranslate2_loss(root / "model", tokenizer, rows)
        out = folder / "again.argosmodel"
        weights = weights_from_state(shape, trainer.model.state_dict())
        write_pack(shape, weights, folder / TOKENIZER, Direction("de", "en"), "0", "again", out)
        again = Trainer.from_pack(out, folder, Settings())
        again.precision = torch.float32
        after = again.loss(evaluation_batches(rows, tokenizer, _PIECES))
    _demand(abs(warm - exact) < 1e-3, f"loss {warm:.4f} in torch, {exact:.4f} in CTranslate2")
    _demand(abs(warm - after) < 1e-4, f"loss {warm:.4f} before exporting, {after:.4f} after")
    _demand(abs(warm - stored) < 0.05, f"loss {warm:.4f} in torch, {stored:.4f} in the pack")
    return f"loss per piece: torch {warm:.4f}, CTranslate2 {exact:.4f}, int8 {stored:.4f}, exported again {after:.4f}"


def _ctranslate2_loss(model: Path, tokenizer: SentencePieceProcessor, rows: Sequence[tuple[str, str]]) -> float:
    import ctranslate2

    translator = ctranslate2.Translator(str(model), compute_type="default")
    sources, targets = (tokenizer.encode([row[side] for row in rows], out_type=str) for side in (0, 1))
    scored = translator.score_batch(sources, targets, max_batch_size=_PIECES, batch_type="tokens")
    losses: list[float] = [-value for sentence in scored for value in sentence.log_probs]
    return sum(losses) / len(losses)


def training_resumes(pack: Path, rows: Sequence[tuple[str, str]]) -> str:
    """Training from a pack lowers the loss on what it trains on, and a stop in the middle changes no weight."""
    pairs = [Pair("test", source, target) for source, target in rows]
    with tempfile.TemporaryDirectory() as name:
        losses = []
        states = []
        for stops in ([8], [3, 8]):
            work = Path(name) / str(stops[0])
            trainer = Trainer.from_pack(pack, work, Settings(warmup=4, rate=2e-4, snapshots=2))
            trainer.precision = torch.float32
            tokenizer = SentencePieceProcessor(model_file=str(work / TOKENIZER))
            source = BatchSource(pairs, tokenizer, {"test": 1.0}, _PIECES)
            batches = evaluation_batches(rows, tokenizer, _PIECES)
            losses.append(trainer.loss(batches))
            for stop in stops:
                for batch, position in source.batches(trainer.progress.position):
                    trainer.step(batch, 2e-4)
                    trainer.progress.position = position
                    if trainer.progress.step == stop:
                        break
                trainer.save()
                trainer = Trainer.resumed(work, Settings(warmup=4, rate=2e-4, snapshots=2))
                trainer.precision = torch.float32
            losses.append(trainer.loss(batches))
            states.append(load(work / LAST).weights())
        mean = averaged(snapshots(work)).weights()
    _demand(losses[1] < losses[0] - 0.005, f"loss {losses[0]:.4f} before training, {losses[1]:.4f} after")
    furthest = max(float(np.abs(states[0][name] - states[1][name]).max()) for name in states[0])
    _demand(furthest < 1e-4, f"weights differ by {furthest} after a stop")
    _demand(all(np.isfinite(value).all() for value in mean.values()), "the average is not finite")
    return f"8 steps: loss {losses[0]:.4f} to {losses[1]:.4f}; stopped and resumed: weights within {furthest:.1e}"


def few_contenders_teach_the_same(pack: Path, rows: Sequence[tuple[str, str]]) -> str:
    """The loss against some of the vocabulary is near that against all of it, and the same where none is left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trainer = Trainer.from_pack(pack, folder, Settings())
        trainer.precision = torch.float32
        vocab = trainer.model.shape.vocab
        tokenizer = SentencePieceProcessor(model_file=str(folder / TOKENIZER))
        batches = evaluation_batches(rows, tokenizer, _PIECES)
        full, some, every = (trainer.loss(batches, contenders=count) for count in (0, 1500, vocab))
    _demand(abs(full - every) < 1e-4, f"loss {full:.4f} against all, {every:.4f} with all of them contending")
    _demand(abs(full - some) < 0.1, f"loss {full:.4f} against all, {some:.4f} against 1,500")
    return f"loss per piece against all {full:.4f}, against 1,500 and a batch's own {some:.4f}"


def heavy_pieces_count_more(pack: Path, rows: Sequence[tuple[str, str]]) -> str:
    """A piece that counts as two others weighs on the loss as if it stood there twice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trainer = Trainer.from_pack(pack, folder, Settings())
        tokenizer = SentencePieceProcessor(model_file=str(folder / TOKENIZER))
        batch = evaluation_batches(rows, tokenizer, _PIECES)[0]
        model, told = trainer.model.eval(), torch.from_numpy(batch.traits)
        texts = [torch.from_numpy(array) for array in (batch.source, batch.target_in, batch.target_out)]

        def loss(heavy: Sequence[int], weight: float) -> float:
            counts = torch.ones(model.shape.vocab)
            counts[list(heavy)] = weight
            with torch.inference_mode():
                return float(model(*texts, told, 0.0, None, counts))

        alone, ends = loss([], 1.0), int((texts[2] == END).sum())
        of_ends = loss([piece for piece in range(model.shape.vocab) if piece != END], 0.0)
        expected = (alone * batch.target_pieces + of_ends * ends) / (batch.target_pieces + ends)
    _demand(abs(loss([END], 2.0) - expected) < 1e-4, f"loss {loss([END], 2.0):.4f} with heavy ends, not {expected:.4f}")
    return f"loss per piece {alone:.4f}, of the ends {of_ends:.4f}, of both with ends that count double {expected:.4f}"


def _demand(holds: bool, failure: str) -> None:
    if not holds:
        raise TrainingError(failure)
