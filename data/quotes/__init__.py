"""Who said what: direct and indirect speech of a German article, with its speakers.

The stages, each a module: `marks` pairs quotation marks, `frame` puts sentences together around them, `nominals` and
`scene` find noun phrases and cue verbs (`cues`) in them, `speech` tells speech from other quoted words, `indirect`
finds reported clauses, `speaker` says whom a noun phrase means.
"""

from __future__ import annotations

from aitui.data.quotes.finder import find_quotes

__all__ = ["find_quotes"]
