"""Bilingual Markdown: every paragraph with its translation, one level of quotation deeper, below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from aitui.data.article import BlockKind
from aitui.data.language import sentence_separator
from aitui.translate.document import TranslatedBlock
from aitui.translate.export.exported import HEADINGS, Exported, doubts, target_of
from aitui.translate.markup import without_markup
from aitui.translate.normalise import normalise

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
_LIST_LIKE = re.compile(r"^(?:(\d{1,9})([.)])|(#{1,6}|[-+=]))(?=\s|$)")
_NUMBERED = re.compile(r"\d+[.)]")


def markdown_lines(articles: Iterable[Exported]) -> Iterator[str]:
    """The articles one below the other; what is doubtful about a sentence stands in a footnote."""
    notes: list[str] = []
    for number, article in enumerate(articles):
        if number:
            yield "\n---\n\n"
        if not article.has_title_block:
            yield f"# {_escaped(without_markup(article.title))}\n\n"
        for position, block in enumerate(article.blocks()):
            yield _block(article, block, notes)
            if position == 0:
                yield f"*{_escaped(article.facts)}*\n\n"
    if notes:
        yield "---\n\n"
        yield from (f"[^{number}]: {_escaped(note)}\n" for number, note in enumerate(notes, 1))


def _block(article: Exported, block: TranslatedBlock, notes: list[str]) -> str:
    kind = block.block.kind
    translated = article.translated
    source = sentence_separator(translated.source).join(
        _escaped(without_markup(normalise(sentence.source))) for sentence in block.sentences
    )
    targets = []
    for sentence in block.sentences:
        target = _escaped(target_of(sentence))
        if target and (note := doubts(sentence)):
            notes.append(note)
            target += f"[^{len(notes)}]"
        targets.append(target)
    target = sentence_separator(translated.to).join(filter(None, targets))
    mark = translated.article.list_mark(block.block)
    if kind in HEADINGS:
        before, indent = "#" * HEADINGS[kind] + " ", ""
    elif kind is BlockKind.QUOTE:
        before = indent = "> "
    elif mark:
        before = f"{mark} " if _NUMBERED.fullmatch(mark) else "- " if mark == "•" else f"{_escaped(mark)} "
        indent = "" if before.startswith("(") else " " * len(before)
    else:
        before, indent = "", ""
    below = f"{indent.rstrip()}\n{indent}> {target}\n" if target else ""
    return f"{before}{source}\n{below}\n"


def _escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _LIST_LIKE.sub(lambda like: f"{like[1]}\\{like[2]}" if like[1] else f"\\{like[3]}", text)
