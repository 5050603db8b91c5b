"""The reading pane: the page of the open article, and the keys and clicks that move through it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from aitui.tui.reader.page import ArticlePage


class ReaderView(ArticlePage, can_focus=True):
    """Moves the sentence cursor through the article; a folded row is passed as one sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "next_sentence", "Next sentence", show=False, id="reader.next-sentence"),
        Binding("up,k", "previous_sentence", "Previous sentence", show=False, id="reader.previous-sentence"),
        Binding("right_curly_bracket", "next_block", "Next paragraph", show=False, id="reader.next-block"),
        Binding("left_curly_bracket", "previous_block", "Paragraph before", show=False, id="reader.previous-block"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="reader.page-down"),
        Binding("pageup,shift+space,backspace", "page(-1)", "Page up", show=False, id="reader.page-up"),
        Binding("home,g", "first_sentence", "Start of article", show=False, id="reader.first"),
        Binding("end,G", "last_sentence", "End of article", show=False, id="reader.last"),
    ]

    def action_next_sentence(self) -> None:
        """One sentence on; folded ones count as one."""
        self._step(1)

    def action_previous_sentence(self) -> None:
        """One sentence back."""
        self._step(-1)

    def action_next_block(self) -> None:
        """To the first sentence of the next paragraph."""
        self._step_row(1)

    def action_previous_block(self) -> None:
        """To the first sentence of this paragraph, or of the one before."""
        layout = self._layout
        if layout is not None and not layout.is_first_of_row(self.cursor):
            self._step_row(0)
        else:
            self._step_row(-1)

    def action_first_sentence(self) -> None:
        """To the start."""
        self._step_to(0)
        self.scroll_home(animate=False)

    def action_last_sentence(self) -> None:
        """To the end."""
        if self.reading is not None:
            self.cursor = self.last_sentence
            self.scroll_end(animate=False)

    def action_page(self, direction: int) -> None:
        """Scroll by a page, two lines less than is in sight, and take the cursor along."""
        layout = self._layout
        if layout is None or not layout.rows:
            return
        page = max(1, self.size.height - 2)
        target = max(0, min(self.scroll_y + direction * page, self.max_scroll_y))
        at_edge = target == self.scroll_y
        self.scroll_to(y=target, animate=False, immediate=True)
        if at_edge:
            self._step_to(0 if direction < 0 else len(layout.reading.sentences) - 1)
            return
        row, _ = layout.at(int(target) + (0 if target == 0 else 1))
        sentences = range(layout.reading.first_of_block[layout.rows[row].first_block], len(layout.reading.sentences))
        wanted = next((s for s in sentences if layout.sentence_lines(s).start >= target), sentences[-1])
        if layout.sentence_lines(wanted).start < target + self.size.height:
            self._set_cursor_in_sight(wanted)
        else:
            self._set_cursor_in_sight(sentences[0])

    async def on_click(self, event: events.Click) -> None:
        """Put the cursor on the sentence under the mouse; unfold what is folded."""
        layout = self._layout
        if layout is None or not layout.rows or self.text_selection is not None:
            return
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = int(self.scroll_y) + offset.y
        if y >= layout.height:
            return
        row, _ = layout.at(y)
        if layout.rows[row].folded:
            self.show_boilerplate = True
            return
        place = self._place_at(event)
        sentence = place.sentence(layout) if place is not None else None
        if sentence is not None:
            self._set_cursor_in_sight(sentence)

    def _step(self, direction: int) -> None:
        layout = self._layout
        if layout is None:
            return
        row = layout.row_of_sentence(self.cursor)
        if layout.rows[row].folded:
            self._step_row(direction)
            return
        sentence = self.cursor + direction
        if 0 <= sentence < len(layout.reading.sentences):
            shown = layout.rows[layout.row_of_sentence(sentence)]
            self.cursor = layout.reading.first_of_block[shown.first_block] if shown.folded else sentence

    def _step_row(self, direction: int) -> None:
        layout = self._layout
        if layout is None:
            return
        row = layout.row_of_sentence(self.cursor) + direction
        if 0 <= row < len(layout.rows):
            self.cursor = layout.reading.first_of_block[layout.rows[row].first_block]

    def _step_to(self, sentence: int) -> None:
        layout = self._layout
        if layout is None:
            return
        row = layout.rows[layout.row_of_sentence(sentence)]
        self.cursor = layout.reading.first_of_block[row.first_block] if row.folded else sentence
