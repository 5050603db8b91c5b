"""Which pieces a batch is weighed against, and that they stand for the whole vocabulary."""

from __future__ import annotations

import numpy as np
import pytest

from translate.training.batches import Batch, batch_of
from translate.training.contenders import Contenders
from translate.training.vocabulary import END, PAD

VOCAB = 500


@pytest.fixture
def batch() -> Batch:
    return batch_of([([10, 11], [20, 21, 22]), ([12, 13], [21])])


def test_a_batchs_own_pieces_always_contend_and_its_places_lead_to_them(batch: Batch) -> None:
    few = Contenders.of(batch, VOCAB, others=30, seed=1)
    real = batch.target_out != PAD
    assert np.array_equal(few.pieces[few.places[real]], batch.target_out[real])
    assert {20, 21, 22, END} <= set(few.pieces.tolist())
    assert len(few.pieces) == len(set(few.pieces.tolist())) == 4 + 30


def test_a_seed_draws_the_same_pieces_and_another_others(batch: Batch) -> None:
    first, again, other = (Contenders.of(batch, VOCAB, 30, seed).pieces.tolist() for seed in (1, 1, 2))
    assert first == again != other


def test_where_all_contend_nothing_is_weighed_otherwise(batch: Batch) -> None:
    few = Contenders.of(batch, VOCAB, others=10 * VOCAB, seed=1)
    assert few.pieces.tolist() == list(range(VOCAB))
    assert not few.offsets.any()


def test_without_others_a_batch_has_its_own_pieces_only(batch: Batch) -> None:
    few = Contenders.of(batch, VOCAB, others=0, seed=1)
    assert few.pieces.tolist() == [END, 20, 21, 22]
    assert not few.offsets.any()


def test_the_drawn_pieces_stand_for_all_that_were_left_out(batch: Batch) -> None:
    logits = np.random.default_rng(0).normal(0, 1, VOCAB)
    partition = float(np.exp(logits).sum())
    drawn = [Contenders.of(batch, VOCAB, 50, seed) for seed in range(400)]
    estimates = [float(np.exp(logits[few.pieces] + few.offsets).sum()) for few in drawn]
    assert np.mean(estimates) == pytest.approx(partition, rel=0.02)
