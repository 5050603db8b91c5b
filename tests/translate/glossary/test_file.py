from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.glossary.file import Addition, GlossaryFile
from aitui.translate.glossary.term import GlossaryTerm

BANK = GlossaryTerm("Bank", "bank", "银行")
TRAIN = GlossaryTerm("Zug", "train")


@pytest.fixture
def glossary(tmp_path: Path) -> GlossaryFile:
    return GlossaryFile(tmp_path / "config" / "glossary.csv")


def test_a_glossary_that_is_not_there_is_empty_and_is_not_made_by_reading(glossary: GlossaryFile) -> None:
    assert glossary.read().terms == ()
    assert glossary.state() is None
    assert not glossary.path.parent.exists()


def test_terms_are_added_and_there_the_next_time(glossary: GlossaryFile) -> None:
    assert glossary.add([BANK, TRAIN]) == Addition(added=2)
    assert GlossaryFile(glossary.path).read().terms == (BANK, TRAIN)
    assert glossary.path.read_text(encoding="utf-8") == "de,en,zh,kind,note\nBank,bank,银行,,\nZug,train,,,\n"


def test_a_term_that_is_there_is_completed_and_changed_only_when_asked(glossary: GlossaryFile) -> None:
    glossary.add([TRAIN])
    assert glossary.add([GlossaryTerm("Zug", zh="火车")]) == Addition(completed=1)
    assert glossary.add([GlossaryTerm("Zug", "procession")]) == Addition(kept=1)
    assert glossary.add([GlossaryTerm("Zug", "train")]) == Addition(known=1)
    assert glossary.read().terms == (GlossaryTerm("Zug", "train", "火车"),)
    assert glossary.add([GlossaryTerm("Zug", "procession")], replace=True) == Addition(completed=1)
    assert glossary.read().terms == (GlossaryTerm("Zug", "procession", "火车"),)


def test_a_term_is_exchanged_only_for_what_it_still_is(glossary: GlossaryFile) -> None:
    glossary.add([BANK, TRAIN])
    glossary.exchange(TRAIN, GlossaryTerm("Zug", "draught"))
    with pytest.raises(AituiError, match="changed by another program"):
        glossary.exchange(TRAIN, GlossaryTerm("Zug", "march"))
    with pytest.raises(AituiError, match="is there already"):
        glossary.exchange(GlossaryTerm("Zug", "draught"), GlossaryTerm("Bank", "bench"))
    assert glossary.read().terms == (BANK, GlossaryTerm("Zug", "draught"))


def test_removing_says_what_was_there(glossary: GlossaryFile) -> None:
    glossary.add([BANK, TRAIN])
    assert glossary.remove(["Zug", "Schiff"]) == (TRAIN,)
    assert glossary.read().terms == (BANK,)


def test_what_another_program_writes_meanwhile_stays(glossary: GlossaryFile) -> None:
    glossary.add([BANK])
    held = glossary.read()
    glossary.path.write_text(glossary.path.read_text(encoding="utf-8") + "Schiff,ship,,,\n", encoding="utf-8")
    glossary.add([TRAIN])
    assert held.terms == (BANK,)
    assert [term.de for term in glossary.read().terms] == ["Bank", "Schiff", "Zug"]


def test_many_writers_at_once_lose_nothing(glossary: GlossaryFile) -> None:
    def write(number: int) -> None:
        for step in range(10):
            GlossaryFile(glossary.path).add([GlossaryTerm(f"Wort {number} {step}", "word")])

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(glossary.read().terms) == 40
    assert not glossary.read().problems


def test_the_state_tells_that_something_was_written(glossary: GlossaryFile) -> None:
    glossary.add([BANK])
    before = glossary.state()
    glossary.add([BANK])
    assert glossary.state() == before
    glossary.add([TRAIN])
    assert glossary.state() != before


def test_a_link_to_the_file_stays_a_link_and_permissions_stay(glossary: GlossaryFile, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.csv"
    real.write_text("de,en\nBank,bank\n", encoding="utf-8")
    real.chmod(0o640)
    glossary.path.parent.mkdir()
    glossary.path.symlink_to(real)
    glossary.add([TRAIN])
    assert glossary.path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert "Zug,train" in real.read_text(encoding="utf-8")


def test_a_failed_write_leaves_everything_as_it_was(glossary: GlossaryFile) -> None:
    glossary.add([BANK])
    before = glossary.path.read_bytes()
    glossary.path.unlink()
    glossary.path.mkdir()
    with pytest.raises(AituiError, match="cannot be read or written"):
        glossary.add([TRAIN])
    glossary.path.rmdir()
    glossary.path.write_bytes(before)
    assert sorted(os.listdir(glossary.path.parent)) == [".glossary.csv.lock", "glossary.csv"]


def test_a_thousand_terms_are_added_and_read(glossary: GlossaryFile) -> None:
    terms = [GlossaryTerm(f"Wort {number}", f"word {number}") for number in range(1000)]
    assert glossary.add(terms).added == 1000
    assert glossary.read().terms == tuple(terms)
