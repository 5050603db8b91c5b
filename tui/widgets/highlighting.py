"""Found letters in a text nobody vouches for, fit for the screen."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content

from aitui.tui.display import display_text

MATCH_STYLE = "bold $text-warning on $warning 25%"

_LEAD = 40
"""Characters kept before the first match where a text is cut."""


def highlighted(text: str, spans: Iterable[tuple[int, int]], *, longest: int = 0, style: str = "") -> Content:
    """`text` with the characters of `spans` marked; cut around the first of them to `longest` characters."""
    shown = display_text(text)
    pieces = [(shown.shown(start), shown.shown(end)) for start, end in spans]
    content = Content.styled(shown.text, style) if style else Content(shown.text)
    for start, end in pieces:
        if start < end:
            content = content.stylize(MATCH_STYLE, start, end)
    return _cut(content, pieces[0][0] if pieces else 0, longest) if 0 < longest < len(shown.text) else content


def _cut(content: Content, match: int, longest: int) -> Content:
    """About `longest` characters of `content`, with the one at `match` among them, cut between words."""
    text = content.plain
    start = max(0, min(match - _LEAD, len(text) - longest))
    if start:
        space = text.find(" ", start, match)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + longest)
    if end < len(text):
        space = text.rfind(" ", max(start, match) + 1, end)
        end = space if space > start + longest // 2 else end
    cut = content[start:end]
    return (Content("… ") if start else Content("")) + cut + (Content(" …") if end < len(text) else Content(""))
