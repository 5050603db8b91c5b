"""Sentence boundaries of German text, as offsets.

The rules come from sentencex. It is shown the text with a few characters replaced, one for one, where it would miss or
invent a boundary, and boundaries that it still draws where German goes on are taken back.
"""

from __future__ import annotations

import re

import sentencex

from aitui.data.article import Span

_WINDOW = 4_000
"""sentencex takes quadratic time in unpaired quotation marks, so it never sees more characters than this at once."""
_MAX_QUOTED_WORDS = 30
"""A quotation keeps the sentences in it together with the frame around it ('„Ja. Gut“, sagte …'), but a unit longer
than this is cut at its inner sentence ends: small models lose words of it, and nobody finds their place in it."""

# Without one of these in front of white space, or a Chinese full stop, there is no boundary at all.
_MAY_END = re.compile(r"[^\w\s,;]\s|[。！？]")

# '01.AI', '3.Quartal': a full stop between a digit and a letter ends nothing. sentencex is shown a letter instead.
_DOT_INSIDE_NAME = re.compile(r"(?<=\d)\.(?=[^\W\d_])")
# '… führend ist. 83 % der Unternehmen': sentencex begins no sentence with a digit.
_NUMBER_OPENS = re.compile(r"((?:[^\W\d_]{2}|\d{4}|[%€$)])[.!?][\"“”»«’)]*\s+[\"„“»«(]?)\d")
# A sentence may end with an ellipsis; what follows decides, as it does after three dots.
_ELLIPSIS = re.compile(r"…(?=[\"“”»«’)]*\s)")
# '(Das war so.) Dann': only where the whole sentence stands in brackets, not '(usw.) Angaben'.
_SENTENCE_IN_BRACKETS = re.compile(r"((?:^|[.!?]\s)\([^()]{1,400})([.!?])(\))(?=\s)")
# '„Nein. Ja.”' and '„Nein. Ja."' are pairs as well.
_MIXED_PAIR = re.compile(r"(„[^„“”\"]*)[”\"]")

_OPENER = (
    r"(?:D(?:e[rmns]|ie|as|ies\w{0,2}|ann|ort|a|anach|abei|amit|aher|eshalb|agegen|avon|azu|enn|och)|Eine?[mnrs]?|Er|Sie|"
    r"Es|Ich|Wir|Man|I[mn]|A[mn]|Auf|Aus|Beim?|Bis|Für|Mit|Nach|Seit|Über|Um|Unter|Vo[mnr]|Zu[mr]?|Zwischen|Durch|"
    r"Gegen|Ohne|Während|Wegen|Trotz|Und|Aber|Oder|Auch|Noch|Nur|Schon|So|Hier|Jetzt|Nun|Heute|Gestern|Zudem|"
    r"Außerdem|Ausserdem|Allerdings|Jedoch|Wenn|Als|Weil|Ob|Obwohl|Wie|Was|Wer|Wo|Warum|Wann|Welche[mnrs]?|Nicht|"
    r"Keine?[mnrs]?|Mehr|Weniger|Viele|Einige|Alle|Seine?[mnrs]?|Ihre?[mnrs]?|Unsere?|Laut|Insgesamt|Bisher|Bislang|"
    r"Später|Zuvor|Ebenso|Selbst|Sogar)\b"
)
"""Function words with a capital: written so, they begin a sentence."""
_OPENS = re.compile(rf"[\"„“»«(]?{_OPENER}")
# 'usw.', '5 Mio.', 'Platz 2.' may also be the last word; sentencex always goes on behind them.
_MAY_BE_LAST = re.compile(rf"((?:\b(?:usw|etc|Mio|Mrd|Uhr)|(?<=\w)\s\d{{1,3}}))(?=\.\s+[\"„“»«(]?{_OPENER})")
# '5 min.', '16 A.', '300 m ü. M.': sentencex takes them for abbreviations or initials. Many do write a full stop behind
# such a unit, so only a function word begins a sentence there.
_UNIT_LAST = re.compile(r"(\d\s?(?:[AFKNVWghlmst]|[Mm]in|[Ss]td|[Ss]e[ck])|\bü\. ?M)(?=\.\s+[\"„“»«(]?" + _OPENER + ")")
# '80 km/h.', '5 m/s.', '20 ° C.': no abbreviation looks like these.
_RATE_OR_DEGREE = re.compile(r"(?:(?<=[^\W\d_]|[€$%²³])/(?:min|[adhlmst][²³]?)|°\s?[CFK])(?=\.\s)")
# 'auf der Plattform X. Der', 'Thomas K. Der': a capital that ends a sentence, which sentencex takes for an initial.
_LETTER_LAST = re.compile(rf"(?<=\w)\s([A-ZÄÖÜ])(?=\.\s+[\"„“»«(]?({_OPENER}))")
_ARTICLE = re.compile(r"(?:Der|Die|Eine?|Das(?=\s+[A-ZÄÖÜ]))\b")
"""An article begins a sentence behind any letter; 'Das' alone is also a surname ('Arun K. Das sagte')."""
_LETTERED = (
    "abschnitt", "anhang", "anlage", "ausgang", "block", "buchstabe", "computer", "ebene", "eingang", "faktor",
    "fall", "gebäude", "generation", "gruppe", "halle", "hepatitis", "influenza", "kategorie", "klasse", "linie",
    "modell", "netzwerk", "option", "person", "phase", "plan", "plattform", "portal", "position", "produkt",
    "programm", "punkt", "serie", "spalte", "stufe", "szenario", "teil", "terminal", "typ", "variante", "version",
    "vitamin", "zone",
)  # fmt: skip
"""Ends of nouns that are followed by a letter as their name: 'Vitamin C', 'Vorrundengruppe A'."""
_BEFORE_X = frozenset({"auf", "aus", "bei", "durch", "für", "gegen", "mit", "über", "via", "von", "zu"})
"""What stands before the platform's name, 'auf X', but before no initial X."""

