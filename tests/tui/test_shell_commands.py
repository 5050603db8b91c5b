"""The commands as scripts use them: processes of their own, one JSON document, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from aitui.data.library import Library, seed_sources
from aitui.data.paths import Paths
from aitui.data.structure import parse

Command = Callable[..., CompletedProcess[bytes]]
SHAPES = Path(__file__).parents[1] / "gold" / "shapes"
KINDS = {"title", "heading", "lead", "paragraph", "bullet", "quote", "question", "answer", "label", "caption"}
MARKS = {"number", "name", "length", "repetition", "untranslated", "truncated", "quotation", "script"}
ARTICLE = "Ein Titel\n\nEin Satz über Köln. Noch einer.\n\nAnzeige\n"


def printed(done: CompletedProcess[bytes]) -> Any:
    return json.loads(done.stdout)


def told(done: CompletedProcess[bytes]) -> str:
    return done.stderr.decode()


# translate


def check_contract(document: dict[str, Any], text: str, to: str, *, everything: bool) -> None:
    """What DESIGN promises of a translated article."""
    assert list(document) == ["path", "title", "from", "to", "engine", "blocks"]
    assert document["from"] == "de"
    assert document["to"] == to
    assert document["title"]
    assert document["engine"]
    position = 0
    for block in document["blocks"]:
        assert list(block) == ["kind", "start", "end", "boilerplate", "sentences"]
        assert block["kind"] in KINDS
        assert not text[position : block["start"]].strip()
        assert block["start"] < block["end"]
        position = block["start"]
        for sentence in block["sentences"]:
            assert list(sentence) == ["start", "end", "source", "target", "pivot", "marks"]
            assert block["start"] <= position <= sentence["start"] < sentence["end"] <= block["end"]
            assert sentence["source"] == text[sentence["start"] : sentence["end"]]
            position = sentence["end"]
            assert all(mark["kind"] in MARKS and mark["detail"] for mark in sentence["marks"])
            if block["boilerplate"] and not everything:
                assert sentence["target"] is sentence["pivot"] is None
                assert sentence["marks"] == []
            else:
                assert sentence["target"] or sentence["marks"]
                assert bool(sentence["pivot"]) == (to == "zh") or not any(map(str.isalpha, sentence["source"]))
        position = block["end"]
    assert not text[position:].strip()


@pytest.mark.parametrize("to", ["en", "zh"])
def test_the_library_is_translated_as_the_contract_says(aitui: Command, to: str) -> None:
    documents = printed(aitui("translate", "--to", to, "--json"))
    seeds = seed_sources()
    assert [document["path"] for document in documents] == [source.path for source in seeds]
    for document, source in zip(documents, seeds, strict=True):
        check_contract(document, source.text, to, everything=False)
        assert any(block["boilerplate"] for block in document["blocks"]) == (
            "003_" not in source.path and "002_" not in source.path
        )


@pytest.mark.parametrize("to", ["en", "zh"])
def test_with_all_boilerplate_is_translated_too(aitui: Command, to: str) -> None:
    text = (SHAPES / "portal.txt").read_bytes().decode()
    (document,) = printed(aitui("translate", str(SHAPES / "portal.txt"), "--to", to, "--all", "--json"))
    assert document["path"] == str(SHAPES / "portal.txt")
    check_contract(document, text, to, everything=True)


def test_offsets_count_from_behind_the_byte_order_mark_with_line_ends_as_they_are(aitui: Command) -> None:
    text = ARTICLE.replace("\n", "\r\n")
    (document,) = printed(aitui("translate", "-", "--to", "en", "--json", stdin=("\ufeff" + text).encode()))
    assert document["path"] == "-"
    check_contract(document, text, "en", everything=False)
    assert [block["start"] for block in document["blocks"]] == [block.start for block in parse(text).blocks]


def test_a_path_given_adds_nothing_to_the_library(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (document,) = printed(aitui("translate", "a.txt", "--to", "en", "--json"))
    assert document["path"] == "a.txt"
    assert not Paths.of_user().library.exists()


@pytest.mark.parametrize("name", ["a.txt", "a copy.txt"])
def test_a_file_that_is_in_the_library_is_listed_as_translated(aitui: Command, tmp_path: Path, name: str) -> None:
    for path in ("a.txt", "a copy.txt"):
        (tmp_path / path).write_text(seed_sources()[0].text.replace("\n", "\r\n"), newline="")
    aitui("library", "remove", "1", "2", "3", "4", "5")
    aitui("library", "add", "a.txt")
    (document,) = printed(aitui("translate", name, "--to", "zh", "--json"))
    sentences = [s for block in document["blocks"] if not block["boilerplate"] for s in block["sentences"]]
    (listed,) = printed(aitui("library", "list", "--json"))
    # Chinese is made through English, which is there too then.
    assert listed["translated"] == {"en": len(sentences), "zh": len(sentences)}
    assert listed["marked"]["zh"] == sum(bool(sentence["marks"]) for sentence in sentences)
    lines = aitui("library", "list").stdout.decode()
    assert "en 100 %  zh 100 %" in lines


def test_translating_a_file_needs_no_sound_library(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    library = Paths.of_user().library
    library.parent.mkdir(parents=True)
    library.write_bytes(b"no library" * 1000)
    assert len(printed(aitui("translate", "a.txt", "--to", "en", "--json"))) == 1


def test_the_translation_alone_is_plain_text(aitui: Command) -> None:
    lines = aitui("translate", "-", "--to", "en", stdin=ARTICLE.encode()).stdout.decode().split("\n\n")
    assert len(lines) == 2
    assert all(lines)


def test_items_of_a_list_keep_their_numbers_in_plain_text(aitui: Command) -> None:
    text = "Das Programm\n\n1. Steuern senken\n2. Rente sichern\n3. Mai feiern\n\na) Lesen\nb) Schreiben\n\n- Rechnen\n"
    blocks = aitui("translate", "-", "--to", "en", stdin=text.encode()).stdout.decode().split("\n\n")
    marks = ["1.", "2.", "3.", "a)", "b)", "•"]
    assert [block.split()[0] for block in blocks[1:]] == marks
    assert all(len(block.split()) > 1 for block in blocks[1:])


def test_beside_plain_text_the_doubtful_sentences_are_counted(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(seed_sources()[0].text)
    done = aitui("translate", "a.txt", "--to", "en", "--json")
    (document,) = printed(done)
    assert told(done) == ""
    made = [made for block in document["blocks"] for made in block["sentences"] if made["target"] or made["marks"]]
    doubtful = sum(1 for sentence in made if sentence["marks"])
    assert doubtful > 1
    done = aitui("translate", "a.txt", "--to", "en")
    assert told(done) == f"aitui: {doubtful} of {len(made)} sentences are doubtful; --json has the reasons\n"


def test_nothing_is_said_of_doubtful_sentences_where_there_are_none(aitui: Command) -> None:
    done = aitui("translate", "-", "--to", "en", "--from", "de", stdin=b"2024\n")
    assert (done.stdout, told(done)) == (b"2024\n", "")


def test_a_text_that_is_not_german_is_said_to_be_so_and_translated_all_the_same(aitui: Command) -> None:
    text = "Le gouvernement a annoncé jeudi de nouvelles mesures pour l'emploi des jeunes."
    done = aitui("translate", "-", "--to", "en", "--json", stdin=text.encode())
    assert "neither German nor English (fr)" in told(done)
    assert printed(done)[0]["from"] == "de"


def test_one_bad_path_does_not_stop_the_others(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = aitui("translate", "fehlt.txt", "a.txt", "--to", "en", "--json", code=1)
    assert [document["path"] for document in printed(done)] == ["a.txt"]
    assert told(done) == "aitui: fehlt.txt: does not exist. Check the spelling and the folder\n"


# library


def test_a_file_is_added_listed_and_removed(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (added,) = printed(aitui("library", "add", "a.txt", "--json"))
    assert (added["path"], added["title"], added["added"]) == (str(tmp_path / "a.txt"), "Ein Titel", True)
    assert printed(aitui("library", "add", "a.txt", "--json"))[0]["added"] is False
    listed = printed(aitui("library", "list", "--json"))
    assert [entry["path"] for entry in listed] == [*(source.path for source in seed_sources()), str(tmp_path / "a.txt")]
    assert listed[-1]["translated"] == {"en": 0, "zh": 0}
    (removed,) = printed(aitui("library", "remove", "a.txt", "--json"))
    assert removed["id"] == added["id"]
    assert len(printed(aitui("library", "list", "--json"))) == 5


def test_the_folder_may_be_named_anywhere_in_the_command(aitui: Command, tmp_path: Path) -> None:
    for arguments in (
        ("--home", "h", "library", "list"),
        ("library", "list", "--home=h"),
        ("library", "--home", "h", "list"),
    ):
        aitui(*arguments)
    assert (tmp_path / "h" / "data" / "library.sqlite3").exists()
    assert not Paths.of_user().library.exists()


def test_nothing_is_removed_where_one_of_the_names_is_wrong(aitui: Command) -> None:
    done = aitui("library", "remove", "1", "99", code=1)
    assert "99; nothing was removed" in told(done)
    assert len(printed(aitui("library", "list", "--json"))) == 5


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("leer.txt", b"", "is empty. There is nothing to read in it"),
        ("bild.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "is not text. aitui reads text"),
        ("marke.txt", b"\xef\xbb\xbfab\xff", "begins like UTF-8 but byte 5 is not. Save it as UTF-8"),
        ("scan.pdf", b"%PDF-1.4 kaputt", "is no readable PDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_way_out(
    aitui: Command, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    for command in (("library", "add", name, "--json"), ("translate", name, "--to", "en", "--json")):
        done = aitui(*command, code=1)
        assert f"aitui: {name}: {message}" in told(done)
        assert "Traceback" not in told(done)
        assert isinstance(printed(done), list)
    with Library(Paths.of_user().library) as library:
        assert len(library.entries()) == 5


def test_folders_big_files_and_missing_ones_are_named(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    with (tmp_path / "groß.txt").open("wb") as file:
        file.truncate(50_000_000)
    done = aitui("library", "add", "leer", "groß.txt", "fehlt", "*.xyz", "/dev/zero", "--json", code=1)
    messages = [line.removeprefix("aitui: ") for line in told(done).splitlines()]
    assert [message.split(". ")[0] for message in messages] == [
        "leer: is a folder without readable files",
        "groß.txt: is 50 MB long; aitui reads files up to 20 MB",
        "fehlt: does not exist",
        "*.xyz: does not exist",
        "/dev/zero: is not a file",
    ]
    assert [result["error"] for result in printed(done)] == messages


def test_files_in_other_encodings_are_read_with_a_visible_note(aitui: Command, tmp_path: Path) -> None:
    (tmp_path / "alt.txt").write_bytes("Die Größe der Stadt Köln.".encode("cp1252"))
    (tmp_path / "breit.txt").write_bytes("Die Größe der Stadt Bonn.".encode("utf-16"))
    (tmp_path / "schmal.txt").write_bytes("Die Größe der Stadt Ulm.".encode("utf-16-le"))
    done = aitui("library", "add", "alt.txt", "breit.txt", "schmal.txt", "--json")
    assert [entry["title"] for entry in printed(done)] == [
        f"Die Größe der Stadt {town}" for town in ("Köln", "Bonn", "Ulm")
    ]
    assert "alt.txt: not valid UTF-8 at byte 6; read as Windows-1252" in told(done)
    assert "breit.txt" not in told(done)
    assert "schmal.txt: read as UTF-16-LE" in told(done)


def test_control_characters_of_a_text_do_not_reach_the_terminal(aitui: Command, tmp_path: Path) -> None:
    title = "Titel \x1b]52;c;aGFsbG8=\x07\x1b[31mrot\u202e [@click=app.quit]x[/x] \0 🙂"
    (tmp_path / "a\x1b[2Jb.txt").write_text(f"{title}\n\nEin Satz über Köln. Und noch einer.\n")
    done = aitui("library", "add", "a\x1b[2Jb.txt", "fehlt\x1b[2J.txt", code=1)
    listed = aitui("library", "list")
    assert b"[@click=app.quit]x[/x]" in listed.stdout
    for output in (done.stdout, done.stderr, listed.stdout):
        assert not {0x1B, 0x07, 0x00} & set(output)
        assert "\u202e".encode() not in output
    assert printed(aitui("library", "list", "--json"))[-1]["title"] == " ".join(title.split())


def test_a_line_of_a_megabyte_is_added(aitui: Command) -> None:
    (added,) = printed(aitui("library", "add", "-", "--json", stdin=b"Wort " * 200_000))
    assert added["words"] == 200_000
    assert len(added["title"]) < 90


def test_a_file_name_that_is_no_utf_8_is_shown_with_replacements(aitui: Command, tmp_path: Path) -> None:
    name = os.fsdecode(b"gr\xfc\xdfe.txt")
    (tmp_path / name).write_text(ARTICLE)
    assert Path(printed(aitui("library", "add", name, "--json"))[0]["path"]).name == "gr\ufffd\ufffde.txt"
    assert printed(aitui("translate", name, "--to", "en", "--json"))[0]["path"] == "gr\ufffd\ufffde.txt"


AS_NOBODY = """
import os, sys
from aitui.tui.__main__ import main
main(["library", "add", "offen.txt", "--home", "other"])  # imports everything while that is allowed
if os.geteuid() == 0:
    os.seteuid(65534)
