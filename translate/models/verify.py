"""Whether installed packs are still what was installed, and still translate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aitui.translate.models import receipt
from aitui.translate.models.health import examine
from aitui.translate.models.transfer import OnProgress, Progress, Stop, ignore_progress
from aitui.translate.packages import DamagedPackage, Package


class Sums(StrEnum):
    """What the checksums say."""

    SAME = "same"
    """Every file is as it was installed."""
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """Another program installed it and noted nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a pack after a close look."""

    root: Path
    name: str
    sums: Sums
    loads: bool
    detail: str
    """What is wrong, or what it was compared with."""
    remedy: str = ""

    @property
    def ok(self) -> bool:
        """Whether it can be used."""
        return self.loads and self.sums is not Sums.CHANGED


def verify(
    package: Package | DamagedPackage,
    records: Path,
    on_progress: OnProgress = ignore_progress,
    stop: Stop | None = None,
) -> Verdict:
    """Compare a pack with what was installed, load it and translate a sentence. Raises StoppedError."""
    root = package.root
    name = package.name if isinstance(package, Package) else root.name
    again = "Install it again, or remove it: `aitui models remove`"
    note = receipt.read(root)
    sums, changed = Sums.UNKNOWN, ""
    if note is not None:
        try:
            differing = receipt.changes(note, receipt.checksums(root, on_progress, stop))
        except OSError as error:
            differing = [f"cannot be read ({error.strerror})"]
        sums = Sums.CHANGED if differing else Sums.SAME
        changed = ", ".join(differing[:3]) + (f" and {len(differing) - 3} more" if len(differing) > 3 else "")
    if isinstance(package, DamagedPackage):
        return Verdict(root, name, sums, False, changed or package.reason, again)
    on_progress(Progress("trying it out"))
    problem = examine(records, package, stop, again=True)
    if problem or changed:
        remedy = "Install aitui again" if package.bundled else again
        return Verdict(root, name, sums, not problem, "; ".join(filter(None, (changed, problem))), remedy)
    if note is not None:
        return Verdict(root, name, sums, True, f"as it was installed from {note.source}")
    return Verdict(root, name, sums, True, "comes with aitui" if package.bundled else "installed by another program")