# '9. Juli', '19. Jahrhundert': any ordinal goes on before a word that is counted that way.
_COUNTED = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|Jahrhundert|Jh|Quartal|Halbjahr|Liga|Platz|Mal|Stock|Klasse|"
    r"Geburtstag|Bundesliga|Weltkrieg)"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ORDINAL = re.compile(r"\d{1,3}\.")
# 'Im 3. Quartal', 'der 1. FC': an ordinal after a determiner or preposition goes on, except before a function word.
_BEFORE_ORDINAL = _words(
    "am an ans auf aus bei beim bis das dem den der des die dies diese diesem diesen dieser dieses ein eine einem "
    "einen einer eines für gegen ihr ihre ihrem ihren ihrer ihres im in ins jede jedem jeden jeder jedes mit nach ohne "
    "sein seine seinem seinen seiner seines seit über um unter vom von vor während zu zum zur zwischen"
)
# Abbreviations that sentencex does not know. None of them ends a sentence before anything but a function word.
_ABBREVIATIONS = _words(
    "abb abgek abs abschn abzgl adr allg anh anl anm aufl ausg az bd bde bearb begr bes bez bezgl betr bl bsp bspw chr "
    "dez dipl ebd ehem eidg einschl engl erg etw exkl fa fam fn forts frl frz geb gebr gegr gem ges gest gez hausnr "
    "hbf hptm hrsg incl inh inkl insb insbes inst jg jgg jh jhd jhdt kap kath kgl kl konf krs kt lat lit max mitw mtl "
    "mär nördl od okt phil pkt pos red rel rer resp rn rz schr sek spvg staatl stellv südl tab tel tsd tägl univ urspr "
    "verf verh verl verm verw vgl westl wg wwe zit zs ztr zus zzgl östl ü überarb übers usf"
)
_BRACKETS = '("„“»«[–-/'
_LETTERS_BEFORE = 40
"""How far back a wrongly drawn boundary is looked at: longer than any abbreviation with its determiner."""

_HALF_OF_A_PAIR = re.compile("[\ud800-\udfff]")
"""Surrogates alone are no characters; sentencex refuses them."""

_QUOTATION = re.compile(r"[„“”\"»«]")
_CLOSED_SENTENCE = re.compile(r"([.!?])([“”\"»«’‘]+)(?=\s)")
_OPENING_MARK = re.compile(r"(?:(?<=[\s(])|^)[„“”\"»«]")


