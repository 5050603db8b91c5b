"""`aitui glossary` and `aitui memory` as scripts use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

Command = Callable[..., CompletedProcess[bytes]]


def printed(done: CompletedProcess[bytes]) -> Any:
    return json.loads(done.stdout)


def told(done: CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


def test_terms_are_added_listed_completed_and_removed(aitui: Command) -> None:
    assert printed(aitui("glossary", "list", "--json")) == []
    assert aitui("glossary", "add", "Bank", "--en", "bank", "--kind", "ORG").stdout == b"added\n"
    assert printed(aitui("glossary", "add", "Bank", "--zh", "银行", "--json"))["completed"] == 1
    refused = aitui("glossary", "add", "Bank", "--en", "bench", code=1)
    assert "--replace changes them" in told(refused)
    assert printed(aitui("glossary", "list", "--json")) == [
        {"de": "Bank", "en": "bank", "zh": "银行", "kind": "org", "note": ""}
    ]
    aitui("glossary", "add", "Bank", "--en", "bench", "--replace")
    assert b"bench" in aitui("glossary", "list").stdout
    done = aitui("glossary", "remove", "Bank", "Zug", "--json", code=1)
    assert [term["en"] for term in printed(done)] == ["bench"]
    assert "there is no term 'Zug'" in told(done)


def test_a_changed_term_counts_in_the_list_of_articles(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "bahn.txt").write_text("Bahn\n\nDer Zug hielt nicht.\n", encoding="utf-8")
    aitui("library", "remove", *(str(entry["id"]) for entry in printed(aitui("library", "list", "--json"))))
    aitui("library", "add", "bahn.txt")
    aitui("translate", "--to", "en")

    def translated() -> object:
        (entry,) = printed(aitui("library", "list", "--json"))
        return entry["translated"]["en"]

    whole = translated()
    aitui("glossary", "add", "Zug", "--en", "train")
    assert translated() != whole
    aitui("glossary", "remove", "Zug")
    assert translated() == whole


def test_imported_translations_count_in_the_list_of_articles(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "bahn.txt").write_text("Bahn\n\nDer Zug hielt nicht.\n", encoding="utf-8")
    aitui("library", "remove", *(str(entry["id"]) for entry in printed(aitui("library", "list", "--json"))))
    aitui("library", "add", "bahn.txt")
    aitui("--home", "other", "library", "add", "bahn.txt")
    aitui("translate", "--to", "en")
    aitui("memory", "export", "bahn.tmx")

    def translated() -> list[int]:
        entries = printed(aitui("--home", "other", "library", "list", "--json"))
        return [entry["translated"]["en"] for entry in entries if entry["title"] == "Bahn"]

    assert translated() == [0]
    aitui("--home", "other", "memory", "import", "bahn.tmx", "--machine")
    assert translated() == [2]


def test_a_term_that_cannot_be_used_is_refused_with_the_reason(aitui: Command) -> None:
    assert "neither an English nor a Chinese form" in told(aitui("glossary", "add", "Bank", code=1))
    assert "placeholders" in told(aitui("glossary", "add", "Bank ｟3｠", "--en", "x", code=1))
    assert "the kind 'fruit' is none of" in told(aitui("glossary", "add", "B", "--en", "x", "--kind", "fruit", code=1))
    assert "Chinese is made from the English" in told(aitui("glossary", "add", "Bank", "--zh", "银行"))


def test_glossaries_go_out_and_come_back_in_every_format(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("de;en;zh\nBank;bank;银行\nZug;train;\n;x;\n", encoding="utf-8")
    done = aitui("glossary", "import", "terms.csv", "--json")
    assert printed(done)["added"] == 2
    assert printed(done)["problems"] == [{"line": 4, "reason": "the German form is empty"}]
    assert "terms.csv, line 4: the German form is empty" in told(done)
    whole = printed(aitui("glossary", "list", "--json"))
    for name, options in (
        ("a.tbx", []),
        ("a.csv", []),
        ("a.txt", ["--to", "en"]),
        ("o.csv", ["--format", "omegat", "--to", "zh"]),
    ):
        aitui("glossary", "export", name, *options)
        aitui("--home", name + ".home", "glossary", "import", name, *options)
        found = printed(aitui("--home", name + ".home", "glossary", "list", "--json"))
        if options:
            to = options[-1]
            assert [(term["de"], term[to]) for term in found] == [(t["de"], t[to]) for t in whole if t[to]]
        else:
            assert found == whole
    assert "Say --to en or --to zh" in told(aitui("glossary", "export", "a.txt", code=1))
    assert "stands for no glossary format" in told(aitui("glossary", "import", "a.doc", code=1))
    assert (
        aitui("glossary", "export", "-", "--format", "csv").stdout.decode()
        == "de,en,zh,kind,note\nBank,bank,银行,term,\nZug,train,,term,\n"
    )


def test_a_translation_of_another_program_is_what_translate_prints(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Abend war lang.\n", encoding="utf-8")
    (tmp_path / "a.tmx").write_text(
        '<tmx version="1.4"><body><tu><tuv xml:lang="de-DE"><seg>Der Abend war lang.</seg></tuv>'
        '<tuv xml:lang="en"><seg>What an evening!</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    assert aitui("memory", "import", "a.tmx").stdout == b"1 translation added\n"
    assert aitui("translate", "a.txt", "--to", "en").stdout.decode() == "What an evening!\n"
    aitui("translate", "a.txt", "--to", "zh")
    assert printed(aitui("memory", "export", "out.tmx", "--json")) == {"path": "out.tmx", "units": 2}
    assert printed(aitui("memory", "export", "out.tmx", "--made-by", "hand", "--json"))["units"] == 1
    report = printed(aitui("--home", "other", "memory", "import", "out.tmx", "--json"))
    assert (report["added"], report["problem"]) == (1, None)


def test_a_broken_file_is_told_with_its_line_and_what_was_kept(aitui: Command, tmp_path: Path) -> None:
    unit = '<tu><tuv xml:lang="de"><seg>Satz {0}.</seg></tuv><tuv xml:lang="en"><seg>Sentence {0}.</seg></tuv></tu>\n'
    text = "<tmx><body>\n" + "".join(unit.format(number) for number in range(3)) + "<tu></tuv>"
    (tmp_path / "a.tmx").write_text(text, encoding="utf-8")
    done = aitui("memory", "import", "a.tmx", "--json", code=1)
    assert printed(done)["added"] == 3
    assert "a.tmx, line 5, column" in told(done)
    assert "what stands before that place is stored" in told(done)
    assert "No such file" in told(aitui("memory", "import", "b.tmx", code=1))


def test_the_glossary_is_used_and_its_mistakes_are_told_by_translate(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Zug hält heute in Berlin.\n", encoding="utf-8")
    aitui("glossary", "add", "Zug", "--en", "Orient Express")
    with (tmp_path / "home" / "config" / "glossary.csv").open("a", encoding="utf-8") as file:
        file.write("\n,nothing\n")
    done = aitui("translate", "a.txt", "--to", "en")
    assert "Orient Express" in done.stdout.decode()
    assert "glossary.csv, line 4: the German form is empty" in told(done)


def test_a_dash_writes_the_memory_to_standard_output_and_no_file(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Der Abend war lang.\n", encoding="utf-8")
    aitui("translate", "a.txt", "--to", "en")
    aitui("memory", "export", "a.tmx")
    done = aitui("memory", "export", "-")
    assert done.stdout == (tmp_path / "a.tmx").read_bytes()
    assert told(done) == "aitui: 1 unit written\n"
    assert not (tmp_path / "-").exists()


def test_traditional_chinese_that_is_left_out_is_told(aitui: Command, tmp_path: Path) -> None:
    units = (
        '<tu><tuv xml:lang="de"><seg>Eins.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv>'
        '<tuv xml:lang="zh-TW"><seg>一。</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="de"><seg>Zwei.</seg></tuv><tuv xml:lang="zh-Hant"><seg>二。</seg></tuv></tu>\n'
    )
    (tmp_path / "a.tmx").write_text(f"<tmx><body>\n{units}</body></tmx>", encoding="utf-8")
    done = aitui("memory", "import", "a.tmx")
    assert done.stdout == b"1 translation added\n"
    assert "1 unit left out, the first in line 3: the Chinese is traditional" in told(done)
    assert "1 unit taken without the Chinese, the first in line 2: it is traditional" in told(done)


def test_a_note_about_the_encoding_is_no_line_that_is_not_used(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_bytes("de;en\nBär;bear\n".encode("cp1252"))
    done = aitui("glossary", "import", "terms.csv")
    assert done.stdout == b"1 term added\n"
    assert "read as Windows-1252" in told(done)
    (tmp_path / "more.csv").write_text("de;en;zh\nBär;bear;熊\nZug;train\nBus;bus\n;x\n", encoding="utf-8")
    assert aitui("glossary", "import", "more.csv").stdout == b"2 terms added, 1 completed, 1 line not used\n"
    (tmp_path / "other.csv").write_text("de;en\nBär;grizzly\nZug;train\n", encoding="utf-8")
    done = aitui("glossary", "import", "other.csv")
    assert done.stdout == b"0 terms added, 1 known already, 1 kept as before (--replace takes the file's instead)\n"
    assert aitui("glossary", "export", "out.csv").stdout == b"3 terms written to out.csv\n"
    aitui("glossary", "remove", "Bus", "Zug")
    assert aitui("glossary", "export", "out.csv").stdout == b"1 term written to out.csv\n"


def test_a_file_with_many_problems_does_not_flood_the_terminal(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "viele.csv").write_text("de,en\nZug,train\n" + "Zug,tram\n" * 100, encoding="utf-8")
    done = aitui("glossary", "import", "viele.csv", "--json")
    assert len(told(done).splitlines()) == 21
    assert told(done).splitlines()[-1] == "aitui: and 80 more problems; --json prints them all"
    assert len(printed(done)["problems"]) == 100
