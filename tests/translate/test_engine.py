from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.engine import Decoded, DecodingOptions, Engine
from aitui.translate.packages import Package
from aitui.translate.tokenizer import PLACEHOLDERS, held_placeholders, load_tokenizer

OPTIONS = DecodingOptions()


@pytest.fixture(scope="module")
def engine(de_en: Package) -> Engine:
    return Engine(de_en)


def text_of(decoded: Decoded | None) -> str:
    assert decoded is not None
    return decoded.text


def test_every_text_gets_its_own_translation_in_its_own_place(engine):
    texts = ["Das ist ein Haus.", "Die Firma wurde 2014 gegründet und hat ihren Sitz in Berlin.", "Guten Morgen!"]
    forwards = engine.translate(texts, options=OPTIONS)
    backwards = engine.translate(texts[::-1], options=OPTIONS)
    assert forwards == backwards[::-1]
    assert len({text_of(decoded) for decoded in forwards}) == 3


def test_text_without_letters_is_copied(engine):
    assert engine.translate(["38.000", "83 %", "…", ""], options=OPTIONS) == [
        Decoded("38.000"),
        Decoded("83 %"),
        Decoded("…"),
        Decoded(""),
    ]


def test_stop_is_looked_at_before_every_batch(engine):
    calls = 0

    def after_two() -> bool:
        nonlocal calls
        calls += 1
        return calls > 2

    texts = [f"Das ist der Satz Nummer {number}." for number in range(40)]
    options = DecodingOptions(batch_pieces=20)
    results = engine.translate(texts, options=options, should_stop=after_two)
    done = [result for result in results if result is not None]
    assert 0 < len(done) < 40
    assert engine.translate(texts, options=options, should_stop=lambda: True) == [None] * 40


def test_a_sentence_too_long_for_the_model_goes_through_in_parts_and_nothing_is_cut(engine):
    clause = "Die Regierung in Berlin will die Entwicklung neuer Modelle fördern, "
    parts = [f"{clause}und das kostet {number} Millionen Euro; " for number in range(12)]
    (whole,) = engine.translate(["".join(parts).strip()], options=OPTIONS)
    (one,) = engine.translate([parts[0].strip()], options=OPTIONS)
    assert len(text_of(whole)) > 6 * len(text_of(one))


def test_a_long_line_without_spaces_is_translated_too(engine):
    (decoded,) = engine.translate(["Donaudampfschifffahrt" * 60], options=OPTIONS)
    assert text_of(decoded)


def test_a_translation_that_does_not_come_to_an_end_says_so(de_en):
    class Endless:
        """A model that always uses all the room it is given."""

        def translate_batch(self, pieces, **options):
            return [Output([["▁la"] * options["max_decoding_length"]]) for _ in pieces]

    class Output:
        def __init__(self, hypotheses: list[list[str]]) -> None:
            self.hypotheses = hypotheses

    engine = Engine(de_en)
    engine._loaded = (Endless(), load_tokenizer(de_en))
    (decoded,) = engine.translate(["Ein Satz."], options=OPTIONS)
    assert decoded is not None
    assert decoded.truncated


def test_a_translation_has_at_least_as_many_pieces_as_are_asked_for(engine, de_en):
    short, long = (engine.translate(["Nein."], options=DecodingOptions(least_pieces=number)) for number in (1, 12))
    texts = [text_of(decoded) for decoded in (*short, *long)]
    least, most = map(len, load_tokenizer(de_en).encode(texts))
    assert least < 6 < most


def test_bundled_chinese_is_searched_more_widely_and_kept_from_turning_in_circles(bundled):
    engine = Engine(next(package for package in bundled if package.to_code == "zh"))
    texts = [
        "The protest started around noon on the square opposite the entrance to the official residence.",
        "Police said that his greater experience won him the respect of the older generation of bosses.",
        "They were released after a meeting was held for the victims of the housing scam in the city.",
    ]
    usual, spelt_out, narrow, repeating = (
        engine.translate(texts, options=options)
        for options in (
            OPTIONS,
            DecodingOptions(beam_size=4, repetition_penalty=1.1),
            DecodingOptions(beam_size=2, repetition_penalty=1.1),
            DecodingOptions(beam_size=4, repetition_penalty=1.0),
        )
    )
    assert usual == spelt_out
    assert narrow != usual != repeating


@pytest.mark.parametrize("beam_size", [1, 2, 4])
def test_no_placeholder_comes_out_that_did_not_go_in(engine, beam_size):
    texts = ["｟0｠ sagte, dass ｟1｠ wächst.", "Der Umsatz von ｟2｠ stieg.", "Hier ist keiner.", "｟3｠ ｟4｠ ｟5｠"]
    results = engine.translate(texts, options=DecodingOptions(beam_size=beam_size))
    for text, decoded in zip(texts, results, strict=True):
        assert held_placeholders(text_of(decoded)) <= held_placeholders(text)


def test_placeholders_are_pieces_of_the_bundled_models(bundled):
    for package in bundled:
        assert load_tokenizer(package).placeholders == frozenset(PLACEHOLDERS)


def test_an_underscore_stays_one(de_en):
    tokenizer = load_tokenizer(de_en)
    (pieces,) = tokenizer.encode(["die Datei max_input_length lesen"])
    assert tokenizer.decode(pieces) == "die Datei max_input_length lesen"


def _cut_model(root: Path) -> None:
    path = root / "model" / "model.bin"
    path.write_bytes(path.read_bytes()[:-20])


def _zero_model(root: Path) -> None:
    path = root / "model" / "model.bin"
    path.write_bytes(bytes(path.stat().st_size))


def _foreign_model(root: Path) -> None:
    (root / "model" / "model.bin").write_bytes(b"this is no model at all " * 1000)


def _no_vocabulary(root: Path) -> None:
    (root / "model" / "shared_vocabulary.json").unlink()


def _cut_tokenizer(root: Path) -> None:
    path = root / "sentencepiece.model"
    path.write_bytes(path.read_bytes()[:1000])


@pytest.mark.parametrize("damage", [_cut_model, _zero_model, _foreign_model, _no_vocabulary, _cut_tokenizer])
def test_a_damaged_model_is_named_with_the_way_out(install, damage: Callable[[Path], None]):
    root = install("de_en")
    damage(root)
    engine = Engine(Package("de", "en", "1.3", root, bundled=False))
    with pytest.raises(AituiError) as caught:
        engine.translate(["Guten Tag."], options=OPTIONS)
    assert "de_en 1.3" in caught.value.what
    assert caught.value.where == str(root)
    assert "Install the pack again" in caught.value.remedy


def test_an_older_pack_with_bpe_codes_works(tmp_path, install):
    root = install("de_en")
    shutil.move(root / "sentencepiece.model", tmp_path / "unused")
    (root / "bpe.model").write_text("#version: 0.2\nd a\nda s</w>\n")
    tokenizer = load_tokenizer(Package("de", "en", "1.0", root, bundled=False))
    assert tokenizer.encode(["das Haus"])[0][0] == "das"
    assert tokenizer.decode(["H@@", "a@@", "us", "!"]) == "Haus!"


def test_the_packs_own_start_token_is_no_part_of_the_translation(install, de_en):
    root = install("de_en")
    prefixed = Package("de", "en", "1.0", root, bundled=False, target_prefix="｟9｠")
    (decoded,) = Engine(prefixed).translate(["Das ist ein Haus."], options=OPTIONS)
    assert "｟9｠" not in text_of(decoded)
    assert text_of(decoded)
