"""A new model begins so that copying is translating, a larger one so that it does what the smaller one did, one with
another tokenizer with what it knew of the pieces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from ctranslate2 import Translator
from sentencepiece import SentencePieceProcessor

from translate.training.alignment import Lexicon, learn_lexicon
from translate.training.batches import Encoded
from translate.training.beginning import copying, grown, near_translations, respelled
from translate.training.errors import TrainingError
from translate.training.pack import read_weights, save_model
from translate.training.shape import EMBEDDINGS, OUTPUT_BIAS, FloatArray, Shape, Weights, weight_shapes
from translate.training.vocabulary import Spelling, train_tokenizer

DE_EN = Path(__file__).parents[3] / "translate" / "bundled" / "de_en"
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


def test_a_larger_model_translates_as_the_one_it_grew_from(tmp_path: Path) -> None:
    shape, weights = read_weights(DE_EN, tmp_path / "sentencepiece.model")
    larger = replace(shape, encoder_layers=shape.encoder_layers + 2, ffn=2 * shape.ffn)
    fresh = random_weights(larger)
    begun = grown(weights, fresh)
    assert {name: value.shape for name, value in begun.items()} == weight_shapes(larger)
    untaught = "encoder/layer_0/ffn/linear_0/weight"
    assert np.array_equal(begun[untaught][shape.ffn :], fresh[untaught][shape.ffn :])  # so that it can learn
    tokenizer = SentencePieceProcessor(model_file=str(tmp_path / "sentencepiece.model"))
    sentences = ["Die Firma wurde 2014 gegründet und hat ihren Sitz in Berlin.", "Das ist ein Haus."]
    written = []
    for name, size, values in (("before", shape, weights), ("after", larger, begun)):
        (tmp_path / name).mkdir()
        save_model(size, values, tmp_path / "sentencepiece.model", tmp_path / name, quantization=None)
        translator = Translator(str(tmp_path / name))
        results = translator.translate_batch(tokenizer.encode(sentences, out_type=str))
        written.append([result.hypotheses[0] for result in results])
    assert written[0] == written[1]


@pytest.fixture(scope="module")
def bundled_tokenizer() -> SentencePieceProcessor:
    return SentencePieceProcessor(model_file=str(DE_EN / "sentencepiece.model"))


@pytest.fixture(scope="module")
def another_tokenizer(tmp_path_factory: pytest.TempPathFactory) -> SentencePieceProcessor:
    folder = tmp_path_factory.mktemp("tokenizer")
    nouns = ("Sparkassenverband", "Oberlandesgericht", "Fahrradwerkstatt", "Wasserleitung", "Zeitungsredaktion")
    lines = [
        f"tatoeba\tDie {noun} in {number} Orten.\tThe {noun} in {number} places."
        for noun in nouns
        for number in range(50)
    ]
    (folder / "corpus.tsv").write_text("\n".join(lines), encoding="utf-8")
    train_tokenizer(folder / "corpus.tsv", {"tatoeba": 1.0}, 320, folder / "sentencepiece.model")
    return SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))


def test_pieces_that_both_tokenizers_have_keep_their_weights_and_others_are_the_mean_of_their_parts(
    bundled_tokenizer: SentencePieceProcessor, another_tokenizer: SentencePieceProcessor
) -> None:
    weights = random_weights(replace(SHAPE, vocab=bundled_tokenizer.get_piece_size()))
    begun = respelled(weights, bundled_tokenizer, another_tokenizer)
    assert {name for name in weights if not np.array_equal(weights[name], begun[name])} == {EMBEDDINGS, OUTPUT_BIAS}
    spelling = Spelling(bundled_tokenizer)
    ways = {number: spelling.of(another_tokenizer.id_to_piece(number)) for number in range(320)}
    kept = [number for number, way in ways.items() if len(way) == 1]
    new = [number for number, way in ways.items() if len(way) > 1]
    assert new
    assert len(kept) > 270  # bytes, placeholders, control pieces, letters
    before = weights[EMBEDDINGS][[ways[number][0] for number in kept]]
    assert begun[EMBEDDINGS][kept] == pytest.approx(before, rel=1e-5)
    for number in new:
        parts = weights[EMBEDDINGS][ways[number]]
        mean = parts.mean(0)
        likeness = begun[EMBEDDINGS][number] @ mean / np.linalg.norm(begun[EMBEDDINGS][number]) / np.linalg.norm(mean)
        assert likeness == pytest.approx(1, rel=1e-5)
        assert np.linalg.norm(begun[EMBEDDINGS][number]) == pytest.approx(
            np.linalg.norm(parts, axis=1).mean(), rel=1e-5
        )
        assert begun[OUTPUT_BIAS][number] == pytest.approx(
            weights[OUTPUT_BIAS][ways[number]].mean(), rel=1e-4, abs=1e-6
        )


def test_the_same_tokenizer_changes_nothing(bundled_tokenizer: SentencePieceProcessor) -> None:
    weights = random_weights(replace(SHAPE, vocab=bundled_tokenizer.get_piece_size()))
    begun = respelled(weights, bundled_tokenizer, bundled_tokenizer)
    assert all(begun[name] == pytest.approx(value, rel=1e-5, abs=1e-7) for name, value in weights.items())


def test_text_is_spelt_as_the_tokenizer_spells_it(bundled_tokenizer: SentencePieceProcessor) -> None:
    spelling = Spelling(bundled_tokenizer)
    for text in ("Wirtschaftsministerium", "Die Redaktion berichtet am Montag", "Ökosystem", "KI"):
        written = "▁" + text.replace(" ", "▁")
        expected = [part for word in written.split("▁")[1:] for part in bundled_tokenizer.encode(word)]
        spelt = [part for word in written.split("▁")[1:] for part in spelling.of(f"▁{word}")]
        assert spelt == expected


def test_what_no_piece_spells_is_spelt_in_bytes(bundled_tokenizer: SentencePieceProcessor) -> None:
    spelt = [bundled_tokenizer.id_to_piece(number) for number in Spelling(bundled_tokenizer).of("▁ჯ")]
    assert spelt == ["▁", *(f"<0x{byte:02X}>" for byte in "ჯ".encode())]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"dim": 2 * SHAPE.dim}, "only layers and --ffn can grow"),
        ({"encoder_layers": 2}, "only layers and --ffn can grow"),
        ({"ffn": 64}, "--ffn can only grow"),
    ],
)
def test_what_cannot_grow_is_refused(other: dict[str, int], reason: str) -> None:
    with pytest.raises(TrainingError, match=reason):
        grown(random_weights(SHAPE), random_weights(replace(SHAPE, **other)))


def test_a_pack_keeps_its_heads() -> None:
    assert SHAPE.larger(heads=SHAPE.heads, encoder_layers=6) == replace(SHAPE, encoder_layers=6)
    with pytest.raises(TrainingError, match="keeps them"):
        SHAPE.larger(heads=2 * SHAPE.heads)
