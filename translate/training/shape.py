"""How large a model is, and which weights a model of that size has.

Weights are named as CTranslate2 names them: what is trained, exported and read back goes by one name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .errors import TrainingError

FloatArray = npt.NDArray[np.float32]
Weights = dict[str, FloatArray]

EMBEDDINGS = "decoder/embeddings/weight"
"""One matrix for the source, the target and the output."""
OUTPUT_BIAS = "decoder/projection/bias"
OFFSETS = ("encoder/position_encodings/offset", "decoder/position_encodings/offset")
"""What is added to the position encodings of each side, alike at every position: the traits of `traits`."""
POSITIONS = 1024
"""Positions that have an encoding: the longest input, in pieces."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A pre-norm Transformer with ReLU and shared embeddings."""

    vocab: int
    dim: int = 256
    heads: int = 4
    ffn: int = 1024
    encoder_layers: int = 6
    decoder_layers: int = 2

    def larger(self, **sizes: int) -> Shape:
        """The shape of a model that grows from this one. Raises TrainingError for another number of heads.

        Weights of the same size mean something else when they are cut into other heads.
        """
        if sizes.get("heads", self.heads) != self.heads:
            raise TrainingError(f"the pack has {self.heads} heads and keeps them; leave --heads away")
        return replace(self, **sizes)

    def __str__(self) -> str:
        return f"{self.encoder_layers}+{self.decoder_layers} layers of {self.dim}, {self.vocab} pieces"


def position_encodings(dim: int) -> FloatArray:
    """Sinusoids (Vaswani et al. 2017), (POSITIONS, dim): sines on even channels, cosines on odd ones."""
    angle = np.arange(POSITIONS)[:, None] / np.power(10000, 2 * np.arange(dim // 2)[None] / dim)
    encodings = np.zeros((POSITIONS, dim), np.float32)
    encodings[:, 0::2], encodings[:, 1::2] = np.sin(angle), np.cos(angle)
    return encodings


def weight_shapes(shape: Shape) -> dict[str, tuple[int, ...]]:
    """Every trained weight of a model and its shape; a linear layer's matrix is (outputs, inputs)."""
    dim, ffn = shape.dim, shape.ffn
    found: dict[str, tuple[int, ...]] = {EMBEDDINGS: (shape.vocab, dim), OUTPUT_BIAS: (shape.vocab,)}
    found.update(dict.fromkeys(OFFSETS, (dim,)))

    def norm(name: str) -> None:
        found[f"{name}/gamma"] = found[f"{name}/beta"] = (dim,)

    def linear(name: str, outputs: int, inputs: int) -> None:
        found[f"{name}/weight"], found[f"{name}/bias"] = (outputs, inputs), (outputs,)

    def self_attention(name: str) -> None:
        norm(f"{name}/layer_norm")
        linear(f"{name}/linear_0", 3 * dim, dim)  # query, key, value
        linear(f"{name}/linear_1", dim, dim)

    def feed_forward(name: str) -> None:
        norm(f"{name}/layer_norm")
        linear(f"{name}/linear_0", ffn, dim)
        linear(f"{name}/linear_1", dim, ffn)

    for number in range(shape.encoder_layers):
        self_attention(f"encoder/layer_{number}/self_attention")
        feed_forward(f"encoder/layer_{number}/ffn")
    norm("encoder/layer_norm")
    for number in range(shape.decoder_layers):
        layer = f"decoder/layer_{number}"
        self_attention(f"{layer}/self_attention")
        norm(f"{layer}/attention/layer_norm")
        linear(f"{layer}/attention/linear_0", dim, dim)  # query of the decoder
        linear(f"{layer}/attention/linear_1", 2 * dim, dim)  # key and value of the encoder
        linear(f"{layer}/attention/linear_2", dim, dim)
        feed_forward(f"{layer}/ffn")
    norm("decoder/layer_norm")
    return found
