"""Looking after the translation while reading: marks, the card of a sentence, terms of one's own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message

from aitui.data.errors import AituiError
from aitui.translate.translation import BY_HAND, Translation
from aitui.tui.correcting import Corrections
from aitui.tui.display import plain
from aitui.tui.reader.reading import Reading
from aitui.tui.reader.view import ReaderView
from aitui.tui.screens.reading import PIVOT_LANGUAGE
from aitui.tui.screens.retranslating import RetranslatingScreen
from aitui.tui.screens.status import Work
from aitui.tui.translating import Translating, TranslationNews

if TYPE_CHECKING:  # each dialog is loaded when somebody asks for it
    from aitui.translate.glossary.term import GlossaryTerm
    from aitui.tui.glossing import Glossing
    from aitui.tui.screens.glossary import GlossaryScreen
    from aitui.tui.screens.sentence import SentenceCard, SentenceFacts

TYPING = "-typing"
"""The class of widgets in which letters are letters and no keys."""
SENTENCE, GLOSSARY = "sentence", "glossary"
"""The names of the dialogs."""
_WORD = re.compile(r"[^\W_][\w&’'.-]*[^\W_]|[^\W_]")
_LONGEST_SELECTION = 80
"""Letters; a longer selection is no term."""


class CorrectingScreen(RetranslatingScreen):
    """Shows what is doubtful about the translation and lets a person put it right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "i,enter",
            "sentence",
            "Sentence",
            show=False,
            tooltip="Its card: origin, checks, others, editing",
            id="sentence",
        ),
        Binding("x", "mark(1)", "Next mark", show=False, tooltip="Next doubtful translation", id="mark.next"),
        Binding("X", "mark(-1)", "Mark before", show=False, tooltip="Doubtful translation before", id="mark.previous"),
        Binding("plus", "add_term", "Add term", show=False, tooltip="Add a term of this sentence", id="glossary.term"),
        Binding("ctrl+g", "glossary", "Glossary", show=False, tooltip="Terms of your own", id="glossary"),
    ]

    @dataclass
    class Corrected(Message):
        """A translation of an article was changed by hand."""

        article_id: int
        sentence: str
        """Other articles may hold it too."""

    @dataclass
    class TermsChanged(Message):
        """The glossary was changed, here or by another program."""

        terms: Sequence[GlossaryTerm]
        """Those that are there no more, or only now."""
        article_id: int | None
        """The article that is read; in the language that is read the change shows already."""

    glossing: Glossing
    """The glossary; set by `start_correcting`."""
    corrections: Corrections
    """What is written by hand; set with `glossing`."""

    _terms: Sequence[GlossaryTerm] = ()
    """What the glossary held when the translations were last shown."""
    _reason = ""
    """Why the sentence under the cursor is doubtful, as the status line has it."""

    def start_correcting(self, translating: Translating, glossing: Glossing) -> None:
        """Translate with this glossary; called before the library is shown."""
        self.glossing = glossing
        self._terms = glossing.glossary.terms
        self.corrections = Corrections(translating.translator)
        self._tell_problems()

    def look_for_terms(self) -> None:
        """Translate anew what is affected when another program has changed the glossary."""
        if self.glossing.look():
            self._tell_problems()
            self._follow_glossary()
            if self.app.screen.name == GLOSSARY:
                cast("GlossaryScreen", self.app.screen).show()

    def _tell_problems(self) -> None:
        from aitui.tui.glossing import problem_sentences

        told = problem_sentences(self.glossing.glossary.problems)
        if told:
            self.notify(plain(told), severity="warning", timeout=10, markup=False)

    def renew(self) -> None:
        """Show translations as memory and glossary have them now, and have those made that are no longer there."""
        self.translating.stop()
        for kept in self._readings.values():
            if kept is not self.reading:
                kept.translations.clear()
        reading = self.reading
        self._work = Work(stopped=self._work.stopped)
        if reading is not None:
            before = list(reading.in_language(self.language))
            reading.translations.clear()
            self._recall(reading)
            after = reading.in_language(self.language)
            changed = {
                reading.sentences[number].block
                for number, (old, new) in enumerate(zip(before, after, strict=True))
                if old != new
            }
            self.reader.refresh_blocks(changed)
            self._note_progress(reading)
            self._update_card()
        if not self._work.stopped:
            self._translate()
        self.update_status()

    # ------------------------------------------------------------------ marks

    @property
    def note(self) -> str:
        """Why the sentence under the cursor is doubtful; else what is to be known about the article's file."""
        translation = self._translation()
        marks = translation.marks if translation is not None else ()
        if not marks:
            return super().note
        told = "; ".join(f"{mark.kind}: {plain(mark.detail)}" for mark in marks)
        return f"! {self._place_among_marked()}, {told}"

    def _place_among_marked(self) -> str:
        """Which of the article's doubtful sentences the cursor is on, such as `2 of 5`."""
        reading = self.reading
        marked = reading.marked(self.language) if reading is not None else []
        return f"{bisect_left(marked, self.reader.cursor) + 1} of {len(marked)}"

    def update_status(self) -> None:
        """Also remember what is told, so that moving on to a sentence with nothing to tell takes it away."""
        self._reason = self.note
        super().update_status()

    @on(ReaderView.CursorMoved)
    def _tell_reason(self) -> None:
        if self.note != self._reason:
            self.update_status()

    def action_mark(self, step: int) -> None:
        """The next doubtful translation, or the one before; goes round at the end."""
        reading = self.reading
        marked = reading.marked(self.language) if reading is not None else []
        if not marked:
            self.notify("No translation of this article is marked as doubtful")
            return
        cursor = self.reader.cursor
        onward = marked[bisect_right(marked, cursor) :] if step > 0 else marked[: bisect_left(marked, cursor)][::-1]
        if not onward and marked == [cursor]:
            self.notify("This is the only doubtful sentence of the article")
        elif not onward and step > 0:
            self.notify(f"That was the last doubtful sentence; on from the first of {len(marked)}")
        elif not onward:
            self.notify(f"That was the first doubtful sentence; on from the last of {len(marked)}")
        self.reader.jump(onward[0] if onward else marked[0 if step > 0 else -1])

    # ------------------------------------------------------------------ the sentence under the cursor

    def _translation(self) -> Translation | None:
        reading = self.reading
        if reading is None or not reading.sentences:
            return None
        return reading.in_language(self.language)[self.reader.cursor]

    def _facts(self, reading: Reading) -> SentenceFacts:
        from aitui.tui.screens.sentence import SentenceFacts

        translation = self._translation()
        english = translation.pivot if translation is not None else None
        if not english and reading.language != PIVOT_LANGUAGE and self.language != PIVOT_LANGUAGE:
            own = reading.in_language(PIVOT_LANGUAGE)[self.reader.cursor]
            english = own.target if own is not None else None
        text = reading.text_of(self.reader.cursor)
        if translation is not None and translation.engine == BY_HAND and translation.target:
            # A person's wording counts, and is no doubtful one in list and margin; but a slip should not go unseen.
            doubts = self.translating.translator.doubts(
                text, translation.target, self.language, source=reading.language, context=reading.article.text
            )
            translation = replace(translation, marks=doubts)
        return SentenceFacts(text, reading.language, self.language, translation, english or "")

    def action_sentence(self) -> None:
        """All about the sentence under the cursor."""
        reading = self.reading
        if reading is None or not reading.sentences:
            return
        if reading.language == self.language:
            self.notify("This text is not translated into the language it is in", markup=False)
            return
        from aitui.tui.screens.sentence import SentenceCard

        facts = self._facts(reading)
        translator, around = self.translating.translator, reading.article.text
        self.app.push_screen(
            SentenceCard(
                facts,
                self.corrections,
                lambda: translator.alternatives(facts.text, facts.to, source=facts.language, context=around),
                lambda: self._corrected(facts.text),
                name=SENTENCE,
            )
        )

    def _corrected(self, sentence: str) -> None:
        """A translation was written, or given back to the machine."""
        self.renew()
        if self.reading is not None:
            self.post_message(self.Corrected(self.reading.article_id, sentence))

    @on(TranslationNews)
    def _update_card(self) -> None:
        if self.reading is not None and self.app.screen.name == SENTENCE:
            cast("SentenceCard", self.app.screen).show(self._facts(self.reading))

    # ------------------------------------------------------------------ the glossary

    def _follow_glossary(self) -> None:
        """Show what is translated with the terms as they are now, and tell which have changed."""
        before, self._terms = self._terms, self.glossing.glossary.terms
        self.renew()
        changed = set(before).symmetric_difference(self._terms)
        if changed:
            self.post_message(self.TermsChanged(list(changed), self.reading.article_id if self.reading else None))

    def action_glossary(self) -> None:
        """The user's own terms."""
        from aitui.tui.screens.glossary import GlossaryScreen

        self.look_for_terms()
        self.app.push_screen(GlossaryScreen(self.glossing, self._follow_glossary, name=GLOSSARY))

    @work(exit_on_error=False, group="dialog", description="add a term")
    async def action_add_term(self) -> None:
        """Add a term from the sentence under the cursor, or change the one that is there."""
        reading = self.reading
        if reading is None or not reading.sentences:
            return
        from aitui.tui.screens.term_editor import TermEditor

        suggested, words = self._suggestion(reading)
        known = self.glossing.find(suggested.de)
        title = "Change a term" if known is not None else "Add a term"
        sentence = reading.text_of(self.reader.cursor)
        term = await self.app.push_screen_wait(TermEditor(title, known or suggested, words, sentence))
        if term is None or term == known:
            return
        try:
            if known is not None:
                self.glossing.exchange(known, term)
            else:
                self.glossing.add(term)
        except AituiError as error:
            self.notify(plain(str(error)), severity="error", timeout=10, markup=False)
            return
        if term.advice:
            self.notify(term.advice, severity="warning", timeout=8, markup=False)
        self._follow_glossary()

    def _suggestion(self, reading: Reading) -> tuple[GlossaryTerm, list[str]]:
        """What of the sentence may be meant (the selection, else the chosen or first name in it), and its words."""
        from aitui.translate.glossary.term import GlossaryTerm

        number = self.reader.cursor
        span, block = reading.sentences[number].span, reading.sentences[number].block
        words = list(dict.fromkeys(_WORD.findall(plain(reading.text_of(number)))))
        selected = plain(self.get_selected_text() or "")
        if selected and len(selected) <= _LONGEST_SELECTION:
            return GlossaryTerm(selected), words
        mentions = [
            (entity == self.reader.chosen_entity, -start, plain(reading.article.text[start:end]), entity)
            for start, end, what, entity in reading.highlights.get(block, ())
            if what != "quote" and span.start <= start and end <= span.end
        ]
        if not mentions:
            return GlossaryTerm(""), words
        _, _, surface, entity_id = max(mentions)
        entity = reading.analysis.entity(entity_id) if reading.analysis is not None else None
        names = list(dict.fromkeys(mention[2] for mention in sorted(mentions, reverse=True)))
        if entity is None:
            return GlossaryTerm(surface), names + words
        return GlossaryTerm(surface, entity.names.en, entity.names.zh or "", str(entity.kind)), names + words
