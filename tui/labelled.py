"""Facts with their labels before them, broken into lines as the reader breaks them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from aitui.tui.wrapping import wrap

_LEAST_CELLS = 12


def labelled(rows: Sequence[tuple[str, str, str]], label_cells: int, width: int) -> Content:
    """Each row a label, a text (line breaks count) and its style; labels to the right of `label_cells`."""
    lines = []
    for label, text, style in rows:
        head = label.rjust(label_cells)
        for line in broken(text, width - label_cells - 2):
            lines.append(Content.styled(head, "$foreground-muted") + Content("  ") + Content.styled(line, style))
            head = " " * label_cells
    return Content("\n").join(lines)


def broken(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells; Chinese lines never start with a closing sign."""
    return [line[start:end] for line in text.split("\n") for start, end in wrap(line, max(_LEAST_CELLS, width))] or [""]
