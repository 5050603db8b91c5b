"""Training goes on from a pack: what was exported comes back."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import numpy as np
import pytest

from translate.training.errors import TrainingError
from translate.training.model_file import quantisation_error, read_model_file, weights_of
from translate.training.pack import Direction, read_weights, save_model, unpack, write_pack
from translate.training.shape import EMBEDDINGS, OFFSETS, Shape, Weights, weight_shapes

BUNDLED = Path(__file__).parents[3] / "translate" / "bundled"
DE_EN = BUNDLED / "de_en"
ROUNDED = 1e-6
"""How far the vectors of traits may lie from themselves: they are stored as part of a sum of floats."""
PIECES = 8000


def random_weights(shape: Shape) -> Weights:
    rng = np.random.default_rng(0)
    return {name: rng.normal(size=size).astype(np.float32) for name, size in weight_shapes(shape).items()}


@pytest.fixture
def small() -> Shape:
    return Shape(vocab=PIECES, dim=16, heads=2, ffn=24, encoder_layers=2, decoder_layers=3)


def test_a_random_model_comes_back_from_its_pack_within_half_a_quantisation_step(small: Shape, tmp_path: Path) -> None:
    weights = random_weights(small)
    pack = tmp_path / "de_en.argosmodel"
    write_pack(small, weights, DE_EN / "sentencepiece.model", Direction("de", "en"), "0.1", "a test", pack)
    shape, restored = read_weights(pack, tmp_path / "sentencepiece.model")
    assert shape == small
    assert restored.keys() == weights.keys()
    steps = quantisation_error(weights)
    for name, value in weights.items():
        allowed = ROUNDED if name in OFFSETS else steps.get(name, 0) * 1.001
        assert np.all(np.abs(restored[name] - value) <= allowed), name
    assert (tmp_path / "sentencepiece.model").read_bytes() == (DE_EN / "sentencepiece.model").read_bytes()


def test_a_model_in_full_precision_comes_back_as_it_was(small: Shape, tmp_path: Path) -> None:
    weights = random_weights(small)
    save_model(small, weights, DE_EN / "sentencepiece.model", tmp_path, quantization=None)
    _, restored = weights_of(read_model_file(tmp_path / "model.bin"))
    assert all(np.array_equal(restored[name], weights[name]) for name in weights.keys() - OFFSETS)
    assert all(np.allclose(restored[name], weights[name], atol=ROUNDED) for name in OFFSETS)


@pytest.mark.parametrize(("quantization", "error"), [("float16", 2e-3), ("int16", 1e-2)])
def test_other_precisions_are_read_too(quantization: str, error: float, small: Shape, tmp_path: Path) -> None:
    weights = random_weights(small)
    save_model(small, weights, DE_EN / "sentencepiece.model", tmp_path, quantization=quantization)
    _, restored = weights_of(read_model_file(tmp_path / "model.bin"))
    assert all(np.allclose(restored[name], weights[name], atol=error, rtol=error) for name in weights)


@pytest.mark.parametrize("direction", ["de_en", "en_zh"])
def test_a_bundled_model_that_is_read_and_exported_again_is_the_same_file(direction: str, tmp_path: Path) -> None:
    bundled = BUNDLED / direction
    shape, weights = read_weights(bundled, tmp_path / "sentencepiece.model")
    save_model(shape, weights, tmp_path / "sentencepiece.model", tmp_path / "model")
    before, after = read_model_file(bundled / "model" / "model.bin"), read_model_file(tmp_path / "model" / "model.bin")
    assert after.aliases == before.aliases
    for name, value in before.variables.items():
        if value.dtype == np.int8:
            assert np.array_equal(after.variables[name], value), name
        else:
            assert np.allclose(after.variables[name], value, rtol=1e-6, atol=1e-6), name


def test_a_bfloat16_weight_is_read_as_the_upper_half_of_a_float(tmp_path: Path) -> None:
    values = np.array([[1.5, -2.0], [0.0, 96.0]], np.float32)  # short enough for 8 bits of precision
    data = (values.view(np.uint32) >> 16).astype("<u2").tobytes()
    header = struct.pack("<I", 6) + struct.pack("<H", 2) + b"S\0" + struct.pack("<II", 1, 1)
    variable = struct.pack("<H", 2) + b"w\0" + struct.pack("<BIIBI", 2, 2, 2, 5, len(data)) + data
    (tmp_path / "model.bin").write_bytes(header + variable + struct.pack("<I", 0))
    assert np.array_equal(read_model_file(tmp_path / "model.bin").floats("w"), values)


def test_unpacking_keeps_the_model_card(small: Shape, tmp_path: Path) -> None:
    pack = tmp_path / "de_en.argosmodel"
    tokenizer = DE_EN / "sentencepiece.model"
    write_pack(small, random_weights(small), tokenizer, Direction("de", "en"), "0.2", "a test", pack)
    card = tmp_path / "bundled" / "de_en" / "MODEL_CARD.md"
    card.parent.mkdir(parents=True)
    card.write_text("the card")
    folder = unpack(pack, tmp_path / "bundled")
    assert folder == card.parent
    assert card.read_text() == "the card"
    with zipfile.ZipFile(pack) as archive:
        assert (folder / "model" / "model.bin").read_bytes() == archive.read("de_en/model/model.bin")


def test_a_pack_that_is_cut_off_is_refused_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes((DE_EN / "model" / "model.bin").read_bytes()[:-1000])
    with pytest.raises(TrainingError, match=r"model\.bin: damaged"):
        read_model_file(path)


def test_another_version_of_the_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(struct.pack("<I", 99) + b"\0" * 100)
    with pytest.raises(TrainingError, match="binary version 99"):
        read_model_file(path)


def test_a_model_built_otherwise_is_refused_with_the_reason() -> None:
    model = read_model_file(DE_EN / "model" / "model.bin")
    model.variables["decoder/pre_norm"] = np.array(0, np.int8)
    with pytest.raises(TrainingError, match="normalises before each layer"):
        weights_of(model)


def test_a_model_whose_positions_are_learnt_is_refused() -> None:
    model = read_model_file(DE_EN / "model" / "model.bin")
    name = "encoder/position_encodings/encodings"
    learnt = np.array(model.stored(name))
    learnt[3] += 1
    model.variables[model.aliases.get(name, name)] = learnt
    with pytest.raises(TrainingError, match="position encodings"):
        weights_of(model)


def test_a_model_with_embeddings_of_its_own_for_the_output_is_refused() -> None:
    model = read_model_file(DE_EN / "model" / "model.bin")
    del model.aliases["decoder/projection/weight"]
    model.variables["decoder/projection/weight"] = model.variables[EMBEDDINGS]
    with pytest.raises(TrainingError, match="shared"):
        weights_of(model)
