"""The noun phrases of a sentence: which stand free, as subjects do, and which a preposition or a case governs."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto

from aitui.data.entity import EntityKind
from aitui.data.quotes.frame import Frame, Token
from aitui.data.quotes.function_words import NOMINATIVE, OBJECTS, OBLIQUE, PREPOSITIONS
from aitui.data.quotes.names import Gender, Named, Names
from aitui.data.quotes.nouns import ROLE
from aitui.data.quotes.phrase import TIMES, Kind, Nominal, is_adjective, noun_phrase
from aitui.data.quotes.words import words

_PRONOUNS = {"er": Gender.MALE, "sie": Gender.FEMALE, "letzterer": Gender.MALE, "letztere": Gender.FEMALE}
_IMPERSONAL = words("ich wir du ihr man es niemand wer jemand")
# Words that are capitalised only because a sentence begins with them.
_OPENERS = words(
    """
    aber allerdings also am auch außerdem bereits besonders bisher bislang da dabei dadurch dafür dagegen daher
    dahinter damals damit danach daneben dann daran darauf daraufhin darüber darum darunter davon davor dazu
    dementsprechend denn dennoch derzeit deshalb doch dort ebenfalls ebenso eigentlich einerseits einmal endlich
    erst etwa falls ferner früher ganz gar gerade gestern gleichzeitig heute hier hingegen hinzu immer immerhin
    indem indes inzwischen irgendwann jedenfalls jedoch jetzt kaum kürzlich langfristig letztlich lediglich mal
    manchmal mehr meist mittlerweile möglicherweise nachdem natürlich nicht nie noch nun nur ob obwohl oder oft
    ohnehin plötzlich schließlich schon sehr seitdem seither so sobald sodass sogar solange somit sondern sonst
    soweit später stattdessen stets tatsächlich teilweise trotzdem überdies überhaupt übrigens und vielleicht
    vielmehr vorher wann warum was weder weil weiter weiterhin wenigstens wenn weshalb wie wieder wieso wo wobei
    wodurch wofür womit wonach worauf woraufhin worüber während zudem zuerst zugleich zuletzt zumal zumindest
    zunächst zurzeit zuvor zwar ja nein bitte danke anschließend abschließend ausdrücklich einfach genau
    vergangene vergangenen nächste letzte laut hierzu dass bevor ehe sowie sowohl weitere beispielsweise
    insgesamt offenbar offiziell ursprünglich zusammen gemeinsam wohl gegen selbst gleich gewiss sicher
    sicherlich klar frage antwort foto bild video
    """
)


class _Function(Enum):
    """What a small word does to the noun phrase behind it."""

    PREPOSITION = auto()
    PRONOUN = auto()
    IMPERSONAL = auto()
    DETERMINER = auto()


# Of a word that is in several lists, the first counts: 'außer' governs, whatever else it may be.
_FUNCTIONS = {
    word: function
    for function, members in (
        (_Function.DETERMINER, NOMINATIVE | OBLIQUE),
        (_Function.IMPERSONAL, _IMPERSONAL),
        (_Function.PRONOUN, _PRONOUNS.keys()),
        (_Function.PREPOSITION, PREPOSITIONS),
    )
    for word in members
}


def nominals(frame: Frame, names: Names) -> list[Nominal]:
    """The noun phrases of a sentence outside its quotations, in order."""
    return list(_parse(frame, names))


def _parse(frame: Frame, names: Names) -> Iterator[Nominal]:
    tokens, lower = frame.tokens, frame.lower
    determiner, governed, gap = "", False, 0
    index, count = 0, len(tokens)
    last: Nominal | None = None
    while index < count:
        token, word = tokens[index], lower[index]
        named = names.at(token.start)
        capitalised = token.capitalised
        opener = capitalised and _opens(tokens, index)
        function = _FUNCTIONS.get(word) if not capitalised or (opener and named is None) else None
        if word == "ihr" and function and index + 1 < count and tokens[index + 1].capitalised:
            function = _Function.DETERMINER  # 'Ihr Sprecher'
        if function is _Function.PREPOSITION:
            determiner, governed, gap = "", word not in ("als", "wie"), 0
        elif function is _Function.PRONOUN:
            yield Nominal(index, index + 1, Kind.PRONOUN, oblique=governed, gender=_PRONOUNS[word])
            determiner, governed = "", False
        elif function is _Function.IMPERSONAL:
            yield Nominal(index, index + 1, Kind.IMPERSONAL)
            determiner, governed = "", False
        elif not capitalised and word in OBJECTS:
            determiner, governed = "", False
        elif function is _Function.DETERMINER:
            # 'von dem einige Analysten sagen': a relative pronoun, and a phrase of its own.
            governed = governed and not determiner
            determiner, gap = word, 0
        elif named or (capitalised and not (opener and word in _OPENERS)):
            nominal = noun_phrase(frame, index, names)
            nominal.determiner = determiner
            nominal.oblique = governed or determiner in OBLIQUE or _hangs_on(last, nominal, determiner, lower)
            nominal.kind = _with_article(nominal, token.text)
            last = nominal
            yield nominal
            index = nominal.end
            determiner, governed, gap = "", False, 0
            continue
        elif token.quotation and (medium := names.at(token.quotation.start)) and _is_quoted(medium, token):
            # 'Die „Financial Times“ berichtet'
            oblique = governed or determiner in OBLIQUE
            yield Nominal(index, index + 1, Kind.ORG, determiner, oblique=oblique, speaker=medium.speaker)
            determiner, governed, gap = "", False, 0
        elif token.quotation or not token.text[0].isalnum():
            if word not in (".", "-", "/", "%", "(") and token.quotation is None:
                determiner, governed = "", False
        else:
            gap += 1
            if gap > 6:
                determiner, governed = "", False
        index += 1


def _is_quoted(named: Named, token: Token) -> bool:
    """Whether a quotation is an organisation's name and nothing else."""
    return named.kind is EntityKind.ORG and token.quotation is not None and named.end == token.quotation.end


