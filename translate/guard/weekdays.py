"""Finds days of the week in English text. Going into Chinese small models leave them out, or write another day."""

from __future__ import annotations

import re
from collections.abc import Iterator

_CHINESE = {
    "Monday": "星期一", "Tuesday": "星期二", "Wednesday": "星期三", "Thursday": "星期四", "Friday": "星期五",
    "Saturday": "星期六", "Sunday": "星期日",
}  # fmt: skip
_DAY = re.compile(
    r"(?<![\w-])(?<!Black )(?<!Good )(?<!Easter )(?<!Ash )(?<!Cyber )(?<!Palm )(?<!Super )(?<!Bloody )"
    rf"(?P<day>{'|'.join(_CHINESE)})(?![\w-])"
    # 'Sunday Times' is a name.
    r"(?! (?!January|February|March|April|May|June|July|August|September|October|November|December)[A-Z])"
)


def weekdays(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a day of the week stands in English `text`: `str` offsets, end exclusive, and its Chinese name."""
    for match in _DAY.finditer(text) if "day" in text else ():
        yield match.start(), match.end(), _CHINESE[match["day"]]
