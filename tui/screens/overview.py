"""The library at a glance: which entities stand in which articles, and who speaks how often."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from aitui.data.analysis import Analysis, figures
from aitui.data.entity import EntityKind
from aitui.tui.display import plain
from aitui.tui.screens.dialog import Dialog

_NAME_CELLS = 22
_BAR_CELLS = 30
_MOST_ROWS = 30
_MOST_SPEAKERS = 20


class Overview(Dialog[None]):
    """A heat table of entities × articles and bars of quotes per speaker."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,o,q", "dismiss", "Close"),
        Binding("down,j", "scroll(1)", "Down", show=False),
        Binding("up,k", "scroll(-1)", "Up", show=False),
        Binding("pagedown,space", "scroll(15)", "Page down", show=False),
        Binding("pageup", "scroll(-15)", "Page up", show=False),
        Binding("home,g", "edge(0)", "Top", show=False),
        Binding("end,G", "edge(1)", "Bottom", show=False),
    ]

    def __init__(
        self, titles: Sequence[tuple[int, str]], analyses: Sequence[tuple[int, Analysis]], pending: int
    ) -> None:
        """`titles` are (article id, title) in the list's order; `pending` articles are still to be analysed."""
        super().__init__()
        self._titles = titles
        self._analyses = analyses
        self._pending = pending

    def show(self, analyses: Sequence[tuple[int, Analysis]], pending: int) -> None:
        """Draw the picture anew, now that more articles are known; it stays scrolled as it is."""
        self._analyses, self._pending = analyses, pending
        if parts := list(self.query(Static)):  # else it is yet to be composed, from what is known now
            for part, content in zip(parts, self._parts(), strict=True):
                part.update(content)

    def compose(self) -> ComposeResult:
        """Heading, table, what its columns are, bars."""
        heading, *pictures = self._parts()
        with VerticalScroll(classes="overview", can_focus=False):
            yield Static(heading, classes="dialog-title")
            for picture in pictures:
                yield Static(picture)

    def _parts(self) -> tuple[Content, Content, Content, Content]:
        note = f" · {self._pending} still to be looked through" if self._pending else ""
        heading = Content(f"Overview of {len(self._analyses)} articles{note}")
        return heading, self._heat_table(), self._legend(), self._bars()

    def action_scroll(self, lines: int) -> None:
        """Scroll the page."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_edge(self, end: int) -> None:
        """Scroll to the top (0) or to the bottom (1)."""
        page = self.query_one(VerticalScroll)
        (page.scroll_end if end else page.scroll_home)(animate=False)

    def _columns(self) -> list[tuple[int, str]]:
        """As many articles as fit side by side."""
        room = max(1, (self.app.size.width - _NAME_CELLS - 12) // 4)
        known = {article_id for article_id, _ in self._analyses}
        return [(article_id, title) for article_id, title in self._titles if article_id in known][:room]

    def _heat_table(self) -> Content:
        columns = self._columns()
        shown = [figure for figure in figures(self._analyses) if figure.kind is not EntityKind.EVENT][:_MOST_ROWS]
        most = max((len(a.entity.mentions) for figure in shown for a in figure.appearances), default=1)
        heads = "".join(f"{number + 1:>3} " for number in range(len(columns)))
        lines = [Content.styled(" " * _NAME_CELLS + heads, "$foreground-muted")]
        for figure in shown:
            counts = {a.article_id: len(a.entity.mentions) for a in figure.appearances}
            line = Content(set_cell_size(plain(figure.name), _NAME_CELLS - 1) + " ")
            for article_id, _ in columns:
                count = counts.get(article_id, 0)
                strength = round(80 * (count / most) ** 0.5) if count else 0
                line += Content.styled(
                    f"{count or '·':>3} ", f"on $primary {strength}%" if strength else "$text-disabled"
                )
            lines.append(line)
        return Content("\n").join(lines)

    def _bars(self) -> Content:
        called: dict[str, str] = {}
        counts: dict[str, tuple[int, int]] = {}
        for _, analysis in self._analyses:
            known = analysis.called()
            for quote in analysis.quotes:
                if quote.speaker:
                    # One person may be named fully in one article and shortly in another.
                    speaker = quote.speaker_id or quote.speaker
                    called.setdefault(speaker, known.get(speaker, quote.speaker))
                    direct, indirect = counts.get(speaker, (0, 0))
                    counts[speaker] = (direct + quote.direct, indirect + (not quote.direct))
        ranked = sorted(counts.items(), key=lambda item: (-sum(item[1]), called[item[0]]))[:_MOST_SPEAKERS]
        key = Content.styled("   █", "$success") + Content(" direct  ")
        key += Content.styled("█", "$primary") + Content(" indirect")
        lines = [Content.styled("\nQuotes per speaker", "bold") + key]
        most = max((sum(both) for _, both in ranked), default=1)
        for speaker, (direct, indirect) in ranked:
            name = set_cell_size(plain(called[speaker]), _NAME_CELLS - 1) + " "
            scale = min(_BAR_CELLS, max(most, 10)) / max(most, 10)
            line = Content(name) + Content.styled("█" * max(direct and 1, round(direct * scale)), "$success")
            line += Content.styled("█" * max(indirect and 1, round(indirect * scale)), "$primary")
            lines.append(line + Content(f" {direct + indirect}"))
        return Content("\n").join(lines)

    def _legend(self) -> Content:
        columns = self._columns()
        lines = [Content.styled("\nArticles", "bold")]
        lines += [Content(f"{number + 1:>4}  {plain(title)}") for number, (_, title) in enumerate(columns)]
        left_out = len(self._analyses) - len(columns)
        if left_out:
            lines.append(Content(f"      and {left_out} more, for which a wider terminal has room"))
        return Content("\n").join(lines)
