"""The articles a command works on: the paths it was given, else the library."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from aitui.data.article import Article
from aitui.data.errors import AituiError
from aitui.data.library import Library
from aitui.data.paths import Paths
from aitui.data.readers import expand, read
from aitui.data.structure import parse
from aitui.tui.shell.output import message


@dataclass(frozen=True, slots=True)
class Given:
    """An article and the path it is called by in the output."""

    path: str
    article: Article
    library_id: int | None = None
    """The library's article with this text, if there is one."""


class Articles:
    """Reads articles one after the other; what cannot be read is told on standard error and remembered."""

    def __init__(self, names: list[str], paths: Paths) -> None:
        self._names = names
        self._paths = paths
        self.failed = False
        """Whether something could not be read; the command's exit code is 1 then."""

    def __iter__(self) -> Iterator[Given]:
        if not self._names:
            with Library(self._paths.library) as library:
                if _is_given_input():
                    message("the library is read, not standard input; - as the path reads that")
                for entry in library.entries():
                    yield Given(entry.path, library.article(entry.id), entry.id)
            return
        for path in expand(self._names):
            if isinstance(path, AituiError):
                self._tell(path)
                continue
            try:
                source = read(path, standard_input=sys.stdin.buffer)
            except AituiError as error:
                self._tell(error)
                continue
            if source.note:
                message(f"{source.path}: {source.note}")
            yield Given(source.path, parse(source.text), self._library_id(source.text))

    def _library_id(self, text: str) -> int | None:
        """Which of the library's articles this is; a library that is not there or damaged has none."""
        if not self._paths.library.exists():
            return None  # opening it would make one
        try:
            with Library(self._paths.library) as library:
                entry = library.find(text)
        except AituiError:
            return None  # the text is all that was asked for
        return entry.id if entry is not None else None

    def _tell(self, error: AituiError) -> None:
        self.failed = True
        message(str(error))


def _is_given_input() -> bool:
    """Whether something waits on standard input that comes from a pipe; False where that cannot be asked."""
    try:
        from fcntl import ioctl
        from termios import FIONREAD

        number = sys.stdin.fileno()
        waiting = ioctl(number, FIONREAD, bytes(4)) if stat.S_ISFIFO(os.fstat(number).st_mode) else b""
    except (ImportError, OSError, ValueError):
        return False
    return any(waiting)
