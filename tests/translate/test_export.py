"""Files of translated articles, from translations that are given."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser

import pytest

from aitui.data.article import Span
from aitui.data.entity import Quote
from aitui.data.structure import parse
from aitui.translate.document import TranslatedArticle, TranslatedBlock, TranslatedSentence
from aitui.translate.export.exported import Exported
from aitui.translate.export.html import html_lines
from aitui.translate.export.markdown import markdown_lines
from aitui.translate.export.tables import json_lines, quote_lines, units
from aitui.translate.translation import BY_HAND, Mark, MarkKind, Translation

TEXT = """Ein *Tag* in Peking

Am Morgen war es kalt. Die Stadt schlief noch, <b>und</b> auf den Straßen fuhr kaum jemand, wie man hörte.

• Der erste Zug kam pünktlich.
• Der zweite fiel aus.

1. Erstens wurde es hell.
2. Zweitens ging die Sonne auf.

Anzeige
"""
DOUBT = Mark(MarkKind.NUMBER, "12 did not come through")


def exported(text: str = TEXT, path: str = "tag.txt", *, to: str = "en", all_blocks: bool = False) -> Exported:
    """Every sentence `S` is translated as `<S>`; the last of the first paragraph is doubtful, boilerplate has none."""
    article = parse(text)

    def translated(span: Span, boilerplate: bool) -> TranslatedSentence:
        source = article.sentence_text(span)
        marks = (DOUBT,) if source.endswith("hörte.") else ()
        made = None if boilerplate else Translation(source, f"<{source}>", None, "model 1", marks)
        return TranslatedSentence(span, source, made)

    blocks = tuple(
        TranslatedBlock(block, tuple(translated(span, block.boilerplate) for span in block.sentences))
        for block in article.blocks
    )
    return Exported(path, TranslatedArticle(article, "de", to, "model 1", blocks), all_blocks)


def test_markdown_has_every_paragraph_above_its_translation_and_doubts_in_footnotes():
    assert (
        "".join(markdown_lines([exported()]))
        == r"""# Ein Tag in Peking

> \<Ein \*Tag\* in Peking\>

*German → English · model 1 · tag.txt*

Am Morgen war es kalt. Die Stadt schlief noch, \<b\>und\</b\> auf den Straßen fuhr kaum jemand, wie man hörte.

> \<Am Morgen war es kalt.\> \<Die Stadt schlief noch, \<b\>und\</b\> auf den Straßen fuhr kaum jemand, wie man hörte.\>[^1]

- Der erste Zug kam pünktlich.

  > \<Der erste Zug kam pünktlich.\>

- Der zweite fiel aus.

  > \<Der zweite fiel aus.\>

1. Erstens wurde es hell.

   > \<Erstens wurde es hell.\>

2. Zweitens ging die Sonne auf.

   > \<Zweitens ging die Sonne auf.\>

---

[^1]: number: 12 did not come through
"""
    )


def test_markdown_of_markdown_cannot_change_the_page_around_it():
    text = "Ein Titel\n\nEin **Satz**[^1] mit `Code`.\n\n```python\n\nEin Satz danach."
    page = "".join(markdown_lines([exported(text, path="Tag.MD")]))
    assert "Ein Satz\\[^1\\] mit \\`Code\\`." in page
    assert "```" not in page


def test_adverts_are_written_where_they_are_asked_for():
    for write in (markdown_lines, lambda found: html_lines(found, "1"), json_lines):
        assert "Anzeige" not in "".join(write([exported()]))
        assert "Anzeige" in "".join(write([exported(all_blocks=True)]))


class Page(HTMLParser):
    """Collects tags that are still open, texts by sentence, and what comes from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.sentences: dict[str, list[str]] = {}
        self.titles: list[str] = []
        self.foreign: list[str] = []
        self._number: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag != "meta":
            self.open.append(tag)
        self.foreign += [value for name in ("src", "href") if (value := given.get(name))]
        if tag == "span" and (number := given.get("data-s")):
            self._number = number
            self.sentences.setdefault(number, []).append("")
            self.titles += [title] if (title := given.get("title")) else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._number = None

    def handle_data(self, data: str) -> None:
        if self._number is not None:
            self.sentences[self._number][-1] += data


def test_a_page_needs_nothing_else_and_has_the_same_sentence_on_both_sides():
    page = Page()
    page.feed("".join(html_lines([exported(), exported(to="zh")], "1")))
    page.close()
    assert page.open == page.foreign == []
    assert len(page.sentences) == 2 * 7
    for source, target in page.sentences.values():
        assert target.replace("*", "") == f"<{source}>"  # stars that set off words are none in a page
    assert page.titles == ["number: 12 did not come through"] * 2
    assert 'lang="zh-Hans"' in "".join(html_lines([exported(to="zh")], "1"))


def test_a_page_is_called_by_its_articles():
    assert "<title>Ein Tag in Peking</title>" in "".join(html_lines([exported()], "1"))
    assert "<title>Ein Tag in Peking and other articles</title>" in "".join(html_lines([exported()] * 3, "1"))


def test_a_page_without_articles_is_one():
    page = Page()
    page.feed("".join(html_lines([], "1")))
    assert page.open == []


def test_json_lines_have_a_sentence_each_with_its_place():
    lines = [json.loads(line) for line in json_lines([exported()])]
    assert [line["target"] for line in lines] == [f"<{line['source']}>" for line in lines]
    assert [TEXT[line["start"] : line["end"]] for line in lines] == [line["source"] for line in lines]
    assert lines[0] == {
        "path": "tag.txt", "title": "Ein *Tag* in Peking", "from": "de", "to": "en", "block": 0, "kind": "title",
        "boilerplate": False, "start": 0, "end": 19, "source": "Ein *Tag* in Peking",
        "target": "<Ein *Tag* in Peking>", "pivot": None, "marks": [], "engine": "model 1",
    }  # fmt: skip
    assert lines[2]["marks"] == [{"kind": "number", "detail": "12 did not come through"}]


def test_units_of_a_memory_come_once_and_say_who_made_them():
    found = list(units([exported(), exported(), exported(to="de")]))
    assert [unit.direction for unit in found] == ["de-en"] * 7
    assert found[2].source == "Die Stadt schlief noch, <b>und</b> auf den Straßen fuhr kaum jemand, wie man hörte."
    assert {unit.engine for unit in found} == {"model 1"}
    assert [unit.marks for unit in found if unit.marks] == [(DOUBT,)]


@pytest.mark.parametrize(("to", "between"), [("en", " "), ("zh", "")])
def test_quotes_are_a_table_with_the_sentences_they_stand_in(to, between):
    text = "Der Chef, er sagte: „Es ist kalt, und\nes bleibt kalt. Nur; “gut” ist es nicht“."
    article = parse(text)
    quote = Quote(21, 73, text[21:73], True, "Der Chef", "chef", "sagte", "colon", 0.9)
    made = [Translation("A\nB.", "<A>", None, BY_HAND), Translation("C.", None, None, BY_HAND, (DOUBT,))]
    lines = "".join(quote_lines([("a.txt", article, quote, made, to), ("b.txt", article, quote, made * 2, to)]))
    first, second = csv.DictReader(io.StringIO(lines, newline=""))
    assert first["text"] == " ".join(text[21:73].split())
    assert (first["path"], first["direct"], first["speaker"], first["start"]) == ("a.txt", "true", "Der Chef", "21")
    assert (first["sentences"], first["translation"]) == ("A B. C.", f"<A>{between}")
    assert second["translation"] == f"<A>{between}{between}<A>{between}"
    assert first["marks"] == "number: 12 did not come through"
