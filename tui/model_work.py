"""Between the screen and the thread that installs, verifies and removes models while a person reads on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from textual.message import Message

from aitui.data.errors import AituiError
from aitui.data.paths import Paths
from aitui.translate.argos_folders import package_folders
from aitui.translate.models import catalogue
from aitui.translate.models.catalogue import Entry
from aitui.translate.models.download import forget_stale
from aitui.translate.models.install import Installer
from aitui.translate.models.staging import sweep
from aitui.translate.models.transfer import OnProgress, Progress, Stop, StoppedError
from aitui.translate.models.trust import UntrustedError
from aitui.translate.models.verify import verify
from aitui.translate.models.web import fetch
from aitui.translate.packages import DamagedPackage, Package
from aitui.tui.model_news import ModelNews, ModelProgress, TrustWanted

_REPORT_SECONDS = 0.1
"""How often progress reaches the screen."""
MOST_INDEX_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class _Task:
    title: str
    run: Callable[[OnProgress, Stop], Message]


class ModelWork:
    """One thread, one task after the other; it starts with the first."""

    def __init__(self, paths: Paths, post: Callable[[Message], bool]) -> None:
        """News are posted with `post`, from the thread."""
        self._paths = paths
        self._post = post
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="aitui-models", daemon=True)
        self._stop = Stop()
        self._current: ModelProgress | None = None
        self._closed = False

    @property
    def current(self) -> ModelProgress | None:
        """What is being done, and how far it is; None while nothing is."""
        return self._current

    def sweep(self) -> None:
        """Remove what a killed install has left."""
        self._submit(_Task("", lambda show, stop: self._sweep()))

    def install(self, wanted: Entry | Path, *, vouched: bool) -> None:
        """Install a pack that can be had, or a file; `vouched` where a person trusts it."""

        def run(show: OnProgress, stop: Stop) -> Message:
            installer = Installer(self._paths.models, self._paths.downloads)
            try:
                if isinstance(wanted, Entry):
                    done = installer.from_catalogue(wanted, vouched=vouched, on_progress=show, stop=stop)
                else:
                    done = installer.from_path(wanted, vouched=vouched, on_progress=show, stop=stop)
            except UntrustedError as error:
                return TrustWanted(wanted, error.what)
            return ModelNews(f"Installed {done.package.name}", changed=True)

        self._submit(_Task(wanted.name, run))

    def verify(self, packs: list[Package | DamagedPackage]) -> None:
        """Look closely at packs."""

        def run(show: OnProgress, stop: Stop) -> ModelNews:
            verdicts = [verify(pack, self._paths.models, show, stop) for pack in packs]
            bad = [f"{verdict.name}: {verdict.detail}" for verdict in verdicts if not verdict.ok]
            if bad:
                return ModelNews("; ".join(bad), "error", changed=True)
            return ModelNews("; ".join(f"{v.name} works, {v.detail}" for v in verdicts), changed=True)

        self._submit(_Task("verifying", run))

    def remove(self, pack: Package | DamagedPackage) -> None:
        """Remove an installed pack."""

        def run(show: OnProgress, stop: Stop) -> ModelNews:
            Installer(self._paths.models, self._paths.downloads).remove_folder(pack.root)
            return ModelNews(f"Removed {pack.root.name}", changed=True)

        self._submit(_Task(f"removing {pack.root.name}", run))

    def refresh(self) -> None:
        """Fetch the list of models that can be had."""

        def run(show: OnProgress, stop: Stop) -> ModelNews:
            show(Progress("fetching"))
            index = fetch(catalogue.index_address(), most_bytes=MOST_INDEX_BYTES, stop=stop)
            known = catalogue.store(self._paths.models, index)
            return ModelNews(f"{len(known.entries)} models can be had")

        self._submit(_Task("the list of models", run))

    def stop(self) -> None:
        """Stop what is being done; a download keeps what it has."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and let the thread go; nobody has to wait for it."""
        self._closed = True
        self._stop.set()
        self._tasks.put(None)

    def _submit(self, task: _Task) -> None:
        if self._closed:
            return
        self._tasks.put(task)
        if self._thread.ident is None:
            self._thread.start()

    def _sweep(self) -> ModelNews:
        for folder in package_folders():
            sweep(folder)
        forget_stale(self._paths.downloads)
        return ModelNews("")

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None and not self._closed:
            self._stop = stop = Stop()
            if task.title:
                self._tell(task, Progress("beginning"))
            news = self._outcome(task, stop)
            self._current = None
            if task.title and not self._closed:
                self._post(news)

    def _outcome(self, task: _Task, stop: Stop) -> Message:
        told = 0.0

        def show(progress: Progress) -> None:
            nonlocal told
            now = time.monotonic()
            if now - told >= _REPORT_SECONDS or progress.done == progress.total:
                told = now
                self._tell(task, progress)

        try:
            return task.run(show, stop)
        except StoppedError:
            return ModelNews(f"Stopped: {task.title}; what was downloaded is kept for the next time", "warning")
        except AituiError as error:
            return ModelNews(f"{task.title}: {error}", "error")
        except Exception as error:  # the thread has to outlive whatever one task meets
            return ModelNews(f"{task.title} failed ({type(error).__name__}: {error})", "error")

    def _tell(self, task: _Task, progress: Progress) -> None:
        self._current = ModelProgress(task.title, progress)
        if not self._closed:
            self._post(self._current)
