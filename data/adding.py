"""Adding many files to a library, each on its own: one that cannot be read stops none of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple

from aitui.data.errors import AituiError
from aitui.data.library import Added, Library
from aitui.data.readers import displayable, expand, read


class Addition(NamedTuple):
    """What became of one path."""

    path: str
    added: Added | None
    problem: AituiError | None


def add_paths(library: Library, paths: Sequence[str], *, standard_input: BinaryIO | None = None) -> Iterator[Addition]:
    """Add every file that `paths` name, one after the other; what went wrong is told per path."""
    for file in expand(paths):
        if isinstance(file, AituiError):
            yield Addition(file.where, None, file)
            continue
        try:
            yield Addition(displayable(file), library.add(read(file, standard_input=standard_input)), None)
        except AituiError as error:
            yield Addition(displayable(file), None, error)