def _opens(tokens: list[Token], index: int) -> bool:
    """Whether a word stands where every word has a capital: at the beginning, behind a colon or a quotation."""
    return index == 0 or tokens[index - 1].text in ":–—(" or tokens[index - 1].quotation is not None


def _with_article(nominal: Nominal, first: str) -> Kind:
    """What a phrase is, now that its article is known: names have none, offices that mean somebody do."""
    if nominal.kind is Kind.BARE and (nominal.determiner or first.lower() in TIMES):
        return Kind.OTHER
    if nominal.kind is Kind.CROWD and nominal.determiner == "der" and not nominal.oblique and ROLE.ends(first):
        nominal.roles, nominal.gender = (first.lower(),), Gender.MALE
        return Kind.ROLE  # 'sagte der frühere Nationalspieler'
    if nominal.kind is Kind.NAME and nominal.determiner and is_adjective(first):
        return Kind.OTHER
    if nominal.kind is Kind.ROLE and not nominal.determiner and nominal.org is None:
        return Kind.CROWD
    if (
        nominal.kind is Kind.ROLE
        and nominal.determiner == "die"
        and nominal.roles[-1:]
        and nominal.roles[-1].endswith("en")
    ):
        return Kind.CROWD  # 'die Ökonomen'
    return nominal.kind


def _hangs_on(last: Nominal | None, nominal: Nominal, determiner: str, lower: list[str]) -> bool:
    """Whether a phrase is the genitive of the one before ('der Webseite der Post') or joined to it by 'und'."""
    if last is None:
        return False
    between = lower[last.end : nominal.start]
    if between[:1] == ["der"] and determiner == "der":
        return lower[last.start] not in TIMES
    return last.oblique and between[-1:] in (["und"], ["oder"]) and len(between) <= 2
