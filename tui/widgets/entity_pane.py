"""The list of entities: of the open article or of the whole library, grouped by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from aitui.data.analysis import Figure
from aitui.data.entity import EntityKind
from aitui.tui.display import plain
from aitui.tui.widgets.library_pane import ArticleList

KIND_TITLES = {
    EntityKind.PERSON: "People",
    EntityKind.ORG: "Organisations",
    EntityKind.PRODUCT: "Products",
    EntityKind.PLACE: "Places",
    EntityKind.EVENT: "Events",
}


class EntityPane(Vertical):
    """Shows figures and says which one a person wants to see, and how."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w",
            "toggle_scope",
            "Article / library",
            tooltip="List this article's or the whole library's",
            id="entities.scope",
        ),
        Binding("i", "card", "Card", tooltip="Names, articles, company, quotes of this entity", id="entities.card"),
    ]

    figures: reactive[Sequence[Figure]] = reactive((), always_update=True, repaint=False)
    """What is listed, the most mentioned first."""
    whole_library = reactive(False, repaint=False)
    """Whether the list is about every article."""
    foreign = reactive("", repaint=False)
    """The language of the open article where it is not German, in which only names of the table are found."""
    names = query_one(ArticleList)
    heading = query_one(".pane-heading", Static)

    @dataclass
    class Chosen(Message):
        """The entity's first mention is to be shown."""

        figure: Figure

    @dataclass
    class CardWanted(Message):
        """All about an entity is to be shown."""

        figure: Figure

    class ScopeToggled(Message):
        """Article and library are to change places."""

    def compose(self) -> ComposeResult:
        """A heading and the list."""
        yield Static("Entities", classes="pane-heading", markup=False)
        yield ArticleList(markup=False, compact=True)

    def watch_figures(self) -> None:
        """Draw the list anew."""
        self._fill()

    def action_toggle_scope(self) -> None:
        """Article or library."""
        self.post_message(self.ScopeToggled())

    def action_card(self) -> None:
        """All about the entity under the cursor."""
        index = self.names.highlighted
        if index is not None and (figure := self._figure(self.names.get_option_at_index(index).id)) is not None:
            self.post_message(self.CardWanted(figure))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if (figure := self._figure(event.option_id)) is not None:
            self.post_message(self.Chosen(figure))

    def _figure(self, option_id: str | None) -> Figure | None:
        number = (option_id or "").removeprefix("figure-")
        return self.figures[int(number)] if number.isdigit() else None

    def _fill(self) -> None:
        if not self.is_mounted:
            return
        options: list[Option] = []
        if self.foreign:
            note = f"The article is in {self.foreign}; only names of the table are found."
            options.append(Option(Content.styled(note, "$text-warning"), disabled=True))
        for kind, title in KIND_TITLES.items():
            of_kind = [(number, figure) for number, figure in enumerate(self.figures) if figure.kind is kind]
            if of_kind:
                heading = Content.styled(f"{title} · {len(of_kind)}", "bold $foreground-muted")
                options.append(Option(heading, disabled=True))
                options.extend(Option(self._prompt(figure), id=f"figure-{number}") for number, figure in of_kind)
        with self.prevent(OptionList.OptionHighlighted):
            self.names.set_options(options)
            self.names.action_first()
        scope = "library" if self.whole_library else "this article"
        self.heading.update(Content(f"Entities · {len(self.figures)} · {scope}"))

    def _prompt(self, figure: Figure) -> Content:
        name = Content(f"  {plain(figure.name)}")
        counts = f"  {figure.mentions}×"
        if self.whole_library:
            counts += f" in {len(figure.appearances)}"
        return name + Content.styled(counts, "$text-accent")
