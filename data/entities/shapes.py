"""Names by the look of them: inner capitals, digits, versions, legal forms, and words that announce a name.

These are rules of spelling, for names that no table and no annotated text has: 'SenseNova 5.5', '21Vianet',
'Nordpol Robotics', 'das Start-up Cohere'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from aitui.data.entities.lexicon import Lexicon
from aitui.data.entities.span import NameSpan
from aitui.data.entities.tokens import Token
from aitui.data.entity import EntityKind

_REMEMBERED = 20_000
_INNER_CAPITAL = re.compile(
    r"(?:[A-ZÄÖÜ][a-zäöüß]+[A-ZÄÖÜ]|[A-ZÄÖÜ]{2,}[a-z]{2,}[A-Z]?|[a-z]{1,2}[A-Z])[A-Za-zÄÖÜäöüß0-9]*"
)
_DIGITS_FIRST = re.compile(r"\d{1,3}[A-Z][a-z]{3,}")
_CODE = re.compile(r"[A-Z][A-Za-z]+-?\d+(?:\.\d+)?[a-z]{0,2}")
_NO_NAME = re.compile(
    r"[A-ZÄÖÜ]{2,}s|.*[a-zß]In(?:nen)?|[kMGT]?(?:W|Wh|Hz|B|m|V|A|Ah|J|g|bit|Bit|Byte|hash)|GmbH|PhD|[kmM]?(?:Eur|USD|EUR)"
    r"|(?:CO|SARS|Covid|COVID|CoV|DIN|ISO|EN|UTC|GMT|PM|FSK|USt|Art|Nr|Abs|Kap|Tab|Abb|Bd|Jg|Teil|Band|Gruppe|Platz|"
    r"Kapitel|Seite|Artikel|Paragraf|Agenda|Windstärke|Stufe|Phase|Tag|Woche|Level|Top|Web|WEB|TOP|Vol)-?\d.*"
)
_LEGAL_FORMS = frozenset(
    {
        "AG", "GmbH", "KG", "KGaA", "OHG", "SE", "SA", "NV", "Inc", "Corp", "Ltd", "LLC", "PLC", "plc", "GbR", "eG",
        "eV", "SpA", "AB", "ASA", "Oyj",
    }
)  # fmt: skip
_WORD = re.compile(r"\w+")
_ORG_TAIL = frozenset(
    {
        "AI", "KI", "Labs", "Lab", "Robotics", "Technologies", "Technology", "Research", "News", "Times", "Group",
        "Holdings", "Holding", "Ventures", "Capital", "Partners", "Systems", "Networks", "Motors", "Media", "Pictures",
        "Records", "Games", "Studios", "Bank", "University", "Institute", "Foundation", "Association", "Corporation",
        "Company", "Industries", "International", "Energy", "Airlines", "Airways", "Semiconductor", "Semiconductors",
        "Electronics", "Pharmaceuticals", "Therapeutics", "Biotech", "Biosciences", "Analytics", "Security",
        "Consulting", "Securities", "Insurance", "Council", "Agency", "Commission", "Authority", "Union", "College",
        "School", "Hospital", "Museum", "Orchestra", "Club", "Press", "Post", "Tribune", "Journal", "Magazine",
        "Herald", "Telegraph", "Gazette", "Review",
    }
)  # fmt: skip
_PRODUCT_NOUN = re.compile(
    r".*(?:modell|chatbot|bot|app|software|programm|betriebssystem|browser|generator|assistent|assistentin|smartphone|"
    r"prozessor|suchmaschine|videospiel|spielkonsole|sprachmodell|messenger|roboter|tablet|medikament|impfstoff)s?"
)
_ORG_NOUN = re.compile(
    r".*(?:start-?up|firma|unternehmen|konzern|hersteller|herstellers|anbieter|entwickler|verlag|bank|institut|verein|"
    r"agentur|zeitung|magazin|sender|partei|behörde|stiftung|organisation|gewerkschaft|[^ ]tochter|gesellschaft|riese|"
    r"zulieferer|dienstleister|betreiber|händler|fluggesellschaft|reederei|denkfabrik|verband|universität|portal)(?:e?s)?"
)
_VERSION = re.compile(r"(?:[ \u00a0]|-)(?:[vV]?\d{1,3}(?:\.\d{1,3})*[A-Za-z]{0,2}|[A-Z]\d{1,3})(?![\w%]|\.\d|,\d)")
_VARIANT = re.compile(
    r"[ \u00a0-](?:\d+(?:\.\d+)?[BbMmKk]|Instruct|Chat|Turbo|Pro|Max|Mini|mini|Ultra|Plus|Preview|Base|Vision|Coder|"
    r"Sonnet|Opus|Haiku|Flash|Nano|Lite|Air|Omni|Large|Small|Medium)(?!\w)"
)
_COUNTED = re.compile(
    r"[ \u00a0](?:%|Prozent|Mal|mal|Millionen|Mio|Milliarden|Mrd|Tausend|Euro|Dollar|Jahre|Tage|Stunden|Minuten|Uhr|"
    r"Monate|Wochen|Menschen|Nutzer|Kilometer|Meter|Grad|Punkte|Januar|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember)"
)


def versioned(text: str, end: int, limit: int) -> int:
    """Where a product's name that ends at `end` ends with its version: behind '5.5' in 'SenseNova 5.5'."""
    version = _VERSION.match(text, end, limit)
    if version is None or _COUNTED.match(text, version.end(), limit):
        return end
    end = version.end()
    while variant := _VARIANT.match(text, end, limit):
        end = variant.end()
    return end


