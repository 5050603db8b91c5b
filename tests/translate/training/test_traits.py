"""What a model is told of its pairs: the kind of text, and how full a translation is among those of the corpus."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from pathlib import Path

import numpy as np
import pytest
from sentencepiece import SentencePieceProcessor

from translate.training.batches import BatchSource
from translate.training.corpus import Pair
from translate.training.errors import TrainingError
from translate.training.origins import KINDS, kind_of, origin_weights
from translate.training.sampling import Position, Variation
from translate.training.traits import LEVELS, ROWS, TraitsOf, traits

TOKENIZER = Path(__file__).parents[3] / "translate" / "bundled" / "de_en" / "sentencepiece.model"
SOURCE = "Ein Satz, der lang genug ist, dass sein Verhältnis etwas sagt."
PAIRS = [Pair("wmt_refs", SOURCE, "x" * (20 + number % 40)) for number in range(400)]


def test_every_origin_of_the_table_has_a_kind() -> None:
    assert {kind_of(origin) for origin in origin_weights("final")} == set(KINDS)
    assert kind_of("of somebody else") == ""


def test_a_kind_and_a_level_have_a_number_each_and_the_first_is_always_one() -> None:
    every = [traits(kind, level) for kind in ("", *KINDS) for level in range(LEVELS + 1)]
    assert len({tuple(told) for told in every}) == (1 + len(KINDS)) * (1 + LEVELS)
    assert all(told[0] == 1 and told.shape == (ROWS,) for told in every)
    assert traits("news", LEVELS).sum() == 3


@pytest.mark.parametrize(
    ("kind", "level", "named"), [("sport", 0, "'sport'"), ("news", LEVELS + 1, "9"), ("", -1, "-1")]
)
def test_what_does_not_exist_is_named(kind: str, level: int, named: str) -> None:
    with pytest.raises(TrainingError, match=named):
        traits(kind, level)


def test_levels_hold_as_many_pairs_each_and_rise_with_the_length_of_the_target() -> None:
    of = TraitsOf(PAIRS)
    levels = [of.level(pair.source, pair.target) for pair in PAIRS]
    assert levels[:40] == sorted(levels[:40])
    assert Counter(levels) == dict.fromkeys(range(1, LEVELS + 1), 50)
    assert of.level(SOURCE, "x" * 500) == LEVELS


def test_terms_have_no_level_and_a_small_corpus_has_none() -> None:
    assert np.array_equal(TraitsOf(PAIRS).of("ding", SOURCE, SOURCE), traits("terms"))
    assert np.array_equal(TraitsOf(PAIRS[:LEVELS]).of("wmt_refs", SOURCE, SOURCE), traits("news"))


def test_batches_tell_the_traits_of_nine_pairs_of_ten() -> None:
    tokenizer = SentencePieceProcessor(model_file=str(TOKENIZER))
    as_they_are = Variation(masked=0, joined=0, noisy=0)
    source = BatchSource(PAIRS, tokenizer, {"wmt_refs": 2.0}, 300, as_they_are)
    told: list[bool] = []
    for batch, _ in takewhile(lambda item: not item[1].pass_number, source.batches(Position())):
        for row, target in zip(batch.traits, batch.target_out, strict=True):
            known = traits("news", level_of(tokenizer, target.tolist()))
            told.append(np.array_equal(row, known))
            assert told[-1] or np.array_equal(row, traits())
    assert len(told) == 800
    assert 0.85 < sum(told) / len(told) < 0.95


def level_of(tokenizer: SentencePieceProcessor, target: list[int]) -> int:
    return TraitsOf(PAIRS).level(SOURCE, tokenizer.decode(target))
