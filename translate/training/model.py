"""The model in torch: a pre-norm Transformer with shared embeddings, small enough to train on two cores.

Its modules bear the names of CTranslate2's variables, so that exporting and reading back is renaming.
"""

from __future__ import annotations

import math
import re

import numpy as np
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from .errors import TrainingError
from .shape import EMBEDDINGS, OFFSETS, OUTPUT_BIAS, Shape, Weights, position_encodings, weight_shapes
from .traits import ROWS, Traits, traits
from .vocabulary import PAD

_TRAITS = "traits"


class Attention(nn.Module):
    """Multi-head attention. Over itself with one layer for query, key and value, or over what the encoder gives."""

    def __init__(self, shape: Shape, cross: bool = False) -> None:
        super().__init__()
        self._heads, dim = shape.heads, shape.dim
        sizes = [dim, 2 * dim, dim] if cross else [3 * dim, dim]
        self.layer_norm = nn.LayerNorm(dim)
        self.linear = nn.ModuleList(nn.Linear(dim, size) for size in sizes)

    def forward(self, x: Tensor, memory: Tensor | None = None, *, causal: bool = False) -> Tensor:
        """What `x` (batch, time, dim) takes from itself or from `memory`; `causal` hides what comes later."""
        batch, time, dim = x.shape
        normed = self.layer_norm(x)
        if memory is None:
            query, key, value = self.linear[0](normed).chunk(3, -1)
        else:
            query = self.linear[0](normed)
            key, value = self.linear[1](memory).chunk(2, -1)
        split = [part.view(batch, -1, self._heads, dim // self._heads).transpose(1, 2) for part in (query, key, value)]
        taken = _attend(*split, causal=causal)
        out: Tensor = self.linear[-1](taken.transpose(1, 2).reshape(batch, time, dim))
        return out


def _attend(query: Tensor, key: Tensor, value: Tensor, *, causal: bool) -> Tensor:
    if query.is_cuda:
        return functional.scaled_dot_product_attention(query, key, value, is_causal=causal)
    scores = (query @ key.transpose(-1, -2)) * query.shape[-1] ** -0.5  # on a CPU faster than the fused kernel
    if causal:
        time = query.shape[2]
        scores = scores + torch.full((time, time), -1e4, dtype=scores.dtype, device=scores.device).triu(1)
    return scores.softmax(-1) @ value


class FeedForward(nn.Module):
    """Two linear layers with a ReLU between."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.layer_norm = nn.LayerNorm(shape.dim)
        self.linear = nn.ModuleList([nn.Linear(shape.dim, shape.ffn), nn.Linear(shape.ffn, shape.dim)])

    def forward(self, x: Tensor) -> Tensor:
        """(batch, time, dim) to the same."""
        out: Tensor = self.linear[1](functional.relu(self.linear[0](self.layer_norm(x))))
        return out


class EncoderLayer(nn.Module):
    """Attention over the source, then a feed-forward layer, each added to its input."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.self_attention, self.ffn = Attention(shape), FeedForward(shape)
        self._dropout = _dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """(batch, time, dim) to the same."""
        x = x + self._dropout(self.self_attention(x))
        return x + self._dropout(self.ffn(x))


class DecoderLayer(nn.Module):
    """Attention over the target so far, over the source, then a feed-forward layer."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.self_attention, self.attention = Attention(shape), Attention(shape, cross=True)
        self.ffn = FeedForward(shape)
        self._dropout = _dropout(dropout)

    def forward(self, x: Tensor, memory: Tensor) -> Tensor:
        """Target (batch, time, dim) and encoded source (batch, source time, dim) to the shape of the target."""
        x = x + self._dropout(self.self_attention(x, causal=True))
        x = x + self._dropout(self.attention(x, memory))
        return x + self._dropout(self.ffn(x))


class Stack(nn.Module):
    """Layers of one side and the normalisation after the last."""

    def __init__(self, shape: Shape, layers: list[nn.Module]) -> None:
        super().__init__()
        self.layer = nn.ModuleList(layers)
        self.layer_norm = nn.LayerNorm(shape.dim)

    def encode(self, x: Tensor) -> Tensor:
        """(batch, time, dim) to the same."""
        for layer in self.layer:
            x = layer(x)
        normed: Tensor = self.layer_norm(x)
        return normed

    def decode(self, x: Tensor, memory: Tensor) -> Tensor:
        """Target and encoded source to the shape of the target."""
        for layer in self.layer:
            x = layer(x, memory)
        normed: Tensor = self.layer_norm(x)
        return normed


class Transformer(nn.Module):
    """The whole model."""

    def __init__(self, shape: Shape, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.embeddings = nn.Embedding(shape.vocab, shape.dim, padding_idx=PAD)
        nn.init.normal_(self.embeddings.weight, 0, shape.dim**-0.5)
        self.output_bias = nn.Parameter(torch.zeros(shape.vocab))
        self.encoder = Stack(shape, [EncoderLayer(shape, dropout) for _ in range(shape.encoder_layers)])
        self.decoder = Stack(shape, [DecoderLayer(shape, dropout) for _ in range(shape.decoder_layers)])
        self.register_buffer("_positions", torch.tensor(position_encodings(shape.dim)), persistent=False)
        self.traits = nn.Parameter(torch.zeros(len(OFFSETS), ROWS, shape.dim))
        self._dropout = _dropout(dropout)

    def forward(
        self,
        source: Tensor,
        target_in: Tensor,
        target_out: Tensor,
        told: Tensor,
        smoothing: float = 0.1,
        contenders: tuple[Tensor, Tensor, Tensor] | None = None,
        counts: Tensor | None = None,
    ) -> Tensor:
        """Mean cross-entropy, in nats per target piece, with label smoothing (Szegedy et al. 2016).

        Takes piece numbers, (batch, time) each, and traits, as `batches.Batch` holds them. With `contenders` (pieces,
        offsets and places of `contenders.Contenders`) only those are weighed. `counts`, one number for each piece of
        the vocabulary, says how much it counts in the mean where it is the right one; all alike without.
        """
        of_source, of_target = told @ self.traits
        memory = self.encoder.encode(self._embedded(source, of_source))
        decoded = self.decoder.decode(self._embedded(target_in, of_target), memory)
        wanted = target_out != PAD
        if contenders is None:
            weight, bias, correct = self.embeddings.weight, self.output_bias, target_out[wanted]
        else:
            pieces, offsets, places = contenders
            weight, bias, correct = self.embeddings.weight[pieces], self.output_bias[pieces] + offsets, places[wanted]
        logits = functional.linear(decoded[wanted], weight, bias).float()
        if counts is None:
            return functional.cross_entropy(logits, correct, label_smoothing=smoothing)
        each, count = (
            functional.cross_entropy(logits, correct, label_smoothing=smoothing, reduction="none"),
            counts[target_out[wanted]],
        )
        return (each * count).sum() / count.sum()

    def _embedded(self, ids: Tensor, offset: Tensor) -> Tensor:
        scaled = (self.embeddings(ids) + offset[:, None]) * math.sqrt(self.shape.dim)
        embedded: Tensor = self._dropout(scaled + self._positions[: ids.shape[1]])
        return embedded


class Dropout(nn.Module):
    """As torch's; on a CPU in a quarter of its time, a tenth of a whole step, with bytes for random numbers.

    There `share` counts to the nearest 256th; at most 0.9.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share, self._least = share, round(share * 256)
        self._random = np.random.Generator(np.random.SFC64())

    def forward(self, x: Tensor) -> Tensor:
        """`x`, while training with a share of its values nought and the others enlarged for it."""
        if not self.training:
            return x
        if x.is_cuda:
            return functional.dropout(x, self._share)
        kept = np.frombuffer(self._random.bytes(x.numel()), np.uint8) >= self._least
        scale = (kept * np.float32(256 / (256 - self._least))).reshape(x.shape)
        return x * torch.from_numpy(scale)


def _dropout(share: float) -> nn.Module:
    if not 0 <= share <= 0.9:
        raise TrainingError(f"a dropout of {share} is no share between 0 and 0.9")
    return Dropout(share) if share else nn.Identity()  # on a CPU even a dropout of nothing takes time


def parameter_name(variable: str) -> str:
    """CTranslate2's `encoder/layer_0/ffn/linear_1/weight` is `encoder.layer.0.ffn.linear.1.weight` in torch."""
    if variable == EMBEDDINGS:
        return "embeddings.weight"
    if variable == OUTPUT_BIAS:
        return "output_bias"
    path = re.sub(r"_(\d+)(?=/)", r"/\1", variable).replace("/", ".")
    return path.replace("layer_norm.gamma", "layer_norm.weight").replace("layer_norm.beta", "layer_norm.bias")


def load_weights(model: Transformer, weights: Weights) -> None:
    """Put exported weights into a model of the same shape."""
    state = {parameter_name(name): torch.from_numpy(value) for name, value in weights.items() if name not in OFFSETS}
    state[_TRAITS] = torch.zeros_like(model.traits)
    for side, name in enumerate(OFFSETS):  # what was asked for is what the model does from now on, told or not
        state[_TRAITS][side, 0] = torch.from_numpy(weights[name]) / math.sqrt(model.shape.dim)
    model.load_state_dict(state)


def weights_from_state(shape: Shape, state: dict[str, Tensor], told: Traits | None = None) -> Weights:
    """The weights of a model's state under CTranslate2's names, as floats, asked for the traits `told`."""
    weights = {
        name: state[parameter_name(name)].float().cpu().numpy() for name in weight_shapes(shape) if name not in OFFSETS
    }
    offsets = (traits() if told is None else told) @ state[_TRAITS].float().cpu().numpy() * math.sqrt(shape.dim)
    return weights | dict(zip(OFFSETS, offsets, strict=True))
