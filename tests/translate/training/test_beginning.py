"""A new model begins so that copying a source piece's embedding to the output says its translation."""

from __future__ import annotations

import numpy as np
import pytest

from translate.training.alignment import Lexicon, learn_lexicon
from translate.training.batches import Encoded
from translate.training.beginning import copying, near_translations
from translate.training.errors import TrainingError
from translate.training.shape import EMBEDDINGS, FloatArray, Shape, Weights, weight_shapes

DAS, HAUS, BUCH, THE, HOUSE, BOOK, NAME = 13, 10, 12, 23, 20, 22, 30
TRANSLATION = {DAS: THE, HAUS: HOUSE, BUCH: BOOK}
SHAPE = Shape(vocab=40, dim=64, heads=2, ffn=96, encoder_layers=3, decoder_layers=2)


def random_weights(shape: Shape, seed: int = 0) -> Weights:
    rng = np.random.default_rng(seed)
    return {
        name: rng.normal(0, shape.dim**-0.5, size).astype(np.float32) for name, size in weight_shapes(shape).items()
    }


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    pairs: list[Encoded] = [([DAS, HAUS], [THE, HOUSE]), ([DAS, BUCH], [THE, BOOK]), ([NAME], [NAME])]
    return learn_lexicon(pairs * 3, iterations=10)


def nearest(embeddings: FloatArray, piece: int) -> int:
    """The piece whose embedding says most like that of `piece`, other than itself."""
    unit = embeddings / np.linalg.norm(embeddings, axis=1, keepdims=True)
    likeness = unit @ unit[piece]
    likeness[piece] = -1
    return int(likeness.argmax())


@pytest.mark.parametrize("move_sources", [True, False])
def test_pieces_lie_next_to_their_translations_whichever_language_moves(lexicon: Lexicon, move_sources: bool) -> None:
    before = random_weights(SHAPE)[EMBEDDINGS]
    moved = near_translations(before, lexicon, move_sources=move_sources)
    assert {source: nearest(moved, source) for source in TRANSLATION} == TRANSLATION
    stayed = set(range(SHAPE.vocab)) - set(TRANSLATION if move_sources else TRANSLATION.values())
    assert np.array_equal(moved[sorted(stayed)], before[sorted(stayed)])


def test_the_length_of_the_embeddings_stays(lexicon: Lexicon) -> None:
    before = random_weights(SHAPE)[EMBEDDINGS]
    moved = near_translations(before, lexicon, move_sources=True)
    pieces = sorted(TRANSLATION)
    length = np.linalg.norm(before[pieces], axis=1).mean()
    assert np.linalg.norm(moved[pieces], axis=1) == pytest.approx(np.full(3, length), rel=1e-5)


def test_attention_over_the_source_passes_on_what_it_looks_at(lexicon: Lexicon) -> None:
    begun = copying(random_weights(SHAPE), lexicon)
    value = begun["decoder/layer_1/attention/linear_1/weight"][SHAPE.dim :]
    out = begun["decoder/layer_1/attention/linear_2/weight"]
    embedding = begun[EMBEDDINGS][HAUS]
    passed = out @ value @ embedding
    assert passed @ embedding > 0.9 * np.linalg.norm(passed) * np.linalg.norm(embedding)


def test_what_writes_the_target_language_is_kept_and_the_rest_begins_anew(lexicon: Lexicon) -> None:
    deep = Shape(SHAPE.vocab, SHAPE.dim, SHAPE.heads, SHAPE.ffn, 6, SHAPE.decoder_layers)
    weights, writer = random_weights(SHAPE), random_weights(deep, seed=1)
    begun = copying(weights, lexicon, writer)
    assert {name: value.shape for name, value in begun.items()} == weight_shapes(SHAPE)
    kept = {name for name, value in begun.items() if name in writer and np.array_equal(value, writer[name])}
    assert "decoder/layer_0/self_attention/linear_1/weight" in kept
    assert "decoder/layer_1/ffn/linear_1/weight" in kept
    assert not any(name.startswith("encoder/") or "/attention/linear" in name for name in kept)
    assert np.array_equal(begun[EMBEDDINGS][[THE, HOUSE, NAME]], writer[EMBEDDINGS][[THE, HOUSE, NAME]])
    assert nearest(begun[EMBEDDINGS], HAUS) == HOUSE


def test_layers_add_little_at_first(lexicon: Lexicon) -> None:
    weights = random_weights(SHAPE)
    begun = copying(weights, lexicon)
    for name in ("encoder/layer_2/ffn/linear_1/weight", "decoder/layer_0/self_attention/linear_1/weight"):
        assert np.abs(begun[name]).mean() < 0.5 * np.abs(weights[name]).mean()


def test_a_writer_of_another_width_is_refused(lexicon: Lexicon) -> None:
    wide = Shape(SHAPE.vocab, 2 * SHAPE.dim, SHAPE.heads, SHAPE.ffn, 3, 2)
    with pytest.raises(TrainingError, match="does not fit"):
        copying(random_weights(SHAPE), lexicon, random_weights(wide))
