"""Batches: every drawn pair once, equal sources, the same again after a stop."""

from __future__ import annotations

import random
from collections import Counter
from itertools import islice, takewhile
from pathlib import Path

import numpy as np
import pytest
from sentencepiece import SentencePieceProcessor

from translate.training.ahead import Ahead
from translate.training.batches import Batch, BatchSource, batch_of, grouped
from translate.training.corpus import Pair, write_corpus
from translate.training.errors import TrainingError
from translate.training.placeholders import PLACEHOLDERS
from translate.training.sampling import Position, Variation, draw, fullness, varied
from translate.training.traits import traits
from translate.training.vocabulary import END, PAD, START, train_tokenizer

TOKENIZER = Path(__file__).parents[3] / "translate" / "bundled" / "de_en" / "sentencepiece.model"
AS_THEY_ARE = Variation(masked=0, joined=0, noisy=0)
PAIRS = [
    Pair("wmt_refs" if number % 2 else "tatoeba", "Das Haus ist alt. " * (1 + number % 5), f"House {number} is old.")
    for number in range(600)
]
WEIGHTS = {"wmt_refs": 2.0, "tatoeba": 0.5}


def source(**options: bool) -> BatchSource:
    tokenizer = SentencePieceProcessor(model_file=str(TOKENIZER))
    return BatchSource(PAIRS, tokenizer, WEIGHTS, 10, **options)  # 200 pairs a chunk


def same(one: Batch, other: Batch) -> bool:
    return all(
        np.array_equal(getattr(one, n), getattr(other, n)) for n in ("source", "target_in", "target_out", "traits")
    )


def test_a_pass_draws_each_origin_as_often_as_the_table_says() -> None:
    drawn = Counter(PAIRS[index].origin for index in draw(PAIRS, WEIGHTS, random.Random(0)))
    assert drawn["wmt_refs"] == 600
    assert 110 < drawn["tatoeba"] < 190


def test_short_sentences_come_first_if_asked_for() -> None:
    drawn = draw(PAIRS, WEIGHTS, random.Random(0), short_first=True)
    lengths = [len(PAIRS[index].source) for index in drawn]
    assert sum(lengths[:100]) < 0.5 * sum(lengths[-100:])


LONG = "Ein Satz, der lang genug ist, dass sein Verhältnis etwas sagt."


def test_fuller_translations_are_drawn_more_often_and_an_origin_as_often_as_before() -> None:
    pairs = [Pair("wmt_refs", LONG, "x" * (20 + number % 40)) for number in range(400)]
    pairs += [Pair("wmt_refs", "Kurz.", "x"), Pair("ding", LONG, "x")]
    factors = fullness(pairs, 3)
    assert sum(factors[:400]) == pytest.approx(400)
    assert factors[:40] == sorted(factors[:40])
    assert factors[30] == pytest.approx(factors[20] * (50 / 40) ** 3, rel=0.2)
    assert factors[39] == pytest.approx(factors[32])  # much fuller ones may say what their source does not
    assert factors[400:] == [1, 1]
    assert fullness(pairs, 0) == [1] * 402
    drawn = Counter(draw(pairs, {"wmt_refs": 2.0, "ding": 1.0}, random.Random(0), factors=factors))
    assert sum(drawn[number] for number in range(400)) == pytest.approx(800, rel=0.05)
    lean, full = (
        sum(drawn[number] for number in range(400) if number % 40 in part) for part in (range(8), range(32, 40))
    )
    assert full > 3 * lean


def test_a_source_of_batches_shows_fuller_translations_more_often() -> None:
    pairs = [
        Pair("wmt_refs", LONG, "full and long, as long as it can be" if n % 2 else "short and lean") for n in range(300)
    ]
    tokenizer = SentencePieceProcessor(model_file=str(TOKENIZER))
    seen = {}
    for fuller in (0.0, 3.0):
        batches = BatchSource(pairs, tokenizer, WEIGHTS, 100, AS_THEY_ARE, fuller=fuller).batches(Position())
        lengths = [
            n for batch, place in takewhile(lambda b: not b[1].pass_number, batches) for n in batch_lengths(batch)
        ]
        seen[fuller] = sum(lengths) / len(lengths)
    assert seen[3.0] > 1.2 * seen[0.0]


def batch_lengths(batch: Batch) -> list[int]:
    return [int(count) for count in (batch.target_out != PAD).sum(1)]


def test_a_pair_is_joined_with_the_next_of_its_origin_only() -> None:
    pairs = [Pair("a", "Eins.", "One."), Pair("a", "Zwei.", "Two."), Pair("b", "Drei.", "Three.")]
    joined = Variation(masked=0, joined=1, noisy=0)
    made = list(varied(pairs, [0, 1, 2], joined, random.Random(0), " "))
    assert made == [("Eins. Zwei.", "One. Two."), ("Zwei.", "Two."), ("Drei.", "Three.")]


