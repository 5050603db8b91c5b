from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.data.structure import parse
from aitui.translate.candidates import Leg
from aitui.translate.engine import Decoded, DecodingOptions, Engine
from aitui.translate.packages import discover
from aitui.translate.terms import Term, TermList, TermSource
from aitui.translate.translation import BY_HAND, COPIED, Translation
from aitui.translate.translator import Translator, batches

SENTENCES = [
    "OpenAI sperrt den Zugang in China.",
    "Das Unternehmen wurde 2014 gegründet.",
    "Viele Entwickler nutzen das Modell.",
]
SEEDS = Path(__file__).parents[2] / "seeds"


def loaded_models(translator: Translator) -> int:
    return sum(engine._loaded is not None for engine in translator._engines.values())


def targets(translations: list[Translation | None]) -> list[str]:
    assert all(translation is not None and translation.target for translation in translations)
    return [translation.target for translation in translations if translation and translation.target]


def test_what_was_translated_once_is_recalled_by_the_next_program_without_a_model(translator, memory_path, bundled):
    assert translator.recall(SENTENCES, "en") == [None, None, None]
    made = translator.translate(SENTENCES, "en")
    assert len(set(targets(made))) == 3
    again = Translator(memory_path, bundled)
    assert again.recall(SENTENCES, "en") == made
    assert again.translate(SENTENCES, "en") == made
    assert loaded_models(again) == 0
    again.close()


def test_the_same_sentence_is_known_whatever_its_line_breaks_and_hyphens(translator):
    (made,) = translator.translate(["Die Entwicklung geht weiter."], "en")
    variant = "Die Ent\u00adwicklung\n geht   weiter."
    (recalled,) = translator.recall([variant], "en")
    assert recalled is not None
    assert (recalled.source, recalled.target) == (variant, made.target)


def test_a_sentence_that_comes_twice_is_translated_once_and_given_twice(translator):
    reported: list[int] = []
    made = translator.translate(
        [SENTENCES[0], SENTENCES[1], SENTENCES[0]], "en", on_batch=lambda batch: reported.extend(i for i, _ in batch)
    )
    assert made[0] == made[2]
    assert sorted(reported) == [0, 1, 2]


def test_chinese_comes_through_english_and_leaves_the_english_in_the_memory(translator):
    made = translator.translate(SENTENCES, "zh")
    english = translator.recall(SENTENCES, "en")
    assert targets(english) == [translation.pivot for translation in made if translation]
    assert translator.label("zh").count("→") == 1


def test_chinese_after_english_pays_only_the_second_leg(memory_path, bundled):
    first = Translator(memory_path, bundled)
    english = first.translate(SENTENCES, "en")
    first.close()
    second = Translator(memory_path, bundled)
    chinese = second.translate(SENTENCES, "zh")
    assert [translation.pivot for translation in chinese if translation] == targets(english)
    assert [engine.package.from_code for engine in second._engines.values() if engine._loaded] == ["en"]
    second.close()


def test_a_hand_made_translation_wins_until_it_is_forgotten(translator):
    (machine,) = translator.translate(SENTENCES[:1], "en")
    translator.store_by_hand(SENTENCES[0], "en", "OpenAI locks China out.")
    (hand,) = translator.recall(SENTENCES[:1], "en")
    assert hand == Translation(SENTENCES[0], "OpenAI locks China out.", None, BY_HAND)
    assert translator.translate(SENTENCES[:1], "en") == [hand]
    translator.forget_by_hand(SENTENCES[0], "en")
    assert translator.recall(SENTENCES[:1], "en") == [machine]


def test_a_hand_made_translation_wins_over_a_better_model_too(translator, memory_path, bundled):
    translator.store_by_hand(SENTENCES[0], "en", "OpenAI locks China out.")
    other = Translator(memory_path, bundled, options=DecodingOptions(beam_size=4))
    assert targets(other.recall(SENTENCES[:1], "en")) == ["OpenAI locks China out."]
    other.close()


def test_chinese_is_made_anew_from_corrected_english(translator):
    (before,) = translator.translate(SENTENCES[:1], "zh")
    translator.store_by_hand(SENTENCES[0], "en", "The company locks China out.")
    assert translator.recall(SENTENCES[:1], "zh") == [None]
    (after,) = translator.translate(SENTENCES[:1], "zh")
    assert after.pivot == "The company locks China out."
    translator.forget_by_hand(SENTENCES[0], "en")
    assert translator.recall(SENTENCES[:1], "zh") == [None]
    assert translator.translate(SENTENCES[:1], "zh") == [before]


