from __future__ import annotations

import csv
import warnings
from collections import defaultdict
from pathlib import Path

import pytest
import zhconv

from aitui.data.entities.table import COLUMNS, SHIPPED_TABLE, Entry, NameTable, read_table
from aitui.data.entity import EntityKind

HEADER = ",".join(COLUMNS)


@pytest.fixture(scope="module")
def shipped() -> list[Entry]:
    entries, problems = read_table(SHIPPED_TABLE)
    assert [str(problem) for problem in problems] == []
    return entries


def test_the_shipped_table_has_the_columns_in_order() -> None:
    assert SHIPPED_TABLE.read_text(encoding="utf-8").splitlines()[0] == HEADER


def test_the_shipped_table_covers_all_kinds_and_more_than_600_entities(shipped: list[Entry]) -> None:
    assert len(shipped) >= 600
    assert {entry.kind for entry in shipped} == set(EntityKind)


def test_no_german_form_is_claimed_twice_without_a_context(shipped: list[Entry]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for entry in shipped:
        for form in entry.forms:
            if form not in entry.contextual and form not in entry.foreign:
                owners[form].add(entry.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_every_form_that_needs_a_context_has_one(shipped: list[Entry]) -> None:
    assert [entry.id for entry in shipped if entry.contextual and not entry.context and len(entry.forms) == 1] == []


def test_no_cell_has_stray_white_space() -> None:
    with SHIPPED_TABLE.open(encoding="utf-8", newline="") as file:
        cells = [part for row in csv.reader(file) for cell in row for part in cell.split("|")]
    assert [cell for cell in cells if cell != cell.strip() or "  " in cell or "\u00a0" in cell] == []


def test_chinese_is_simplified(shipped: list[Entry]) -> None:
    chinese = [form for entry in shipped for form in entry.forms if any("\u3400" <= char <= "\u9fff" for char in form)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary open
        zhconv.loaddict()
    # 昇 is the simplified spelling too where it is part of a registered name (昇腾), which the converter does not know.
    assert [
        form for form in chinese if zhconv.convert(form, "zh-hans").replace("升", "昇") != form.replace("升", "昇")
    ] == []


def test_an_entity_is_found_by_a_form_in_any_language() -> None:
    table = NameTable.load()
    for form in ("Vereinigte Staaten", "united states", "美国", "U.S.A."):
        assert "usa" in [entry.id for entry in table.find(form)]


def test_the_readers_own_table_is_merged_over_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "names.csv"
    own.write_text("kind,de,zh\norg,OpenAI,开放人工智能\nperson,Johann Wolfgang von Goethe,歌德\n", encoding="utf-8")
    table = NameTable.load(own)
    openai = table.get("openai")
    assert table.problems == ()
    assert openai is not None
    assert openai.names.zh == "开放人工智能"
    assert table.find("Goethe, Johann") == ()
    assert [entry.names.zh for entry in table.find("Johann Wolfgang von Goethe")] == ["歌德"]


def test_a_line_that_cannot_be_used_is_named_with_its_reason_and_the_rest_is_used(tmp_path: Path) -> None:
    own = tmp_path / "names.csv"
    lines = ["kind;de;translation", "org;Siemens Energy;keep", "planet;Mars;", "org;;", "org;Bosch;shout", "place;Ulm;"]
    own.write_bytes("\n".join(lines).encode() + "\nplace;M\xfcnster".encode("latin-1"))
    entries, problems = read_table(own)
    assert [entry.names.de for entry in entries] == ["Siemens Energy", "Ulm"]
    assert [problem.line for problem in problems] == [3, 4, 5, 7]
    assert [word in str(problem) for problem, word in zip(problems, ("planet", "empty", "shout", "UTF-8"), strict=True)]
    assert all(str(own) in str(problem) for problem in problems)


def test_a_quotation_mark_that_is_not_closed_costs_its_own_line_alone(tmp_path: Path) -> None:
    own = tmp_path / "names.csv"
    lines = [
        "kind,de,zh",
        "place,Ulm,",
        'org,"Bosch,博世',
        'org,"Bosch, Robert",博世',
        'org,"Siemens" AG,',
        "place,Jena,",
    ]
    own.write_text("\r\n".join(lines), encoding="utf-8")
    entries, problems = read_table(own)
    assert [entry.names.de for entry in entries] == ["Ulm", "Bosch, Robert", "Jena"]
    assert [str(problem).removeprefix(str(own)) for problem in problems] == [
        ", line 3: is not CSV: a quotation mark is not closed",
        ", line 5: is not CSV: ',' expected after '\"'",
    ]


@pytest.mark.parametrize(
    ("content", "replaced"),
    [
        ("kind,de,en\nperson,Anton Tschechow,Anton Chekhov\n", True),
        ("kind,de,en\nperson,Anton Tschechow,Anton Tschechow\n", False),
        ("kind,de,en\nperson,Anton Tschechow,\n", False),
        ("kind,de,zh\nperson,Anton Tschechow,契诃夫\n", False),
        ("kind,de,en,translation\nperson,Anton Tschechow,Anton Chekhov,\n", False),
        ("kind,de,en,translation\nperson,Anton Tschechow,Anton Chekhov,replace\n", True),
    ],
)
def test_without_a_word_on_it_another_english_name_replaces_the_german(
    tmp_path: Path, content: str, replaced: bool
) -> None:
    own = tmp_path / "names.csv"
    own.write_text(content, encoding="utf-8")
    entries, problems = read_table(own)
    assert [entry.replaced for entry in entries] == [replaced]
    assert problems == []


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff\xfe", b'kind,de\norg,"open', b"name\nOpenAI", b"kind,de\norg,a\x00b"]
)
def test_a_table_of_rubbish_leaves_the_shipped_one_as_it_was(tmp_path: Path, content: bytes) -> None:
    own = tmp_path / "names.csv"
    own.write_bytes(content)
    assert len(NameTable.load(own)) >= len(NameTable.load())


def test_no_table_of_ones_own_is_no_problem(tmp_path: Path) -> None:
    assert NameTable.load(tmp_path / "missing.csv").problems == ()
