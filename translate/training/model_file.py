"""Reads `model.bin`, the file in which CTranslate2 keeps a model's variables, and gives its weights back as floats.

The layout (ctranslate2.specs.model_spec, binary version 6), little-endian throughout:

    uint32 version · string name of the specification · uint32 its revision
    uint32 number of variables, each: string name · uint8 rank · uint32 dimensions… · uint8 type · uint32 bytes · data
    uint32 number of aliases, each: string alias · string variable

A string is its uint16 length, its bytes and a zero byte that the length counts. A weight that is stored as integers has
a neighbour `…_scale`, one number per row (int8) or one in all (int16), by which its floats were multiplied.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .errors import TrainingError
from .shape import EMBEDDINGS, OFFSETS, OUTPUT_BIAS, FloatArray, Shape, Weights, position_encodings, weight_shapes

BINARY_VERSION = 6
_BFLOAT16 = 5
_TYPES = {0: "<f4", 1: "<i1", 2: "<i2", 3: "<i4", 4: "<f2", _BFLOAT16: "<u2"}
_SUPPORTED = {
    "pre_norm": (1, "normalises before each layer"),
    "activation": (0, "has ReLU in its feed-forward layers"),
    "scale_embeddings": (1, "scales its embeddings"),
}
"""What of a model's construction has to be as in `model`: the value of the variable, and what it means."""

Variables = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class ModelFile:
    """The content of a model.bin."""

    specification: str
    revision: int
    variables: Variables
    """As stored, except that bfloat16 has become float32."""
    aliases: dict[str, str]

    def stored(self, name: str) -> npt.NDArray[np.generic] | None:
        """The variable of this name, also under an alias; None where there is none."""
        return self.variables.get(self.aliases.get(name, name))

    def floats(self, name: str) -> FloatArray:
        """The weight of this name as floats. Raises KeyError where there is none."""
        name = self.aliases.get(name, name)
        value = self.variables[name]
        if value.dtype.kind != "i":
            return value.astype(np.float32)
        scale = np.asarray(self.variables[f"{name}_scale"], np.float32)
        return value.astype(np.float32) / (scale[:, None] if scale.ndim else scale)


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._position = 0

    def take(self, count: int) -> bytes:
        taken = self._content[self._position : self._position + count]
        if len(taken) < count:
            raise EOFError(f"{count} bytes wanted at {self._position}, {len(taken)} are left")
        self._position += count
        return taken

    def number(self, kind: str) -> int:
        (value,) = struct.unpack(f"<{kind}", self.take(struct.calcsize(kind)))
        return int(value)

    def string(self) -> str:
        return self.take(self.number("H"))[:-1].decode()

    def variable(self) -> npt.NDArray[np.generic]:
        dimensions = [self.number("I") for _ in range(self.number("B"))]
        kind = self.number("B")
        data = np.frombuffer(self.take(self.number("I")), _TYPES[kind]).reshape(dimensions)
        return (data.astype(np.uint32) << 16).view(np.float32) if kind == _BFLOAT16 else data


def read_model_file(path: Path) -> ModelFile:
    """All variables of a model.bin. Raises TrainingError when it is cut off, damaged or of another version."""
    reader = _Reader(path.read_bytes())
    try:
        version = reader.number("I")
        if version != BINARY_VERSION:
            raise TrainingError(
                f"{path}: binary version {version}, this recipe reads {BINARY_VERSION}; convert it anew"
            )
        specification, revision = reader.string(), reader.number("I")
        variables = {reader.string(): reader.variable() for _ in range(reader.number("I"))}
        aliases = {reader.string(): reader.string() for _ in range(reader.number("I"))}
    except (EOFError, KeyError, ValueError) as error:
        raise TrainingError(f"{path}: damaged ({error}); get the pack again") from error
    return ModelFile(specification, revision, variables, aliases)


def shape_of(model: ModelFile) -> Shape:
    """The size of a model that was exported by this recipe or built alike. Raises TrainingError for any other."""
    if model.specification != "TransformerSpec":
        raise TrainingError(f"the model is a {model.specification}; training goes on from a TransformerSpec only")
    for side in ("encoder", "decoder"):
        for name, (wanted, meaning) in _SUPPORTED.items():
            value = model.stored(f"{side}/{name}")
            if value is None or int(value) != wanted:
                raise TrainingError(
                    f"training goes on from a model that {meaning}; in this one {side}/{name} is {value}"
                )
    shared = {model.aliases.get(name, name) for name in (EMBEDDINGS, "encoder/embeddings_0/weight")}
    shared.add(model.aliases.get("decoder/projection/weight", "decoder/projection/weight"))
    if len(shared) != 1:
        raise TrainingError("training goes on from a model whose embeddings are shared by source, target and output")
    vocab, dim = model.floats(EMBEDDINGS).shape
    heads, feed_forward = model.stored("encoder/num_heads"), model.stored("encoder/layer_0/ffn/linear_0/weight")
    if heads is None or feed_forward is None:
        raise TrainingError("the model lacks the number of its heads or its first layer")
    for name in OFFSETS:
        _offset(model, name, dim)
    return Shape(vocab, dim, int(heads), feed_forward.shape[0], _layers(model, "encoder"), _layers(model, "decoder"))


def _offset(model: ModelFile, name: str, dim: int) -> FloatArray:
    """What the position encodings of a side have beside the sinusoids, (dim,)."""
    encodings = model.stored(name.replace("offset", "encodings"))
    if encodings is not None:
        beside = encodings.astype(np.float32) - position_encodings(dim)[: len(encodings)]
        offset: FloatArray = beside.mean(axis=0, dtype=np.float64).astype(np.float32)
        if np.allclose(beside, offset, atol=5e-3):  # what half precision leaves of numbers up to 4
            return offset
    raise TrainingError("training goes on from a model with interleaved sinusoidal position encodings")


def _layers(model: ModelFile, side: str) -> int:
    count = 0
    while model.stored(f"{side}/layer_{count}/ffn/linear_0/weight") is not None:
        count += 1
    return count


def weights_of(model: ModelFile) -> tuple[Shape, Weights]:
    """The size and the weights of a model as floats. Raises TrainingError where one is missing or of another size."""
    shape = shape_of(model)
    weights: Weights = {}
    for name, dimensions in weight_shapes(shape).items():
        if name in OFFSETS:
            weights[name] = _offset(model, name, shape.dim)
            continue
        if model.stored(name) is None:
            if name != OUTPUT_BIAS:
                raise TrainingError(f"the model lacks {name}")
            weights[name] = np.zeros(dimensions, np.float32)
            continue
        weights[name] = model.floats(name)
        if weights[name].shape != dimensions:
            raise TrainingError(f"{name} has the shape {weights[name].shape}, wanted is {dimensions}")
    return shape, weights


def quantisation_error(weights: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """How far each matrix may lie from its int8 copy: half a step of each row, (rows, 1)."""
    return {
        name: (np.abs(value).max(axis=1, keepdims=True) / 127 / 2).astype(np.float32)
        for name, value in weights.items()
        if value.ndim == 2
    }
