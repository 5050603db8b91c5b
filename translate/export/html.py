"""One page that needs nothing else: source and translation side by side, the same sentence marked on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain, count, islice
from string import Template

from aitui.data.article import BlockKind
from aitui.data.language import sentence_separator
from aitui.translate.document import TranslatedBlock, TranslatedSentence
from aitui.translate.export.exported import HEADINGS, Exported, doubts, target_of
from aitui.translate.markup import without_markup
from aitui.translate.normalise import normalise

_LANGUAGE_TAGS = {"zh": "zh-Hans"}

_HEAD = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="aitui $version">
<title>$title</title>
<style>
:root { color-scheme: light dark; --faint: color-mix(in srgb, currentColor 62%, transparent); }
body { max-width: 76rem; margin: 2rem auto; padding: 0 1.5rem; line-height: 1.55;
  font-family: Georgia, "Noto Serif", serif; }
article + article { margin-top: 4rem; border-top: 1px solid var(--faint); padding-top: 2rem; }
.facts { color: var(--faint); font: .85rem system-ui, sans-serif; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.5rem; margin: .9rem 0; break-inside: avoid; }
.row > * { margin: 0; }
.row h1, .row h2 { line-height: 1.25; }
.row blockquote { border-left: 3px solid var(--faint); padding-left: 1rem; }
.row .item { padding-left: 1.4em; text-indent: -1.4em; }
.row.aside { color: var(--faint); }
.marked { background: color-mix(in srgb, Highlight 25%, transparent); }
.doubtful { text-decoration: underline dotted; text-underline-offset: .2em; cursor: help; }
@media (max-width: 46rem) {
  .row { grid-template-columns: 1fr; }
  .row > :last-child { color: var(--faint); padding-left: 1rem; margin-top: .2rem; }
}
</style>
</head>
<body>
""")
_FOOT = """<script>
for (const kind of ["mouseover", "mouseout"])
  document.addEventListener(kind, event => {
    const number = event.target.closest("[data-s]")?.dataset.s;
    if (number !== undefined)
      for (const sentence of document.querySelectorAll(`[data-s="${number}"]`))
        sentence.classList.toggle("marked", kind === "mouseover");
  });
</script>
</body>
</html>
"""


def html_lines(articles: Iterable[Exported], version: str) -> Iterator[str]:
    """The page with the articles one below the other, written by version `version` of this program."""
    numbers, given = count(), iter(articles)
    first = list(islice(given, 2))  # the page is written while the others are translated
    yield _HEAD.substitute(version=escape(version), title=escape(_title(first)))
    for article in chain(first, given):
        yield "<article>\n"
        if not article.has_title_block:
            yield f"<h1{_lang(article.translated.source)}>{escape(without_markup(article.title))}</h1>\n"
        yield f'<p class="facts">{escape(article.facts)}</p>\n'
        for block in article.blocks():
            yield _row(article, block, numbers)
        yield "</article>\n"
    yield _FOOT


def _title(first: list[Exported]) -> str:
    """What the page is called, by its first two articles."""
    if not first:
        return "aitui"
    title = without_markup(first[0].title)
    return title if len(first) == 1 else f"{title} and other articles"


def _row(article: Exported, block: TranslatedBlock, numbers: Iterator[int]) -> str:
    translated = article.translated
    kind = block.block.kind
    tag = f"h{HEADINGS[kind]}" if kind in HEADINGS else "blockquote" if kind is BlockKind.QUOTE else "p"
    mark = translated.article.list_mark(block.block)
    before, item = (f"{escape(mark)} ", ' class="item"') if mark else ("", "")
    numbered = [(next(numbers), sentence) for sentence in block.sentences]
    sources = sentence_separator(translated.source).join(
        f'<span data-s="{number}">{escape(without_markup(normalise(sentence.source)))}</span>'
        for number, sentence in numbered
    )
    targets = sentence_separator(translated.to).join(
        _target(number, sentence) for number, sentence in numbered if target_of(sentence)
    )
    aside = " aside" if block.block.boilerplate else ""
    return (
        f'<div class="row{aside}">\n'
        f"<{tag}{item}{_lang(translated.source)}>{before}{sources}</{tag}>\n"
        f"<{tag}{item}{_lang(translated.to)}>{before if targets else ''}{targets}</{tag}>\n</div>\n"
    )


def _target(number: int, sentence: TranslatedSentence) -> str:
    text = escape(target_of(sentence))
    note = doubts(sentence)
    doubtful = f' class="doubtful" title="{escape(note)}"' if note else ""
    return f'<span data-s="{number}"{doubtful}>{text}</span>'


def _lang(code: str) -> str:
    return f' lang="{_LANGUAGE_TAGS.get(code, code)}"'