def test_groups_hold_every_fitting_sentence_once_with_equal_sources() -> None:
    rng = random.Random(0)
    encoded = [([5] * rng.randint(0, 120), [6] * rng.randint(0, 120)) for _ in range(3000)]
    groups = grouped(encoded, 1000, rng)
    fitting = [i for i, sides in enumerate(encoded) if all(0 < len(side) <= 110 for side in sides)]
    assert sorted(index for group in groups for index in group) == fitting
    for group in groups:
        sources = {len(encoded[index][0]) + 1 for index in group}
        longest = max(len(encoded[index][1]) + 1 for index in group)
        assert len(sources) == 1
        assert len(group) == 1 or len(group) * (sources.pop() + longest) <= 1000


def test_a_batch_is_shifted_padded_and_ended() -> None:
    batch = batch_of([([7, 8], [9]), ([7, 9], [10, 11, 12])])
    assert batch.source.tolist() == [[7, 8, END], [7, 9, END]]
    assert batch.target_in.tolist() == [[START, 9, PAD, PAD], [START, 10, 11, 12]]
    assert batch.target_out.tolist() == [[9, END, PAD, PAD], [10, 11, 12, END]]
    assert batch.target_pieces == 6
    assert batch.traits.tolist() == [traits().tolist()] * 2


def test_stopping_and_going_on_shows_the_same_batches() -> None:
    whole = list(islice(source().batches(Position()), 1500))
    assert {position.chunk for _, position in whole} >= {0, 1, 2}
    assert whole[-1][1].pass_number == 1
    for stop in (1, 40, 700, 1200):
        rest = islice(source().batches(whole[stop - 1][1]), 20)
        for (batch, position), (wanted, wanted_position) in zip(rest, whole[stop:], strict=False):
            assert position == wanted_position
            assert same(batch, wanted)


def test_drawn_segmentations_differ_say_the_same_and_come_again_after_a_stop() -> None:
    def drawn() -> BatchSource:
        tokenizer = SentencePieceProcessor(model_file=str(TOKENIZER))
        return BatchSource(PAIRS, tokenizer, WEIGHTS, 10, Variation(0, 0, 0, segmentation=0.2))

    tokenizer = SentencePieceProcessor(model_file=str(TOKENIZER))
    whole = list(islice(drawn().batches(Position()), 400))
    ways = {tuple(batch.source[0, :-1].tolist()) for batch, _ in whole}
    assert len(ways) > 5 * len({pair.source for pair in PAIRS})
    assert {tokenizer.decode(list(way)) for way in ways} <= {pair.source.strip() for pair in PAIRS}
    for (batch, _), (wanted, _) in zip(drawn().batches(whole[250][1]), whole[251:], strict=False):
        assert same(batch, wanted)


def test_passes_differ() -> None:
    first = next(source().batches(Position(0)))[0]
    second = next(source().batches(Position(1)))[0]
    assert not same(first, second)


def test_a_corpus_of_which_nothing_is_drawn_is_an_error() -> None:
    empty = BatchSource(PAIRS[:2], None, {"tatoeba": 0.0, "wmt_refs": 0.0}, 100)
    with pytest.raises(TrainingError, match="no pair is drawn"):
        next(empty.batches(Position()))


def test_batches_made_ahead_by_another_process_are_the_same() -> None:
    ahead = Ahead(source(), depth=4).batches(Position())
    for (batch, position), (wanted, wanted_position) in zip(
        islice(ahead, 10), source().batches(Position()), strict=False
    ):
        assert position == wanted_position
        assert same(batch, wanted)
    ahead.close()


def test_a_tokenizer_knows_the_placeholders_and_spells_any_character(tmp_path: Path) -> None:
    corpus = tmp_path / "c.tsv"
    write_corpus(corpus, [Pair("a", f"Wort{number} und Satz", f"word{number} and sentence") for number in range(300)])
    train_tokenizer(corpus, {"a": 1.0}, 300, tmp_path / "work" / "sentencepiece.model")
    tokenizer = SentencePieceProcessor(model_file=str(tmp_path / "work" / "sentencepiece.model"))
    assert tokenizer.get_piece_size() == 300
    assert [tokenizer.id_to_piece(number) for number in range(4)] == ["<pad>", "<unk>", "<s>", "</s>"]
    assert all(placeholder in tokenizer.encode(f"Wort{placeholder}", out_type=str) for placeholder in PLACEHOLDERS)
    assert tokenizer.decode(tokenizer.encode("鑫 ✓")) == "鑫 ✓"
