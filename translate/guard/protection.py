"""What of a sentence must come through a model exactly, the sentence without it, and the translation with it again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from aitui.data.entities.shapes import versioned
from aitui.data.entities.span import NameSpan, longest
from aitui.data.entity import EntityKind
from aitui.translate import chinese
from aitui.translate.guard import english, german
from aitui.translate.guard.addresses import addresses, call_numbers, codes, literals
from aitui.translate.guard.quantity import Quantity, QuantityKind
from aitui.translate.guard.rendering import render
from aitui.translate.guard.values import Values
from aitui.translate.guard.weekdays import weekdays
from aitui.translate.terms import TermList, TermMatch
from aitui.translate.tokenizer import PLACEHOLDERS
from aitui.translate.translation import NUMBERS, Guarded
from aitui.translate.typography import tidied

MOST_TOGETHER = 8
"""Placeholders in one part of a sentence; a sentence with more is translated in parts."""

_GENITIVE = re.compile(r"(?:['’]s|['’](?=\s)|(?:s|es)(?![^\W_]))")
_OF_ARTICLE = re.compile(r"\b(?:des|eines|dieses|jenes|seines|ihres|unseres)(?:\s+[a-zäöüß]+)?\s$")
_HYPHENS = "-\u2010\u2011"
_NEVER = r"(?!)"


LITERAL = "literal"
"""The kind of what is code, or looks like a placeholder."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A stretch of a text that the model does not translate: `str` offsets, end exclusive."""

    start: int
    end: int
    surface: str
    """Without the genitive ending that may stand at its end."""
    target: str
    """What stands for it in the translation, in its base form."""
    kind: str
    term: str | None = None
    genitive: bool = False

    @property
    def guarded(self) -> Guarded:
        """As it is told to people."""
        return Guarded(self.surface, self.target, self.kind, self.term)

    def written(self, to: str) -> str:
        """What is put in its place, the genitive marked."""
        if not self.genitive:
            return self.target
        if to == "zh":
            return chinese.tidy(f"{self.target}的")
        return f"{self.target}’s" if "’" in self.surface else f"{self.target}'s"


def protect(
    text: str, source: str, to: str, terms: TermList, context: str = "", meant: Set[str] = frozenset()
) -> list[Protected]:
    """What to protect in `text`, in order, not overlapping.

    `source` and `to` are language codes; `context` and `meant` tell what ambiguous names mean, see `TermList.find`.
    Where two overlap the longer counts, of equally long ones a term before a code before a number.
    """
    exact = [*(_as_it_is(text, span, LITERAL) for span in literals(text)),
             *(_as_it_is(text, span, "address") for span in [*addresses(text), *call_numbers(text)])]  # fmt: skip
    fixed = _choose(exact)
    found = [
        *_terms(text, source, to, terms.find(text, context, meant, source=source, to=to)),
        *(_as_it_is(text, span, "name") for span in codes(text)),
        *_numbers(text, source, to),
        *_weekdays(text, source, to),
    ]
    free = [item for item in _choose(found) if not _touches(item, fixed)]
    return list(_joined(text, sorted([*fixed, *free], key=lambda item: item.start), to))


def _touches(item: Protected, others: Sequence[Protected]) -> bool:
    """Whether it overlaps one of `others`, which are in order."""
    index = bisect_left(others, item.start, key=lambda other: other.end - 1)
    return index < len(others) and others[index].start < item.end


def _as_it_is(text: str, span: tuple[int, int], kind: str) -> Protected:
    surface = text[span[0] : span[1]]
    return Protected(*span, surface, surface, kind)


def _terms(text: str, source: str, to: str, matches: Iterable[TermMatch]) -> Iterator[Protected]:
    for match in matches:
        surface = text[match.start : match.end]
        compound = text[match.end : match.end + 1] in _HYPHENS and match.end < len(text)
        target = match.term.rendering(_base_form(surface, match.form), to, compound=compound)
        end, genitive = match.end, False
        if ending := _GENITIVE.match(text, end):
            end = ending.end()
            genitive = not (source == "de" and _OF_ARTICLE.search(text, max(0, match.start - 40), match.start))
        elif match.term.kind == EntityKind.PRODUCT and (version := versioned(text, end, len(text))) > end:
            target += text[end:version]
            surface = text[match.start : version]
            end = version
        yield Protected(match.start, end, surface, target, match.term.kind, match.term.id, genitive)


def _base_form(surface: str, form: str) -> str:
    return form if surface.casefold() != form.casefold() or surface.isupper() else surface


def _numbers(text: str, source: str, to: str) -> Iterator[Protected]:
    finder: Callable[[str], Iterator[Quantity]] = german.quantities if source == "de" else english.quantities
    for found in finder(text):
        kind = "date" if found.kind is QuantityKind.DATE else "number"
        yield Protected(found.start, found.end, text[found.start : found.end], render(found, to), kind)


def _weekdays(text: str, source: str, to: str) -> Iterator[Protected]:
    for start, end, chinese_name in weekdays(text) if (source, to) == ("en", "zh") else ():
        yield Protected(start, end, text[start:end], chinese_name, "date")


