"""What the status line and the column heads say about the state of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aitui.data.errors import AituiError
from aitui.data.language import language_name
from aitui.tui.display import plain
from aitui.tui.model_news import ModelProgress
from aitui.tui.reader.layout import View
from aitui.tui.reader.reading import Reading
from aitui.tui.widgets.status_line import Status

if TYPE_CHECKING:
    from aitui.translate.translator import Translator


@dataclass(slots=True)
class Work:
    """Where the translation of the open article stands."""

    busy: bool = False
    stopped: bool = False
    """A person stopped it."""
    problem: str = ""
    """Why it cannot go on, or empty."""


def status_of(
    reading: Reading | None,
    language: str,
    view: View | None,
    work: Work,
    translator: Translator,
    *,
    note: str = "",
    show_boilerplate: bool = False,
    models_key: str = "M",
) -> Status:
    """The status of reading `reading` in `language`; `note` is what is to be known about the article's file.

    `view` is None while something else hides the text; `models_key` opens the screen of models.
    """
    source = reading.language if reading is not None else "de"
    problem, model, advice, online = work.problem, "", "", False
    try:
        online = translator.route(language, source).is_online
        model = translator.label(language, source)
        if translator.uses_bundled(language, source):
            advice = f"small models; {models_key} gets better ones"
    except AituiError as error:
        problem = problem or ("" if source == language else str(error))
    done = total = 0
    if reading is not None:
        wanted = reading.wanted(boilerplate=show_boilerplate)
        stored = reading.in_language(language)
        done, total = sum(1 for index in wanted if stored[index] is not None), len(wanted)
    busy = work.busy and done < total
    if problem:
        state = problem
    elif busy:
        state = "Esc stops"
    elif work.stopped and done < total:
        state = f"stopped at {done}/{total}, t goes on"
    else:
        state = "translated" if total and done == total else ""
    return Status(
        direction=f"{source} → {language}",
        view=view.value if reading is not None and view is not None else "",
        model=plain(model),
        advice=advice,
        state=plain("; ".join(filter(None, (state, note)))),
        done=done,
        total=total,
        busy=busy,
        online=online,
        warning=bool(problem or note),
    )


def progress_text(message: ModelProgress) -> str:
    """What is being done with models, in a few words: `downloading de_en 1.3 45 %`."""
    progress = message.progress
    share = f" {100 * progress.done // progress.total} %" if progress.total else ""
    return plain(f"{progress.what} {message.title}{share}")


def column_names(view: View, source: str, language: str) -> tuple[str, ...]:
    """The languages over the reader's columns."""
    original, target = language_name(source), language_name(language)
    match view:
        case View.SOURCE:
            return (original,)
        case View.TRANSLATION:
            return (target,)
        case View.INTERLEAVED:
            return (f"{original} / {target}",)
        case View.THREE_COLUMNS:
            return (original, language_name("en"), target)
        case View.SIDE_BY_SIDE:
            return (original, target)
