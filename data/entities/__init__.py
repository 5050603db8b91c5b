"""Who and what an article is about: the table of names, the tagger for unknown ones, and the joining of mentions."""

from __future__ import annotations

from aitui.data.entities.folding import fold
from aitui.data.entities.recogniser import Recogniser
from aitui.data.entities.table import Entry, NameTable, TableProblem

__all__ = ["Entry", "NameTable", "Recogniser", "TableProblem", "fold"]
