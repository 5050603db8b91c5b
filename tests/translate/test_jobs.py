from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import pytest

from aitui.data.errors import AituiError
from aitui.translate.jobs import Event, Failed, Filled, Finished, Job, Started, Stopped, TranslationQueue
from aitui.translate.translation import Translation
from aitui.translate.translator import Translator

WAIT = 60


class GatedTranslator(Translator):
    """The real translator, except that each batch waits until the test lets it through."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.entered: queue.Queue[list[str]] = queue.Queue()
        self.gate = threading.Semaphore(0)

    def translate(self, texts: Sequence[str], to: str, **options: Any) -> list[Translation | None]:
        self.entered.put(list(texts))
        assert self.gate.acquire(timeout=WAIT)
        return super().translate(texts, to, **options)

    def open(self) -> None:
        self.gate.release(1000)


class Recorder:
    """Collects the queue's events and lets a test wait for one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._arrived: queue.Queue[Event] = queue.Queue()

    def __call__(self, event: Event) -> None:
        self.events.append(event)
        self._arrived.put(event)

    def wait_for(self, kind: type[Event], key: str) -> Event:
        while True:
            event = self._arrived.get(timeout=WAIT)
            if isinstance(event, kind) and event.key == key:
                return event

    def kinds(self, key: str) -> list[str]:
        return [type(event).__name__ for event in self.events if event.key == key]

    def filled(self, key: str) -> dict[int, Translation]:
        pairs = [pair for e in self.events if isinstance(e, Filled) and e.key == key for pair in e.translations]
        assert len({index for index, _ in pairs}) == len(pairs)
        return dict(pairs)


def sentences(count: int, what: str = "Satz") -> list[tuple[int, str]]:
    return [(number, f"Das ist der {what} Nummer {number}.") for number in range(count)]


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def jobs(translator, recorder) -> Iterator[TranslationQueue]:
    jobs = TranslationQueue(translator, recorder)
    yield jobs
    jobs.close()


@pytest.fixture
def gated(memory_path, bundled) -> Iterator[GatedTranslator]:
    translator = GatedTranslator(memory_path, bundled)
    yield translator
    translator.close()


@pytest.fixture
def gated_jobs(gated, recorder) -> Iterator[TranslationQueue]:
    jobs = TranslationQueue(gated, recorder)
    yield jobs
    gated.open()
    jobs.close()


def test_a_job_fills_in_batch_by_batch_and_finishes(jobs, recorder):
    jobs.submit(Job("a", "en", sentences(40), 0))
    recorder.wait_for(Finished, "a")
    assert recorder.kinds("a")[0] == "Started"
    assert recorder.kinds("a").count("Filled") >= 3
    assert recorder.filled("a").keys() == set(range(40))
    assert all(translation.target for translation in recorder.filled("a").values())
    progress = [(event.done, event.total) for event in recorder.events if isinstance(event, Filled)]
    assert progress == sorted(progress)
    assert progress[-1] == (40, 40)


def test_what_the_memory_knows_comes_at_once_and_whole(jobs, translator, recorder):
    translator.translate([text for _, text in sentences(40)], "en")
    jobs.submit(Job("a", "en", sentences(40), 0))
    recorder.wait_for(Finished, "a")
    assert recorder.kinds("a") == ["Started", "Filled", "Finished"]


def test_an_empty_job_finishes(jobs, recorder):
    jobs.submit(Job("a", "en", [], 0))
    recorder.wait_for(Finished, "a")
    assert recorder.kinds("a") == ["Started", "Finished"]


def test_sentences_that_become_visible_go_next(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("a", "en", sentences(60), 0))
    assert gated.entered.get(timeout=WAIT)[0] == "Das ist der Satz Nummer 0."
    gated_jobs.prioritise("a", [50, 7, 51, 999])
    gated.open()
    following = gated.entered.get(timeout=WAIT)
    assert following[:3] == [f"Das ist der Satz Nummer {number}." for number in (50, 51, 16)]
    recorder.wait_for(Finished, "a")
    assert recorder.filled("a").keys() == set(range(60))


def test_a_more_wanted_job_goes_before_the_rest_of_a_running_one(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("next article", "en", sentences(40, "Artikel"), 5))
    gated.entered.get(timeout=WAIT)
    gated_jobs.submit(Job("this article", "en", sentences(20, "Absatz"), 1))
    gated.open()
    recorder.wait_for(Finished, "next article")
    order = [event.key for event in recorder.events if isinstance(event, Finished)]
    assert order == ["this article", "next article"]


def test_stop_drops_everything_after_the_batch_at_work(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("a", "en", sentences(60), 0))
    gated_jobs.submit(Job("b", "en", sentences(10, "Rest"), 1))
    gated.entered.get(timeout=WAIT)
    gated_jobs.stop()
    gated.open()
    recorder.wait_for(Stopped, "a")
    recorder.wait_for(Stopped, "b")
    assert gated.entered.empty()
    assert recorder.kinds("a") == ["Started", "Stopped"]


