"""Which packs have been tried out, and with what result, so that each is tried once as long as its files stay."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aitui.data.errors import AituiError
from aitui.translate.models.files import write_whole
from aitui.translate.models.transfer import Stop
from aitui.translate.models.trial import try_out
from aitui.translate.packages import Package

HEALTH_FILE = "health.json"


class _Finding(msgspec.Struct):
    """What was found when the files of a pack were as `stamp` says."""

    stamp: str
    problem: str = ""
    """Why it cannot be used; empty where it can."""


def problem_of(records: Path, package: Package) -> str | None:
    """Why a pack cannot be used, empty where it can, None where it has not been tried out since it changed.

    The bundled models are as they were when they were packed. Tries nothing out.
    """
    if package.bundled:
        return ""
    finding = _read(records).get(str(package.root))
    return finding.problem if finding is not None and finding.stamp == _stamp(package) else None


def examine(records: Path, package: Package, stop: Stop | None = None, *, again: bool = False) -> str:
    """As `problem_of`, but tries out what has not been tried, or everything `again`. Raises StoppedError."""
    problem = None if again else problem_of(records, package)
    if problem is None:
        problem = ""
        try:
            try_out(package.root, stop)
        except AituiError as error:
            if stop is not None and stop.is_set():
                raise
            problem = error.what
        if not package.bundled:
            _remember(records, package, problem)
    return problem


def remember_sound(records: Path, package: Package) -> None:
    """A pack has just been tried out and works. Raises AituiError where that cannot be written."""
    _remember(records, package, "")


def _remember(records: Path, package: Package, problem: str) -> None:
    findings = {root: finding for root, finding in _read(records).items() if Path(root).is_dir()}
    findings[str(package.root)] = _Finding(_stamp(package), problem)
    write_whole(records / HEALTH_FILE, msgspec.json.encode(findings))


def _read(records: Path) -> dict[str, _Finding]:
    try:
        return msgspec.json.decode((records / HEALTH_FILE).read_bytes(), type=dict[str, _Finding])
    except (OSError, msgspec.MsgspecError):
        return {}


def _stamp(package: Package) -> str:
    """Changes with size and time of the files that a model is loaded from."""
    files = [package.sentencepiece_model, package.bpe_model, *sorted(package.model_folder.glob("*"))]
    stats = [(file.name, file.stat()) for file in files if file.is_file()]
    return " ".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in stats)
