"""Copying: through the terminal, which works over SSH, and through the system where there is a clipboard."""

from __future__ import annotations

from textual.app import App


def copy(app: App[None], text: str) -> None:
    """Put `text` on the clipboard of the terminal (OSC 52) and, in the background, on the system's."""
    app.copy_to_clipboard(text)
    app.run_worker(
        lambda: _copy_to_system(text), thread=True, group="clipboard", exit_on_error=False, description="copy"
    )


def _copy_to_system(text: str) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        # No clipboard program on this machine, as on most servers: the terminal has the text already.
        return