def test_other_options_are_another_translation(translator, memory_path, bundled):
    translator.translate(SENTENCES, "en")
    other = Translator(memory_path, bundled, options=DecodingOptions(beam_size=1))
    assert other.recall(SENTENCES, "en") == [None, None, None]
    other.close()


def test_numbers_alone_are_copied_without_a_model(translator):
    assert translator.recall(["38.000 %"], "zh") == [Translation("38.000 %", "38.000 %", None, COPIED)]


def test_a_batch_is_stored_before_anybody_hears_of_it(translator, memory_path, bundled):
    reader = Translator(memory_path, bundled)
    texts = [f"Das ist der Satz Nummer {number}." for number in range(60)]
    seen = 0

    def on_batch(batch: list[tuple[int, Translation]]) -> None:
        nonlocal seen
        seen += len(batch)
        assert reader.recall([texts[index] for index, _ in batch], "en") == [made for _, made in batch]

    translator.translate(texts, "en", on_batch=on_batch)
    assert seen == 60
    reader.close()


def test_stopping_leaves_the_rest_out_and_keeps_what_is_done(translator):
    texts = [f"Das ist der Satz Nummer {number}." for number in range(120)]
    done: list[int] = []
    made = translator.translate(
        texts, "en", should_stop=lambda: bool(done), on_batch=lambda batch: done.extend(i for i, _ in batch)
    )
    assert 0 < len(done) < 120
    assert [index for index, translation in enumerate(made) if translation] == sorted(done)
    assert translator.recall(texts, "en") == made


def test_an_empty_translation_is_none_with_a_mark_and_tried_again_next_time(translator, monkeypatch):
    from aitui.translate.engine import Decoded

    monkeypatch.setattr(Engine, "translate", lambda self, texts, **_: [Decoded("") for _ in texts])
    (failed,) = translator.translate(SENTENCES[:1], "en")
    assert failed.target is None
    assert [mark.kind for mark in failed.marks] == ["untranslated"]
    assert translator.recall(SENTENCES[:1], "en") == [None]


def test_a_model_that_says_nothing_to_a_text_is_asked_again(translator):
    texts = ["Fazit", "Sit", "sit", "Highlights", "Ende", "x", "Ach", "A B"]
    assert all(made.target for language in ("en", "zh") for made in translator.translate(texts, language))


def test_batches_hold_all_texts_in_order_and_stay_small():
    texts = ["x" * size for size in (10, 5000, 10, 10, 3000, 3000)]
    made = list(batches(texts, sentences=2, characters=3020))
    assert [text for batch in made for text in batch] == texts
    assert [len(batch) for batch in made] == [1, 1, 2, 1, 1]


def test_another_language_needs_another_pack(translator):
    with pytest.raises(AituiError, match="en_fr"):
        translator.recall(SENTENCES, "fr")


def test_english_text_goes_to_chinese_directly(translator):
    (made,) = translator.translate(["The company was founded in 2014."], "zh", source="en")
    assert made.target
    assert made.pivot is None


def test_nothing_opens_a_socket(translator, monkeypatch):
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert targets(translator.translate(SENTENCES, "zh"))


def _run(script: str, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"ARGOS_PACKAGES_DIR": os.devnull}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )


def test_recalling_imports_neither_engine_nor_argos_nor_textual(translator, memory_path):
    translator.translate(SENTENCES, "zh")
    script = """
import sys
from pathlib import Path
from aitui.translate.jobs import TranslationQueue
from aitui.translate.document import translate_article
from aitui.translate.translator import Translator
translator = Translator(Path(sys.argv[1]))
assert all(translator.recall(sys.argv[2:], "zh"))
assert translator.label("zh")
heavy = {"ctranslate2", "sentencepiece", "argostranslate", "numpy", "textual", "py3langid", "httpx"}
print(sorted(heavy & sys.modules.keys()))
"""
    process = _run(script, str(memory_path), *SENTENCES)
    output, _ = process.communicate(timeout=60)
    assert output.strip() == "[]"


_TRANSLATE_SEEDS = """
import sys
from pathlib import Path
from aitui.data.structure import parse
from aitui.translate.translator import Translator
texts = []
for path in sorted(Path(sys.argv[2]).glob("*.txt"), reverse=sys.argv[3] == "backwards"):
    article = parse(path.read_text(encoding="utf-8"))
    texts += [article.sentence_text(span) for _, span in article.sentences()]
print("ready", flush=True)
Translator(Path(sys.argv[1])).translate(
    texts, "en", on_batch=lambda batch: print(*(index for index, _ in batch), flush=True)
)
"""


