"""What may reach the terminal of a text nobody vouches for.

Articles and translations may hold escape sequences, direction overrides or invisible characters. They stay in the
stored text and in what is copied; on the screen they are left out, with a map back to where everything stood.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from aitui.translate.normalise import ESCAPE_SEQUENCE

# C0 and C1 controls, soft hyphen, zero-width and direction marks, line and paragraph separators, byte order mark,
# interlinear annotation, tags and lone surrogates. The zero-width joiner stays: emoji are built with it.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_SPACE = re.compile(r"[ \t\r\n\u2028\u2029]+")


class DisplayText(NamedTuple):
    """A piece of text as it is shown: one line, nothing but printable characters and single spaces."""

    text: str
    origins: tuple[int, ...] | None
    """For each shown character the offset it has in the original piece; None where nothing moved."""

    def origin(self, index: int) -> int:
        """The offset in the original piece of the shown character at `index`; past the end, just behind the last."""
        if self.origins is None:
            return index
        if index < len(self.origins):
            return self.origins[index]
        return self.origins[-1] + 1 if self.origins else 0

    def shown(self, offset: int) -> int:
        """The index of the first shown character at or behind `offset` in the original piece."""
        if self.origins is None:
            return min(offset, len(self.text))
        low, high = 0, len(self.origins)
        while low < high:
            middle = (low + high) // 2
            if self.origins[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low


def display_text(piece: str) -> DisplayText:
    """Make `piece` fit for the screen; runs of white space (but no no-break spaces) become one space."""
    if piece.isprintable() and "  " not in piece and not _UNSAFE.search(piece):
        return DisplayText(piece, None)
    shown: list[str] = []
    origins: list[int] = []
    position = 0
    while position < len(piece):
        character = piece[position]
        if match := ESCAPE_SEQUENCE.match(piece, position):
            position = match.end()
        elif match := _SPACE.match(piece, position):
            shown.append(" ")
            origins.append(position)
            position = match.end()
        else:
            if not _UNSAFE.match(character):
                shown.append(character)
                origins.append(position)
            position += 1
    return DisplayText("".join(shown), tuple(origins))


def share(done: int, total: int) -> int:
    """`done` of `total` in whole percent: 100 only where nothing is missing, 0 only where there is nothing."""
    if done >= total:
        return 100
    return max(1, 100 * done // total) if done else 0


def counted(number: int, noun: str) -> str:
    """`1 unit`, `2 units`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def plain(text: str) -> str:
    """`text` fit for one line of the screen, where no map back is needed: titles, file names, messages."""
    return display_text(text).text.strip()
