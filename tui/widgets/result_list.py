"""What was found, grouped by what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from aitui.data.search.documents import TargetType
from aitui.tui.display import plain
from aitui.tui.finding import Counts, Finding
from aitui.tui.found_text import counted, group_title
from aitui.tui.widgets.highlighting import highlighted

if TYPE_CHECKING:
    from aitui.data.search.index import Count

_LONGEST = 150
"""Characters shown of a sentence."""
_LONGEST_TITLE = 56


class ResultList(OptionList, can_focus=False):
    """Shows findings, the group with the best one first; the search box moves its cursor, so it needs no focus."""

    @dataclass
    class Highlighted(Message):
        """The cursor stands on a finding."""

        finding: Finding

    @dataclass
    class Chosen(Message):
        """A finding is to be shown in its article."""

        finding: Finding

    @dataclass
    class QueryChosen(Message):
        """An earlier query is to be searched again."""

        query: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._findings: list[Finding] = []
        self._queries: list[str] = []

    @property
    def findings(self) -> Sequence[Finding]:
        """What is shown, in its order."""
        return self._findings

    @property
    def finding(self) -> Finding | None:
        """What the cursor stands on."""
        option = self.highlighted_option
        return self._finding(option.id) if option is not None else None

    def show(self, findings: Sequence[Finding], counts: Counts) -> None:
        """List findings under how many of each type there are; the cursor goes to the best."""
        groups: dict[TargetType, list[Finding]] = {}
        for finding in findings:
            groups.setdefault(finding.hit.type, []).append(finding)
        self._findings = [finding for group in groups.values() for finding in group]
        options: list[Option] = []
        number = 0
        for type_, group in groups.items():
            options.append(Option(_heading(type_, len(group), counts[type_]), disabled=True))
            for finding in group:
                options.append(Option(_prompt(finding), id=f"finding-{number}"))
                number += 1
        self._fill(options)

    def show_queries(self, queries: Sequence[str]) -> None:
        """List earlier queries, with the cursor on none."""
        self._findings, self._queries = [], list(queries)
        options = (
            [Option(Content.styled("Earlier searches", "bold $foreground-muted"), disabled=True)] if queries else []
        )
        options += [Option(Content(plain(query)), id=f"query-{n}") for n, query in enumerate(queries)]
        self._fill(options)
        self.highlighted = None

    def show_nothing(self, text: str) -> None:
        """Say that nothing was found."""
        self._findings = []
        self._fill([Option(Content.styled(text, "$foreground-muted"), disabled=True)])

    def move(self, steps: int) -> None:
        """Move the cursor by so many places, no further than the ends."""
        places = [number for number, option in enumerate(self.options) if not option.disabled]
        if places:
            now = places.index(self.highlighted) if self.highlighted in places else -1 if steps > 0 else 0
            self.highlighted = places[max(0, min(now + steps, len(places) - 1))]
            if self.highlighted == places[0]:
                self.scroll_home(animate=False)  # shows the heading over the first one too

    def return_to(self, finding: Finding) -> None:
        """Put the cursor on a finding again, if it is still there."""
        for number, other in enumerate(self._findings):
            if (other.hit.type, other.hit.key) == (finding.hit.type, finding.hit.key):
                with self.prevent(OptionList.OptionHighlighted):
                    self.highlighted = self.get_option_index(f"finding-{number}")

    def choose(self) -> None:
        """Take what the cursor stands on."""
        if self.highlighted is not None:
            self.action_select()

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if (finding := self._finding(event.option_id)) is not None:
            self.post_message(self.Highlighted(finding))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        name, _, number = (event.option_id or "").partition("-")
        if (finding := self._finding(event.option_id)) is not None:
            self.post_message(self.Chosen(finding))
        elif name == "query":
            self.post_message(self.QueryChosen(self._queries[int(number)]))

    def _finding(self, option_id: str | None) -> Finding | None:
        name, _, number = (option_id or "").partition("-")
        if name != "finding" or int(number) >= len(self._findings):
            return None
        return self._findings[int(number)]

    def _fill(self, options: Sequence[Option]) -> None:
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(options)
            self.highlighted = next((number for number, option in enumerate(options) if not option.disabled), None)
        self.scroll_home(animate=False)


def _heading(type_: TargetType, shown: int, count: Count) -> Content:
    return Content.styled(f"{group_title(type_)} · {counted(shown, count.number, count.is_exact)}", "bold $text-accent")


def _prompt(finding: Finding) -> Content:
    """A name with its kind and how often it is mentioned; else the words, over who said them and where they stand."""
    hit = finding.hit
    whole = plain(finding.entry.title)
    title = Content.styled(
        whole if len(whole) <= _LONGEST_TITLE else whole[:_LONGEST_TITLE].rstrip() + "…", "$foreground-muted"
    )
    match hit.type:
        case TargetType.ENTITY:
            name = highlighted(hit.matched, hit.spans)
            if hit.matched != hit.text:
                name += Content(f"  {plain(hit.text)}")
            return name + Content.styled(f"  {hit.kind} · {hit.weight}×", "$foreground-muted")
        case TargetType.QUOTE:
            words = Content("„") + highlighted(hit.matched, hit.spans, longest=_LONGEST) + Content("“\n")
            speaker = highlighted(hit.speaker, hit.speaker_spans) + Content.styled("  ·  ", "$foreground-muted")
            return words + (speaker + title if hit.speaker else title)
        case TargetType.ARTICLE:
            original = Content("\n") + title if plain(hit.matched) != whole else Content("")
            return highlighted(hit.matched, hit.spans) + original
    return highlighted(hit.matched, hit.spans, longest=_LONGEST) + Content("\n") + title
