"""Which pairs teach nothing or the wrong thing. Every reason has a name, so that a table can say what was dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from .corpus import Pair
from .pack import Direction

Filter = Callable[[Pair, Direction], bool]

_ARTEFACT = re.compile(r"#\s?[A-Z_]{4,}|#[A-Za-z_]+#|</?[a-z]\w*[^<>]{0,80}>|&[a-z]{2,6};|\*\*|\ufffd|%[sd]\b|[{}]")
_SHOP = re.compile(
    "正版(?:书|图书|保证|授权)|【正版|售后无忧|无忧售后|无理由退换|[七7]天退换|包邮|差评|满减|秒杀|诺拉图书|海外直订|中商原版"
)
_HANZI = re.compile("[㐀-䶿一-鿿豈-﫿]")
_LATIN_WORD = re.compile(r"[^\W\d_㐀-䶿一-鿿豈-﫿]{2,}")
_LENGTHS = {"de-en": (0.45, 1.7), "en-zh": (0.15, 0.75), "de-zh": (0.12, 0.65)}
"""Characters of the target to one of the source; 99.8 % of the corpora lie inside, give or take a few characters."""
_SHORT = 20
"""Below this many characters of the source the lengths say little."""
_SAME_TARGET = 8
"""As many systems translated one sentence in the shared tasks; more are boilerplate."""


def artefact(pair: Pair, direction: Direction) -> bool:
    """Marks of the tools that a text went through: '#NAME#', tags, entities, format fields."""
    return bool(_ARTEFACT.search(pair.source) or _ARTEFACT.search(pair.target))


def shop_talk(pair: Pair, direction: Direction) -> bool:
    """Product pages and what buyers write under them; nothing that Chinese news would say."""
    return direction.target == "zh" and bool(_SHOP.search(pair.target))


def untranslated(pair: Pair, direction: Direction) -> bool:
    """The target says the words of the source again, or most of those that are no names."""
    if pair.source.casefold() == pair.target.casefold():
        return True
    source, target = (Counter(_LATIN_WORD.findall(text)) for text in (pair.source, pair.target))
    if direction.target == "zh":
        return source.total() >= 3 and not _HANZI.search(pair.target)
    common = Counter({word: count for word, count in target.items() if word.islower()})
    return common.total() >= 3 and (source & common).total() > 0.6 * common.total()


def wrong_script(pair: Pair, direction: Direction) -> bool:
    """Hanzi where Latin letters belong, or so many Latin words in Chinese that it is hardly Chinese."""
    if len(_HANZI.findall(pair.source)) > 1:
        return True
    hanzi, latin = len(_HANZI.findall(pair.target)), len(_LATIN_WORD.findall(pair.target))
    return hanzi < 2 * latin if direction.target == "zh" else hanzi > 1


def unlike_lengths(pair: Pair, direction: Direction) -> bool:
    """One side says much more than the other."""
    least, most = _LENGTHS[str(direction)]
    source, target = len(pair.source), len(pair.target)
    if source < _SHORT:
        return target > most * source + _SHORT
    return not least * source - _SHORT / 4 <= target <= most * source + _SHORT / 2


FILTERS: dict[str, Filter] = {
    "artefact": artefact,
    "shop talk": shop_talk,
    "untranslated": untranslated,
    "wrong script": wrong_script,
    "unlike lengths": unlike_lengths,
}


def kept(pairs: Iterable[Pair], direction: Direction, dropped: Counter[tuple[str, str]]) -> Iterator[Pair]:
    """The pairs that no filter objects to, each pair once, each target eight times at most.

    What is dropped is counted in `dropped` by origin and reason.
    """
    seen: set[int] = set()
    targets: Counter[int] = Counter()
    for pair in pairs:
        reason = next((name for name, objects in FILTERS.items() if objects(pair, direction)), None)
        if reason is None:
            identity, target = hash((pair.source, pair.target)), hash(pair.target)
            if identity in seen:
                reason = "again"
            elif targets[target] >= _SAME_TARGET:
                reason = "same target"
            else:
                seen.add(identity)
                targets[target] += 1
        if reason is None:
            yield pair
        else:
            dropped[pair.origin, reason] += 1
