"""Pairs from message catalogues (gettext): the stories of free games are prose that people talk in, put into many
languages by hand, where other free parallel text is mostly documentation."""

from __future__ import annotations

import gettext
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from .corpus import Pair
from .errors import TrainingError
from .pack import Direction

CATALOGUE = "catalogue"
"""The origin, as `origins.toml` has it."""

_CONTEXT = re.compile(r"^(?:.*\x04|\?[\w -]{1,30}:|[\w :=,+-]*\^)", re.DOTALL)
"""What tells the translator where a message belongs: gettext's own mark, `?plural:` and the like, or a note up to ^."""
_TAG = re.compile(r"<([a-z]+)(?:[ =][^<>]*)?>|</([a-z]+)>")
_LEADING = re.compile(r"^[ \t]*(?:#+|[-*•]) +", re.MULTILINE)
"""Markdown's mark of a heading or of an item of a list."""
_FIELD = re.compile(r"\$\w|%\d*\$?[a-z]|[{}|\\<>]|&\w|(?<!\w)_\w|\(_|\[[#/]|\[\w+=|\]\(|://")
"""Places where a program puts something in, markup that is no tag around words, and addresses."""
_END = re.compile(r"([.!?][\"”’)]*) (?=[\"“„‘(]*[A-ZÄÖÜ])|([。！？][”’」）]*) *(?=.)")
"""Where a sentence ends and another one follows."""

_OWN = 25
"""From this many characters on a sentence is no common phrase but somebody's own."""


def catalogue(paths: Iterable[Path], direction: Direction, without: Iterable[Path] = ()) -> Iterator[Pair]:
    """English and its translation of compiled catalogues (`.mo`), sentence by sentence, each pair once.

    Catalogues go from English to another language; a `direction` to English takes the translation for the source.
    Messages with fields or with another number of lines on both sides are left out, and what the English texts
    `without` (UTF-8) hold, such as those under a licence that forbids to change them. Raises TrainingError for a file
    that is no catalogue or no text, and for a `direction` without English.
    """
    if "en" not in (direction.source, direction.target):
        raise TrainingError(f"catalogues are written in English; {direction} has none")
    forbidden = "\n".join(_text(path) for path in without)
    seen: set[tuple[str, str]] = set()
    for path in paths:
        for message, translation in _messages(path):
            for lines in _lines(message, translation):
                if lines not in seen and not (len(lines[0]) >= _OWN and lines[0] in forbidden):
                    seen.add(lines)
                    source, target = reversed(lines) if direction.target == "en" else lines
                    yield Pair(CATALOGUE, source, target)


def _text(path: Path) -> str:
    try:
        return " ".join(_LEADING.sub("", path.read_text(encoding="utf-8")).split())
    except (OSError, UnicodeDecodeError) as error:
        raise TrainingError(f"{path} is no text in UTF-8: {error}") from error


def _messages(path: Path) -> Iterator[tuple[str, str]]:
    try:
        with path.open("rb") as file:
            found = gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error) as error:
        raise TrainingError(f"{path} is no compiled catalogue (.mo): {error}") from error
    # The table is not public, but the only way to all messages; keys of plurals are tuples and say nothing new.
    catalogue: dict[object, str] = vars(found)["_catalog"]
    yield from ((key, value) for key, value in catalogue.items() if isinstance(key, str) and key)


def _lines(message: str, translation: str) -> Iterator[tuple[str, str]]:
    sources, targets = (
        [" ".join(line.split()) for line in _LEADING.sub("", _without_tags(text)).splitlines() if line.strip()]
        # Translators who do not know what the note is copy it.
        for text in (_CONTEXT.sub("", message), _CONTEXT.sub("", translation))
    )
    if len(sources) != len(targets):
        return
    for source, target in zip(sources, targets, strict=True):
        if source and target and source != target and not _FIELD.search(source) and not _FIELD.search(target):
            yield from _sentences(source, target)


def _sentences(source: str, target: str) -> Iterator[tuple[str, str]]:
    """The sentences of a line one by one where both sides have as many, else the line as it is."""
    sources, targets = (_END.sub(r"\1\2\n", text).split("\n") for text in (source, target))
    if len(sources) != len(targets):
        sources, targets = [source], [target]
    yield from zip(sources, targets, strict=True)


def _without_tags(text: str) -> str:
    """`text` without tags around words; one without a partner stays, and is markup that `_FIELD` finds."""
    tags = list(_TAG.finditer(text))
    opening, closing = (Counter(tag[side] for tag in tags) for side in (1, 2))
    paired = {name for name in opening if opening[name] == closing[name]}
    return _TAG.sub(lambda tag: "" if (tag[1] or tag[2]) in paired else tag[0], text)
