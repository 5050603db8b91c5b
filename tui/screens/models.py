"""Which models are here, which can be had, and which translates what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from rich.cells import set_cell_size
from rich.table import Column, Table
from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from aitui.data.errors import AituiError
from aitui.data.language import language_name
from aitui.data.paths import Paths
from aitui.data.replacing import user_path
from aitui.translate.models import catalogue, choice
from aitui.translate.models.card import Card, card, licence_of
from aitui.translate.models.catalogue import Entry
from aitui.translate.models.choice import Shelf, shelf
from aitui.translate.models.files import megabytes
from aitui.translate.models.install import packs_at
from aitui.translate.models.transfer import Progress
from aitui.translate.models.trust import expected_checksum
from aitui.translate.packages import DamagedPackage, Package
from aitui.translate.route import find_route
from aitui.tui.display import plain
from aitui.tui.model_news import ModelProgress
from aitui.tui.model_work import ModelWork
from aitui.tui.rebinding import key_to
from aitui.tui.screens.confirm import Confirm
from aitui.tui.screens.dialog import Dialog
from aitui.tui.screens.dialogs import AskPath

_DIRECTIONS = (("de", "en"), ("de", "zh"), ("en", "zh"))
"""What aitui translates."""
_HINTS = (
    ("take", "⏎", "get, use"),
    ("verify", "v", "verify"),
    ("remove", "d", "remove"),
    ("add", "a", "file"),
    ("best", "b", "best"),
    ("refresh", "r", "list"),
    ("close", "Esc", "close"),
)
"""Actions, their keys and what they do, for the line below the list."""
_NAME_CELLS = 14
_STATE_CELLS = 11
_SIZE_CELLS = 9
_BAR_CELLS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A model in the list."""

    id: str
    model: Card | DamagedPackage | Entry
    used: bool = False
    chosen: bool = False
    installed: bool = False


