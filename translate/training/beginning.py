"""Weights to begin with that are better than random ones.

`grown` gives a trained model more layers and wider ones, which change nothing until they have learnt something.

`respelled` gives it another tokenizer: what both have in common keeps its weights.

`copying` begins anew, so that copying from the source is translating, word by word, before anything is learnt. Three
things make it so: the embedding of a piece lies near those of its translations; the decoder's attention passes on
unchanged what it looks at; the encoder's layers add little at first, so that an embedding comes through them. What is
then left to learn is where to look.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from .alignment import Lexicon
from .errors import TrainingError
from .shape import EMBEDDINGS, OUTPUT_BIAS, FloatArray, Weights
from .vocabulary import END, Spelling

_QUIET = 0.3
"""What is left of the weights by which a layer adds to what comes through."""
_RANDOM = 0.1
"""What is left of the random weights where an attention passes on unchanged."""
_ADDING = re.compile(r"/(?:self_attention|ffn)/linear_1/|/attention/linear_2/")
"""The last linear layer of each part of a layer, which adds to what comes through."""
_OWN = 0.3
"""Share of an embedding's square that is its own: pieces of one meaning are not the same piece."""


def copying(weights: Weights, lexicon: Lexicon, writer: Weights | None = None) -> Weights:
    """Weights of a model at its beginning, from the random `weights` of its shape.

    `writer` are the weights of a model that writes the target language already, whatever it reads: its decoder is kept,
    and the embeddings of source pieces move to their translations'. Without it the target pieces' embeddings move.
    Raises TrainingError when the writer's decoder is of another size.
    """
    begun = dict(weights)
    for name, value in (writer or {}).items():
        if name.startswith("decoder/") and "/attention/" not in name:
            if name not in weights or weights[name].shape != value.shape:
                raise TrainingError(f"{name} of the pack does not fit; keep its vocabulary, width and decoder layers")
            begun[name] = value
    begun[EMBEDDINGS] = near_translations(begun[EMBEDDINGS], lexicon, move_sources=writer is not None)
    for name, value in begun.items():
        if name.endswith(("self_attention/linear_1/weight", "ffn/linear_1/weight")):
            if writer is None or name.startswith("encoder/"):
                begun[name] = _QUIET * value
        elif name.endswith("/attention/linear_1/weight"):  # keys, then values
            dim = value.shape[1]
            begun[name] = np.concatenate([value[:dim], _identity(value[dim:])])
        elif name.endswith("/attention/linear_2/weight"):
            begun[name] = _identity(value)
    return begun


def grown(weights: Weights, fresh: Weights) -> Weights:
    """Weights of a larger model that does what the model of `weights` does (Net2Net: Chen et al. 2016).

    `fresh` are random weights of its shape. It may have more layers, which come after those there are, and wider
    feed-forward layers; what is new adds nothing to what comes through it until it is trained. Raises TrainingError
    when the two differ in anything else.
    """
    begun = {name: np.zeros_like(value) if _ADDING.search(name) else value.copy() for name, value in fresh.items()}
    for name, value in weights.items():
        of_ffn = "/ffn/linear_" in name
        if name not in begun or (begun[name].shape != value.shape and not of_ffn):
            raise TrainingError(f"{name} of the pack has no place in the model; only layers and --ffn can grow")
        if any(least > most for least, most in zip(value.shape, begun[name].shape, strict=True)):
            raise TrainingError(f"{name} of the pack is wider than asked for; --ffn can only grow")
        begun[name][tuple(map(slice, value.shape))] = value
    return begun


def respelled(weights: Weights, before: Any, after: Any) -> Weights:
    """Weights of the same model with the pieces of another tokenizer.

    `before` and `after` are the SentencePieceProcessors. A piece that both have keeps its embedding and its bias; any
    other begins as the mean of the old pieces that spell it, at their mean length (as in Gee et al. 2022). Raises
    TrainingError when a piece cannot be spelt with the old ones, which byte fallback rules out.
    """
    spelling = Spelling(before)
    embeddings, bias = weights[EMBEDDINGS], weights[OUTPUT_BIAS]
    begun, begun_bias = [], []
    for number in range(after.get_piece_size()):
        spelt = spelling.of(after.id_to_piece(number))
        rows = embeddings[spelt]
        begun.append(_of_length(rows.mean(0, keepdims=True), float(np.linalg.norm(rows, axis=1).mean()))[0])
        begun_bias.append(bias[spelt].mean())
    return {**weights, EMBEDDINGS: np.stack(begun), OUTPUT_BIAS: np.array(begun_bias, np.float32)}


def _identity(value: FloatArray) -> FloatArray:
    return np.eye(len(value), dtype=np.float32) + np.float32(_RANDOM) * value


def near_translations(embeddings: FloatArray, lexicon: Lexicon, *, move_sources: bool) -> FloatArray:
    """Embeddings (vocabulary, dim) in which the pieces of one language lie near their translations.

    Only pieces that stand in the language that moves at least four times as often as in the other one move: signs,
    names and numbers stay. The moved ones get the mean length of that language's.
    """
    moving, staying, expected = lexicon.sources, lexicon.targets, lexicon.expected
    if not move_sources:
        moving, staying, expected = lexicon.targets, lexicon.sources, lexicon.expected.T
    often = expected.sum(1)
    elsewhere = np.zeros(len(embeddings), np.float32)
    elsewhere[staying] = expected.sum(0)
    chosen = (often > 4 * elsewhere[moving]) & (moving != END)
    share = (expected[chosen] / np.maximum(often[chosen, None], np.float32(1e-30))) ** 2  # the likeliest counts most
    share[:, staying == END] = 0
    meaning = _of_length(share @ embeddings[staying], 1.0)
    before = embeddings[moving[chosen]]
    length = float(np.linalg.norm(before, axis=1).mean()) if len(before) else 1.0
    moved = embeddings.copy()
    moved[moving[chosen]] = _of_length((1 - _OWN) ** 0.5 * meaning + _OWN**0.5 * _of_length(before, 1.0), length)
    return moved


def _of_length(rows: FloatArray, length: float) -> FloatArray:
    norms = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    scaled: FloatArray = np.multiply(rows, length / norms, dtype=np.float32)
    return scaled
