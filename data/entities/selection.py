"""Brings together what the table, the tagger and the shape rules found in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from aitui.data.entities.lexicon import NAME, OFTEN, Lexicon
from aitui.data.entities.span import NameSpan, longest, overlapping
from aitui.data.entities.tokens import HYPHENS
from aitui.data.entity import EntityKind

_ENDS_IN_POINT = re.compile(r"(?<!\w)(?:[IVX]+|Inc|Corp|Ltd|Co|Jr|Sr)\.$")
_INITIAL = re.compile(r"(?<=\w )[A-ZÄÖÜ]\.$")
"""The surname of somebody whom an article does not name: 'Thomas L.'."""
_OWNED = re.compile(r"['\u2019]s?\s")
"""What follows an owner: 'OpenAI's Tools' is no name of its own."""
_EDGE = re.compile(r"[\W_]*")
_BRACKETED = re.compile(r"[\w.]*[)!?]")
_APOSTROPHE_ENDING = re.compile(r"['\u2019][sS]?$")
_NEUTER = re.compile(r"\bdes\s\Z")
_WITH_S = re.compile(r"(?<!ä)us\Z|is\Z|os\Z|as\Z|es\Z")
"""Ends of names that have their s everywhere: 'des Taunus', but not 'des Allgäus'."""
_NOUN_BEHIND = re.compile(r"\s(?:[a-zäöüß]+e[nrs]?\s)?[A-ZÄÖÜ]")
_NOUN_AHEAD = re.compile(
    r"(?<!\w)[A-ZÄÖÜ][\w-]+(?<!er)(?<!in)(?<!ist)(?<!loge)(?<![ae]nt)(?<!or)(?<!chef)(?<!ökonom)(?<!arzt)(?<!rat)\s\Z"
)
"""A noun that may be owned; not what somebody is, which stands in front of names."""
_LONGEST_NAME = 120
_INSTITUTION = re.compile(
    r"(?:universität|hochschule|akademie|institut|stiftung|schule|gymnasium|klinik|krankenhaus|museum|theater|arena|"
    r"stadion|preis|platz|straße|allee|brücke|ufer|park|bank|zeitung|verlag|orchester|kirche|verein|union|bund|rat)(?:e?s)?$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"-(?:Post|Kurier|Anzeiger|Bote|Echo|Nachrichten|Presse|Rundschau|Tageblatt|Kreis)\Z")
_REGIONAL = re.compile(r"(?:bank|kasse|werke)\s\Z")
"""What stands in front of a region's name: 'Volksbank Rhein-Wille'."""
_ABBREVIATIONS = frozenset(
    {
        "KI", "AI", "IT", "LLM", "API", "VPN", "CEO", "CFO", "CTO", "COO", "PR", "HR", "PC", "TV", "CD", "DVD", "USB",
        "GPS", "SMS", "PDF", "URL", "HTML", "GPU", "CPU", "SUV", "AKW", "LKW", "PKW", "WM", "EM", "BIP", "DNA", "DNS",
        "RNA", "HIV", "PIN", "TAN", "FAQ", "AGB", "DSGVO", "NGO", "WLAN", "LTE", "AR", "VR", "XR", "ID", "OK", "MA",
        "BA", "PS", "KW", "PLZ", "MP", "MEP", "UFO", "OP", "EKG", "MRT", "CT", "DJ", "MC", "UKW", "RSS", "ERP", "CRM",
        "SQL", "XML", "JSON", "AGI", "GAU", "TÜV", "CO2", "ETF", "IPO", "NFT", "QR", "RAM", "SSD", "LED", "OLED", "WG",
        "GEZ", "ÖPNV", "StVO", "BGB", "HGB", "StGB", "GG", "AG", "GmbH", "KG", "SE", "UG", "EG", "EV", "Nr", "Abs",
        "Art", "Dr", "Prof", "Mio", "Mrd", "FCKW", "MdB", "MdL", "MdEP", "StPO", "BauGB", "NJW",
    }
)  # fmt: skip
"""Abbreviations of things; they look like those of organisations."""
_PARTICLES = frozenset(
    {
        "von", "van", "vom", "der", "den", "dem", "des", "del", "della", "di", "da", "do", "dos", "das", "du", "la",
        "le", "les", "lo", "zu", "zur", "zum", "am", "an", "bei", "in", "im", "auf", "und", "bin", "ben", "ibn", "al",
        "el", "y", "e", "d", "vor", "unter", "ob", "op", "ter", "ten", "te", "och", "af",
    }
)  # fmt: skip
"""What stands in small letters inside the names of people and places."""
_NO_NAME = re.compile(r"[IVX]+\.?|\w+[a-zß]Innen")
"""Numerals by themselves, and people of both genders."""
_LANGUAGE = re.compile(
    r"(?:Mandarin|Hindi|Urdu|Latein|Esperanto|Farsi|Dari|Paschtu|Bengali|Tamil|Telugu|Marathi|Gujarati|Punjabi|Tagalog|"
    r"Sua[h]?eli|Swahili|Quechua|Sanskrit|Platt|Afrikaans|[A-ZÄÖÜ][a-zäöüß]{3,}isch|(?:Hoch|Nieder|Schweizer)?deutsch)"
)


def unknown_names(tagged: Iterable[NameSpan], shaped: Iterable[NameSpan]) -> list[NameSpan]:
    """Tagger and shape rules together; of the tagger's names of any other kind only those that look like a product."""
    tagged, shaped = longest(tagged), longest(shaped)
    result: list[NameSpan] = []
    for span, found in zip(shaped, overlapping(shaped, tagged), strict=True):
        if not found:
            result.append(span)
        elif len(found) == 1:
            result.append(_agreed(span, found[0]))
        else:
            result.append(span)
    for span, found in zip(tagged, overlapping(tagged, shaped), strict=True):
        if not found and span.kind is not EntityKind.PRODUCT:
            result.append(span)
    return longest(result)


def _agreed(shaped: NameSpan, tagged: NameSpan) -> NameSpan:
    if tagged.kind is EntityKind.PRODUCT:
        return replace(shaped, kind=EntityKind.PRODUCT) if shaped.guessed else shaped
    if tagged.kind is EntityKind.PERSON and tagged.contains(shaped):
        return tagged  # 'Tochter Marie': the noun in front of it announces more than companies
    longer = shaped if shaped.contains(tagged) else tagged
    return replace(longer, kind=tagged.kind if shaped.guessed or longer is tagged else shaped.kind)


def with_known(text: str, known: list[NameSpan], unknown: list[NameSpan], lexicon: Lexicon) -> list[NameSpan]:
    """The table's names, and the unknown ones that do not touch them or are longer names around one of them."""
    kept: list[NameSpan] = []
    for span, found in zip(unknown, overlapping(unknown, known), strict=True):
        if not found or (
            len(found) == 1 and span.contains(found[0]) and _is_longer_name(text, span, found[0], lexicon)
        ):
            kept.append(span)
        elif len(found) > 1 and _is_one_company(text, span, found):
            # An institution and its town are the institution, a newspaper and its country are another newspaper.
            whole = _INSTITUTION.search(text[found[0].start : found[0].end])
            kept.append(replace(span, entity_id=found[0].entity_id) if whole else span)
        elif len(found) > 1 and _COMPOUND.search(text, span.start, span.end) and " " not in text[span.start : span.end]:
            kept.append(span)
    free = [span for span, found in zip(known, overlapping(known, kept), strict=True) if not found]
    return sorted(free + kept, key=lambda span: span.start)


def _is_longer_name(text: str, span: NameSpan, known: NameSpan, lexicon: Lexicon) -> bool:
    """Whether a name around a known one is more than its genitive or a compound with it: 'Universität Leipzig'.

    'ChatGPT Online-Kurse' is not: what follows are nouns that are written like this without a name, too.
    """
    rest = text[known.end : span.end]
    following = rest.split()
    if rest[:1].isspace() and span.start == known.start and all(_is_plain(word, lexicon) for word in following):
        return False
    if span.start == known.start and (rest.strip("'\u2019").lower() in ("", "s", "es") or _OWNED.match(rest)):
        return False
    if span.start == known.start and rest.startswith("s ") and known.kind is not EntityKind.PLACE:
        return False  # 'Nvidias GB200'
    if rest[:1] not in HYPHENS or not rest or _REGIONAL.search(text, span.start, known.start):
        return True
    if _COMPOUND.search(rest):
        return True
    return bool(_INSTITUTION.search(rest)) or _is_quarter(rest[1:], span, known, lexicon)


def _is_quarter(rest: str, span: NameSpan, known: NameSpan, lexicon: Lexicon) -> bool:
    """Whether what follows a place and a hyphen is part of its name: 'Berlin-Charlottenburg', not 'Berlin-Marathon'."""
    return (
        known.kind is span.kind is EntityKind.PLACE
        and span.start == known.start
        and rest[:1].isupper()
        and rest.isalpha()
        and _may_be_place(rest, lexicon)
    )


def _may_be_place(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon:
        return "l" in lexicon.row(word)[3] or lexicon.likeness(word) == NAME
    return not lexicon.is_common(word.removesuffix("s")) and not lexicon.is_compound(word)


def _is_one_company(text: str, span: NameSpan, known: list[NameSpan]) -> bool:
    """Whether an organisation's name begins with that of another: 'Fujitsu Siemens', 'Financial Times Deutschland'."""
    first, *others = known
    return (
        span.kind is first.kind is EntityKind.ORG
        and span.start == first.start
        and span.contains(known[-1])
        and all(other.kind in (EntityKind.ORG, EntityKind.PLACE) for other in others)
        and all(text[one.end : other.start].isspace() for one, other in pairwise(known))
    )


def _is_plain(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a hyphenated compound of a common noun: 'Online-Kurse', but not 'Kurse' or 'Rhein-Zeitung'."""
    *_, last = word.split("-")
    return last != word and lexicon.is_common(last) and not _INSTITUTION.search(last)


def trimmed(text: str, span: NameSpan, lexicon: Lexicon, around: frozenset[str]) -> NameSpan | None:
    """The name alone, without quotation marks around it and without genitive ending; None where nothing is left.

    `around` are the words of the article: a genitive is one for certain if the name stands there without it.
    """
    surface = text[span.start : span.end]
    lead = _EDGE.match(surface)
    start = span.start + (lead.end() if lead else 0)
    end = span.end
    while end > start and not (text[end - 1].isalnum() or _closes(text, start, end)):
        if span.kind is EntityKind.PERSON and _INITIAL.search(text, max(start, end - 4), end):
            break
        end -= 1
    if ending := _APOSTROPHE_ENDING.search(text, start, min(end, start + _LONGEST_NAME)):
        end = ending.start() if ending.end() == end else end
    elif _is_genitive(text, replace(span, start=start, end=end), lexicon, around):
        end -= 1
    name = text[start:end]
    if len(name) < 2 or len(name) > _LONGEST_NAME or not any(char.isupper() for char in name):
        return None
    if _LANGUAGE.fullmatch(name) or _NO_NAME.fullmatch(name):
        return None
    if span.kind is not EntityKind.ORG and any(word.islower() and word not in _PARTICLES for word in name.split()):
        return None  # 'Werder ringt Leverkusen' nieder
    first, *_ = name.split("-")
    if (
        first in _ABBREVIATIONS
        or (first.endswith("s") and first[:-1].isupper())
        or text.startswith(tuple(HYPHENS), end)
    ):
        return None
    return replace(span, start=start, end=end)


def _beside_noun(text: str, span: NameSpan) -> bool:
    """Whether a noun stands where one does that somebody owns: 'Merkels neues Kabinett', 'die Rede Angela Merkels'."""
    return bool(_NOUN_BEHIND.match(text, span.end) or _NOUN_AHEAD.search(text, max(0, span.start - 40), span.start))


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a name ends in a sign of its own: 'Halle (Saale)', 'Yahoo!', 'Karl V.', 'Apple Inc.'."""
    if text[end - 1] == ".":
        return _ENDS_IN_POINT.search(text, max(start, end - 8), end) is not None
    return (text[end - 1] == ")" and "(" in text[start:end]) or (text[end - 1] == "!" and end - start > 3)


def _is_genitive(text: str, span: NameSpan, lexicon: Lexicon, around: frozenset[str]) -> bool:
    name = text[span.start : span.end]
    word = name.split()[-1] if name.split() else ""
    if len(word) < 4 or not word.endswith("s") or word[-2] in "sßxz" or word.isupper():
        return False
    stem = word[:-1]
    if stem in around:
        return True
    after_article = name == word and _NEUTER.search(text, max(0, span.start - 4), span.start)
    if span.kind is EntityKind.PLACE and after_article and not _WITH_S.search(word):
        return True
    if span.kind is EntityKind.PERSON and " " in name and not _beside_noun(text, span):
        return False  # 'Johan Simons hat ...'
    if lexicon.likeness(stem) not in (OFTEN, NAME):
        return False
    kinds = lexicon.row(stem)[3]
    return word not in lexicon or ("p1" not in kinds and any(sign in kinds for sign in ("p2", "l", "o")))
