"""The glossary as a table: filter, add, change, delete, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import DataTable, Input, Static

from aitui.data.errors import AituiError
from aitui.data.search.fold import fold_letters
from aitui.translate.glossary.term import TERM, GlossaryTerm
from aitui.tui.display import plain
from aitui.tui.glossing import Glossing
from aitui.tui.rebinding import key_to
from aitui.tui.screens.dialog import NEXT_FIELD
from aitui.tui.screens.term_editor import TermEditor
from aitui.tui.widgets.keys import Keys

_COLUMNS = (("German", 0), ("English", 0), ("Chinese", 14), ("Kind", 7), ("Note", 0))
"""Headings and the cells of each; those with none share what is left."""
_LEAST_CELLS = 12
_PADDING_CELLS = 2
_BATCH = 300
"""Rows that the table gets at once; the next come when one gets near its end, so thousands of terms are no wait."""


class GlossaryScreen(ModalScreen[None]):
    """Shows the user's terms; `on_change` is called when they have changed."""

    CSS_PATH = "glossary.tcss"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", id="glossary.close"),
        Binding("a,plus", "add", "Add", tooltip="Add a term", id="glossary.add"),
        Binding("e", "edit", "Change", tooltip="Change the term under the cursor (Enter too)", id="glossary.edit"),
        Binding("d,delete", "remove", "Delete", tooltip="Delete the term under the cursor", id="glossary.remove"),
        Binding("z", "undo", "Undo", tooltip="Undo the last change", id="glossary.undo"),
        Binding("f", "filter", "Filter", tooltip="Show only terms with these letters", id="glossary.filter"),
        Binding("j", "move(1)", "Down", show=False, id="glossary.down"),
        Binding("k", "move(-1)", "Up", show=False, id="glossary.up"),
        Binding("ctrl+end", "last", "To the last term", show=False, priority=True, id="glossary.last"),
        Binding("question_mark,f1", "app.toggle_help", "Help", show=False, id="help"),
        *NEXT_FIELD,
    ]

    table: query_one[DataTable[Text]] = query_one("#terms", DataTable)
    filter_box = query_one("#glossary-filter", Input)
    heading = query_one("#glossary-heading", Static)
    problems = query_one("#glossary-problems", Static)

    def __init__(self, glossing: Glossing, on_change: Callable[[], None], *, name: str | None = None) -> None:
        super().__init__(name=name)
        self._glossing = glossing
        self._on_change = on_change
        self._terms: Sequence[GlossaryTerm] = ()
        """All that the filter lets through, in the order of the table, which holds the first of them."""

    def compose(self) -> ComposeResult:
        """A heading, the filter, the table, what is wrong with the file, the keys."""
        yield Static(id="glossary-heading", classes="pane-heading", markup=False)
        yield Input(placeholder="filter terms", id="glossary-filter", compact=True)
        yield DataTable(id="terms", cursor_type="row", zebra_stripes=True)
        yield Static(id="glossary-problems", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Show the terms."""
        self.filter_box.display = False
        self.table.focus()
        self.watch(self.table, "scroll_y", self._fill, init=False)
        self.call_after_refresh(self.show)

    def on_resize(self) -> None:
        """Give the columns their widths."""
        self.call_after_refresh(self.show)

    def show(self, german: str = "") -> None:
        """Show the terms as they are now, the cursor on `german`, or where it stood."""
        german = german or self._german()
        self._terms = ()  # emptying the table scrolls it, and that is to bring no rows
        self.table.clear(columns=True)
        left = self.table.scrollable_content_region.width - sum(cells + _PADDING_CELLS for _, cells in _COLUMNS)
        share = max(_LEAST_CELLS, left // sum(1 for _, cells in _COLUMNS if not cells))
        for name, cells in _COLUMNS:
            self.table.add_column(name, width=cells or share)
        self._terms = self._shown()
        index = next((number for number, term in enumerate(self._terms) if term.de == german), 0)
        self._fill_to(index + _BATCH)
        self.table.move_cursor(row=index)
        count, total = len(self._terms), len(self._glossing.glossary.terms)
        counted = f"{count} of {total}" if count < total else f"{total}"
        self.heading.update(Content(f"Glossary · {counted} term{'' if total == 1 else 's'}"))
        self.problems.update(self._problem())

    def _fill_to(self, count: int) -> None:
        for term in self._terms[self.table.row_count : count]:
            kind = "" if term.kind == TERM else term.kind
            values = (term.de, term.en, term.zh, kind, term.note)
            self.table.add_row(*(Text(plain(cell), overflow="ellipsis") for cell in values), key=term.de)

    @on(DataTable.RowHighlighted)
    def _fill(self) -> None:
        """Bring more rows when the cursor or the view gets near the last of them."""
        reached = max(self.table.cursor_row, round(self.table.scroll_offset.y) + self.table.size.height)
        if reached > self.table.row_count - _BATCH // 3:
            self._fill_to(self.table.row_count + _BATCH)

    def _shown(self) -> list[GlossaryTerm]:
        words = self.filter_box.value.casefold().split()
        found = [
            term
            for term in self._glossing.glossary.terms
            if all(word in f"{term.de} {term.en} {term.zh} {term.kind} {term.note}".casefold() for word in words)
        ]
        return sorted(found, key=lambda term: (fold_letters(term.de), term.de))

    def _problem(self) -> Content:
        problems = self._glossing.glossary.problems
        if problems:
            more = f" (and {len(problems) - 1} more; `aitui glossary list` tells each)" if len(problems) > 1 else ""
            return Content.styled(f"{plain(str(problems[0]))}{more}", "$text-warning")
        if not self._glossing.glossary.terms:
            add, add_read = key_to(self.app, "glossary.add", "a"), key_to(self.app, "glossary.term", "+")
            return Content.styled(
                f"Terms that stand here are translated as you say, everywhere. {add} adds one; {add_read} in an article"
                " adds one from the sentence that is being read.",
                "$foreground-muted",
            )
        return Content()

    def _german(self) -> str:
        if not self.table.is_valid_row_index(self.table.cursor_row):
            return ""
        key = self.table.coordinate_to_cell_key(self.table.cursor_coordinate).row_key
        return key.value or ""

    def action_close(self) -> None:
        """Show everything again where a filter is set; else leave."""
        if self.filter_box.display:
            self.filter_box.value = ""
            self.filter_box.display = False
            self.table.focus()
        else:
            self.dismiss(None)

    def action_filter(self) -> None:
        """Type to filter."""
        self.filter_box.display = True
        self.filter_box.focus()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        if not self.table.has_focus:
            raise SkipAction
        self.table.move_cursor(row=self.table.cursor_row + rows)

    def action_last(self) -> None:
        """Move to the last term, whether the table has it already or not."""
        if not self.table.has_focus:
            raise SkipAction
        self._fill_to(len(self._terms))
        self.table.move_cursor(row=len(self._terms) - 1)

    @on(Input.Changed, "#glossary-filter")
    def _filter_changed(self) -> None:
        self.show()

    @on(Input.Submitted, "#glossary-filter")
    def _filter_submitted(self) -> None:
        self.table.focus()

    @on(DataTable.RowSelected)
    def _row_selected(self) -> None:
        self.action_edit()

    @work(exit_on_error=False, group="dialog", description="add a term")
    async def action_add(self) -> None:
        """Ask for a term and add it."""
        term = await self.app.push_screen_wait(TermEditor("Add a term", GlossaryTerm("")))
        known = self._glossing.find(term.de) if term is not None else None
        if term is not None and known is not None:
            # Typed as if it were new: what is there is shown before anything of it changes.
            self.notify(f"“{plain(term.de)}” is in the glossary already", markup=False)
            typed = {name: value for name, value in asdict(term).items() if value}
            term = await self.app.push_screen_wait(TermEditor("Change a term", replace(known, **typed)))
            if term is not None and term != known:
                new = term
                self._change(lambda: self._glossing.exchange(known, new), new.de)
        elif term is not None:
            new = term
            self._change(lambda: self._glossing.add(new), new.de)

    @work(exit_on_error=False, group="dialog", description="change a term")
    async def action_edit(self) -> None:
        """Change the term under the cursor."""
        old = self._glossing.find(self._german())
        if old is None:
            return
        new = await self.app.push_screen_wait(TermEditor("Change a term", old))
        if new is not None and new != old:
            self._change(lambda: self._glossing.exchange(old, new), new.de)

    def action_remove(self) -> None:
        """Delete the term under the cursor."""
        german = self._german()
        if german:
            row = self.table.cursor_row
            removed: list[GlossaryTerm] = []
            self._change(lambda: removed.extend(self._glossing.remove([german])))
            self._fill_to(row + _BATCH)
            self.table.move_cursor(row=row)
            if removed:
                undo = key_to(self.app, "glossary.undo", "z")
                self.notify(f"Deleted “{plain(german)}”. {undo} brings it back", markup=False)

    def action_undo(self) -> None:
        """Take the last change back."""
        undone: list[str] = []
        self._change(lambda: undone.append(self._glossing.undo()))
        if undone:
            self.notify(plain(undone[0]) or "Nothing was changed", markup=False)

    def _change(self, change: Callable[[], object], german: str = "") -> None:
        before = self._glossing.glossary.terms
        try:
            change()
        except AituiError as error:
            self._glossing.look()
            self.notify(plain(str(error)), severity="error", timeout=10, markup=False)
        self.show(german)
        written = self._glossing.find(german)
        if written is not None and written.advice:
            self.notify(written.advice, severity="warning", timeout=8, markup=False)
        if self._glossing.glossary.terms != before:
            self._on_change()
