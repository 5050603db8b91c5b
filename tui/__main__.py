"""`aitui` and `python -m aitui.tui`: which command, and what it needs to start fast.

The bare `aitui` imports nothing of the other commands.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import io
import os
import sys
from collections.abc import Sequence

from aitui.data.errors import AituiError
from aitui.data.paths import HOME_VARIABLE, Paths
from aitui.tui.shell import PLAIN_VARIABLE

COMMANDS = {
    "translate": "translate files, standard input or the library",
    "entities": "who and what is mentioned",
    "quotes": "who said what",
    "search": "find names, quotes, titles and sentences",
    "glossary": "terms of your own that translations must have",
    "export": "write articles beside their translations, or their quotes, to a file",
    "memory": "exchange translations with other programs (TMX)",
    "library": "add, list and remove articles",
    "models": "get, check, choose and remove translation models",
    "keys": "every action of the app, its name and its keys",
    "doctor": "what is installed, where, and what would go wrong",
}
"""The commands, each a module of `aitui.tui.shell` with `add_arguments(parser)` and `run(arguments, paths)`.

One may also have `arranged(arguments)`, which puts what was typed in the order that the parser wants.
"""

PLAIN = "--plain"
DONE, COULD_NOT, WRONG_USE = 0, 1, 2
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (default: the process's arguments) names; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese is no reason to stop
    home, rest = _take_home(list(sys.argv[1:] if argv is None else argv))
    try:
        if rest and rest[0] in COMMANDS:
            return _run_command(rest[0], rest[1:], home)
        return _run_app(rest, home)
    except AituiError as error:
        print(f"aitui: {error}", file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print("aitui: stopped; what was done until now is kept", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; closing quietly is what it expects.
        _say_no_more()
        return COULD_NOT
    except OSError as error:
        if error.errno not in _FULL or error.filename is not None:
            raise
        _say_no_more()
        print(f"aitui: standard output cannot be written: {error.strerror}", file=sys.stderr)
        return COULD_NOT


def _say_no_more() -> None:
    """Let what is still to be printed go nowhere, where Python would try again at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _take_home(arguments: list[str]) -> tuple[str | None, list[str]]:
    """Take `--home DIR` off the arguments, wherever it stands before `--`; the last one counts."""
    home, rest = None, list(arguments)
    position = 0
    while position < len(rest) and rest[position] != "--":
        if rest[position].startswith("--home="):
            home = rest.pop(position).removeprefix("--home=")
        elif rest[position] == "--home":
            if position + 1 == len(rest):
                print("aitui: --home needs a folder", file=sys.stderr)
                raise SystemExit(WRONG_USE)
            home = rest[position + 1]
            del rest[position : position + 2]
        else:
            position += 1
    return home, rest


def _plain_first(arguments: list[str]) -> list[str]:
    """`--plain` before the others, wherever it stands before `--`: the parser of a verb does not know it."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [argument for argument in arguments[:end] if argument != PLAIN]
    return [PLAIN] * (len(rest) < end) + rest + arguments[end:]


def _run_command(name: str, arguments: list[str], home: str | None) -> int:
    module = importlib.import_module(f"aitui.tui.shell.{name}")
    parser = argparse.ArgumentParser(prog=f"aitui {name}", description=module.__doc__)
    module.add_arguments(parser)
    _add_common(parser, home)
    arrange = getattr(module, "arranged", list)
    parsed = parser.parse_args(_plain_first(arrange(arguments)))
    if parsed.plain:
        os.environ[PLAIN_VARIABLE] = "1"
    code: int = module.run(parsed, Paths.of_user(parsed.home))
    sys.stdout.flush()  # here a full disk can still be told
    return code


def _run_app(arguments: list[str], home: str | None) -> int:
    parser = argparse.ArgumentParser(
        prog="aitui",
        description="Read German articles beside their English or Chinese translation, made on this machine.",
        epilog="commands:\n" + "\n".join(f"  aitui {name:<12}{what}" for name, what in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders or patterns to add and open")
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    _add_common(parser, home)
    parsed = parser.parse_args(arguments)
    if parsed.version:
        from importlib.metadata import version

        print(f"aitui {version('aitui')}")
        return DONE
    for path in parsed.paths:
        if path.isalpha() and not os.path.exists(path):
            parser.error(f"there is no file and no command {path!r} (commands: {', '.join(COMMANDS)})")
    if parsed.plain:
        raise AituiError("the app is a screen", remedy="`aitui translate PATH --to en --plain` prints both languages")
    if not sys.stdout.isatty():
        raise AituiError("the app needs a terminal", remedy="`aitui translate` and `aitui library` work without one")
    from aitui.tui.app import run

    return run(Paths.of_user(parsed.home), parsed.paths)


def _add_common(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--home", metavar="DIR", default=default, help=f"keep everything under DIR (also: ${HOME_VARIABLE})"
    )
    parser.add_argument(
        PLAIN,
        action="store_true",
        help=f"print linear text for screen readers: no tables, bars or signs (also: ${PLAIN_VARIABLE}=1)",
    )


if __name__ == "__main__":
    sys.exit(main())