def _seed_sentences() -> list[str]:
    texts = []
    for path in sorted(SEEDS.glob("*.txt")):
        article = parse(path.read_text(encoding="utf-8"))
        texts += [article.sentence_text(span) for _, span in article.sentences()]
    return texts


def test_killing_the_program_loses_at_most_the_batch_in_flight(memory_path, bundled):
    process = _run(_TRANSLATE_SEEDS, str(memory_path), str(SEEDS), "forwards")
    assert process.stdout is not None
    process.stdout.readline()
    reported = [int(number) for _ in range(2) for number in process.stdout.readline().split()]
    process.kill()
    reported += [int(number) for line in process.stdout for number in line.split()]
    process.wait()
    process.stdout.close()
    texts = _seed_sentences()
    survivor = Translator(memory_path, bundled)
    recalled = survivor.recall(texts, "en")
    assert reported
    assert all(recalled[index] for index in reported)
    assert not all(recalled)
    rest = survivor.translate(texts, "en")
    assert all(translation and translation.target for translation in rest)
    survivor.close()


def test_two_programs_translate_into_one_memory(memory_path, bundled):
    processes = [_run(_TRANSLATE_SEEDS, str(memory_path), str(SEEDS), order) for order in ("forwards", "backwards")]
    for process in processes:
        process.communicate(timeout=120)
        assert process.returncode == 0
    reader = Translator(memory_path, bundled)
    assert all(reader.recall(_seed_sentences(), "en"))
    reader.close()


def test_a_hand_made_translation_outlives_models_and_options(memory_path, bundled, install, tmp_path):
    with closing(Translator(memory_path, bundled)) as translator:
        made = translator.translate(["Der Hund bellt."], "en")
        translator.store_by_hand("Der Hund bellt.", "en", "Woof.")
        assert made[0] is not None
    install("translate-de_en-9_9", package_version="9.9")
    installed = discover([tmp_path / "packages"])
    for packages, options in ((bundled, DecodingOptions(beam_size=1)), (installed, None)):
        with closing(Translator(memory_path, packages, options=options)) as translator:
            (found,) = translator.translate(["Der Hund\nbellt."], "en")
            assert found is not None
            assert (found.target, found.engine) == ("Woof.", BY_HAND)


def test_code_comes_through_to_the_letter_and_is_of_no_language(translator):
    code = "`git commit -m message *.o --amend`"
    (made,) = translator.translate([f"Der **Befehl** {code} hilft."], "en")
    assert made is not None
    assert made.target is not None
    assert code in made.target
    assert "*" not in made.target.replace(code, "")
    assert [mark for mark in made.marks if "git" in mark.detail] == []


@pytest.mark.parametrize(
    "sentence", ["Die _Wärmepumpe_ ist teuer.", "Die [**Wärmepumpe**](https://example.org) hilft."]
)
def test_a_new_term_counts_in_emphasis_and_links_too(translator, sentence):
    translator.translate([sentence], "en")
    translator.terms = TermList(
        extra=[Term("glossary:w", ("Wärmepumpe",), "thermopump", None, "term", TermSource.GLOSSARY)]
    )
    assert translator.recall([sentence], "en") == [None]
    (made,) = translator.translate([sentence], "en")
    assert made is not None
    assert made.target is not None
    assert "thermopump" in made.target


class Silent:
    """A model that has nothing to say to one word."""

    def __init__(self, engine, word):
        self._engine, self._word = engine, word
        self.package, self.knows_placeholders = engine.package, engine.knows_placeholders

    def translate(self, texts, **options):
        made = self._engine.translate(texts, **options)
        return [Decoded("") if text == self._word else output for text, output in zip(texts, made, strict=True)]


def test_a_cell_without_a_translation_keeps_its_source_and_says_so(bundled):
    package = next(package for package in bundled if package.from_code == "de")
    leg = Leg(Silent(Engine(package, threads=1), "Gewinn"), TermList(), DecodingOptions())
    (candidate,) = leg.translate(["| Jahr | Gewinn |"])
    assert candidate is not None
    assert candidate.target.count("|") == 3
    assert "Gewinn" in candidate.target
    assert any("gave no translation of “Gewinn”" in mark.detail for mark in candidate.marks)
