from __future__ import annotations

import io
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ebooklib import epub

from aitui.data.errors import AituiError
from aitui.data.readers import expand, read
from aitui.data.structure import parse

NOBODY = 65_534


@contextmanager
def without_privileges() -> Iterator[None]:
    """As a user to whom permissions apply, whoever runs the tests."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


# Files and folders


def test_a_file_is_read_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffGrüße\r\naus Köln\r".encode())
    source = read(str(path))
    assert (source.path, source.text, source.note, source.title) == (str(path), "Grüße\r\naus Köln\r", "", "")


def test_any_ending_is_tried_as_text_when_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("Ein Text.")
    assert read(str(tmp_path / "README")).text == "Ein Text."


def test_a_folder_is_read_with_what_lies_below_it_but_not_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "unter/c.html", "bild.png", ".versteckt/d.txt", ".e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert list(expand([str(tmp_path)])) == [str(tmp_path / name) for name in ("a.MD", "b.txt", "unter/c.html")]


def test_a_pattern_names_files_and_nothing_is_named_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    assert list(expand([f"{tmp_path}/*.txt", str(tmp_path / "a.txt"), "-"])) == [
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
        "-",
    ]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "[1].txt").write_text("Eins.")
    (tmp_path / "1.txt").write_text("x")
    assert list(expand([str(tmp_path / "[1].txt")])) == [str(tmp_path / "[1].txt")]


def test_standard_input_is_read_as_a_file() -> None:
    assert read("-", standard_input=io.BytesIO("Grüße".encode("cp1252"))).text == "Grüße"


# Bad input: the message names the file and what to do


def problem(path: Path | str) -> str:
    with pytest.raises(AituiError) as caught:
        read(str(path))
    assert caught.value.where == str(path)
    assert caught.value.remedy
    return caught.value.what


def test_a_missing_file(tmp_path: Path) -> None:
    assert problem(tmp_path / "fehlt.txt") == "does not exist"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert problem(f"{tmp_path}/a\0b").startswith("cannot be read")
    assert problem(tmp_path / ("x" * 5_000)).startswith("cannot be read")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "leer.txt").write_bytes(b"")
    (tmp_path / "weiß.txt").write_text(" \n\u00a0\n")
    assert problem(tmp_path / "leer.txt") == "is empty"
    assert problem(tmp_path / "weiß.txt") == "is empty"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert problem(tmp_path) == "is a folder"


def test_a_pipe_nobody_writes_into_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert problem(tmp_path / "pipe.txt") == "is not a file"


def test_an_empty_folder(tmp_path: Path) -> None:
    (problem,) = expand([str(tmp_path)])
    assert isinstance(problem, AituiError)
    assert re.search(r"is a folder without readable files\. aitui reads .*\.txt", str(problem))


def test_a_file_named_twice_and_in_a_folder_comes_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert list(expand([str(tmp_path / "a.txt"), str(tmp_path), str(tmp_path / "a.txt")])) == [str(tmp_path / "a.txt")]


def test_a_file_of_50_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "groß.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert problem(path) == "is 50 MB long; aitui reads files up to 20 MB"


def test_a_file_without_permission(reachable: Path) -> None:
    for name, mode in (("geheim.txt", 0), ("offen.txt", 0o644)):
        (reachable / name).write_text("Ein Text.")
        (reachable / name).chmod(mode)
    with without_privileges():
        assert problem(reachable / "geheim.txt") == "may not be read"
        assert read(str(reachable / "offen.txt")).text == "Ein Text."


def test_a_name_that_is_no_utf_8_can_still_be_stored(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/gr\xfc\xdfe.txt"
    Path(os.fsdecode(raw)).write_text("Grüße.")
    source = read(os.fsdecode(raw))
    assert source.path == f"{tmp_path}/gr\ufffd\ufffde.txt"
    assert source.text == "Grüße."


@pytest.mark.parametrize(
    "text",
    [
        "[bold]fett[/x] [@click=app.quit]Klick[/]",
        "\x1b[31mrot\x1b[0m \x1b]52;c;aGFsbG8=\x07 \x1b]8;;https://example.org\x1b\\Link",
        "abc \u202egnudreW\u202c \u2066x\u2069",
        "👩‍👩‍👧‍👦 🇩🇪 e\u0301 \U000e0041",
        "a\0b" + "c" * 200,
        "x" * 1_000_000,
        "国家主席星期四在北京会见了外国客人。",
    ],
    ids=["markup", "escapes", "overrides", "emoji", "nul", "one long line", "Chinese"],
)
def test_untrusted_text_is_read_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    source = read(str(path))
    assert source.text == text
    assert "".join(piece for _, piece in parse(source.text).pieces()) == text


# HTML, EPUB, PDF

HTML = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Der Wald wächst | Zeitung</title>
<meta property="og:title" content="Der Wald wächst"></head><body><nav><a href="/">Startseite</a></nav>
<article><h1>Der Wald wächst</h1><p>Der Wald in Bayern wächst wieder. Das liegt an den Größen der Höfe, sagen Fachleute,
und an den Preisen für Holz, die seit Jahren steigen.</p><p>Im vergangenen Jahr wurden drei Millionen Bäume gepflanzt.
Die meisten davon waren Eichen und Buchen, die Trockenheit besser vertragen als Fichten.</p></article>
<script>alert("nein")</script></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_the_article_of_a_web_page_is_taken_out(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "seite.html"
    path.write_bytes(HTML.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding))
    source = read(str(path))
    assert source.title == "Der Wald wächst"
    assert "Das liegt an den Größen der Höfe" in source.text
    assert "alert" not in source.text
    assert "Startseite" not in source.text


def test_a_web_page_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "leer.html").write_text("<html><body><img src=x></body></html>")
    assert problem(tmp_path / "leer.html") == "holds no text that can be taken out"


def test_the_chapters_of_a_book_come_in_order(tmp_path: Path) -> None:
    book = epub.EpubBook()
    book.set_identifier("x")
    book.set_title("Zwei Kapitel")
    book.set_language("de")
    chapters = []
    for number, text in ((1, "Das erste Kapitel handelt vom Wald."), (2, "Das zweite handelt vom Fluss.")):
        chapter = epub.EpubHtml(title=f"Kapitel {number}", file_name=f"{number}.xhtml", lang="de")
        chapter.content = f"<h1>Kapitel {number}</h1><p>{text}</p><p>Es ist kurz.</p>"
        book.add_item(chapter)
        chapters.append(chapter)
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = chapters
    epub.write_epub(str(tmp_path / "buch.epub"), book)
    source = read(str(tmp_path / "buch.epub"))
    assert source.title == "Zwei Kapitel"
    assert source.text.index("vom Wald") < source.text.index("Kapitel 2") < source.text.index("vom Fluss")


def pdf(*lines: str) -> bytes:
    """A page with one line of text under the other, in the standard encoding of PDF."""
    shown = b"".join(f"({line}) Tj T* ".encode("cp1252") for line in lines)
    content = zlib.compress(b"BT /F1 12 Tf 14 TL 50 700 Td " + shown + b"ET")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    raw, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(raw))
    return raw + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


def test_the_text_of_a_pdf_is_taken_out(tmp_path: Path) -> None:
    lines = ("Der Wald wächst", "Im vergangenen Jahr wurden drei Millionen", "Bäume gepflanzt, vor allem Eichen.")
    (tmp_path / "a.pdf").write_bytes(pdf(*lines))
    assert read(str(tmp_path / "a.pdf")).text.splitlines() == list(lines)


def test_a_pdf_that_is_only_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf())
    assert problem(tmp_path / "scan.pdf") == "holds no text that can be taken out"


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "PDF"), ("a.epub", "EPUB")])
@pytest.mark.parametrize("raw", [b"", b"kein Dokument", b"PK\x03\x04 abgebrochen"])
def test_a_damaged_document_is_named(tmp_path: Path, name: str, kind: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    assert problem(tmp_path / name).startswith(f"is no readable {kind}")
