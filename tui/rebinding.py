"""The keys that a person chose, while the app runs, and how a line on the screen names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.binding import Binding


class RebindableApp(App[None]):
    """An app whose keys may be others than those its classes declare."""

    chosen_keys: Mapping[str, str] = {}
    """Names of actions and their keys, several with commas between; of the others the declared ones hold."""

    def rebind(self, keymap: Mapping[str, str]) -> None:
        """From now on these keys hold."""
        self.chosen_keys = dict(keymap)
        self.set_keymap(self.chosen_keys)


def key_to(app: App[Any], name: str, usual: str) -> str:
    """How a line names the key of the action `name`; `usual` is the one that holds where nobody chose another."""
    chosen = app.chosen_keys.get(name, "") if isinstance(app, RebindableApp) else ""
    if not chosen:
        return usual
    return app.get_key_display(next(iter(Binding.make_bindings([Binding(chosen, "", "")]))))