def test_after_a_stop_the_queue_takes_new_jobs(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("a", "en", sentences(40), 0))
    gated.entered.get(timeout=WAIT)
    gated_jobs.stop()
    gated.open()
    recorder.wait_for(Stopped, "a")
    gated_jobs.submit(Job("a", "en", sentences(40), 0))
    recorder.wait_for(Finished, "a")
    assert recorder.filled("a").keys() == set(range(40))


def test_a_job_submitted_again_takes_the_place_of_the_first(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("a", "en", sentences(40, "alter Satz"), 0))
    gated.entered.get(timeout=WAIT)
    gated_jobs.submit(Job("a", "en", sentences(5, "neuer Satz"), 0))
    gated.open()
    recorder.wait_for(Finished, "a")
    assert {translation.source for translation in recorder.filled("a").values()} == {
        text for _, text in sentences(5, "neuer Satz")
    }
    assert recorder.kinds("a").count("Started") == 2


def test_a_cancelled_key_is_dropped_and_others_go_on(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("a", "en", sentences(40), 0))
    gated_jobs.submit(Job("b", "en", sentences(10, "Rest"), 1))
    gated.entered.get(timeout=WAIT)
    gated_jobs.cancel("a")
    gated.open()
    recorder.wait_for(Finished, "b")
    assert "Stopped" in recorder.kinds("a")
    assert recorder.filled("b").keys() == set(range(10))


def test_a_failing_job_says_why_and_the_next_one_still_works(jobs, recorder):
    jobs.submit(Job("a", "fr", sentences(3), 0))
    failed = recorder.wait_for(Failed, "a")
    assert isinstance(failed, Failed)
    assert "en_fr" in str(failed.error)
    jobs.submit(Job("b", "en", sentences(3), 0))
    recorder.wait_for(Finished, "b")


def test_an_unforeseen_error_fails_the_job_and_not_the_thread(gated_jobs, gated, recorder, monkeypatch):
    monkeypatch.setattr(Translator, "translate", lambda *_, **__: 1 / 0)
    gated.open()
    gated_jobs.submit(Job("a", "en", sentences(3), 0))
    failed = recorder.wait_for(Failed, "a")
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, AituiError)
    assert isinstance(failed.error.__cause__, ZeroDivisionError)
    monkeypatch.undo()
    gated_jobs.submit(Job("a", "en", sentences(3), 0))
    recorder.wait_for(Finished, "a")


def test_closing_while_busy_ends_the_thread_and_sends_nothing_more(gated_jobs, gated, recorder):
    gated_jobs.submit(Job("a", "en", sentences(400), 0))
    gated.entered.get(timeout=WAIT)
    closing = threading.Thread(target=gated_jobs.close)
    closing.start()
    gated.open()
    closing.join(WAIT)
    assert not closing.is_alive()
    assert recorder.kinds("a") == ["Started"]
    assert gated.entered.empty()
    gated_jobs.close()
    gated_jobs.submit(Job("b", "en", sentences(3), 0))
    assert recorder.kinds("b") == []


def test_events_come_from_one_thread_that_is_not_the_callers(translator):
    threads: set[str] = set()
    finished = threading.Event()

    def on_event(event: Event) -> None:
        threads.add(threading.current_thread().name)
        if isinstance(event, Finished):
            finished.set()

    jobs = TranslationQueue(translator, on_event)
    jobs.submit(Job("a", "en", sentences(3), 0))
    assert finished.wait(WAIT)
    jobs.close()
    assert threads == {"aitui-translation"}


def test_closing_from_its_own_callback_does_not_hang(translator):
    ended = threading.Event()
    jobs: TranslationQueue

    def on_event(event: Event) -> None:
        if isinstance(event, Started):
            jobs.close()
            ended.set()

    jobs = TranslationQueue(translator, on_event)
    jobs.submit(Job("a", "en", sentences(3), 0))
    assert ended.wait(WAIT)
    jobs.close()


def test_a_program_that_forgets_to_close_still_ends(memory_path):
    script = """
import sys
from pathlib import Path
from aitui.translate.jobs import Finished, Job, TranslationQueue
from aitui.translate.translator import Translator
jobs = TranslationQueue(Translator(Path(sys.argv[1])), print)
jobs.submit(Job("a", "en", [(0, "38.000")], 0))
"""
    subprocess.run([sys.executable, "-c", script, str(memory_path)], timeout=WAIT, check=True, capture_output=True)


def test_a_sentence_alone_is_understood_by_the_article_it_stands_in(memory_path, bundled):
    """As when a change of the glossary has one sentence of an article translated anew."""
    recorder = Recorder()
    with closing(Translator(memory_path, bundled)) as translator:
        jobs = TranslationQueue(translator, recorder)
        try:
            for key, context in (("alone", ""), ("in its article", "Zhou Hongyi leitet das Unternehmen.")):
                sentences = [(0, f"Zhou warnt vor den Folgen, {key}.")]
                jobs.submit(Job(key=key, to="zh", sentences=sentences, priority=0, context=context))
                recorder.wait_for(Finished, key)
        finally:
            jobs.close()
    assert not any(item.term for item in recorder.filled("alone")[0].guarded)
    assert [item.term for item in recorder.filled("in its article")[0].guarded] == ["zhou-hongyi"]
