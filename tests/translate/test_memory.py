from __future__ import annotations

import contextlib
import sqlite3
import threading

import msgspec
import pytest

from aitui.data.errors import AituiError
from aitui.translate.memory import Memory, Unit
from aitui.translate.translation import Guarded, Mark, MarkKind


@pytest.fixture
def memory(memory_path):
    memory = Memory(memory_path)
    yield memory
    memory.close()


def test_what_was_stored_is_recalled_with_pivot_and_marks(memory):
    unit = Unit("三", "three", (Mark(MarkKind.NUMBER, "'3' is missing"),))
    memory.store_many("key", "label", {"drei": unit, "vier": Unit("四")})
    assert memory.recall_many("key", ["drei", "fünf", "vier"]) == {"drei": unit, "vier": Unit("四")}


def test_another_model_has_units_of_its_own(memory):
    memory.store_many("old model", "label", {"Haus": Unit("home")})
    memory.store_many("new model", "label", {"Haus": Unit("house")})
    assert memory.recall_many("new model", ["Haus"]) == {"Haus": Unit("house")}
    assert memory.recall_many("old model", ["Haus"]) == {"Haus": Unit("home")}
    assert memory.recall_many("third model", ["Haus"]) == {}


def test_a_second_translation_takes_the_place_of_the_first(memory):
    memory.store_many("key", "label", {"Haus": Unit("home")})
    memory.store_many("key", "label", {"Haus": Unit("house")})
    assert memory.recall_many("key", ["Haus"]) == {"Haus": Unit("house")}


def test_thousands_of_sentences_are_recalled_at_once(memory):
    sources = [f"Satz {number}" for number in range(3_210)]
    memory.store_many("key", "label", {source: Unit(source[::-1]) for source in sources})
    assert memory.recall_many("key", sources) == {source: Unit(source[::-1]) for source in sources}


def test_a_batch_is_stored_whole_or_not_at_all(memory):
    with pytest.raises(AituiError):
        memory.store_many("key", "label", {"eins": Unit("one"), "zwei": Unit(None)})
    assert memory.recall_many("key", ["eins", "zwei"]) == {}


def test_hand_made_translations_belong_to_a_direction(memory):
    memory.store_hand_made("de-en", "Haus", "building")
    assert memory.recall_hand_made("de-en", ["Haus", "Maus"]) == {"Haus": "building"}
    assert memory.recall_hand_made("de-zh", ["Haus"]) == {}
    memory.forget_hand_made("de-en", "Haus")
    assert memory.recall_hand_made("de-en", ["Haus"]) == {}


def test_one_thread_reads_while_another_writes(memory):
    memory.store_many("key", "label", {"0": Unit("0")})
    halfway, read = threading.Event(), threading.Event()

    def write() -> None:
        for number in range(50):
            memory.store_many("key", "label", {str(number): Unit(str(number))})
            if number == 25:
                halfway.set()
                assert read.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    assert halfway.wait(10)
    assert memory.recall_many("key", ["25"]) == {"25": Unit("25")}
    read.set()
    writer.join()
    assert len(memory.recall_many("key", [str(number) for number in range(50)])) == 50


def test_a_memory_is_there_again_after_closing(memory):
    memory.store_many("key", "label", {"Haus": Unit("house")})
    memory.close()
    assert memory.recall_many("key", ["Haus"]) == {"Haus": Unit("house")}


def test_a_file_that_is_no_memory_is_named(memory_path):
    memory_path.write_bytes(b"this is not a database " * 100)
    with pytest.raises(AituiError) as caught:
        Memory(memory_path).recall_many("key", ["Haus"])
    assert str(memory_path) in str(caught.value)
    assert caught.value.remedy


def test_a_memory_damaged_in_its_middle_is_named(memory_path):
    memory = Memory(memory_path)
    memory.store_many("key", "label", {f"Satz {number}" * 20: Unit("x" * 200) for number in range(2000)})
    memory.close()
    content = bytearray(memory_path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    memory_path.write_bytes(content)
    damaged = Memory(memory_path)
    with pytest.raises(AituiError) as caught:
        damaged.recall_many("key", [f"Satz {number}" * 20 for number in range(2000)])
    assert str(memory_path) in str(caught.value)
    damaged.close()


@pytest.mark.parametrize("column", ["marks", "guarded"])
@pytest.mark.parametrize("written", ["{", '[["number", "5"]]', '[{"kind": "unheard of", "detail": ""}]', "\x00\xff"])
def test_a_translation_whose_row_cannot_be_read_counts_as_not_there_and_is_made_anew(memory_path, column, written):
    memory = Memory(memory_path)
    memory.store_many("en_zh 1", "label", {"Haus": Unit("家"), "Maus": Unit("鼠")})
    with contextlib.closing(sqlite3.connect(memory_path)) as connection, connection:
        connection.execute(f"UPDATE unit SET {column} = ? WHERE source = 'Haus'", (written,))
    assert memory.recall_many("en_zh 1", ["Haus", "Maus"]) == {"Maus": Unit("鼠")}
    memory.store_many("en_zh 1", "label", {"Haus": Unit("屋")})
    assert memory.recall_many("en_zh 1", ["Haus"]) == {"Haus": Unit("屋")}
    memory.close()


def test_of_two_translations_the_newer_of_which_cannot_be_read_the_older_is_given_away(memory_path):
    memory = Memory(memory_path)
    for version in (1, 2):
        memory.store_many(f"de-en:{version}", f"model {version}", {"Haus": Unit(f"house {version}")})
    with contextlib.closing(sqlite3.connect(memory_path)) as connection, connection:
        connection.execute("UPDATE unit SET made_at = engine")
        connection.execute("UPDATE unit SET marks = '{' WHERE target = 'house 2'")
    assert [unit.target for unit in memory.machine_made()] == ["house 1"]
    memory.close()


def test_a_folder_in_its_place_is_named(memory_path):
    memory_path.mkdir()
    with pytest.raises(AituiError, match=r"memory\.sqlite3"):
        Memory(memory_path).recall_many("key", ["Haus"])


def test_marks_and_guarded_pieces_are_stored_by_name_so_that_older_memories_stay_readable() -> None:
    assert msgspec.json.encode(Mark(MarkKind.NUMBER, "5")) == b'{"kind":"number","detail":"5"}'
    assert msgspec.json.encode(Guarded("83 %", "83%", "number")) == (
        b'{"surface":"83 %","target":"83%","kind":"number","term":null}'
    )
