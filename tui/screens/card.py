"""All about one entity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from aitui.data.analysis import Figure
from aitui.tui.display import plain
from aitui.tui.screens.dialog import Dialog
from aitui.tui.widgets.entity_pane import KIND_TITLES
from aitui.tui.widgets.quote_pane import ListedQuote


class Place(NamedTuple):
    """Where a card leads: an article and an offset in it."""

    article_id: int
    offset: int


class EntityCard(Dialog[Place | None]):
    """Names in three languages, other names, articles, company, quotes; Enter on an article or quote goes there."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,i,q", "dismiss(None)", "Close")]

    def __init__(
        self,
        figure: Figure,
        titles: Sequence[tuple[int, str]],
        company: Sequence[tuple[str, int]],
        quotes: Sequence[ListedQuote],
    ) -> None:
        """`titles` are (article id, title) of the figure's articles, `company` (name, articles in common)."""
        super().__init__()
        self._figure = figure
        self._titles = dict(titles)
        self._company = company
        self._quotes = quotes

    def compose(self) -> ComposeResult:
        """Facts above, places to go to below."""
        figure = self._figure
        entity = figure.appearances[0].entity
        names = entity.names
        aliases = sorted({alias for appearance in figure.appearances for alias in appearance.entity.aliases})
        facts = [
            ("German", names.de),
            ("English", names.en),
            ("Chinese", names.zh or "no established name known"),
            ("Also", ", ".join(aliases) or "—"),
            ("Appears with", ", ".join(f"{name} ({count})" for name, count in self._company) or "—"),
        ]
        with VerticalScroll(classes="dialog", can_focus=False):
            kind = KIND_TITLES[figure.kind].lower()
            yield Static(
                Content.styled(plain(figure.name), "bold $accent") + Content.styled(f"   {kind}", "$foreground-muted"),
                classes="dialog-title",
            )
            yield Static(
                Content("\n").join(
                    Content.styled(label.rjust(13), "$foreground-muted") + Content(f"  {plain(value)}")
                    for label, value in facts
                )
            )
            yield OptionList(*self._options(), markup=False, compact=True)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        article, offset = (event.option_id or "").split(":")[1:3]
        self.dismiss(Place(int(article), int(offset)))

    def _options(self) -> list[Option]:
        options = [Option(Content.styled(f"\nArticles · {len(self._figure.appearances)}", "bold"), disabled=True)]
        for number, appearance in enumerate(self._figure.appearances):
            mentions = appearance.entity.mentions
            line = f"  {plain(self._titles.get(appearance.article_id, '?'))}  {len(mentions)}×"
            options.append(Option(Content(line), id=f"{number}a:{appearance.article_id}:{mentions[0].start}"))
        if self._quotes:
            options.append(Option(Content.styled(f"\nQuotes · {len(self._quotes)}", "bold"), disabled=True))
        for number, listed in enumerate(self._quotes):
            quote = listed.quote
            words = plain(quote.text)
            text = Content(f"  „{words}“" if quote.direct else f"  {words}")
            if listed.translation:
                text += Content.styled(f"\n  {listed.translation}", "$foreground-muted")
            options.append(Option(text, id=f"{number}q:{listed.article_id}:{quote.start}"))
        return options