def _choose(found: Sequence[Protected]) -> list[Protected]:
    spans = [NameSpan(item.start, item.end, EntityKind.ORG, str(index)) for index, item in enumerate(found)]
    return [found[int(span.entity_id or 0)] for span in longest(spans)]


def _joined(text: str, found: Iterable[Protected], to: str) -> Iterator[Protected]:
    """A name in the genitive and the name behind it as one: 'OpenAIs Sora'."""
    before: Protected | None = None
    for item in found:
        if before and before.genitive and item.start - before.end == 1 and text[before.end] == " " and item.term:
            target = tidied(f"{before.written(to)} {item.target}", to)
            surface = text[before.start : item.start] + item.surface
            before = replace(item, start=before.start, surface=surface, target=target)
            continue
        if before:
            yield before
        before = item
    if before:
        yield before


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence that goes through the model at once, with placeholders for what is protected in it."""

    text: str
    protected: tuple[Protected, ...]
    """The first stands behind the first of `signs`, the second behind the second, and so on."""
    signs: tuple[str, ...] = PLACEHOLDERS


def masked(text: str, protected: Sequence[Protected], most: int = MOST_TOGETHER) -> list[Part]:
    """`text` with placeholders, in one part unless more than `most` are protected."""
    parts: list[Part] = []
    start = first = 0
    while len(protected) - first > most:
        last = first + max(1, most // 2)
        cuts = [
            (_boundary(text, protected[index - 1].end, protected[index].start), index)
            for index in range(last, first + most + 1)
        ]
        (_, cut), index = max(cuts, key=lambda found: (found[0][0], found[1]))
        parts.append(_masked(text, start, cut, protected[first:index]))
        start, first = cut, index
    parts.append(_masked(text, start, len(text), protected[first:]))
    return parts


_BOUNDARIES = tuple(map(re.compile, (r"[;:.!?]\s", r"[–—]\s|,\s", r"\s(?=(?:und|oder|and|or)\s)", r"\s")))


def _boundary(text: str, start: int, end: int) -> tuple[int, int]:
    """How good a place for cutting lies between two offsets, and where."""
    for strength, pattern in zip((4, 3, 2, 1), _BOUNDARIES, strict=True):
        if match := pattern.search(text, max(0, start - 1), end):
            return strength, match.end()
    return 0, end


def _masked(text: str, start: int, end: int, protected: Sequence[Protected]) -> Part:
    written: list[str] = []
    position = start
    for placeholder, item in zip(PLACEHOLDERS, protected, strict=False):
        before = text[position : item.start]
        if before[-1:].isalpha():
            before += " "
        written += [before, placeholder]
        position = item.end
        following = text[position : position + 1]
        if following and following in _HYPHENS and text[position + 1 : position + 2].isupper():
            position += 1
            written.append(" ")
        elif following.isalpha():
            written.append(" ")
    written.append(text[position:end])
    return Part("".join(written).strip(), tuple(protected))


def restored(output: str, part: Part, to: str) -> str:
    """`output` with the protected text in the place of its placeholders; other placeholders stay.

    Two numbers never run together, and no word runs into a name.
    """
    text = ""
    position = 0
    numbers = {sign: number for number, sign in enumerate(part.signs[: len(part.protected)])}
    for match in re.finditer("|".join(map(re.escape, numbers)) or _NEVER, output):
        item = part.protected[numbers[match[0]]]
        text += _apart(text, output[position : match.start()], to)
        position = match.end()
        written = _fitting(item, text, output, position, to)
        if to == "en" and not text.strip():
            written = _capitalised(item, written)
        if written.startswith(_THE) and text.lower().endswith(_THE):
            written = written.removeprefix(_THE)
        text += _apart(text, written, to)
        if item.genitive and (ending := _GENITIVE_SIGN.match(output, position)):
            position = ending.end()
        elif again := _said_again(item, output, position):
            position = again
    return text + _apart(text, output[position:], to)


def _capitalised(item: Protected, written: str) -> str:
    """A glossary's word in small letters, with a capital where a sentence begins; names keep theirs ('iPhone')."""
    if item.term is None or item.kind in _NAMES or not written.split(maxsplit=1)[0].islower():
        return written
    return written[0].upper() + written[1:]


_NAMES = frozenset(map(str, EntityKind))


def _said_again(item: Protected, output: str, position: int) -> int | None:
    """The end of what belongs to the protected text and stands behind it once more.

    That is the sign of a Chinese date ('7月月底'), and the space in front of a hyphen ('16 -year-old') or a genitive.
    """
    if item.target[-1:] in _DATE_SIGNS and output[position : position + 1] == item.target[-1:]:
        return position + 1
    if (item.kind in NUMBERS and _COMPOUND.match(output, position)) or _LOOSE_GENITIVE.match(output, position):
        return position + 1
    return None


_THE = "the "
_DATE_SIGNS = frozenset("年月日")
_COMPOUND = re.compile(r" -[^\W\d_]")
_LOOSE_GENITIVE = re.compile(r" ['’]s(?!\w)")


