"""Taking what is read elsewhere: to the clipboard, to a file."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aitui.data.errors import AituiError
from aitui.data.replacing import user_path
from aitui.tui import clipboard
from aitui.tui.copying import GAP, copied
from aitui.tui.display import counted, plain
from aitui.tui.screens.reading import ReadingScreen


class SharingScreen(ReadingScreen):
    """Copies sentences and writes the open article beside its translation."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", "Copy", tooltip="Copy the sentence or the selection", id="copy"),
        Binding("ctrl+s", "export", "Export", show=False, tooltip="Write the article to a file", id="export"),
    ]

    @work(exit_on_error=False, group="dialog", description="copy")
    async def action_copy(self) -> None:
        """Copy the selection, or ask what of the sentence to copy."""
        selected = self.get_selected_text()
        if selected:
            self._copy(selected, "the selection")
            return
        if self.reading is None or not self.reading.sentences:
            return
        from aitui.tui.screens.dialogs import CopyMenu  # none of the dialogs is in the first frame

        choice = await self.app.push_screen_wait(CopyMenu())
        if choice is not None:
            entry = self._entry(self.reading.article_id)
            label = next(label for _, name, label in CopyMenu.CHOICES if name == choice)
            self._copy(copied(self.reading, self.reader.cursor, self.language, choice, entry), label.lower())

    @work(exit_on_error=False, group="dialog", description="export the article")
    async def action_export(self) -> None:
        """Ask for a file's name and write the article beside the translation there is."""
        reading = self.reading
        entry = self._entry(reading.article_id) if reading is not None else None
        if reading is None or entry is None:
            self.notify("Open an article first")
            return
        from aitui.tui.exporting import format_of, write_reading
        from aitui.tui.screens.confirm import may_write
        from aitui.tui.screens.dialogs import ExportArticle

        typed = problem = ""
        while answer := await self.app.push_screen_wait(ExportArticle(typed, problem)):
            everything = self.reader.show_boilerplate
            typed, problem = answer, ""
            try:
                format_of(answer)
            except AituiError as error:
                problem = plain(str(error))
                continue
            if not await may_write(self.app, user_path(answer)):
                continue
            try:
                engine = self.translating.translator.label(self.language, reading.language)
                write_reading(answer, reading, entry.path, self.language, engine, all_blocks=everything)
            except AituiError as error:
                problem = plain(str(error))
                continue
            missing = len(reading.missing(self.language, boilerplate=everything))
            note = f"; {counted(missing, 'sentence')} not translated yet" if missing else ""
            self.notify(f"Wrote {plain(answer)}{note}", markup=False)
            return

    def _copy(self, text: str, what: str) -> None:
        if not text:
            self.notify("There is no translation to copy yet", severity="warning")
            return
        clipboard.copy(self.app, text)
        missing = f"; {GAP} stands for what is not translated yet" if GAP in text else ""
        self.notify(f"Copied {what}: {len(text):,} characters{missing}", timeout=5 if missing else 2, markup=False)
