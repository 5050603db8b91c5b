"""Reading on while the models change: what is being done with them, and translating again with others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from aitui.data.errors import AituiError
from aitui.data.language import language_name
from aitui.translate.translation import BY_HAND
from aitui.tui.display import plain
from aitui.tui.model_news import ModelProgress
from aitui.tui.screens.sharing import SharingScreen
from aitui.tui.screens.status import Work, progress_text

if TYPE_CHECKING:
    from aitui.translate.translator import Translator


class RetranslatingScreen(SharingScreen):
    """Adds to reading what happens when other models translate from now on."""

    def show_model_work(self, message: ModelProgress | None) -> None:
        """Say in the status line what is being done with models."""
        self.status_line.aside = progress_text(message) if message is not None else ""

    @work(exit_on_error=False, group="dialog", description="models changed")
    async def models_changed(self, change: Callable[[], None] | None = None) -> None:
        """Use the models that are here now; offer to translate again what others have translated.

        `change` makes the change; it defaults to looking for models again.
        """
        translator = self.translating.translator
        source = self.reading.language if self.reading is not None else "de"
        skipped, before = set(translator.skipped), _label(translator, self.language, source)
        (change or translator.refresh)()
        for pack in translator.skipped:
            if pack not in skipped:
                text = f"{pack.root.name} is damaged and not used: {pack.reason}. M shows it"
                self.notify(plain(text), severity="warning", timeout=10, markup=False)
        after = _label(translator, self.language, source)
        self.reader.has_pivot = self._has_pivot()
        self.update_status()
        if before == after or not after:
            return
        self._forget_progress()
        if self.reading is None:
            return
        if not any(made is not None and made.engine != BY_HAND for made in self.reading.in_language(self.language)):
            self._translate()
            return
        question = (
            f"{after} translates to {language_name(self.language)} from now on. Translate this article again with it?"
            " What you translated by hand stays. Other articles are translated anew when you open them."
        )
        from aitui.tui.screens.confirm import Confirm

        again = Confirm("Another model", question, "Translate again", no="Leave it as it is")
        if await self.app.push_screen_wait(again):
            self.translate_again()

    def _forget_progress(self) -> None:
        """What was stored of other articles was made by other models; opening one tells what holds for it."""
        here = self.reading.article_id if self.reading is not None else None
        for article_id in [key for key in self._readings if key != here]:
            del self._readings[article_id]
        for entry in self.library_pane.entries:
            if entry.id != here:
                self._keep(partial(self.library.set_translated, entry.id, self.language, 0))
        self.refresh_library()

    def translate_again(self) -> None:
        """Forget what models made of the open article, and have it made anew; hand-made translations stay."""
        reading = self.reading
        if reading is None:
            return
        self.translating.stop()
        self._work = Work()
        reading.translations.clear()
        self._recall(reading)
        self.reader.refresh_blocks(set(range(len(reading.article.blocks))))
        self._note_progress(reading)
        self._translate()
        self.update_status()


def _label(translator: Translator, to: str, source: str) -> str:
    """Which models translate; empty where none do."""
    try:
        return translator.label(to, source)
    except AituiError:
        return ""
