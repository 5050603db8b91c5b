"""Alignment finds which piece translates which, and the shortlist made from it only speeds decoding up."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from sentencepiece import SentencePieceProcessor

from aitui.translate.engine import DecodingOptions, Engine
from aitui.translate.packages import Package
from translate.training.alignment import Lexicon, learn_lexicon, prior
from translate.training.batches import Encoded, sampled
from translate.training.corpus import Pair
from translate.training.errors import TrainingError
from translate.training.pack import Direction, read_weights, unpack, write_pack
from translate.training.placeholders import PLACEHOLDERS
from translate.training.shortlist import (
    SHORTLIST,
    candidates,
    learn_shortlist,
    read_shortlist,
    write_shortlist,
)
from translate.training.vocabulary import END

BUNDLED = Path(__file__).parents[3] / "translate" / "bundled"
TOKENIZER = BUNDLED / "de_en" / "sentencepiece.model"
MODEL_BYTES = 1_000_000

HOUSE, SMALL, BOOK, THE = 10, 11, 12, 13
HAUS, KLEIN, BUCH, DAS = 20, 21, 22, 23
ARTICLES: list[Encoded] = [
    ([DAS, HAUS], [THE, HOUSE]),
    ([DAS, BUCH], [THE, BOOK]),
    ([DAS, KLEIN, BUCH], [THE, SMALL, BOOK]),
    ([KLEIN, HAUS], [SMALL, HOUSE]),
] * 3


def likeliest(lexicon: Lexicon, source: int) -> int:
    row = lexicon.probabilities()[np.searchsorted(lexicon.sources, source)]
    return int(lexicon.targets[row.argmax()])


@pytest.fixture(scope="module")
def tokenizer() -> SentencePieceProcessor:
    return SentencePieceProcessor(model_file=str(TOKENIZER))


@pytest.mark.parametrize("diagonal", [0.0, 4.0])
def test_every_piece_of_a_tiny_corpus_finds_its_translation(diagonal: float) -> None:
    lexicon = learn_lexicon(ARTICLES, iterations=10, diagonal=diagonal)
    translations = {source: likeliest(lexicon, source) for source in (DAS, HAUS, KLEIN, BUCH)}
    assert translations == {DAS: THE, HAUS: HOUSE, KLEIN: SMALL, BUCH: BOOK}


def test_every_target_piece_is_expected_as_often_as_it_occurs() -> None:
    lexicon = learn_lexicon(ARTICLES)
    occurrences = [sum(target.count(piece) for _, target in ARTICLES) for piece in lexicon.targets]
    assert lexicon.expected.sum(0) == pytest.approx(occurrences)
    assert lexicon.probabilities().sum(1) == pytest.approx(np.ones(len(lexicon.sources)))


def test_a_target_piece_without_a_source_of_its_own_comes_from_none() -> None:
    particle = 30
    pairs: list[Encoded] = [([100 + number], [200 + number, particle]) for number in range(50)]
    lexicon = learn_lexicon(pairs, iterations=10, diagonal=0.0)
    assert likeliest(lexicon, END) == particle
    assert all(likeliest(lexicon, 100 + number) == 200 + number for number in range(50))


def test_the_diagonal_tells_apart_what_always_comes_together() -> None:
    lexicon = learn_lexicon([([1000, 1001, 1002], [2000, 2001, 2002])] * 5)
    assert [likeliest(lexicon, source) for source in (1000, 1001, 1002)] == [2000, 2001, 2002]


def test_the_prior_is_a_distribution_that_prefers_equal_relative_places() -> None:
    found = prior(4, 8, diagonal=4.0, none=0.1)
    assert found.shape == (4, 9)
    assert found.sum(1) == pytest.approx(np.ones(4))
    assert found[:, -1] == pytest.approx(np.full(4, 0.1))
    assert found[0].argmax() in (0, 1)
    assert found[3].argmax() in (6, 7)


def test_pairs_with_an_empty_side_teach_nothing() -> None:
    assert learn_lexicon([([], [1, 2]), ([1], [])]).expected.size == 0
    assert np.array_equal(learn_lexicon([*ARTICLES, ([], [9])]).expected, learn_lexicon(ARTICLES).expected)


@pytest.fixture(scope="module")
def sample(tokenizer: SentencePieceProcessor) -> list[Encoded]:
    nouns = {"Hund": "dog", "Haus": "house", "Markt": "market", "Regierung": "government", "Krieg": "war"}
    verbs = {"sieht": "sees", "braucht": "needs", "verliert": "loses", "verkauft": "sells"}
    rng = random.Random(0)
    pairs = []
    for _ in range(300):
        (first, one), (second, other) = rng.sample(sorted(nouns.items()), 2)
        verb, action = rng.choice(sorted(verbs.items()))
        pairs.append(Pair("test", f"Der {first} {verb} den {second}.", f"The {one} {action} the {other}."))
    return sampled(pairs, tokenizer, {"test": 1.0}, 300)


def test_a_source_piece_calls_for_its_translation_and_for_itself(
    sample: list[Encoded], tokenizer: SentencePieceProcessor
) -> None:
    shortlist = learn_shortlist(sample, tokenizer, frequent=2, best=2, sources=1)
    assert "▁market" in candidates(shortlist, [["▁Markt"]])
    assert "▁Markt" in candidates(shortlist, [["▁Markt"]])
    assert "▁dog" not in candidates(shortlist, [["▁Markt"]])
    assert {"▁market", "▁dog"} <= candidates(shortlist, [["▁Markt"], ["▁Hund"]])


def test_the_signs_that_decoding_refers_to_keep_their_places_in_every_batch(
    sample: list[Encoded], tokenizer: SentencePieceProcessor
) -> None:
    always = learn_shortlist(sample, tokenizer, frequent=2)[""]
    assert always[:13] == ["<unk>", "<s>", "</s>", *PLACEHOLDERS]
    assert {"▁", "e", "▁A", "7", ".", "%"} <= set(always)


def test_the_frequent_pieces_are_always_in_question(sample: list[Encoded], tokenizer: SentencePieceProcessor) -> None:
    few, many = (learn_shortlist(sample, tokenizer, frequent=count) for count in (2, 100))
    assert "▁market" not in few[""]
    assert "▁market" in many[""]
    assert "▁market" not in many.get("▁Markt", [])


def test_a_shortlist_comes_back_from_its_file(tmp_path: Path) -> None:
    shortlist = {"": ["<unk>", "▁"], "▁Größe": ["▁size", "中国"], "#": ["▁size"]}
    write_shortlist(tmp_path / SHORTLIST, shortlist)
    assert (tmp_path / SHORTLIST).read_bytes().startswith("\t<unk> ▁\n▁Größe\t▁size 中国\n".encode())
    assert read_shortlist(tmp_path / SHORTLIST) == shortlist


def test_a_piece_with_white_space_in_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="white space"):
        write_shortlist(tmp_path / SHORTLIST, {"": ["a b"]})


def test_a_damaged_shortlist_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / SHORTLIST).write_text("\t<unk>\nno tab\n")
    with pytest.raises(TrainingError, match=r"vmap\.txt, line 2"):
        read_shortlist(tmp_path / SHORTLIST)


def repacked(folder: Path, shortlist: dict[str, list[str]] | None) -> Path:
    """The bundled German-English model as a pack with this shortlist."""
    folder.mkdir()
    shape, weights = read_weights(BUNDLED / "de_en", folder / "sentencepiece.model")
    (folder / SHORTLIST).unlink(missing_ok=True)
    if shortlist is not None:
        write_shortlist(folder / SHORTLIST, shortlist)
    pack = folder / "de_en.argosmodel"
    write_pack(shape, weights, folder / "sentencepiece.model", Direction("de", "en"), "0.9", "a test", pack)
    return pack


def test_a_shortlist_goes_into_the_pack_and_comes_back_with_the_weights(tmp_path: Path) -> None:
    shortlist = {"": ["<unk>", "</s>"], "▁Haus": ["▁house"]}
    pack = repacked(tmp_path / "made", shortlist)
    read_weights(pack, tmp_path / "sentencepiece.model")
    assert read_shortlist(tmp_path / SHORTLIST) == shortlist
    folder = unpack(pack, tmp_path / "bundled")
    assert read_shortlist(folder / "model" / SHORTLIST) == shortlist
    unpack(repacked(tmp_path / "without", None), tmp_path / "bundled")
    assert not (folder / "model" / SHORTLIST).exists()


def test_a_shortlist_of_another_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=r"1 of its pieces are not in .*step `shortlist`"):
        repacked(tmp_path / "made", {"": ["<unk>"], "▁Haus": ["▁no-such-piece"]})


@pytest.mark.parametrize("direction", ["de_en", "en_zh"])
def test_a_bundled_model_has_a_small_shortlist_of_its_own_pieces(direction: str) -> None:
    path = BUNDLED / direction / "model" / SHORTLIST
    tokenizer = SentencePieceProcessor(model_file=str(BUNDLED / direction / "sentencepiece.model"))
    shortlist = read_shortlist(path)
    held = {*shortlist, *(piece for pieces in shortlist.values() for piece in pieces)} - {""}
    assert held <= {tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())}
    assert shortlist[""][:13] == ["<unk>", "<s>", "</s>", *PLACEHOLDERS]
    assert path.stat().st_size < MODEL_BYTES


def installed(root: Path, shortlist: str | None, prefix: str = "") -> Package:
    """The bundled German-English model as an installed pack with this shortlist."""
    shutil.copytree(BUNDLED / "de_en", root)
    (root / "model" / SHORTLIST).unlink()
    if shortlist is not None:
        (root / "model" / SHORTLIST).write_text(shortlist, encoding="utf-8")
    return Package("de", "en", "9", root, bundled=False, target_prefix=prefix)


def test_the_engine_writes_only_what_the_shortlist_holds(tmp_path: Path) -> None:
    package = installed(tmp_path / "de_en", "\t<unk> <s> </s> ▁The ▁dog .\n")
    (decoded,) = Engine(package).translate(["Das ist ein Haus."], options=DecodingOptions())
    assert decoded is not None
    assert decoded.text
    assert set(decoded.text.replace(".", " . ").split()) <= {"The", "dog", "."}


def test_a_shortlist_of_everything_changes_no_translation(tmp_path: Path, tokenizer: SentencePieceProcessor) -> None:
    texts = ["Die Regierung hat ein Gesetz beschlossen.", "Der Hund läuft über die Wiese.", "｟3｠ kaufte ｟1｠."]
    pieces = [tokenizer.id_to_piece(number) for number in range(tokenizer.get_piece_size())]
    package = installed(tmp_path / "all", f"\t{' '.join(pieces)}\n")
    without = installed(tmp_path / "none", None)
    options = DecodingOptions()
    assert Engine(package).translate(texts, options=options) == Engine(without).translate(texts, options=options)
    assert package.fingerprint != without.fingerprint


def test_a_pack_with_a_prefix_is_decoded_without_its_shortlist(tmp_path: Path) -> None:
    package = installed(tmp_path / "few", "\t<unk> <s> </s> ▁The ▁dog .\n", prefix="▁Yesterday")
    without = installed(tmp_path / "none", None, prefix="▁Yesterday")
    texts = ["Das ist ein Haus."]
    options = DecodingOptions()
    assert Engine(package).translate(texts, options=options) == Engine(without).translate(texts, options=options)
