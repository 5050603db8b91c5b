"""The glossary file of the user: read as it is, changed without losing anything that others wrote into it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeVar

from aitui.data.errors import AituiError
from aitui.data.replacing import replacing
from aitui.translate.glossary.table import Table
from aitui.translate.glossary.term import GlossaryProblem, GlossaryTerm

_ATTEMPTS = 5
_Outcome = TypeVar("_Outcome")


@dataclass(frozen=True, slots=True)
class Glossary:
    """What the file holds."""

    terms: tuple[GlossaryTerm, ...] = ()
    """In the order of the file; no two have the same German form."""
    problems: tuple[GlossaryProblem, ...] = ()
    """Lines that were not used."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What became of terms that were to be added: the numbers of them."""

    added: int = 0
    completed: int = 0
    """The term was there and got forms or a note that it lacked, or was to be replaced."""
    kept: int = 0
    """The term was there with other forms, which stay."""
    known: int = 0
    """The term was there just so."""


class _ChangedMeanwhileError(Exception):
    """Another program has written the file since it was read."""


class GlossaryFile:
    """The glossary at `path`, which need not exist.

    Nothing is held in memory: each change reads the file, changes it and puts the new one in its place at once, so
    what another program wrote meanwhile stays. Methods raise AituiError where the file cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Glossary:
        """The terms, and the lines that cannot be used."""
        raw = self._raw()
        if raw is None:
            return Glossary()
        table = Table.parse(self.path, raw)
        return Glossary(table.terms, tuple(table.problems))

    def state(self) -> tuple[int, int, int] | None:
        """What changes whenever the file does; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino

    def add(self, terms: Iterable[GlossaryTerm], *, replace: bool = False) -> Addition:
        """Add `terms`; one whose German form is there already completes it, or with `replace` takes its place."""
        wanted = list(terms)

        def change(table: Table) -> Addition:
            added = completed = kept = known = 0
            for term in wanted:
                there = table.get(term.de)
                if there is None:
                    table.append(term)
                    added += 1
                    continue
                new = there.completed(term, replace=replace)
                if new != there:
                    table.replace(there, new)
                    completed += 1
                elif (term.en and term.en != there.en) or (term.zh and term.zh != there.zh):
                    kept += 1
                else:
                    known += 1
            return Addition(added, completed, kept, known)

        return self._change(change)

    def exchange(self, old: GlossaryTerm, new: GlossaryTerm) -> None:
        """Put `new` in the place of `old`. Raises AituiError where `old` is no longer there as it was."""

        def change(table: Table) -> None:
            if table.get(old.de) != old:
                raise AituiError(
                    f"the term {old.de!r} was changed by another program",
                    where=str(self.path),
                    remedy="Look at it again, then change it",
                )
            if new.de != old.de and table.get(new.de) is not None:
                raise AituiError(f"the term {new.de!r} is there already", remedy="Change that one")
            table.replace(old, new)

        self._change(change)

    def remove(self, german: Iterable[str]) -> tuple[GlossaryTerm, ...]:
        """Remove the terms with these German forms; those that were there."""
        wanted = list(german)

        def change(table: Table) -> tuple[GlossaryTerm, ...]:
            found = [term for form in dict.fromkeys(wanted) if (term := table.get(form)) is not None]
            for term in found:
                table.remove(term.de)
            return tuple(found)

        return self._change(change)

    def _change(self, change: Callable[[Table], _Outcome]) -> _Outcome:
        with _reported(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self.path.with_name(f".{self.path.name}.lock")):
                for _ in range(_ATTEMPTS):
                    raw = self._raw()
                    table = Table.parse(self.path, raw) if raw is not None else Table.empty(self.path)
                    before = table.to_bytes()
                    outcome = change(table)
                    after = table.to_bytes()
                    if after == before or self._put(after, raw):
                        return outcome
        raise AituiError(
            "is being written by another program all the time", where=str(self.path), remedy="Try again later"
        )

    def _put(self, content: bytes, expected: bytes | None) -> bool:
        """Write the file in one step; False where another program has written it since it was read."""
        try:
            with replacing(self.path) as file:
                file.write(content)
                if self._raw() != expected:
                    raise _ChangedMeanwhileError
        except _ChangedMeanwhileError:
            return False
        return True

    def _raw(self) -> bytes | None:
        with _reported(self.path):
            try:
                return self.path.read_bytes()
            except FileNotFoundError:
                return None


@contextlib.contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AituiError(
            f"the glossary cannot be read or written ({error.strerror or error})",
            where=str(path),
            remedy="Check the file, its folder and their permissions",
        ) from error


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the file at `path` against other programs of this kind; the system lets go when this one ends."""
    with path.open("a+b") as file:
        _lock(file)
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)
