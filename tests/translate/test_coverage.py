"""How many sentences of an article the memory holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from aitui.data.library import Entry, Library
from aitui.data.readers import Source
from aitui.translate.coverage import Coverage, Recount, coverage, recount
from aitui.translate.terms import Term, TermList, TermSource
from aitui.translate.translator import Translator

COLD = "Am Morgen war es in der ganzen Gegend kalt."
WARM = "Danach wurde es wärmer, und alle gingen wieder hinaus."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "library.sqlite3") as library:
        library.remove([entry.id for entry in library.entries()])
        yield library


def added(library: Library, name: str, text: str) -> Entry:
    return library.add(Source(f"/articles/{name}.txt", text, language="de")).entry


def doubt(translator: Translator, sentence: str) -> None:
    """Keep a doubtful machine translation of `sentence`."""
    translator.translate([sentence], "en")
    with sqlite3.connect(translator.memory.path) as connection:
        marks = '[{"kind":"length","detail":"short"}]'
        connection.execute("UPDATE unit SET marks = ? WHERE source = ?", (marks, sentence))
    connection.close()


def test_what_the_memory_holds_is_counted_and_what_is_doubtful(library: Library, translator: Translator) -> None:
    entry = added(library, "a", f"Kalt\n\n{COLD} {WARM}\n")
    article = library.article(entry.id)
    assert coverage(article, translator, "en") == Coverage(0, 0)
    doubt(translator, COLD)
    translator.store_by_hand(WARM, "en", "Then it got warmer.")
    assert coverage(article, translator, "en") == Coverage(2, 1)
    assert coverage(article, translator, "zh") == Coverage(0, 0)
    assert recount(library, translator, entry, article)["en"] == Coverage(2, 1)
    assert library.translated("en") == {entry.id: 2}
    assert library.marked("en") == {entry.id: 1}


def test_every_article_with_a_sentence_is_counted_anew_however_it_is_broken(
    library: Library, translator: Translator
) -> None:
    same = added(library, "same", f"Anders\n\n{COLD} {WARM}\n")
    broken = added(
        library, "broken", "Gebrochen\n\nAm Morgen war es in der gan\u00adzen  Gegend kalt. Mehr gab es nicht.\n"
    )
    part = added(library, "part", f"Zum Teil\n\nEr sagte: {COLD[:-1]}, und das blieb so.\n")
    left_out = added(library, "open", f"Offen\n\n{COLD}\n\nMehr stand hier nicht.\n")
    doubt(translator, COLD)
    counts = Recount(library, translator, [(left_out.id, "en")]).with_sentence(COLD)
    assert {key: found["en"].marked for key, found in counts.items() if "en" in found} == {same.id: 1, broken.id: 1}
    assert part.id not in library.translated("en")
    translator.store_by_hand(COLD, "en", "It was cold.")
    Recount(library, translator).with_sentence(COLD)
    assert library.marked("en") == {}
    assert library.translated("en") == {same.id: 1, broken.id: 1, left_out.id: 1}


def test_articles_with_a_changed_term_are_counted_anew(library: Library, translator: Translator) -> None:
    named = added(library, "named", f"Kalt\n\n{COLD} {WARM}\n")
    other = added(library, "other", f"Warm\n\n{WARM}\n")
    for sentence in (COLD, WARM):
        translator.translate([sentence], "en")
    for entry in (named, other):
        recount(library, translator, entry, library.article(entry.id))
    assert library.translated("en") == {named.id: 2, other.id: 1}
    terms = glossary("Gegend", "neighbourhood")
    translator.terms = terms
    assert Recount(library, translator, [(named.id, "en")]).naming(terms)[named.id].keys() == {"zh"}
    assert library.translated("en") == {named.id: 2, other.id: 1}
    counts = Recount(library, translator).naming(terms)
    assert {key: found["en"].translated for key, found in counts.items()} == {named.id: 1}
    assert library.translated("en") == {named.id: 1, other.id: 1}


def test_a_term_in_a_headline_in_capitals_is_seen_as_the_translation_sees_it(
    library: Library, translator: Translator
) -> None:
    entry = added(library, "loud", f"ZUG HIELT NICHT\n\n{COLD} Niemand kam vorbei.\n")
    translator.translate(["ZUG HIELT NICHT", COLD, "Niemand kam vorbei."], "en")
    recount(library, translator, entry, library.article(entry.id))
    assert library.translated("en") == {entry.id: 3}
    translator.terms = glossary("Zug", "train")
    Recount(library, translator).naming(translator.terms)
    assert library.translated("en") == {entry.id: 2}


def test_what_was_stopped_or_changed_by_others_is_made_up_for(library: Library, translator: Translator) -> None:
    entries = [added(library, name, f"{name}\n\n{COLD} {WARM}\n") for name in ("eins", "zwei", "drei")]
    ids = {entry.id for entry in entries}
    translator.translate([COLD, WARM], "en")
    for entry in entries[:2]:
        recount(library, translator, entry, library.article(entry.id))
    assert set(Recount(library, translator).after_unseen_changes()) == {entry.id for entry in entries[:2]}, (
        "those translated"
    )
    assert Recount(library, translator).after_unseen_changes() == {}, "nothing has changed"
    translator.terms = glossary("Gegend", "neighbourhood")
    answers = iter([False, False])
    stopped = Recount(library, translator, stopped=lambda: next(answers, True))
    assert len(stopped.naming(translator.terms)) == 2
    assert set(Recount(library, translator).naming(translator.terms)) == ids
    assert set(Recount(library, translator).after_unseen_changes()) == ids, "what else was stopped is not known"
    assert Recount(library, translator).after_unseen_changes() == {}
    assert library.translated("en") == {entry.id: 1 for entry in entries}


def glossary(german: str, english: str) -> TermList:
    return TermList(extra=[Term(f"glossary:{german}", (german,), english, None, "term", TermSource.GLOSSARY)])
