"""The app's part in getting and choosing models, and in going online."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on, work
from textual.screen import ModalScreen

from aitui.data.paths import Paths
from aitui.tui.display import plain
from aitui.tui.model_news import ModelNews, ModelProgress, TrustWanted
from aitui.tui.rebinding import RebindableApp

if TYPE_CHECKING:  # loaded when the library is opened, or when somebody asks
    from aitui.data.config import LibreTranslate
    from aitui.tui.indexing import Indexing
    from aitui.tui.model_work import ModelWork
    from aitui.tui.screens.main import MainScreen
    from aitui.tui.screens.models import ModelsScreen
    from aitui.tui.translating import Translating


class ModellingApp(RebindableApp):
    """Owns the thread that works on models, and tells the screens what changed."""

    translating: Translating
    indexing: Indexing
    model_work: ModelWork
    is_open = False

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self.paths = paths
        self._models_stamp: tuple[int, ...] = ()

    @property
    def main_screen(self) -> MainScreen:
        """The main screen, also while a dialog is over it."""
        from aitui.tui.screens.main import MainScreen  # loaded by now

        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    def open_models(self) -> LibreTranslate | None:
        """Begin; the server that sentences may be sent to, if there is one."""
        from aitui.translate.libretranslate.consent import allowed_server
        from aitui.translate.models.choice import stamp
        from aitui.tui.model_work import ModelWork

        self.model_work = ModelWork(self.paths, self.post_message)
        self._models_stamp = stamp(self.paths.models)
        return allowed_server(self.paths)

    @work(exit_on_error=False, group="dialog", description="configuration")
    async def read_config(self) -> None:
        """Take its keys; name what is wrong with it; ask once for each server whether sentences may be sent to it."""
        from aitui.data.config import read_config
        from aitui.translate.libretranslate.consent import answer_for, question, remember_answer
        from aitui.tui.screens.confirm import Confirm

        config, mistakes = read_config(self.paths.config)
        if config.keys:
            from aitui.tui.keymap import read_keymap

            keymap, wrong = read_keymap(config, self.paths)
            self.rebind(keymap)
            mistakes += tuple(wrong)
        for mistake in mistakes:
            self.notify(plain(str(mistake)), title="Configuration", severity="warning", timeout=15, markup=False)
        server = config.libretranslate
        if not server.address or answer_for(self.paths.models, server.address) is not None:
            return
        allowed = await self.push_screen_wait(
            Confirm("Go online?", question(server), "Send them", no="Stay offline", careful=True)
        )
        remember_answer(self.paths.models, server.address, allowed=bool(allowed))
        if allowed:
            self.main_screen.models_changed(lambda: self.translating.translator.go_online(server))
            self.indexing.refresh()

    def look_for_models(self) -> None:
        """Use what other programs have installed, removed or chosen."""
        from aitui.translate.models.choice import stamp

        if stamp(self.paths.models) != self._models_stamp:
            self.models_changed()

    def models_changed(self) -> None:
        """Translate with the models that are here and chosen now; new translations are searched too."""
        from aitui.translate.models.choice import stamp

        self._models_stamp = stamp(self.paths.models)
        self.main_screen.models_changed()
        self.indexing.refresh()

    def action_models(self) -> None:
        """Show the models over whatever is shown."""
        from aitui.tui.screens.models import ModelsScreen

        if self.is_open and not isinstance(self.screen, ModalScreen):
            self.push_screen(ModelsScreen(self.paths, self.model_work))

    def on_models_screen_changed(self) -> None:
        """A person has chosen another model."""
        self.models_changed()

    @on(ModelProgress)
    def _model_progress(self, message: ModelProgress) -> None:
        self._show_model_work(message)

    @on(ModelNews)
    def _model_news(self, message: ModelNews) -> None:
        self._show_model_work(self.model_work.current)
        self.notify(plain(message.text), severity=message.severity, timeout=8, markup=False)
        if message.changed:
            self.models_changed()
        for screen in self._models_screens():
            screen.show_models()

    @on(TrustWanted)
    @work(exit_on_error=False, group="dialog", description="trust a model")
    async def _trust_wanted(self, message: TrustWanted) -> None:
        from aitui.tui.screens.confirm import Confirm

        self._show_model_work(self.model_work.current)
        question = f"{plain(message.reason)}. Install it all the same? Its checksum is remembered then."
        if await self.push_screen_wait(Confirm("Unknown file", question, "Trust it", careful=True)):
            self.model_work.install(message.wanted, vouched=True)

    def _show_model_work(self, message: ModelProgress | None) -> None:
        if not self.screen_stack:
            return
        self.main_screen.show_model_work(message)
        for screen in self._models_screens():
            screen.show_progress(message)

    def _models_screens(self) -> list[ModelsScreen]:
        """The models screen, where it is open, also under a question."""
        from aitui.tui.screens.models import ModelsScreen

        return [screen for screen in self.screen_stack if isinstance(screen, ModelsScreen)]
