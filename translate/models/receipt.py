"""What aitui notes in the folder of a pack that it installs: where it came from and what every file was."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from aitui.translate.models.download import sha256_of
from aitui.translate.models.transfer import OnProgress, Progress, Stop, ignore_progress

NAME = "aitui-receipt.json"
"""Other Argos programs pay no attention to it."""


class Receipt(msgspec.Struct):
    """How a pack came here."""

    source: str
    """The address or the path it was installed from."""
    sha256: str
    """Checksum of the file, or of all files of a folder."""
    trust: str
    installed_at: float
    """Seconds since 1970."""
    files: dict[str, str]
    """SHA-256 of every file, by its path in the pack."""


def write(root: Path, source: str, sha256: str, trust: str) -> None:
    """Note what the pack in the folder `root` is. Raises OSError."""
    receipt = Receipt(source, sha256, trust, time.time(), checksums(root))
    (root / NAME).write_bytes(msgspec.json.format(msgspec.json.encode(receipt), indent=1))


def read(root: Path) -> Receipt | None:
    """The receipt of the pack in `root`; None where another program installed it."""
    try:
        return msgspec.json.decode((root / NAME).read_bytes(), type=Receipt)
    except (OSError, msgspec.MsgspecError):
        return None


def checksums(root: Path, on_progress: OnProgress = ignore_progress, stop: Stop | None = None) -> dict[str, str]:
    """SHA-256 of every file of a pack but the receipt, by its path. Raises OSError and StoppedError."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and path != root / NAME)
    total, done = sum(path.stat().st_size for path in files), 0
    sums = {}
    for path in files:
        sums[path.relative_to(root).as_posix()] = sha256_of(path, stop)
        done += path.stat().st_size
        on_progress(Progress("comparing checksums", done, total))
    return sums


def changes(receipt: Receipt, now: dict[str, str]) -> list[str]:
    """What is not as it was installed: `model/model.bin has changed`."""
    then = receipt.files
    return [
        *(f"{name} is missing" for name in then if name not in now),
        *(f"{name} has changed" for name in then if name in now and now[name] != then[name]),
        *(f"{name} was not there" for name in now if name not in then),
    ]
