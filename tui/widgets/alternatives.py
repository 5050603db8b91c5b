"""Texts to choose from at the foot of a card that scrolls as one: the highlight leads the card along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import ScrollableContainer
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Alternatives(OptionList):
    """A heading and texts under it, all of them as high as they are; what is around them scrolls.

    Its keys serve the whole card: they read through what stands above first, then go from text to text, and what is
    highlighted is always in sight, so that Enter never takes what nobody sees. Must stand in a ScrollableContainer.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="sentence.down"),
        Binding("k", "cursor_up", "Up", show=False, id="sentence.up"),
    ]

    _starts: Sequence[int] = ()
    """The line that each option begins in; a last one more, where the list ends."""

    def offer(self, heading: Content, texts: Sequence[Content]) -> None:
        """Show `texts`, with their numbers as ids, broken into lines as they are to stand; keep the highlight."""
        chosen = self.highlighted
        self._starts = [0]
        for content in (heading, *texts):
            self._starts.append(self._starts[-1] + content.plain.count("\n") + 1)
        self.set_options(
            [Option(heading, disabled=True), *(Option(text, id=str(number)) for number, text in enumerate(texts))]
        )
        if chosen is not None and texts:
            self.highlighted = min(chosen, len(texts))

    @property
    def _card(self) -> ScrollableContainer:
        return self.query_ancestor(ScrollableContainer)

    @property
    def _seen(self) -> tuple[int, int]:
        """The first line of the list that is in sight, and the one after the last; what is docked hides lines."""
        card, docked = self._card, self.dock_gutter
        start = card.scroll_offset.y - self.virtual_region.y - self.gutter.top
        return start, start + card.scrollable_content_region.height - docked.height

    def _extent(self, index: int) -> tuple[int, int]:
        """Where an option begins and ends; a longer one than can be in sight counts as far as it can."""
        top, end = self._starts[index], self._starts[index + 1]
        seen = self._seen
        return top, min(end, top + max(1, seen[1] - seen[0]))

    def _is_in_sight(self, index: int) -> bool:
        (top, end), (start, stop) = self._extent(index), self._seen
        return start <= top and end <= stop

    def _scroll(self, lines: int) -> None:
        self._card.scroll_relative(y=lines, animate=False, immediate=True, force=True)

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Scroll the card until the highlighted text is in sight."""
        index = self.highlighted
        if index is None or not self.is_mounted or index + 1 >= len(self._starts):
            return
        (first, end), (start, stop) = self._extent(index), self._seen
        if first < start or top:
            self._scroll(first - start)
        elif end > stop:
            self._scroll(end - stop)

    def action_cursor_down(self) -> None:
        """The next text; before the first one, a line on until it is in sight."""
        following = (self.highlighted or 0) + 1
        if following < self.option_count and (self.highlighted is not None or self._is_in_sight(following)):
            self.highlighted = following
        else:
            self._scroll(1)

    def action_cursor_up(self) -> None:
        """The text before; from the first one, a line back."""
        if self.highlighted is not None and self.highlighted > 1:
            self.highlighted -= 1
        else:
            self.highlighted = None
            self._scroll(-1)

    def action_page_down(self) -> None:
        """As much further as is in sight; at the end the last text."""
        card = self._card
        if card.scroll_offset.y >= card.max_scroll_y:
            self.action_last()
        else:
            self._turn_page(1)

    def action_page_up(self) -> None:
        """Back by as much as is in sight."""
        self._turn_page(-1)

    def _turn_page(self, direction: int) -> None:
        start, stop = self._seen
        self._scroll(direction * max(1, stop - start - 1))
        if self.highlighted is not None and not self._is_in_sight(self.highlighted):
            seen = (index for index in range(1, self.option_count) if self._is_in_sight(index))
            self.highlighted = next(seen, None)

    def action_first(self) -> None:
        """The beginning of the card."""
        self.highlighted = None
        self._card.scroll_home(animate=False, immediate=True, force=True)

    def action_last(self) -> None:
        """The last text, and the end of the card."""
        if self.option_count > 1:
            self.highlighted = self.option_count - 1
        self._card.scroll_end(animate=False, immediate=True, force=True)
