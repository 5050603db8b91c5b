from __future__ import annotations

from pathlib import Path

import pytest

from aitui.data.errors import AituiError
from aitui.translate.glossary.exchange import GlossaryFormat, format_of, glossary_text, read_glossary
from aitui.translate.glossary.term import GlossaryTerm

from ...toolkit import read

TERMS = (
    GlossaryTerm("Bank", "bank", "银行", "org", "a <house>"),
    GlossaryTerm("Zug & Bahn", "train & rail"),
    GlossaryTerm('"KI"', zh="人工智能"),
)

VERSION_2 = """<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>de</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="1"><descrip type="subjectField">org</descrip><note>of
 the state</note>
  <langSet xml:lang="de-DE">
    <ntig><termGrp><term>Notenbank</term></termGrp></ntig>
    <ntig><termGrp><term>Zentralbank</term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
    <ntig><termGrp><term>Bankhaus</term>
      <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="en-US"><tig><term>central <hi>bank</hi></term></tig></langSet>
  <langSet xml:lang="zh-TW"><tig><term>中央銀行</term></tig></langSet>
  <langSet xml:lang="zh_Hans_CN"><tig><term>中央银行</term></tig></langSet>
</termEntry>
<termEntry id="2"><langSet xml:lang="fr"><tig><term>banque</term></tig></langSet></termEntry>
</body></text></martif>
"""

VERSION_3 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="urn:min">
<tbxHeader><fileDesc/></tbxHeader><text><body>
<conceptEntry id="c1"><min:subjectField>place</min:subjectField>
  <langSec xml:lang="de"><termSec><term>Peking</term></termSec></langSec>
  <langSec xml:lang="en"><termSec><term>Beijing</term></termSec></langSec>
</conceptEntry></body></text></tbx>
"""


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_second_version_of_tbx_is_read_with_synonyms_and_status(tmp_path: Path) -> None:
    terms, problems = read_glossary(written(tmp_path / "a.tbx", VERSION_2), GlossaryFormat.TBX)
    assert list(terms) == [
        GlossaryTerm("Zentralbank", "central bank", "中央银行", "org", "of the state"),
        GlossaryTerm("Notenbank", "central bank", "中央银行", "org", "of the state"),
    ]
    assert [problem.reason for problem in problems] == ["the German form is empty"]
    assert problems[0].line == 18


def test_the_third_version_of_tbx_is_read(tmp_path: Path) -> None:
    terms, problems = read_glossary(written(tmp_path / "a.tbx", VERSION_3), GlossaryFormat.TBX)
    assert list(terms) == [GlossaryTerm("Peking", "Beijing", kind="place")]
    assert not problems


@pytest.mark.parametrize(
    ("kind", "to", "commas"),
    [
        (GlossaryFormat.CSV, "", False),
        (GlossaryFormat.TBX, "", False),
        (GlossaryFormat.OMEGAT, "en", False),
        (GlossaryFormat.OMEGAT, "zh", True),
    ],
)
def test_what_is_written_is_read_again(tmp_path: Path, kind: GlossaryFormat, to: str, commas: bool) -> None:
    path = written(tmp_path / ("glossary.csv" if commas else "glossary"), glossary_text(TERMS, kind, to, commas=commas))
    terms, problems = read_glossary(path, kind, to)
    assert not problems
    if kind is GlossaryFormat.OMEGAT:
        wanted = [(term.de, getattr(term, to), term.note) for term in TERMS if getattr(term, to)]
        assert [(term.de, getattr(term, to), term.note) for term in terms] == wanted
    else:
        assert tuple(terms) == TERMS


def test_another_program_reads_the_tbx(tmp_path: Path) -> None:
    path = written(tmp_path / "glossary.tbx", glossary_text(TERMS, GlossaryFormat.TBX))
    found = read(path)
    assert [(source, target) for source, target, _ in found][:2] == [("Bank", "bank"), ("Zug & Bahn", "train & rail")]


def test_an_omegat_glossary_has_comments_and_literal_quotation_marks(tmp_path: Path) -> None:
    path = written(
        tmp_path / "g.utf8", '# Glossary in tab-separated format\n"Bank" AG\tthe "bank"\tnote\n\nZug\ttrain\n'
    )
    terms, problems = read_glossary(path, format_of(path), "en")
    assert list(terms) == [GlossaryTerm('"Bank" AG', 'the "bank"', note="note"), GlossaryTerm("Zug", "train")]
    assert not problems


def test_an_omegat_glossary_needs_its_language(tmp_path: Path) -> None:
    path = written(tmp_path / "g.txt", "Bank\tbank\n")
    with pytest.raises(AituiError, match="Say --to en or --to zh"):
        read_glossary(path, format_of(path))


NEWS = """Notenbank senkt den Leitzins

Die Notenbank senkt den Leitzins, wie der Präsident in Frankfurt sagte, um einen Viertelpunkt.
Die Märkte, so hieß es, hatten damit gerechnet.
"""


def test_a_text_without_tabs_is_no_omegat_glossary(tmp_path: Path) -> None:
    path = written(tmp_path / "news.txt", NEWS)
    with pytest.raises(AituiError, match=r"news\.txt.*none of its lines has a tab.*German, tab, translation"):
        read_glossary(path, format_of(path), "en")


def test_of_a_text_with_a_tab_in_it_only_the_lines_with_one_are_terms(tmp_path: Path) -> None:
    path = written(tmp_path / "news.txt", f"{NEWS}Zug\ttrain\n")
    terms, problems = read_glossary(path, format_of(path), "en")
    assert list(terms) == [GlossaryTerm("Zug", "train")]
    assert [problem.line for problem in problems] == [1, 3, 4]


def test_an_omegat_glossary_of_comments_alone_is_an_empty_one(tmp_path: Path) -> None:
    path = written(tmp_path / "g.txt", "# nothing yet\n\n")
    assert read_glossary(path, format_of(path), "en") == ((), [])


@pytest.mark.parametrize(("name", "separator"), [("g.txt", "\t"), ("g.csv", ",")])
def test_a_paragraph_is_no_term(tmp_path: Path, name: str, separator: str) -> None:
    paragraph = "Am Abend gingen die Lichter an. " * 7
    lines = ["Zug", "train"], [paragraph, "a paragraph"], ["ein Absatz", paragraph]
    path = written(tmp_path / name, "\n".join(map(separator.join, lines)))
    terms, problems = read_glossary(path, format_of(path), "en")
    assert list(terms) == [GlossaryTerm("Zug", "train")]
    assert [(problem.line, problem.reason) for problem in problems] == [
        (2, "the German form is longer than 200 characters"),
        (3, "the English form is longer than 200 characters"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<martif><text><body><termEntry></body>", "line 1, column 34: is not well-formed XML"),
        ("<html></html>", "line 1: is no TBX file: its first element is <html>"),
        ('<!DOCTYPE m [<!ENTITY a "b">]><martif>&a;</martif>', "line 1: the document brings definitions of its own"),
        ("", "is not well-formed XML"),
    ],
)
def test_a_broken_tbx_is_refused_with_its_place(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(AituiError) as caught:
        read_glossary(written(tmp_path / "a.tbx", text), GlossaryFormat.TBX)
    assert reason in str(caught.value)


def test_an_ending_that_stands_for_nothing_is_named(tmp_path: Path) -> None:
    with pytest.raises(AituiError, match=r"the ending \.doc stands for no glossary format"):
        format_of(tmp_path / "g.doc")
