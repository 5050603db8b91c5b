"""List every action of the app, the name it has in the configuration, and its keys."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field

from aitui.data.config import NAME, read_config
from aitui.data.paths import Paths
from aitui.tui.shell.output import is_linear, message, print_json, print_record


@dataclass(slots=True)
class _Action:
    name: str
    group: str
    does: str
    chosen: bool
    """Whether a person chose its keys."""
    keys: list[str] = field(default_factory=list)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`[--json]`."""
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(arguments: argparse.Namespace, paths: Paths) -> int:
    """Print the actions by where they work; 1 where a line of the configuration gives keys that cannot be had."""
    from aitui.tui.keymap import TABLE, as_written, groups, read_keymap, rebound

    config, problems = read_config(paths.config)
    keymap, mistakes = read_keymap(config, paths)
    actions: dict[str, _Action] = {}
    for group in groups():
        for binding in rebound(group.bindings, keymap):
            if not binding.id:
                continue
            name = binding.id
            if name not in actions or actions[name].group != group.title:  # what works in several is listed in the last
                actions.pop(name, None)
                actions[name] = _Action(name, group.title, binding.tooltip or binding.description, name in keymap)
            actions[name].keys.append(as_written(binding.key))
    if arguments.json:
        print_json(list(actions.values()))
    else:
        _print(list(actions.values()))
        message(f'keys of your own stand in {paths.config / NAME}, in the table [{TABLE}]: "NAME" = "KEY,KEY"')
    for problem in (*problems, *mistakes):
        message(str(problem))
    return int(bool(problems or mistakes))


def _print(actions: list[_Action]) -> None:
    name_cells = max(len(action.name) for action in actions)
    key_cells = max(len(_keys(action)) for action in actions)
    group = ""
    for action in actions:
        if is_linear():
            fields = (("action", action.name), ("keys", _keys(action)), ("does", action.does), ("where", action.group))
            print_record(fields)
            continue
        if action.group != group:
            group = action.group
            print(f"{group}:")
        print(f"  {action.name:<{name_cells}}  {_keys(action):<{key_cells}}  {action.does}")


def _keys(action: _Action) -> str:
    return ",".join(action.keys) + (" (yours)" if action.chosen else "")
