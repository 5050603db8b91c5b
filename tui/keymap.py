"""Which keys there are, where they work, and those that a person chose in the table `[keys]` of the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, format_key, key_to_character

from aitui.data.config import Config, mistake
from aitui.data.errors import AituiError
from aitui.data.paths import Paths

TABLE = "keys"
"""Of the configuration."""
SEARCH, MODELS, GLOSSARY, CARD = "Search", "Models", "Glossary", "Sentence card"
"""Titles of groups whose keys work while their screen is in front."""

_MAIN = "main"
_PARTS = frozenset({"reader", "list", "side"})
"""Parts of the main screen; only one of them has the focus."""
_MODIFIERS = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})
_NAMED = frozenset(key.value for key in Keys) | frozenset(KEY_NAME_REPLACEMENTS.values())
_SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+left_square_bracket": "escape"}
"""What a terminal makes of some keys."""
_RESERVED = {"ctrl+c": "copies", "ctrl+p": "opens the palette"}
"""Keys that no action has here, and what they do everywhere."""
_MOVING = frozenset({"up", "down", "pageup", "pagedown", "home", "end", "enter", "tab", "shift+tab"})
"""Keys of every list and every line of text; only the actions that come with them, and the reader's, may have them."""
_TYPING = frozenset({"search"})
"""Places where letters are text."""
_ANYWHERE = "search.anywhere"
"""Works while typing, too."""
_NEAR = 60.0

Keymap = dict[str, str]
"""Names of actions and their keys, as Textual takes them: several with commas between."""


@dataclass(frozen=True, slots=True)
class Group:
    """Actions that belong together."""

    title: str
    bindings: tuple[Binding, ...]
    """One per key."""
    place: str
    """Where they work: keys of different places that are never in front together may be the same."""


def groups() -> list[Group]:
    """Every action of the app, in the order of the help; those without a name have keys that cannot be others."""
    from aitui.tui.app import AituiApp
    from aitui.tui.reader.view import ReaderView
    from aitui.tui.screens.browsing import BrowsingScreen
    from aitui.tui.screens.correcting import CorrectingScreen
    from aitui.tui.screens.glossary import GlossaryScreen
    from aitui.tui.screens.main import MainScreen
    from aitui.tui.screens.models import ModelsScreen
    from aitui.tui.screens.reading import ReadingScreen
    from aitui.tui.screens.search import SearchScreen
    from aitui.tui.screens.sentence import SentenceCard, TargetEditor
    from aitui.tui.screens.sharing import SharingScreen
    from aitui.tui.widgets.alternatives import Alternatives
    from aitui.tui.widgets.entity_pane import EntityPane
    from aitui.tui.widgets.library_pane import ArticleList, LibraryPane
    from aitui.tui.widgets.quote_pane import QuotePane
    from aitui.tui.widgets.search_box import SearchBox

    return [
        _group("Reading", "reader", ReaderView),
        _group("Articles", _MAIN, BrowsingScreen),
        _group("Translation", _MAIN, ReadingScreen, SharingScreen),
        _group("Marks, sentences, terms", _MAIN, CorrectingScreen),
        _group(CARD, "card", SentenceCard, Alternatives, TargetEditor),
        _group(GLOSSARY, "glossary", GlossaryScreen),
        _group("Library list", "list", LibraryPane, ArticleList),
        _group("Entities and quotes", _MAIN, MainScreen),
        _group("Their lists", "side", EntityPane, QuotePane),
        _group(SEARCH, "search", SearchScreen, SearchBox),
        _group(MODELS, "models", ModelsScreen),
        _group("Program", _MAIN, AituiApp),
    ]


def _group(title: str, place: str, *nodes: type[DOMNode]) -> Group:
    own = (binding for node in nodes for binding in Binding.make_bindings(node.BINDINGS))
    return Group(title, tuple(own), place)


def rebound(bindings: Iterable[Binding], keymap: Mapping[str, str]) -> Iterator[Binding]:
    """The bindings with the keys that `keymap` gives them, one per key."""
    done = set()
    for binding in bindings:
        if binding.id is None or binding.id not in keymap:
            yield binding
        elif binding.id not in done:
            done.add(binding.id)
            yield from Binding.make_bindings([replace(binding, key=keymap[binding.id], key_display=None)])


def as_written(key: str) -> str:
    """A key as a person may write it in the configuration: `}` for `right_curly_bracket`."""
    shown = format_key(key)
    return shown if len(shown) == 1 and shown.isascii() and shown != "," else key


