"""Translates in the background: one thread, the most wanted sentences first.

The thread takes one small batch at a time from the job that is most wanted then, so a new job, another order and a
stop take effect within a batch.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aitui.data.errors import AituiError
from aitui.translate.translation import Translation

if TYPE_CHECKING:
    from aitui.translate.translator import Translator

_BATCH_SENTENCES = 16
_BATCH_CHARACTERS = 1600
"""Half of what is fastest: somebody is watching, and wants to see sentences come and Escape work."""
_MAIN_THREAD_CHECK_SECONDS = 1.0


class Job(NamedTuple):
    """Sentences to translate, usually an article's."""

    key: Hashable
    """Whose sentences these are; a job with the same key and language takes the place of an earlier one."""
    to: str
    sentences: Sequence[tuple[int, str]]
    """(index, text) in the order wanted; the indexes come back with the translations."""
    priority: int
    """Smaller numbers go first; equal ones in the order of their coming."""
    source: str = "de"
    context: str = ""
    """The article they stand in, which tells what the names in each of them mean; empty: all the sentences."""


class Started(NamedTuple):
    """The first look at a job; `total` sentences."""

    key: Hashable
    to: str
    total: int


class Filled(NamedTuple):
    """More sentences of a job, which are stored already; `done` of `total` are there now."""

    key: Hashable
    to: str
    translations: list[tuple[int, Translation]]
    done: int
    total: int


class Finished(NamedTuple):
    """All sentences of a job are there."""

    key: Hashable
    to: str


class Stopped(NamedTuple):
    """A job was stopped or cancelled before its end."""

    key: Hashable
    to: str


class Failed(NamedTuple):
    """A job ended in an error."""

    key: Hashable
    to: str
    error: AituiError


Event = Started | Filled | Finished | Stopped | Failed


@dataclass(slots=True)
class _Task:
    """A job and how far it is."""

    job: Job
    number: int
    remaining: OrderedDict[int, str]
    total: int
    started: bool = False
    dropped: bool = False
    context: str = ""
    """What the names in the sentences mean is told by this."""

    def __post_init__(self) -> None:
        self.context = self.job.context or "\n".join(text for _, text in self.job.sentences)

    @property
    def id(self) -> tuple[Hashable, str]:
        return self.job.key, self.job.to

    @property
    def urgency(self) -> tuple[int, int]:
        return self.job.priority, self.number


class TranslationQueue:
    """Jobs for `translator`, done one batch after another on a thread of their own.

    `on_event` is called on that thread; it must be quick and must not raise. The thread starts with the first job
    and ends with `close`, or by itself when the main thread has ended.
    """

    def __init__(self, translator: Translator, on_event: Callable[[Event], None]) -> None:
        self._translator = translator
        self._on_event = on_event
        self._changed = threading.Condition()
        # All below is touched under `_changed` only.
        self._tasks: dict[tuple[Hashable, str], _Task] = {}
        self._stopped: list[_Task] = []
        self._submitted = 0
        self._closed = False
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> None:
        """Queue `job`, in place of an earlier one for the same key and language. After `close` nothing is queued."""
        with self._changed:
            if self._closed:
                return
            if earlier := self._tasks.get((job.key, job.to)):
                self._drop(earlier)
            self._submitted += 1
            task = _Task(job, self._submitted, OrderedDict(job.sentences), len(job.sentences))
            self._tasks[task.id] = task
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="aitui-translation", daemon=False)
                self._thread.start()
            self._changed.notify_all()

    def prioritise(self, key: Hashable, indexes: Iterable[int]) -> None:
        """Take these sentences of the key's jobs next, in this order, as far as they are still to do."""
        wanted = list(indexes)
        with self._changed:
            for task in self._tasks.values():
                if task.job.key == key:
                    for index in reversed(wanted):
                        if index in task.remaining:
                            task.remaining.move_to_end(index, last=False)

    def cancel(self, key: Hashable) -> None:
        """Drop the key's jobs, each with a `Stopped`; a batch at work is stored, but no longer reported."""
        self._stop(lambda task: task.job.key == key)

    def stop(self) -> None:
        """Drop all jobs, each with a `Stopped`; a batch at work is stored, but no longer reported."""
        self._stop(lambda task: True)

    def close(self) -> None:
        """End the thread, which takes one batch at most, and send no more events. May be called twice."""
        with self._changed:
            self._closed = True
            for task in list(self._tasks.values()):
                self._drop(task)
            self._changed.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _stop(self, is_meant: Callable[[_Task], bool]) -> None:
        with self._changed:
            for task in [task for task in self._tasks.values() if is_meant(task)]:
                self._drop(task)
                self._stopped.append(task)
            self._changed.notify_all()

    def _drop(self, task: _Task) -> None:
        task.dropped = True
        if self._tasks.get(task.id) is task:
            del self._tasks[task.id]

    def _work(self) -> None:
        while True:
            with self._changed:
                while not (self._closed or self._stopped or self._tasks):
                    self._changed.wait(_MAIN_THREAD_CHECK_SECONDS)
                    if not threading.main_thread().is_alive():
                        return
                if self._closed:
                    return
                stopped, self._stopped = self._stopped, []
                task = min(self._tasks.values(), key=lambda task: task.urgency, default=None)
            for gone in stopped:
                self._on_event(Stopped(gone.job.key, gone.job.to))
            if task is not None:
                self._advance(task)

    def _advance(self, task: _Task) -> None:
        """The next step of a job: what the memory has, then one batch after the other."""
        try:
            if not task.started:
                task.started = True
                self._report(task, Started(task.job.key, task.job.to, task.total))
                self._recall(task)
            else:
                self._translate_batch(task)
        except AituiError as error:
            self._end(task, Failed(task.job.key, task.job.to, error))
        except Exception as error:  # the thread has to outlive whatever one job meets
            failure = AituiError(f"translating failed ({type(error).__name__}: {error})", remedy="Try it again")
            failure.__cause__ = error
            self._end(task, Failed(task.job.key, task.job.to, failure))
        else:
            if not task.remaining:
                self._end(task, Finished(task.job.key, task.job.to))

    def _recall(self, task: _Task) -> None:
        sentences = list(task.job.sentences)
        recalled = self._translator.recall([text for _, text in sentences], task.job.to, source=task.job.source)
        known = [(index, found) for (index, _), found in zip(sentences, recalled, strict=True) if found is not None]
        with self._changed:
            for index, _ in known:
                task.remaining.pop(index, None)
        self._report_filled(task, known)

    def _translate_batch(self, task: _Task) -> None:
        from aitui.translate.translator import batches  # loaded by now; the first frame does not wait for it

        with self._changed:
            first = list(islice(task.remaining.items(), _BATCH_SENTENCES))
            batch = first[: len(next(batches([text for _, text in first], characters=_BATCH_CHARACTERS)))]
            for index, _ in batch:
                del task.remaining[index]
        translated = self._translator.translate(
            [text for _, text in batch],
            task.job.to,
            source=task.job.source,
            should_stop=lambda: task.dropped,
            context=task.context,
        )
        filled = [(index, made) for (index, _), made in zip(batch, translated, strict=True) if made is not None]
        self._report_filled(task, filled)

    def _report_filled(self, task: _Task, translations: list[tuple[int, Translation]]) -> None:
        if translations:
            done = task.total - len(task.remaining)
            self._report(task, Filled(task.job.key, task.job.to, translations, done, task.total))

    def _end(self, task: _Task, event: Event) -> None:
        self._report(task, event)
        with self._changed:
            self._drop(task)

    def _report(self, task: _Task, event: Event) -> None:
        if not task.dropped:
            self._on_event(event)