def is_legal_form(word: str) -> bool:
    """Whether a word says what sort of company one is: 'AG'."""
    return word in _LEGAL_FORMS


def with_legal_form(text: str, end: int, limit: int) -> int:
    """Where a company's name that ends at `end` ends with its legal form: behind 'AG' in 'Siemens AG'."""
    if end + 1 < limit and text[end] in " \u00a0" and (form := _WORD.match(text, end + 1, limit)):
        following = form.end()
        if form[0] in _LEGAL_FORMS and text[following : min(following + 1, limit)] != "-":
            return following
    return end


class ShapeRules:
    """The rules, with the lexicon that tells unknown names from German nouns."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        # A word's shape is judged once: most words of a text come again.
        self._is_shaped = lru_cache(maxsize=_REMEMBERED)(self._judge_shape)
        self._is_unknown = lru_cache(maxsize=_REMEMBERED)(self._judge_unknown)

    def names(self, text: str, tokens: Sequence[Token]) -> Iterator[NameSpan]:
        """Names in a sentence; they may overlap, and may be words that a better source knows to be something else."""
        for index, token in enumerate(tokens):
            if self._is_shaped(token.text):
                yield self._shaped(text, tokens, index)
            elif index and self._is_unknown(token.text):
                kind = self.announced(tokens[index - 1].text)
                if kind is not None:
                    yield NameSpan(token.start, self._run_end(tokens, index), kind)
            if index and token.text in _ORG_TAIL and self._is_unknown(tokens[index - 1].text):
                first = self._run_start(tokens, index - 1)
                yield NameSpan(tokens[first].start, token.end, EntityKind.ORG)
            elif index and token.text in _LEGAL_FORMS and tokens[index - 1].text[0].isupper():
                first = self._run_start(tokens, index - 1, known=True)
                yield NameSpan(tokens[first].start, token.end, EntityKind.ORG)

    def _judge_shape(self, word: str) -> bool:
        name = word.split("-")[0] if not _CODE.fullmatch(word) else word
        name = name.removesuffix("'s")
        if not 3 <= len(name) <= 40 or (name in self._lexicon and self._lexicon.is_common(name)):
            return False
        if _NO_NAME.fullmatch(name):
            return False
        return bool(_INNER_CAPITAL.fullmatch(name) or _DIGITS_FIRST.fullmatch(name) or _is_code(name))

    def _shaped(self, text: str, tokens: Sequence[Token], index: int) -> NameSpan:
        token = tokens[index]
        code = _CODE.match(text, token.start, token.end)
        cut = token.text.find("-") if not code else -1
        end = code.end() if code and code.end() > token.start + token.text.find("-") > token.start else token.end
        if cut > 0:
            end = token.start + cut
        end = _without_apostrophe(text, token.start, end)
        limit = tokens[-1].end
        version = versioned(text, end, limit)
        announced = self.announced(tokens[index - 1].text) if index else None
        kind = EntityKind.PRODUCT if version > end or _is_code(token.text) else announced
        return NameSpan(token.start, version, kind or EntityKind.ORG, guessed=kind is None)

    @staticmethod
    def announced(word: str) -> EntityKind | None:
        """The kind of name a noun in front of it announces: 'Chatbot' a product, 'Start-up' an organisation."""
        if not word[0].isupper():
            return None
        lowered = word.lower()
        if _PRODUCT_NOUN.fullmatch(lowered):
            return EntityKind.PRODUCT
        return EntityKind.ORG if _ORG_NOUN.fullmatch(lowered) else None

    def _judge_unknown(self, word: str) -> bool:
        """Whether a capitalised word is neither a known German word nor made of some."""
        if not word[0].isupper() or len(word) < 2 or len(word) > 40 or "-" in word:
            return False
        lexicon = self._lexicon
        if any(
            lexicon.is_common(form) for form in (word, word.lower(), word.removesuffix("s"), word.removesuffix("n"))
        ):
            return False
        return not lexicon.is_compound(word)

    def _run_end(self, tokens: Sequence[Token], index: int) -> int:
        while index + 1 < len(tokens) and self._is_unknown(tokens[index + 1].text):
            index += 1
        return tokens[index].end

    def _run_start(self, tokens: Sequence[Token], index: int, known: bool = False) -> int:
        lowest = max(0, index - 3)
        while index > lowest and (
            self._is_unknown(tokens[index - 1].text)
            or (
                known
                and index > 1
                and tokens[index - 1].text[0].isupper()
                and not self.announced(tokens[index - 1].text)
            )
        ):
            index -= 1
        return index


def _is_code(name: str) -> bool:
    return bool(_CODE.fullmatch(name)) and not _NO_NAME.fullmatch(name) and sum(map(str.isupper, name)) > 1


def _without_apostrophe(text: str, start: int, end: int) -> int:
    for position in range(start, end):
        if text[position] in "'’":
            return position
    return end