def read_keymap(config: Config, paths: Paths) -> tuple[Keymap, list[AituiError]]:
    """The keys that the configuration gives to actions, and what is wrong with it.

    Every line counts by itself: one whose action or key does not exist, or whose key already does something else in the
    same place, leaves its action as it was.
    """
    keymap: Keymap = {}
    mistakes = []
    every = groups() if config.keys else []
    places = {binding.id: group for group in every for binding in group.bindings if binding.id}
    for name, written in config.keys.items():
        keys = ",".join(_split(written))
        problem = _problem(name, keys, set(places)) or _taken(name, keys, places[name])
        if problem is not None:
            mistakes.append(mistake(paths.config, TABLE, name, *problem))
        else:
            keymap[name] = keys
    while clash := _clash(every, keymap):
        name, what = clash
        del keymap[name]
        remedy = "It keeps its keys until this is mended; `aitui keys` lists all"
        mistakes.append(mistake(paths.config, TABLE, name, what, remedy))
    return keymap, mistakes


def _problem(name: str, keys: str, names: set[str]) -> tuple[str, str] | None:
    """What is wrong with a line by itself, and the way out."""
    if name not in names:
        from rapidfuzz.process import extractOne

        near = extractOne(name, sorted(names), score_cutoff=_NEAR)
        meant = f"Do you mean {near[0]!r}? " if near else ""
        return f"unknown action {name!r}", f"{meant}`aitui keys` lists all"
    remedy = "Write keys like n, N, ctrl+n, f5 or space, several with commas between; a comma is comma"
    if not keys:
        return f"{name}: no key is given", remedy
    wrong = next((key for key in _split(keys) if not _is_key(key)), None)
    return (f"{name}: {wrong!r} is no key", remedy) if wrong else None


def _taken(name: str, keys: str, group: Group) -> tuple[str, str] | None:
    """Which of the keys means something else wherever the action works, and the way out."""
    own = {binding.key for binding in group.bindings if binding.id == name}
    remedy = "Take another key"
    for binding in Binding.make_bindings([Binding(keys, "", "")]):
        key = binding.key
        if key in own:
            continue
        if key in _SENT_AS:
            return f"{name}: a terminal sends {key} as {_SENT_AS[key]}", remedy
        if key in _RESERVED:
            return f"{name}: {key} {_RESERVED[key]}", remedy
        if key in _MOVING and group.place != "reader":
            return f"{name}: {key} moves in lists and lines of text", remedy
        if key_to_character(key) and (group.place in _TYPING or name == _ANYWHERE):
            return f"{name}: {key} is typed there", remedy
    return None


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _is_key(text: str) -> bool:
    *modifiers, key = text.split("+") if len(text) > 1 else [text]
    character = key if len(key) == 1 else key_to_character(key) if key.islower() else None
    is_sign = character is not None and character.isprintable() and (len(key) == 1 or character.isascii())
    if modifiers and is_sign:  # shift makes another character, ctrl goes with ASCII only, and signs by their names
        plain = str(character).isascii() and not key.isupper() and (len(key) > 1 or key.isalnum())
        return plain and set(modifiers) <= _MODIFIERS - {"shift"}
    return (is_sign or key in _NAMED) and set(modifiers) <= _MODIFIERS


def _clash(every: list[Group], keymap: Keymap) -> tuple[str, str] | None:
    """An action of the keymap one of whose keys another action in the same place has, and what to say of it."""
    declared = {(binding.id, binding.key) for group in every for binding in group.bindings}
    bound = [(group.place, binding) for group in every for binding in rebound(group.bindings, keymap)]
    for (place, one), (other_place, other) in combinations(bound, 2):
        chosen = [name for name in keymap if name in (one.id, other.id)]
        if not chosen or one.key != other.key or one.action == other.action or not _meet(place, other_place):
            continue
        if any((one.id, key) in declared for name, key in declared if name == other.id):
            continue  # they share a key as the app comes, too: one of them works at a time
        kept = one if chosen[-1] == other.id else other  # of two lines the later one gives way
        return chosen[-1], f"{chosen[-1]}: {one.key} already is {kept.id or kept.action!r} ({kept.description})"
    return None


def _meet(one: str, other: str) -> bool:
    return one == other or (_MAIN in (one, other) and not _PARTS.isdisjoint((one, other)))
