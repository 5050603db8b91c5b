"""Traditional Chinese characters to simplified ones, by the conversion tables of MediaWiki."""

from __future__ import annotations

from dataclasses import replace

import zhconv

from .corpus import Pair


def simplified(pair: Pair) -> Pair:
    """The pair with its target in simplified Chinese; what is simplified already stays as it is."""
    target = str(zhconv.convert(pair.target, "zh-hans"))
    return pair if target == pair.target else replace(pair, target=target)
