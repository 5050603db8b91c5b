"""The place a finding leads to, before going there."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from aitui.data.language import language_name
from aitui.data.search.documents import TargetType
from aitui.tui.display import display_text, plain
from aitui.tui.finding import Finding, Passage, Preview
from aitui.tui.widgets.highlighting import highlighted

_CONTEXT = 200
"""Characters shown of the paragraph on either side of the sentence."""
_FAR, _BEFORE = 120, 50
"""A match behind so many characters is shown with so many before it, where there are only a few lines."""


class PreviewPane(VerticalScroll, can_focus=False):
    """Source and translation of a finding, one under the other."""

    text = query_one(Static)

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show(self, preview: Preview, *, compact: bool) -> None:
        """Show a place; in a few lines with `compact`, without what the list says already."""
        self.text.update(_in_few_lines(preview) if compact else _at_length(preview))
        self.scroll_home(animate=False)

    def show_text(self, text: Content) -> None:
        """Show something else while nothing is found."""
        self.text.update(text)
        self.scroll_home(animate=False)


def _in_few_lines(preview: Preview) -> Content:
    return _from_match(preview.source) + Content("\n") + _translation(preview, _from_match)


def _from_match(passage: Passage, style: str = "") -> Content:
    """A passage with its highlights, from shortly before the first one where that is far from the beginning."""
    first = passage.spans[0][0] if passage.spans else 0
    cut = passage.text.rfind(" ", 0, first - _BEFORE) + 1 if first > _FAR else 0
    spans = tuple((start - cut, end - cut) for start, end in passage.spans)
    found = highlighted(passage.text[cut:], spans, style=style)
    return Content.styled("… ", "$foreground-muted") + found if cut else found


def _at_length(preview: Preview) -> Content:
    before, after = display_text(preview.before).text, display_text(preview.after).text
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + " …"
    source = highlighted(preview.source.text, preview.source.spans)
    paragraph = Content.styled(before, "$foreground-muted") + source + Content.styled(after, "$foreground-muted")
    return Content("\n\n").join([_heading(preview.finding), paragraph, _translation(preview)])


def _whole(passage: Passage, style: str = "") -> Content:
    return highlighted(passage.text, passage.spans, style=style)


def _translation(preview: Preview, draw: Callable[[Passage, str], Content] = _whole) -> Content:
    if preview.translation is None and preview.language == preview.finding.entry.source_language:
        return Content("")
    if preview.translation is None:
        language = language_name(preview.language)
        return Content.styled(f"not translated into {language} yet", "$foreground-muted italic")
    return draw(preview.translation, "$text-secondary")


def _heading(finding: Finding) -> Content:
    """Whose place it is: an entity with its names, a speaker, and the article."""
    hit = finding.hit
    title = Content.styled(plain(finding.entry.title), "bold")
    if hit.type is TargetType.ENTITY:
        other = f"  {plain(hit.matched)}" if hit.matched != hit.text else ""
        name = Content.styled(plain(hit.text) + other, "bold $text-primary")
        return name + Content.styled(f"  {hit.kind}, mentioned most in\n", "$foreground-muted") + title
    if hit.type is TargetType.QUOTE and hit.speaker:
        return (
            Content.styled(plain(hit.speaker), "bold $text-success")
            + Content.styled(" in\n", "$foreground-muted")
            + title
        )
    return title
