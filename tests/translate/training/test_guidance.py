"""What the decoder's attention is shown: an alignment of every batch, from the lexicon."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from translate.training.alignment import Lexicon, learn_lexicon
from translate.training.batches import Encoded, batch_of
from translate.training.errors import TrainingError
from translate.training.guidance import LEXICON, Guide, load_lexicon, save_lexicon

DAS, HAUS, BUCH, THE, HOUSE, BOOK, UNSEEN = 13, 10, 12, 23, 20, 22, 30
VOCAB = 40


@pytest.fixture
def lexicon() -> Lexicon:
    pairs: list[Encoded] = [([DAS, HAUS], [THE, HOUSE]), ([DAS, BUCH], [THE, BOOK])]
    return learn_lexicon(pairs * 3, iterations=10)


@pytest.fixture
def guide(lexicon: Lexicon) -> Guide:
    return Guide.of(lexicon, VOCAB, weight=1.0, pieces=1000)


def looks(guide: Guide, source: list[int], target: list[int]) -> list[int]:
    """By target position, END included: the source position that most of it comes from."""
    return [int(place) for place in guide.alignment(batch_of([(source, target)]))[0].argmax(-1)]


def test_every_piece_looks_at_what_it_translates_and_the_end_at_the_end(guide: Guide) -> None:
    assert looks(guide, [DAS, HAUS], [THE, HOUSE]) == [0, 1, 2]
    assert looks(guide, [HAUS, DAS], [THE, HOUSE]) == [1, 0, 2]


def test_a_piece_that_stands_on_both_sides_looks_at_itself(guide: Guide) -> None:
    assert looks(guide, [UNSEEN, DAS, HAUS, BUCH], [THE, HOUSE, BOOK, UNSEEN]) == [1, 2, 3, 0, 4]


def test_an_unseen_piece_looks_at_the_same_relative_place(guide: Guide) -> None:
    assert looks(guide, [31, 32, 33], [34, 35, 36]) == [0, 1, 2, 3]


def test_alignments_sum_to_one_and_padding_looks_nowhere(guide: Guide) -> None:
    batch = batch_of([([DAS, HAUS], [THE, HOUSE]), ([DAS, BUCH], [BOOK])])
    found = guide.alignment(batch)
    assert found.shape == (2, 3, 3)
    assert found.sum(-1) == pytest.approx(np.array([[1, 1, 1], [1, 1, 0]]))


def test_a_sentence_is_aligned_alike_alone_and_among_longer_ones(guide: Guide) -> None:
    short, long = ([DAS, HAUS], [THE]), ([DAS, BUCH], [THE, BOOK, BOOK, BOOK])
    alone, together = (guide.alignment(batch_of(rows)) for rows in ([short], [short, long]))
    assert together[0, :2] == pytest.approx(alone[0])


def test_the_guide_counts_less_and_less_and_then_nothing(guide: Guide) -> None:
    assert [guide.strength(seen) for seen in (0, 500, 1000, 5000)] == [1.0, 0.5, 0.0, 0.0]


def test_a_lexicon_comes_back_from_its_file(lexicon: Lexicon, tmp_path: Path) -> None:
    save_lexicon(tmp_path / LEXICON, lexicon)
    restored = load_lexicon(tmp_path / LEXICON)
    assert np.array_equal(restored.sources, lexicon.sources)
    assert np.array_equal(restored.targets, lexicon.targets)
    assert restored.probabilities() == pytest.approx(lexicon.probabilities(), abs=1e-3)


def test_a_damaged_lexicon_is_refused_with_its_path(tmp_path: Path) -> None:
    (tmp_path / LEXICON).write_bytes(b"no archive")
    with pytest.raises(TrainingError, match=r"lexicon\.npz: no lexicon"):
        load_lexicon(tmp_path / LEXICON)