sys.exit(main(["library", "add", "geheim.txt", "offen.txt"]))
"""


def test_a_file_without_permission_is_named(reachable: Path) -> None:
    for name, mode in (("geheim.txt", 0), ("offen.txt", 0o644)):
        (reachable / name).write_text(ARTICLE)
        (reachable / name).chmod(mode)
    (reachable / "home").mkdir()
    (reachable / "home").chmod(0o777)
    done = subprocess.run([sys.executable, "-c", AS_NOBODY], cwd=reachable, capture_output=True, check=False)
    assert told(done) == "aitui: geheim.txt: may not be read. Change its permissions, or copy it\n"
    assert b"Ein Titel" in done.stdout
    assert done.returncode == 1


def test_a_home_that_cannot_be_written_to_is_named(reachable: Path) -> None:
    (reachable / "offen.txt").write_text(ARTICLE)
    (reachable / "home").mkdir()
    (reachable / "home").chmod(0o555)
    done = subprocess.run([sys.executable, "-c", AS_NOBODY], cwd=reachable, capture_output=True, check=False)
    assert f"{reachable}/home/data/library.sqlite3: cannot be opened or written" in told(done)
    assert done.returncode == 1


def test_a_damaged_library_is_named_by_every_command(aitui: Command) -> None:
    path = Paths.of_user().library
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nichts " * 1000)
    for command in (("library", "list"), ("library", "add", "-"), ("translate", "--to", "en", "--json")):
        done = aitui(*command, code=1, stdin=ARTICLE.encode())
        assert told(done).startswith(f"aitui: {path}: is damaged")
    assert path.read_bytes() == b"nichts " * 1000


# doctor and wrong use


def test_the_doctor_finds_nothing_wrong_in_a_new_home(aitui: Command, tmp_path: Path) -> None:
    found = printed(aitui("doctor", "--json"))
    assert found["ok"] is True
    assert found["folders"]["data"] == str(tmp_path / "home" / "data")
    assert {(model["from"], model["to"], model["bundled"]) for model in found["models"]} == {
        ("de", "en", True),
        ("en", "zh", True),
    }
    assert all(check["ok"] for check in found["checks"])
    assert "Everything works." in aitui("doctor").stdout.decode()


def test_the_doctor_names_a_line_of_the_own_names_that_is_not_used(aitui: Command, tmp_path: Path) -> None:
    names = Path(str(printed(aitui("doctor", "--json"))["folders"]["config"])) / "names.csv"
    names.parent.mkdir(parents=True, exist_ok=True)
    names.write_text("kind,de\nfoo,Bar\n", encoding="utf-8")
    checks = printed(aitui("doctor", "--json", code=1))["checks"]
    (failed,) = [check for check in checks if not check["ok"]]
    assert f"{names}, line 2: unknown kind 'foo'" in failed["detail"]


def test_the_doctor_names_a_damaged_library(aitui: Command) -> None:
    path = Paths.of_user().library
    path.parent.mkdir(parents=True)
    path.write_bytes(b"nichts " * 1000)
    done = aitui("doctor", "--json", code=1)
    (failed,) = [check for check in printed(done)["checks"] if not check["ok"]]
    assert failed["name"] == "library"
    assert str(path) in failed["detail"]
    assert "Move the file away" in failed["remedy"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("library",),
        ("library", "add"),
        ("library", "quatsch"),
        ("translate",),
        ("translate", "a.txt", "--to", "fr"),
        ("doctor", "a.txt"),
        ("--quatsch",),
        ("library", "list", "--home"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_prints_nothing(aitui: Command, arguments: tuple[str, ...]) -> None:
    done = aitui(*arguments, code=2)
    assert done.stdout == b""
    assert done.stderr


def test_the_app_says_that_it_needs_a_terminal(aitui: Command) -> None:
    assert "needs a terminal" in told(aitui(code=1))


def test_a_reader_that_goes_away_is_no_error_to_shout_about(aitui: Command, tmp_path: Path) -> None:
    command = f"{sys.executable} -m aitui.tui library list | true"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


# what goes wrong


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("library", "list"), ("translate", "-", "--to", "en")])
def test_a_full_disk_behind_standard_output_is_told_in_one_line(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "aitui.tui", *arguments],
            input="Ein Satz über Köln.".encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["aitui: standard output cannot be written: No space left on device"]


def test_chinese_text_is_left_as_it_is_where_chinese_is_wanted(aitui: Command) -> None:
    text = "北京是中国的首都。今天天气很好，我们去公园散步。"
    done = aitui("translate", "-", "--to", "zh", stdin=text.encode())
    assert done.stdout.decode().strip() == text
    assert "the text is in the language wanted already (zh); left as it is" in told(done)


def test_chinese_text_needs_a_model_that_reads_chinese(aitui: Command) -> None:
    text = "北京是中国的首都。今天天气很好，我们去公园散步。"
    done = aitui("translate", "-", "--to", "en", stdin=text.encode(), code=1)
    assert done.stdout == b""
    assert "no model translates Chinese to English" in told(done)


def test_an_article_that_was_not_removed_needs_no_restoring(aitui: Command) -> None:
    aitui("library", "list")
    done = aitui("library", "restore", "1")
    assert told(done) == "aitui: article 1 has not been removed\n"
    assert not done.stdout