class ModelsScreen(Dialog[None]):
    """Installs, verifies, chooses and removes models; work goes on when the screen is left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,M,q", "dismiss(None)", "Close", id="models.close"),
        Binding("enter", "take", "Install / use", tooltip="Install the model, or let it translate its direction",
                id="models.take"),
        Binding("a", "add", "From a file", tooltip="Install an .argosmodel file or a folder", id="models.add"),
        Binding("v", "verify", "Verify", tooltip="Compare checksums and try it out", id="models.verify"),
        Binding("d,delete", "remove", "Remove", tooltip="Remove an installed model", id="models.remove"),
        Binding("b", "best", "Best", tooltip="Leave the choice for this direction to aitui", id="models.best"),
        Binding("r", "refresh", "Refresh", tooltip="Fetch the list of models that can be had", id="models.refresh"),
        Binding("s", "stop", "Stop", tooltip="Stop the download; what came is kept", id="models.stop"),
        Binding("j", "move(1)", "Down", show=False, id="models.down"),
        Binding("k", "move(-1)", "Up", show=False, id="models.up"),
        Binding("question_mark,f1", "app.toggle_help", "Help", show=False, id="help"),
    ]  # fmt: skip

    list = query_one(OptionList)
    routes = query_one("#model-routes", Static)
    details = query_one("#model-details", Static)
    state = query_one("#model-state", Static)

    class Changed(Message):
        """Another model may translate a direction now."""

    def __init__(self, paths: Paths, doing: ModelWork) -> None:
        super().__init__()
        self._paths = paths
        self._doing = doing
        self._rows: dict[str, Row] = {}

    def compose(self) -> ComposeResult:
        """What translates, the models, what is known of one, what is going on."""
        with Vertical(classes="models"):
            yield Static("Models", classes="dialog-title", markup=False)
            yield Static(id="model-routes")
            yield OptionList(compact=True)
            yield Static(id="model-details")
            yield Static(id="model-state")

    def on_mount(self) -> None:
        """Show what is here."""
        self.show_models()
        self.show_progress(self._doing.current)
        self.list.focus()

    def show_models(self) -> None:
        """Look through the folders again; the cursor stays."""
        here = shelf(self._paths.models)
        known = catalogue.load(self._paths.models)
        marked = self._marked
        rows = _rows(here, known.entries)
        self._rows = {row.id: row for row in rows}
        self.routes.update(_routes(here))
        self.list.clear_options()
        self.list.add_option(Option(Content.styled("On this machine", "bold"), disabled=True))
        self.list.add_options(Option(_line(row), id=row.id) for row in rows if not isinstance(row.model, Entry))
        refresh = key_to(self.app, "models.refresh", "r")
        note = "" if known.refreshed else f" (as shipped with aitui; {refresh} fetches the whole list)"
        title = Content.styled("\nTo be had", "bold") + Content.styled(note, "$text-muted")
        self.list.add_option(Option(title, disabled=True))
        self.list.add_options(Option(_line(row), id=row.id) for row in rows if isinstance(row.model, Entry))
        wanted = marked.id if marked is not None and marked.id in self._rows else next(iter(self._rows), None)
        if wanted is not None:
            self.list.highlighted = self.list.get_option_index(wanted)

    def show_progress(self, message: ModelProgress | None) -> None:
        """Say what is going on."""
        if message is not None:
            self.state.update(progress_line(message.title, message.progress))
            return
        keys = " · ".join(f"{key_to(self.app, f'models.{name}', usual)} {what}" for name, usual, what in _HINTS)
        self.state.update(Content.styled(keys, "$text-muted"))

    @property
    def _marked(self) -> Row | None:
        """The row under the cursor."""
        position = self.list.highlighted
        if position is None or not self.list.option_count:
            return None
        return self._rows.get(self.list.get_option_at_index(position).id or "")

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        row = self._marked
        self.details.update(_details(row, self._paths.models) if row is not None else "")

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_take()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        if step > 0:
            self.list.action_cursor_down()
        else:
            self.list.action_cursor_up()

    def action_take(self) -> None:
        """Install what can be had; let what is here translate."""
        row = self._marked
        if row is None:
            return
        match row.model:
            case Entry() as entry:
                self._ask_to_install(entry)
            case Card(package=package):
                self._choose(lambda: choice.choose(self._paths.models, package))
                self.notify(f"{package.name} translates its direction now; b goes back to the best", markup=False)
            case DamagedPackage() as damaged:
                self.notify(f"It cannot be used: {plain(damaged.reason)}", severity="warning", markup=False)

    def _choose(self, write: Callable[[], None]) -> None:
        try:
            write()
        except AituiError as error:
            self.notify(plain(str(error)), severity="error", markup=False)
            return
        self.show_models()
        self.post_message(self.Changed())

    def action_best(self) -> None:
        """Let aitui choose again for the direction under the cursor."""
        row = self._marked
        if row is not None and not isinstance(row.model, DamagedPackage):
            pack = row.model.package if isinstance(row.model, Card) else row.model
            direction = f"{pack.from_code}_{pack.to_code}"
            self._choose(lambda: choice.choose_best(self._paths.models, direction))
            self.notify(f"The best model translates {direction}", markup=False)

    @work(exit_on_error=False, group="dialog", description="install a model")
    async def _ask_to_install(self, entry: Entry) -> None:
        """No byte is fetched before a person has said so."""
        sha256 = expected_checksum(self._paths.models, entry.direction, entry.version)
        hosts = entry.links[0].split("/")[2] if entry.links else "nowhere"
        size = megabytes(entry.size) if entry.size else "of unknown size"
        question = f"Download {entry.name} ({size}) from {plain(hosts)}? You can read on meanwhile."
        if sha256 is None:
            question += (
                "\n\nNo checksum is known for it: nothing proves that what comes is the publisher's file. Its checksum"
                " is remembered, so that the next download of it can be compared."
            )
        agreed = await self.app.push_screen_wait(
            Confirm("Install a model", question, "Download", careful=sha256 is None)
        )
        if agreed:
            self._doing.install(entry, vouched=sha256 is None)

    @work(exit_on_error=False, group="dialog", description="install a model from a file")
    async def action_add(self) -> None:
        """Ask for a file or folder and install it."""
        answer = await self.app.push_screen_wait(
            AskPath("Install a model from a file", "such as ~/translate-de_en-1_3.argosmodel",
                    "An .argosmodel file, a folder of them or an unpacked model · Enter installs · Esc cancels")
        )  # fmt: skip
        if answer is None:
            return
        try:
            packs = packs_at(user_path(answer))
        except AituiError as error:
            self.notify(plain(str(error)), severity="error", timeout=10, markup=False)
            return
        for pack in packs:
            self._doing.install(pack, vouched=False)

    def action_verify(self) -> None:
        """Look closely at the model under the cursor."""
        row = self._marked
        if row is None or isinstance(row.model, Entry):
            self.notify("It is not installed; Enter installs it")
            return
        self._doing.verify([row.model.package if isinstance(row.model, Card) else row.model])

    @work(exit_on_error=False, group="dialog", description="remove a model")
    async def action_remove(self) -> None:
        """Ask, and remove."""
        row = self._marked
        if row is None or isinstance(row.model, Entry):
            self.notify("It is not installed")
            return
        pack = row.model.package if isinstance(row.model, Card) else row.model
        if isinstance(pack, Package) and pack.bundled:
            self.notify(f"{pack.name} comes with aitui and stays", markup=False)
            return
        question = f"Remove {plain(str(pack.root))}? Other Argos programs will not find it any more either."
        if await self.app.push_screen_wait(Confirm("Remove a model", question, "Remove", careful=True)):
            self._doing.remove(pack)

    def action_refresh(self) -> None:
        """Fetch the list of models."""
        self._doing.refresh()

    def action_stop(self) -> None:
        """Stop what is being done."""
        if self._doing.current is None:
            self.notify("Nothing is being done")
        else:
            self._doing.stop()


def progress_line(title: str, progress: Progress) -> Content:
    """What is being done, with a bar where its end is known."""
    line = Content.styled(plain(title), "bold") + Content(f"  {plain(progress.what)}  ")
    if progress.total:
        filled = min(_BAR_CELLS, _BAR_CELLS * progress.done // progress.total)
        line += Content.styled("━" * filled, "$success") + Content.styled("━" * (_BAR_CELLS - filled), "$text-disabled")
        line += Content(f"  {progress.done / 1e6:.1f}/{megabytes(progress.total)}")
    elif progress.done:
        line += Content(megabytes(progress.done))
    if progress.speed:
        line += Content(f"  {megabytes(progress.speed)}/s")
    if progress.seconds_left is not None and progress.done < (progress.total or 0):
        minutes, seconds = divmod(round(progress.seconds_left), 60)
        line += Content(f"  {minutes}:{seconds:02} left")
    return line


def _rows(here: Shelf, entries: tuple[Entry, ...]) -> list[Row]:
    """Installed, bundled, damaged, then what can be had."""
    packages = sorted(here.packages, key=lambda pack: (pack.from_code, pack.to_code, pack.bundled, pack.root.name))
    rows = [
        Row(
            f"here {package.root}",
            card(package),
            used=here.uses(package),
            chosen=here.uses(package) and (package.from_code, package.to_code) in here.chosen,
        )
        for package in packages
    ]
    rows += [Row(f"damaged {pack.root}", pack) for pack in here.damaged]
    there = {package.name for package in here.packages if not package.bundled}
    return rows + [Row(f"entry {entry.name}", entry, installed=entry.name in there) for entry in entries]


def _line(row: Row) -> Content:
    match row.model:
        case Card(package=package, size=size, quality=quality):
            state = "chosen" if row.chosen else "bundled" if package.bundled else "installed"
            name = package.name
        case DamagedPackage(root=root, reason=quality):
            state, name, size = "damaged", root.name, None
        case Entry(size=size, quality=quality):
            state = "installed" if row.installed else "" if row.model.sha256 else "unchecked"
            name = row.model.name
    mark = Content.styled(" ● ", "$success") if row.used else Content("   ")
    amount = megabytes(size).rjust(_SIZE_CELLS) if size is not None else " " * _SIZE_CELLS
    style = "$text-error" if state == "damaged" else "$text-warning" if state == "unchecked" else "$text-muted"
    return (
        mark
        + Content(set_cell_size(plain(name), _NAME_CELLS) + " ")
        + Content.styled(state.ljust(_STATE_CELLS), style)
        + Content(f"{amount}  ")
        + Content.styled(plain(quality), "$text-muted")
    )


def _details(row: Row, records: Path) -> Table:
    """All that is known of the row under the cursor; what is long goes on below its beginning."""
    match row.model:
        case Card(package=package) as shown:
            facts = [
                ("Licence", shown.licence),
                ("From", shown.source),
                ("Lies in", str(package.root)),
                *([("Scores", shown.quality)] if shown.quality else []),
                ("SHA-256", shown.sha256 or ("as packed with aitui" if package.bundled else "not noted")),
            ]
        case DamagedPackage(root=root, reason=reason):
            facts = [("Damaged", reason), ("Lies in", str(root)), ("Remedy", "d removes it; install it again")]
        case Entry() as entry:
            known = expected_checksum(records, entry.direction, entry.version)
            facts = [
                ("Licence", licence_of(entry)),
                ("From", ", ".join(entry.links) or "no address is known"),
                ("SHA-256", known or "not known; aitui asks before it installs it"),
            ]
    table = Table.grid(Column(justify="right", style="dim", no_wrap=True), Column(overflow="fold"), padding=(0, 1))
    for label, value in facts:
        table.add_row(label, Text(plain(value)))
    return table


def _routes(here: Shelf) -> Content:
    """Which models each direction passes through."""
    lines = []
    for source, target in _DIRECTIONS:
        try:
            route = find_route(here.in_use, source, target)
            # A label says of which kind a model is only where there are two kinds; here one line stands above another.
            label = route.label if any(leg.bundled for leg in route.legs) else f"installed {route.label}"
        except AituiError as error:
            label = error.what
        names = f"{language_name(source)} → {language_name(target)}"
        lines.append(Content(names.ljust(18)) + Content.styled(plain(label), "$text-muted"))
    return Content("\n").join(lines)
