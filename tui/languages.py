"""Names of languages, and how a translated sentence is cited."""

from __future__ import annotations

from aitui.data.library import Entry
from aitui.tui.display import plain

LANGUAGE_NAMES = {
    "de": "German",
    "en": "English",
    "zh": "Chinese",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ja": "Japanese",
    "ko": "Korean",
    "da": "Danish",
    "sv": "Swedish",
    "cs": "Czech",
    "und": "an unknown language",
}


def citation(entry: Entry, language: str, engine: str) -> str:
    """Where a sentence stands and who translated it."""
    made_by = f"machine translation into {LANGUAGE_NAMES[language]} by {engine}" if engine else "not translated"
    return f"“{plain(entry.title)}”, {plain(entry.path)}; {made_by}"
