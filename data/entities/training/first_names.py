"""Make data/tables/first_names.txt: first names of many countries that mean nothing else in German and English.

    uv run --group training python data/entities/training/first_names.py SCOWL

SCOWL is the folder of its word lists, such as /usr/share/dict/scowl. The names are those of the library Faker (MIT).
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from faker.providers import person

from aitui.data.entities.gazetteer import SHIPPED_FIRST_NAMES, Gazetteer
from aitui.data.entities.lexicon import RARELY, Lexicon, shipped_lexicon

_LEFT_OUT = frozenset({"en", "is_IS"})
"""Lists with many words that are nobody's first name."""
_LETTERS = "a-zà-öø-ÿā-ɏ"
_NAME = re.compile(rf"[A-ZÀ-ÖØ-ÞĀ-Ɏ][{_LETTERS}]{{2,}}(?:['’-][A-ZÀ-ÖØ-ÞĀ-Ɏ]?[{_LETTERS}]+)?")
_COMMON = 50
"""Up to this size SCOWL's lists hold words that are often written."""


def first_names() -> Iterator[str]:
    """Every first name of the library, more than once where several countries have it."""
    for module in pkgutil.iter_modules(person.__path__):
        if module.ispkg and module.name not in _LEFT_OUT:
            provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
            for attribute in dir(provider):
                names = getattr(provider, attribute)
                if attribute.startswith(("first_names", "first_romanized")) and isinstance(names, tuple | list | dict):
                    yield from (part for name in names for part in name.split())


def is_only_a_name(name: str, lexicon: Lexicon, english: frozenset[str]) -> bool:
    """Whether it looks like a name, is no word of either language and no German compound."""
    known = lexicon.likeness(name)
    if not _NAME.fullmatch(name) or name.lower() in lexicon or name.lower() in english:
        return False
    return not lexicon.is_common(name) and known != RARELY and (bool(known) or not lexicon.is_compound(name))


def main() -> None:
    """Write the file and say how many names it has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scowl", type=Path)
    given = parser.parse_args()
    lists = [path for path in given.scowl.glob("*-words.*") if int(path.suffix[1:]) <= _COMMON]
    english = frozenset(word for path in lists for word in path.read_text(encoding="utf-8").split())
    lexicon, listed = shipped_lexicon(), Gazetteer()
    names = sorted(
        {name for name in first_names() if not listed.classes(name) and is_only_a_name(name, lexicon, english)}
    )
    SHIPPED_FIRST_NAMES.write_text("\n".join(names) + "\n", encoding="utf-8")
    print(f"{SHIPPED_FIRST_NAMES}: {len(names)} names")


if __name__ == "__main__":
    main()