def _apart(before: str, after: str, to: str) -> str:
    """`after`, with what has to stand between it and `before`."""
    if not before or not after:
        return after
    last, first = before[-1], after[0]
    if last.isdigit() and first.isdigit():
        return ("、" if to == "zh" else ", ") + after
    if to == "zh":
        if last in _MAGNITUDES and before[-2:-1].isdigit() and first.isdigit():
            return f"、{after}"
        return f" {after}" if _is_latin(last) and _is_latin(first) else after
    below_zero = first == "-" and not after[1:2].isalpha()
    if (last.isalnum() or last == "%") and (first.isalnum() or first in "$€£" or below_zero):
        return f" {after}"
    return after


def stand_ins(text: str, protected: Sequence[Protected], to: str) -> Part:
    """`text` for a model without placeholders: with what it may copy in the place of what is protected.

    That is what shall stand in the translation, if it is written in Latin letters or digits, else a code.
    """
    written: list[str] = []
    coded = [item for item in protected if to == "zh" and not item.target.isascii()]
    codes = {item: f"QX{number}Z" for number, item in enumerate(coded)}
    position = 0
    for item in protected:
        written += [text[position : item.start], codes.get(item, item.target)]
        position = item.end
    written.append(text[position:])
    return Part("".join(written), tuple(coded), tuple(codes.values()))


def mended(text: str, protected: Iterable[Protected]) -> str:
    """A translation with what is protected put right: numbers left in the notation of the source, names in other
    capitals, names of Latin letters and hanzi ('智谱AI') that the typography took apart.
    """
    for item in protected:
        if (spaced := tidied(item.target, "zh")) != item.target:
            text = text.replace(spaced, item.target)
        if not _stands(item.target, text) and not text.startswith(_capitalised(item, item.target)):
            text = _written(item.surface if item.kind in NUMBERS else item.target, item.target, text)
    return text


def _written(found: str, target: str, text: str) -> str:
    """`text` with `target` wherever `found` stands, in whatever capitals."""
    written: list[str] = []
    position = 0
    for match in re.finditer(re.escape(found), text, re.IGNORECASE):
        if _is_whole(text, match.start(), match.end()):
            written += [text[position : match.start()], target]
            position = match.end()
    return "".join([*written, text[position:]])


def survives(item: Protected, target: str, terms: TermList, to: str) -> bool:
    """Whether what is protected stands in a translation as it should, or in another form that is right."""
    if _stands(item.target, target) or target.startswith(_capitalised(item, item.target)):
        return True
    if item.kind in NUMBERS:
        if item.target.startswith(_NEGATIVE) and not any(sign in target for sign in _SIGNS_OF_LESS):
            return False
        wanted = {value.amount for value in Values(item.target, to).written}
        found = Values(target, to)
        return bool(wanted) and wanted <= {value.amount for value in found.written} | found.worded
    known = terms.get(item.term) if item.term else None
    forms = known.accepted(to) if known is not None and " " not in item.surface else ()
    return any(_stands(form, target) for form in forms)


_NEGATIVE = ("-", "零下")
_SIGNS_OF_LESS = ("-", "\u2212", "minus", "below", "零下", "负")


def _stands(wanted: str, text: str) -> bool:
    """Whether it stands in the text and not as a part of a longer word or number."""
    start = text.find(wanted)
    while start >= 0:
        if _is_whole(text, start, start + len(wanted)):
            return True
        start = text.find(wanted, start + 1)
    return False


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a text is a word or number of its own; a plural or genitive s may follow.

    Not a pattern made for each name: compiling it takes longer than everything else that is done for a sentence.
    """
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if _is_latin(text[start]) and _is_latin(before[-1:]):
        return False
    if _is_latin(text[end - 1]) and _is_latin(after[:1]) and not (after[0] == "s" and not _is_word(after[1:])):
        return False
    if text[start].isdecimal() and before[-1:] in _SEPARATORS and before[:-1].isdecimal():
        return False
    return not (text[end - 1].isdecimal() and after[:1] in _SEPARATORS and after[1:].isdecimal())


_SEPARATORS = {".", ","}
_MAGNITUDES = frozenset("万亿")


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _is_latin(char: str) -> bool:
    """Whether it is a letter or digit and no hanzi; False for no character."""
    return char.isalnum() and not "\u3400" <= char <= "\u9fff"


_GENITIVE_SIGN = re.compile(r" ?['’]s\b|的")
_AFTER_OF = re.compile(r"\b(?:of|by|from|in|to|with|at|for)\s+(?:the\s+)?$")
_ENDS_PHRASE = re.compile(r"\s*(?:[.,;:!?)”\"“]|$|(?:is|are|was|were|has|have|had|will|and|or|to|in|on|of|for|with)\b)")


def _fitting(item: Protected, before: str, output: str, position: int, to: str) -> str:
    """The genitive only where the translation still has something that belongs to the name behind it."""
    if not item.genitive:
        return item.target
    if to == "zh":
        return item.target if output[position : position + 1] in "，。、；：！？" else item.written(to)
    if _AFTER_OF.search(before) or _ENDS_PHRASE.match(output, position):
        return item.target
    return item.written(to)
