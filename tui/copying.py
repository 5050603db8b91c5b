"""What goes to the clipboard: a sentence, its translation, both, with a citation, or a whole translation."""

from __future__ import annotations

from aitui.data.language import sentence_separator
from aitui.data.library import Entry
from aitui.tui.citing import citation
from aitui.tui.display import plain
from aitui.tui.reader.reading import Reading

GAP = "[…]"
"""Stands where a sentence has no translation yet."""


def copied(reading: Reading, sentence: int, language: str, choice: str, entry: Entry | None) -> str:
    """The text of one of the choices of `CopyMenu`; empty where there is no translation to copy yet."""
    source = plain(reading.text_of(sentence))
    translation = reading.in_language(language)[sentence]
    target = (translation.target if translation is not None else None) or ""
    match choice:
        case "source":
            return source
        case "translation":
            return target
        case "citation" if entry is not None:
            engine = translation.engine if translation is not None else ""
            return f"{source}\n{target}\n— {citation(entry, language, engine)}"
        case "article":
            return _whole(reading, language)
    return f"{source}\n{target}"


def _whole(reading: Reading, language: str) -> str:
    """The translation of all that is no boilerplate, a blank line between blocks; `GAP` for what is still missing."""
    stored = reading.in_language(language)
    separator = sentence_separator(language)
    blocks = []
    for number, block in enumerate(reading.article.blocks):
        found = stored[reading.first_of_block[number] : reading.first_of_block[number + 1]]
        if not block.boilerplate:
            blocks.append(separator.join((item.target if item is not None else None) or GAP for item in found))
    return "\n\n".join(filter(None, blocks)) if any(item is not None and item.target for item in stored) else ""
