"""What the reading pane shows: lines of a `Layout`, scrolled, with a sentence cursor in every column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from aitui.data.entity import EntityKind
from aitui.tui.reader.drawing import Painter
from aitui.tui.reader.layout import Layout, View, fitting_view
from aitui.tui.reader.reading import Reading
from aitui.tui.reader.selecting import Place, place_of, selected_text

_CONTEXT = 3
"""Lines kept in sight above and below the cursor."""


class ArticlePage(ScrollView):
    """Shows the open article; knows nothing of where translations come from, nor of keys.

    The sentence cursor is an index into `Reading.sentences`. Every line carries its place as a text offset, so that
    a mouse selection stays in the column it began in and is copied without the line breaks of the screen.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "reader--source",
        "reader--pivot",
        "reader--interleaved",
        "reader--pending",
        "reader--failed",
        "reader--title",
        "reader--heading",
        "reader--question",
        "reader--caption",
        "reader--label",
        "reader--boilerplate",
        "reader--fold",
        "reader--cursor",
        "reader--bar",
        "reader--quote",
        "reader--mark",
        "reader--chosen",
        "reader--match",
        *(f"reader--{kind}" for kind in EntityKind),
    }

    DEFAULT_CSS = """
    ArticlePage {
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .reader--source { color: $text; }
        & > .reader--pivot { color: $text-muted; }
        & > .reader--interleaved { color: $text-secondary; }
        & > .reader--pending { color: $text-disabled; }
        & > .reader--failed { color: $text-warning; text-style: italic; }
        & > .reader--title { color: $text-primary; text-style: bold; }
        & > .reader--heading { color: $text-accent; text-style: bold; }
        & > .reader--question { text-style: bold; }
        & > .reader--caption { color: $text-muted; text-style: italic; }
        & > .reader--label { color: $text-muted; }
        & > .reader--boilerplate { color: $text-muted; text-style: dim; }
        & > .reader--fold { color: $text-muted; text-style: italic; }
        & > .reader--person { color: $text-success; }
        & > .reader--org { color: $text-primary; }
        & > .reader--product { color: $text-secondary; }
        & > .reader--place { color: $text-warning; }
        & > .reader--event { color: $text-error; }
        & > .reader--quote { color: $success; }
        & > .reader--mark { color: $text-warning; text-style: bold; }
        & > .reader--chosen { background: $accent 40%; text-style: bold; }
        & > .reader--match { background: $warning 60%; color: $text; text-style: bold; }
        & > .reader--cursor { background: $boost; }
        & > .reader--bar { color: $secondary; }
        &:focus > .reader--cursor { background: $primary 25%; }
        &:focus > .reader--bar { color: $primary; }
    }
    """

    cursor = reactive(0, repaint=False)
    """The sentence being read."""
    language = reactive("en", repaint=False)
    """The language of the translation."""
    chosen_view: reactive[View | None] = reactive(None, repaint=False)
    """The view a person asked for; None follows the width."""
    show_boilerplate = reactive(False, repaint=False)
    """Whether newsletter boxes, adverts and the like are unfolded."""

    chosen_entity = reactive("", repaint=False)
    """The id of the entity whose mentions stand out."""

    @dataclass
    class CursorMoved(Message):
        """The sentence cursor stands elsewhere."""

        sentence: int

    class Rearranged(Message):
        """Width, view or language changed, and with it the columns."""

    class Scrolled(Message, bubble=True):
        """Other sentences are in sight than before."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.reading: Reading | None = None
        self.has_pivot = False
        """Whether the translation goes through a third language, which may have a column of its own."""
        self.has_translation = True
        """False where the article is in the language read in already."""
        self._layout: Layout | None = None
        self._height = 0
        self._awaits_size = False
        """Whether a sentence was to be brought into sight while the page was hidden, and with it without a size."""
        self._strips: dict[tuple[int, int], Strip] = {}
        self._below: Strip | None = None
        self._painter: Painter | None = None
        """Draws the page as it is now, until cursor, colours or selection change."""

    # ------------------------------------------------------------------ what is shown

    def show(self, reading: Reading | None, cursor: int = 0) -> None:
        """Open an article at a sentence."""
        self.reading = reading
        self.set_reactive(ArticlePage.cursor, cursor)
        self._rebuild()
        if reading is not None:
            cursor = self._unfolded(cursor)
            self.set_reactive(ArticlePage.cursor, cursor)
            self.scroll_home(animate=False, immediate=True)
            self.scroll_to_sentence(cursor)

    def refresh_blocks(self, blocks: Iterable[int]) -> None:
        """Draw blocks again whose translation changed; what is being read stays where it is."""
        layout = self._layout
        if layout is None:
            return
        anchor = self._anchor()
        moved = layout.refresh_blocks(blocks)
        self._strips.clear()
        if moved:
            self.virtual_size = Size(self.size.width, layout.height)
            self._return_to(anchor)
        self.refresh()

    @property
    def view(self) -> View:
        """The arrangement in use: the chosen one, else what fits the width."""
        if not self.has_translation:
            return View.SOURCE
        if self._layout is not None and not self._text_width:
            return self._layout.view  # hidden, so no width says what fits; this is what is shown again
        if self.chosen_view is None or (self.chosen_view is View.THREE_COLUMNS and not self.has_pivot):
            return self.fitting_view
        return self.chosen_view

    @property
    def fitting_view(self) -> View:
        """The arrangement in use where none is chosen."""
        return fitting_view(self._text_width, has_pivot=self.has_pivot)

    def visible_sentences(self) -> range:
        """The sentences in sight, folded ones left out at the ends."""
        layout = self._layout
        if layout is None or not layout.rows:
            return range(0)
        reading = layout.reading
        first_row, _ = layout.at(int(self.scroll_y))
        last_row, _ = layout.at(min(int(self.scroll_y) + max(self.size.height, 1), layout.height) - 1)
        start = reading.first_of_block[layout.rows[first_row].first_block]
        return range(start, reading.first_of_block[layout.rows[last_row].end_block])

    def watch_language(self) -> None:
        """The other language's text has other heights."""
        self._rebuild_in_place()

    def watch_chosen_view(self) -> None:
        """Another arrangement has other lines."""
        self._rebuild_in_place()

    def watch_chosen_entity(self) -> None:
        """Other mentions stand out."""
        self._strips.clear()
        self.refresh()

    def show_highlights(self) -> None:
        """Draw entities, quotes and matches, now that the reading knows of others than before."""
        if self._layout is not None:
            self._layout.refresh_all()
            self._strips.clear()
            self.refresh()

    def jump(self, sentence: int) -> None:
        """Go to a sentence, unfolding boilerplate around it."""
        if self.reading is not None and self.reading.block_of(sentence).boilerplate:
            self.show_boilerplate = True
        self.cursor = sentence

    def watch_show_boilerplate(self) -> None:
        """Rows come or go; the cursor leaves what is folded away."""
        self._rebuild_in_place()
        self.cursor = self._unfolded(self.cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the cursor at its new place and bring it into sight."""
        if self._layout is None:
            return
        self._forget_rows(self._layout.row_of_sentence(old), self._layout.row_of_sentence(new))
        self.scroll_to_sentence(new)
        self.refresh()
        self.post_message(self.CursorMoved(new))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other sentences are in sight now."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled())

    def notify_style_update(self) -> None:
        """Colours changed: nothing drawn before is right any more."""
        super().notify_style_update()
        self._strips.clear()
        self._painter = self._below = None

    def on_resize(self) -> None:
        """Break the lines anew where the width changed; a cursor that was in sight, or is to be, comes into sight."""
        height, self._height = self._height, self.size.height
        if self._layout is None:
            self._rebuild()
            self.scroll_to_sentence(self.cursor)
            return
        line = self._layout.sentence_lines(self.cursor).start if self._layout.rows else 0
        was_in_sight = self.scroll_y <= line < self.scroll_y + height
        if self._layout.width != self._text_width:
            self._rebuild_in_place()
        if was_in_sight or self._awaits_size:
            self.scroll_to_sentence(self.cursor)

    # ------------------------------------------------------------------ drawing

    def render_line(self, y: int) -> Strip:
        """One line of the pane: every column's line, with its place as text offset for the mouse."""
        layout = self._layout
        width = self.size.width
        line = int(self.scroll_y) + y
        if layout is None or not layout.rows or line >= layout.height:
            return self._blank(width)
        row, number = layout.at(line)
        selection = self.text_selection
        strip = self._strips.get((row, number)) if selection is None else None
        if strip is None:
            strip = self._paint(layout, selection).strip(row, number, width)
            if selection is None:
                self._strips[row, number] = strip
        return strip

    def _blank(self, width: int) -> Strip:
        """A line below the article; kept, for what a style is made of is looked up in every parent."""
        if self._below is None or self._below.cell_length != width:
            self._below = Strip.blank(width, self.rich_style)
        return self._below

    def _paint(self, layout: Layout, selection: Selection | None) -> Painter:
        painter = self._painter
        if painter is None or not painter.draws(layout, self.cursor, self.chosen_entity, selection):
            painter = self._painter = Painter(
                layout,
                self.cursor,
                self.chosen_entity,
                selection,
                cache(lambda name: self.get_component_rich_style(f"reader--{name}")),
                self.rich_style,
                self.screen.get_component_rich_style("screen--selection"),
            )
        return painter

    # ------------------------------------------------------------------ selecting

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected characters as they stand in the article or its translation."""
        if self._layout is None:
            return None
        return selected_text(self._layout, selection), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Show the selection."""
        self.refresh()

    def _place_at(self, event: events.MouseEvent) -> Place | None:
        offset = event.style.meta.get("offset")
        return place_of(Offset(*offset)) if offset else None

    # ------------------------------------------------------------------ keeping in step

    def scroll_to_sentence(self, sentence: int) -> None:
        """Bring all of a sentence into sight, with some lines around it, moving no more than needed.

        Of one that is taller than the screen the beginning, or what was searched for and found in it.
        """
        layout = self._layout
        height = self.size.height
        self._awaits_size = not height
        if layout is None or not height:
            return
        lines = layout.sentence_lines(sentence)
        if len(lines) >= height:
            lines = layout.match_lines(sentence) or lines
        context = min(_CONTEXT, height // 4)
        top, bottom = lines.start - context, lines.stop + context
        y = self.scroll_y
        if bottom > y + height:
            y = bottom - height
        y = min(y, top)
        self.scroll_to(y=max(0, min(y, layout.height - height)), animate=False, immediate=True, force=True)

    @property
    def column_width(self) -> int:
        """Cells of one column, without its margin."""
        return self._layout.column_width if self._layout is not None else self._text_width

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width or self.size.width

    def _rebuild(self) -> None:
        self._strips.clear()
        self.screen.clear_selection() if self.is_attached else None
        # Before the pane is shown it has no width; the first resize builds the layout.
        if self.reading is None or not self.reading.sentences or self._text_width <= 0:
            self._layout = None
            self.virtual_size = Size(0, 0)
        else:
            self._layout = Layout(
                self.reading, self.view, self.language, self._text_width, show_boilerplate=self.show_boilerplate
            )
            self.virtual_size = Size(self._text_width, self._layout.height)
        self.refresh()
        self.post_message(self.Rearranged())

    @property
    def last_sentence(self) -> int:
        """The last sentence that is not folded; 0 while there is none."""
        return self._unfolded(len(self.reading.sentences) - 1) if self.reading and self.reading.sentences else 0

    def _unfolded(self, sentence: int) -> int:
        """The nearest sentence that is not folded, an earlier one before a later one; itself where all are."""
        layout = self._layout
        if layout is None or not layout.reading.sentences:
            return sentence
        count = len(layout.reading.sentences)
        order = chain(range(min(sentence, count - 1), -1, -1), range(sentence + 1, count))
        unfolded = (near for near in order if not layout.rows[layout.row_of_sentence(near)].folded)
        return next(unfolded, sentence)

    def _rebuild_in_place(self) -> None:
        anchor = self._anchor()
        self._rebuild()
        self._return_to(anchor)

    def _anchor(self) -> tuple[int, int]:
        """What must not move: a sentence in sight (the cursor's if it is) and its line on the screen."""
        layout = self._layout
        if layout is None or not layout.rows:
            return self.cursor, 0
        top, bottom = int(self.scroll_y), int(self.scroll_y) + self.size.height
        line = layout.sentence_lines(self.cursor).start
        if top <= line < bottom:
            return self.cursor, line - top
        row, _ = layout.at(top)
        sentence = layout.reading.first_of_block[layout.rows[row].first_block]
        return sentence, layout.top(row) - top

    def _return_to(self, anchor: tuple[int, int]) -> None:
        layout = self._layout
        if layout is None:
            return
        sentence, offset = anchor
        y = layout.sentence_lines(sentence).start - offset
        y = max(0, min(y, layout.height - self.size.height))
        self.scroll_to(y=y, animate=False, immediate=True, force=True)

    def _forget_rows(self, *rows: int) -> None:
        for key in [key for key in self._strips if key[0] in rows]:
            del self._strips[key]

    def _set_cursor_in_sight(self, sentence: int) -> None:
        """Move the cursor without scrolling."""
        layout = self._layout
        if layout is None or sentence == self.cursor:
            return
        old = self.cursor
        self.set_reactive(ArticlePage.cursor, sentence)
        self._forget_rows(layout.row_of_sentence(old), layout.row_of_sentence(sentence))
        self.refresh()
        self.post_message(self.CursorMoved(sentence))
