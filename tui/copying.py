"""What goes to the clipboard: a sentence, its translation, both, with a citation, or a whole translation."""

from __future__ import annotations

from aitui.data.library import Entry
from aitui.tui.display import plain
from aitui.tui.languages import citation
from aitui.tui.reader.flows import UNSPACED_LANGUAGES
from aitui.tui.reader.reading import Reading


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
    """The translation of all that is no boilerplate, a blank line between blocks."""
    stored = reading.in_language(language)
    separator = "" if language in UNSPACED_LANGUAGES else " "
    blocks = []
    for number, block in enumerate(reading.article.blocks):
        found = stored[reading.first_of_block[number] : reading.first_of_block[number + 1]]
        if not block.boilerplate:
            blocks.append(separator.join(item.target for item in found if item is not None and item.target))
    return "\n\n".join(filter(None, blocks))