def sentence_spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of the paragraph `text[start:end]`, in order, without white space around them.

    Together they cover all of the paragraph but white space. At least one span comes back unless the paragraph is
    nothing but white space. Time grows with the length of the paragraph, whatever it holds.
    """
    if end - start <= _WINDOW and not _MAY_END.search(text, start, end):
        span = _stripped(text, start, end)
        return (span,) if span.start < span.end else ()
    spans: list[Span] = []
    position = start
    while position < end:
        window = text[position : min(end, position + _WINDOW)]
        cuts = _sentence_ends(window)
        if position + len(window) < end:
            # The last sentence may go on behind the window; if it is the only one, it is cut where there is a space.
            cuts = cuts[:-1] or [_last_space(window)]
        lower = 0
        for cut in cuts:
            for upper in (*_inner_ends(window, lower, cut), cut):
                span = _stripped(text, position + lower, position + upper)
                if span.start < span.end:
                    spans.append(span)
                lower = upper
        position += cuts[-1]
    return tuple(spans)


def _sentence_ends(window: str) -> list[int]:
    """Offsets behind each sentence of `window` and the white space after it."""
    masked = _masked(window)
    if "„" in masked:
        masked = _MIXED_PAIR.sub(lambda match: match[1] + "“", masked)
    return _ends(window, masked)


def _inner_ends(window: str, lower: int, upper: int) -> list[int]:
    """Where a unit that quotation marks hold together is cut because it is too long; offsets into `window`."""
    unit = window[lower:upper]
    if not _QUOTATION.search(unit) or len(unit.split()) <= _MAX_QUOTED_WORDS:
        return []
    # The same characters without marks: a closing one gives way to the full stop it hides.
    bare = _CLOSED_SENTENCE.sub(lambda match: "x" * len(match[2]) + match[1], _masked(unit))
    bare = _QUOTATION.sub("x", _OPENING_MARK.sub("X", bare))
    return [lower + end for end in _ends(unit, bare)[:-1]]


def _masked(text: str) -> str:
    """`text`, length unchanged, with the characters replaced that mislead sentencex."""
    masked = _DOT_INSIDE_NAME.sub("x", _HALF_OF_A_PAIR.sub("x", text))
    masked = _ELLIPSIS.sub(".", masked)
    masked = _RATE_OR_DEGREE.sub(lambda match: "y" * len(match[0]), masked)
    masked = _NUMBER_OPENS.sub(lambda match: match[1] + "X", masked)
    masked = _MAY_BE_LAST.sub(lambda match: "y" * len(match[1]), masked)  # "xx" would be a Roman numeral
    masked = _UNIT_LAST.sub(lambda match: "y" * len(match[1]), masked)
    masked = _LETTER_LAST.sub(_letter_or_initial, masked)
    if "(" in masked:
        masked = _SENTENCE_IN_BRACKETS.sub(lambda match: match[1] + match[3] + match[2], masked)
    return masked


def _letter_or_initial(match: re.Match[str]) -> str:
    """`match` of a capital before a word that begins sentences: letters of no meaning unless it may be an initial."""
    word = match.string[max(0, match.start() - _LETTERS_BEFORE) : match.start()].split()[-1].casefold()
    named_so = word.endswith(_LETTERED) or (match[1] == "X" and word in _BEFORE_X)
    begins = named_so or _ARTICLE.match(match.string, match.start(2))
    return "y" * len(match[0]) if begins else match[0]


def _ends(text: str, masked: str) -> list[int]:
    """Offsets behind each sentence that sentencex finds in `masked`, without those where `text` goes on."""
    ends: list[int] = []
    position = start = 0
    for sentence in sentencex.segment("de", masked):
        if position and not _goes_on(text, start, position):
            ends.append(position)
            start = position
        position += len(sentence)
    if position != len(text):
        raise ValueError(f"sentencex lost characters: {position} of {len(text)}")
    return [*ends, position]


def _goes_on(text: str, start: int, boundary: int) -> bool:
    """Whether the sentence that begins at `start` goes on at `boundary`, whatever sentencex says."""
    before = text[max(start, boundary - _LETTERS_BEFORE) : boundary]
    if not before[-1:].isspace():
        return before[-1:] not in "。！？"
    if before.rstrip()[-1:] != "." or _OPENS.match(text, boundary):
        return False
    *_, previous, last = ["", "", *before.split()]
    if not _ORDINAL.fullmatch(last):
        return last[:-1].lstrip(_BRACKETS).casefold() in _ABBREVIATIONS
    return previous.lstrip(_BRACKETS).casefold() in _BEFORE_ORDINAL or bool(_COUNTED.match(text, boundary))


def _last_space(window: str) -> int:
    """Behind the last space in the second half of `window`, or its end where there is none."""
    cut = window.rfind(" ", len(window) // 2)
    return cut + 1 if cut >= 0 else len(window)


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
