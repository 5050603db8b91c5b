"""How a translated sentence is cited."""

from __future__ import annotations

from aitui.data.language import language_name
from aitui.data.library import Entry
from aitui.translate.translation import BY_HAND
from aitui.tui.display import plain


def citation(entry: Entry, language: str, engine: str) -> str:
    """Where a sentence stands and who translated it."""
    if engine == BY_HAND:
        made_by = f"translated into {language_name(language)} by hand"
    elif engine:
        made_by = f"machine translation into {language_name(language)} by {engine}"
    else:
        made_by = "not translated"
    return f"“{plain(entry.title)}”, {plain(entry.path)}; {made_by}"
