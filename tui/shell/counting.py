"""Counts anew what list and search know of articles after a change that was made from the shell."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.tui.shell.output import message, progress

if TYPE_CHECKING:
    from aitui.translate.coverage import Recount


def count_anew(paths: Paths, counted: Callable[[Recount], object]) -> None:
    """Have `counted` count what the change concerns; nothing where there is no library yet.

    The change is stored already: if the counting fails, that is told and left to the app's next start.
    """
    if not paths.library.exists():
        return
    from aitui.data.library import Library
    from aitui.translate.coverage import Recount
    from aitui.translate.glossary.guarding import load_terms
    from aitui.translate.translator import Translator
    from aitui.tui.shell.online import server_for

    try:
        with (
            closing(Translator(paths.memory, terms=load_terms(paths)[0], server=server_for(paths))) as translator,
            Library(paths.library) as library,
            progress("counting") as step,
        ):
            counted(Recount(library, translator, on_progress=step))
    except AituiError as error:
        message(f"{error} (translated sentences are counted anew when aitui is started)")
