"""Which pieces a batch is weighed against, and that they stand for the whole vocabulary."""

from __future__ import annotations

import numpy as np
import pytest

from translate.training.batches import Batch, batch_of
from translate.training.contenders import Contenders, chances_to_contend
from translate.training.vocabulary import END, PAD

VOCAB = 500
LOG_FREQUENCIES = np.concatenate([np.zeros(10), np.log(1 / np.arange(1, VOCAB - 9)) - 1])
"""Ten control pieces without a frequency; the others as words are spread."""


@pytest.fixture
def batch() -> Batch:
    return batch_of([([10, 11], [20, 21, 22]), ([12, 13], [21])])


def drawn(batch: Batch, contenders: int, seed: int) -> Contenders:
    return Contenders.of(batch, chances_to_contend(LOG_FREQUENCIES, contenders), seed)


def test_a_batchs_own_pieces_always_contend_and_its_places_lead_to_them(batch: Batch) -> None:
    few = drawn(batch, 30, seed=1)
    real = batch.target_out != PAD
    assert np.array_equal(few.pieces[few.places[real]], batch.target_out[real])
    assert {20, 21, 22, END} <= set(few.pieces.tolist())
    assert len(few.pieces) == len(set(few.pieces.tolist()))


def test_a_seed_draws_the_same_pieces_and_another_others(batch: Batch) -> None:
    first, again, other = (drawn(batch, 30, seed).pieces.tolist() for seed in (1, 1, 2))
    assert first == again != other


def test_where_all_contend_nothing_is_weighed_otherwise(batch: Batch) -> None:
    few = drawn(batch, 10 * VOCAB, seed=1)
    assert few.pieces.tolist() == list(range(VOCAB))
    assert not few.offsets.any()


def test_without_others_a_batch_has_its_own_pieces_only(batch: Batch) -> None:
    few = drawn(batch, 0, seed=1)
    assert few.pieces.tolist() == [END, 20, 21, 22]
    assert not few.offsets.any()


@pytest.mark.parametrize("contenders", [1, 50, 200, VOCAB - 1])
def test_so_many_contend_as_were_asked_for_and_frequent_pieces_the_likeliest(contenders: int) -> None:
    chances = chances_to_contend(LOG_FREQUENCIES, contenders)
    assert chances.sum() == pytest.approx(contenders)
    assert chances.min() > 0
    assert chances.max() <= 1
    assert (np.diff(chances[10:]) <= 0).all()
    assert chances[:10].max() <= chances[-1]


@pytest.mark.parametrize("contenders", [20, 50, 200])
def test_the_drawn_pieces_stand_for_all_that_were_left_out(batch: Batch, contenders: int) -> None:
    logits = np.random.default_rng(0).normal(0, 1, VOCAB)
    partition = float(np.exp(logits).sum())
    chosen = [drawn(batch, contenders, seed) for seed in range(2000)]
    estimates = [float(np.exp(logits[few.pieces] + few.offsets).sum()) for few in chosen]
    assert np.mean(estimates) == pytest.approx(partition, rel=0.03)
