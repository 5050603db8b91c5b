"""The place a finding leads to, before going there."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from aitui.data.search.documents import TargetType
from aitui.tui.display import display_text, plain
from aitui.tui.finding import Finding, Preview
from aitui.tui.languages import LANGUAGE_NAMES
from aitui.tui.widgets.highlighting import highlighted

_CONTEXT = 200
"""Characters shown of the paragraph on either side of the sentence."""


class PreviewPane(VerticalScroll, can_focus=False):
    """Source and translation of a finding, one under the other."""

    text = query_one(Static)

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(markup=False)

    def show(self, preview: Preview | None) -> None:
        """Show a place, or nothing."""
        self.text.update(_content(preview) if preview is not None else "")
        self.scroll_home(animate=False)

    def show_text(self, text: Content) -> None:
        """Show something else while nothing is found."""
        self.text.update(text)
        self.scroll_home(animate=False)


def _content(preview: Preview) -> Content:
    lines = [_heading(preview.finding)]
    before, after = display_text(preview.before).text, display_text(preview.after).text
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + " …"
    source = highlighted(preview.source.text, preview.source.spans)
    lines.append(Content.styled(before, "$text-muted") + source + Content.styled(after, "$text-muted"))
    if preview.translation is not None:
        lines.append(highlighted(preview.translation.text, preview.translation.spans, style="$text-secondary"))
    else:
        language = LANGUAGE_NAMES.get(preview.language, preview.language)
        lines.append(Content.styled(f"not translated into {language} yet", "$text-muted italic"))
    return Content("\n\n").join(lines)


def _heading(finding: Finding) -> Content:
    """Whose place it is: an entity with its names, a speaker, and the article."""
    hit = finding.hit
    title = Content.styled(plain(finding.entry.title), "bold")
    if hit.type is TargetType.ENTITY:
        other = f"  {plain(hit.matched)}" if hit.matched != hit.text else ""
        name = Content.styled(plain(hit.text) + other, "bold $text-primary")
        return name + Content.styled(f"  {hit.kind}, mentioned most in\n", "$text-muted") + title
    if hit.type is TargetType.QUOTE and hit.speaker:
        return Content.styled(plain(hit.speaker), "bold $text-success") + Content.styled(" in\n", "$text-muted") + title
    return title
