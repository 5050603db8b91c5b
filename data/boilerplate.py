"""The wording of what around an article is not the article: labels, links, offers, notices, notes on authors.

Rules for German and English pages. They look at one line or paragraph; where in an article it must stand to count,
`aitui.data.furniture` says.
"""

from __future__ import annotations

import re

MAX_LINE_WORDS = 14
"""A longer paragraph is prose, whatever words it begins with."""
_MAX_LINE_CHARS = 200
_MAX_BIOGRAPHY_WORDS = 60
_MAX_BIOGRAPHY_CHARS = 800
"""Words alone do not bound what the patterns below must look through: a line of a megabyte may be one word."""
_MAX_ADDRESS_WORDS = 7

_SUMMARY_LABEL = (
    r"transparenz|highlights?|key (?:points|takeaways)|kurz (?:&|und) knapp|kurz gefasst|kurz gesagt|kurzfassung|"
    r"auf einen blick|das wichtigste(?: (?:in kürze|auf einen blick))?|in kürze|die wichtigsten punkte|zusammengefasst|"
    r"inhalt(?:sverzeichnis|sübersicht)?|themen|stichworte|schlagwörter|tags?|kategorien?"
)
_PAGE_LABEL = (
    r"source link|quelle(?:nangaben|n)?|link zur quelle|originalartikel|weiterlesen|"
    r"(?:hier )?(?:zum|zur|zu den) (?:\w+-?)?(?:artikel|beitrag|video|podcast|interview|bericht|meldung|text)|"
    r"(?:jetzt |hier )?(?:mehr|weiter) lesen|mehr (?:dazu|erfahren)|"
    r"read more|share(?: this)?|(?:artikel )?teilen(?: auf .*)?|merken|drucken|vorlesen|kommentare?(?: \(?\d+\)?)?|"
    r"\d+ kommentare?|kommentar (?:schreiben|hinterlassen)|anzeigen?|werbung|advertisement|sponsored|"
    r"(?:zum|zur) (?:startseite|übersicht)|nach oben|zurück|startseite|home|menü|suche|anmelden|login|registrieren|"
    r"abonnieren|folgen sie uns\b.*|follow us\b.*|impressum|kontakt|über uns|agb|datenschutz|"
    r"lesezeit:? .*|\d+ min(?:uten)? lesezeit|von der redaktion|redaktion|"
    r"(?:pressemitteilung|pressemeldung|medienmitteilung)(?: nr\.? ?[\d/-]+)?|"
    r"\W*\bende der (?:mitteilung|meldung)\b\W*|(?:im |in ihrem )?browser (?:ansehen|öffnen|lesen)|"
    r"(?:newsletter )?(?:abmelden|abbestellen|weiterempfehlen)|webansicht|unsubscribe|view in browser"
)
_ONE_LABEL = rf"(?:{_SUMMARY_LABEL}|{_PAGE_LABEL})"
_LABEL = rf"{_ONE_LABEL}(?:\s?[|·•]\s?{_ONE_LABEL}){{0,7}}\s*[:»›>→.…]*"
_RELATED = re.compile(
    r"(?:lesen sie (?:auch|mehr|hier|dazu)|lies auch|auch interessant|siehe auch|mehr zum thema|"
    r"mehr aus (?:dem ressort|der rubrik|politik|wirtschaft|kultur|sport|wissen)|"
    r"(?:das )?könnte (?:sie|dich) auch interessieren|weitere (?:artikel|beiträge|meldungen|themen)|"
    r"verwandte (?:artikel|beiträge|themen)|meistgelesen|related(?: articles| posts)?|see also)\b.*",
    re.IGNORECASE,
)

_ADDRESS = r"(?:https?://|www\.)[^\s)\]>]+"
_LINKS = (
    rf"[<(\[]?{_ADDRESS}[>)\]]?|"
    # Markdown: nothing but links.
    r"(?:\[[^\[\]]{1,150}\]\([^()\s]{1,300}\)[\s|·•,–-]{0,5}){1,8}"
)
_ENDS_WITH_ADDRESS = rf"(?:[^\s.!?]{{1,40}}\s+){{1,6}}[(<]?{_ADDRESS}[>)]?"
_ARROW = r"(?:→|»|›|>>|➔|▶|►|⇒)\s*\S[^.!?]{0,90}|[^.!?]{1,90}\s*(?:→|››|>>|➔|⇒)"
_RULE = re.compile(r"[-–—_=*~#·•+.|/\\\s]{2,}|[-–—_=*~#·•+|]")

_MONTH = r"(?:jan|feb|mär|mar|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*"
_DAY = rf"\d{{1,2}}\.\s?(?:\d{{1,2}}\.|{_MONTH})\s?\d{{2,4}}|\d{{4}}-\d\d-\d\d"
_DATE_LINE = (
    r"(?:(?:stand|veröffentlicht|publiziert|erschienen|erstellt|aktualisiert|zuletzt aktualisiert|update|datum)"
    r"(?:\s?:|\s+am|\s+vom)?\s+)?"
    r"(?:(?:am|vom|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so)[.,]?\s+){0,2}"
    rf"(?:{_DAY})(?:\s*[,|·–/-]?\s*(?:um\s+)?\d{{1,2}}[:.]\d\d(?:\s*uhr)?)?"
    rf"(?:\s*[,|·–(-]?\s*(?:aktualisiert|update|zuletzt aktualisiert)\b.{{0,60}})?"
)
_PERSON = r"[A-ZÄÖÜ][\w.’'-]+(?: (?:von|van|de|zu|der)){0,2}(?: [A-ZÄÖÜ][\w.’'-]+){1,2}"
_BYLINE = re.compile(
    rf"(?:[Vv]on|VON|[Bb]y|[Tt]ext:|[Aa]utor(?:in)?:|[Ee]in (?:Kommentar|Gastbeitrag|Bericht|Essay|Interview) von) "
    rf"{_PERSON}(?:(?:, | und | & ){_PERSON}){{0,3}}(?:, [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?)?"
)
_AGENCY = r"(?:dpa|afp|reuters|rtr|ap|apa|sda|kna|epd|sid|ots|awp|dts)(?:-\w+)?"
_SIGN_OFF = (
    rf"[(\[]?(?:Quelle: |mit (?:material|agenturmaterial|informationen) (?:von|der) )?(?:{_AGENCY})"
    rf"(?:(?:[/,] ?| und )[\w-]{{2,12}}){{0,4}}[)\]]?"
)
_NUMBER_BETWEEN_DASHES = re.compile(r"[-–—]\s?\d{1,4}\s?[-–—]")
_PAGE_NUMBER = r"(?:seite|page)\s\d{1,4}(?:\s?(?:von|of|/)\s?\d{1,4})?"
_CONTACT = (
    r"(?:tel(?:efon)?|fon|(?:tele)?fax|mobil|e-?mail|mail|internet|web(?:site|seite)?|homepage|"
    r"presse(?:kontakt|stelle|anfragen)?|kontakt|ansprechpartner(?:in)?|rückfragen(?: bitte)?(?: an)?|"
    r"twitter|facebook|instagram|mastodon|linkedin|redaktion)(?:\s?:|\.:?)(?:\s.{0,120})?"
)
_FURNITURE = re.compile(
    "|".join((_LABEL, _LINKS, _ENDS_WITH_ADDRESS, _ARROW, _DATE_LINE, _SIGN_OFF, _PAGE_NUMBER, _CONTACT)), re.IGNORECASE
)
_MAIL_ADDRESS = re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}\.\w")

_SUBSCRIBE = r"(?:abonnieren|bestellen|anmelden|registrieren|testen|abbestellen)"
_NEWSLETTER = re.compile(
    rf"^[^,.]{{0,60}}newsletter\b[^,.]{{0,20}}\b(?:überspringen|{_SUBSCRIBE})[.!:]?$|"
    r"\b(?:abonnieren|bestellen|erhalten|lesen) sie\b.{0,60}\bnewsletter|"
    r"\b(?:melden|tragen) sie sich\b.{0,60}\bnewsletter|"
    r"\b(?:skip|sign up|subscribe)\b.{0,60}\bnewsletter|\bnewsletter[- ](?:promotion|aktion|anmeldung)\b|"
    r"^(?:you are receiving|sie (?:erhalten|bekommen) (?:diese[ns]?|unseren)) (?:newsletter|e-?mail|mail)\b",
    re.IGNORECASE,
)
_NAMES_NEWSLETTER = re.compile(r"\A(?:unser(?:e|en)? |der |jetzt )?[\w-]*newsletter\b|\bnewsletter\W*\Z", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"\b(?:hier|jetzt|kostenlos|gratis|einfach)\b.{0,40}\b(?:anmelden|abonnieren|eintragen|bestellen|registrieren)|"
    r"\bin (?:Ihrem|Ihr|deinem|dein) (?:E-Mail-)?Post(?:fach|eingang)|\b(?:mit|durch) (?:der|Ihrer) Anmeldung\b|"
    r"\b(?:melden|tragen) Sie sich\b|\b(?:abonnieren|erhalten|bekommen) Sie\b.{0,60}\b(?:newsletter|e-mail|mail)",
    re.IGNORECASE,
)
_NOTICE_START = re.compile(
    r"(?:datenschutzhinweise?|privacy notice|haftungsausschluss|disclaimer)\s*:|"
    r"(?:copyright\s*)?(?:©|\(c\)\s*\d{4})|copyright\s+\d{4}",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\bdatenschutz(?:richtlinien?|bestimmung(?:en)?|erklärung)|\bnutzungsbedingungen\b|\bprivacy policy\b|"
    r"\balle rechte vorbehalten\b|\ball rights reserved\b|\bcookies?\b|\bre?captcha\b|\bterms of (?:use|service)\b",
    re.IGNORECASE,
)
_WE_AND_YOU = re.compile(r"\b(?:wir|unsere?[mnrs]?|uns|we|our|your)\b", re.IGNORECASE)
_REPORTED = re.compile(r"\b(?:sagte|sagt|erklärte|teilte|kritisiert\w*|berichtet\w*|said)\b|[„“»«\"]", re.IGNORECASE)
_OFFER = re.compile(
    r"\brabatt\b|\babo(?:nnement|s)?\b|\bnewsletter\b|\barchiv\b|\bcommunity\b|\bwerbe(?:banner|frei\w*)|"
    r"\bohne werbung\b|\bkommentarsystem\b|"
    r"\bkostenlos(?:es?)? testen\b|\bjetzt (?:testen|kaufen|bestellen|abonnieren|lesen)\b|"
    r"\bpremium\b|\bangebot\b|\bdeep-dives?\b|\bevents?\b|\bgutschein|\bkündbar\b|\bpro monat\b|\bprobemonat\b|"
    r"\bsubscribe\b|\bdiscount\b|\bexklusiv\w*",
    re.IGNORECASE,
)
_FINITE_VERB = re.compile(
    r"\b(?:ist|sind|war|waren|hat|haben|hatte|hatten|wird|werden|wurden?|kann|können|konnten?|soll|sollen|sollten?|"
    r"will|wollen|wollten?|muss|müssen|mussten?|darf|dürfen|gibt|gab|kostet|kosten|steigt|stieg|sagte|sagt|bietet|"
    r"gilt|geht|ging|kommt|kam|bleibt|blieb|liegt|lag|macht|machte|verliert|wächst|sei|habe|werde)\b"
)
_PROFESSION = (
    r"(?:\w{1,30}-){0,3}\w{0,30}(?:autor|redakteur|journalist|reporter|korrespondent|kolumnist|blogger|volontär|publizist|"
    r"schriftsteller|texter|redaktionsleiter|writer|editor|correspondent|author)(?:in)?\b"
)
_IS_OR_WORKS = r"\b(?:ist|arbeitet|schreibt|berichtet|verantwortet|leitet|lebt|is|writes|works|covers|has been)\b"
_BIOGRAPHY = re.compile(
    rf"{_IS_OR_WORKS}.{{0,120}}?\b(?:{_PROFESSION})|\b(?:{_PROFESSION}).{{0,60}}\b(?:bei|für|von|at|for)\b",
    re.IGNORECASE,
)
_NO_FIRST_NAME = (
    r"(?:D(?:er|ie|as|en|em|es|iese[mnrs]?)|Eine?[mnrs]?|I[mn]|A[mn]|Auf|Aus|Bei|Für|Mit|Nach|Seit|Vo[mnr]|Zu[mr]?|"
    r"Als|Wie|Seine?[mnrs]?|Ihre?[mnrs]?|Unsere?[mnrs]?|Kein[e]?|Viele|Herr|Frau)"
)
_INTRODUCES = re.compile(
    r"(?:(?:Zur Person|Zu[mr] Autor(?:in)?|Über (?:den Autor|die Autorin)|Autor(?:in)?): )?"
    rf"(?:(?:Dr\.|Prof\.) ){{0,2}}(?!{_NO_FIRST_NAME} )({_PERSON})(?:, [^.,]{{1,60}},)? {_IS_OR_WORKS}[^.]{{0,120}}?"
    rf"\b(?:(?i:{_PROFESSION})|schreibt (?:seit|für|über|regelmäßig)\b)"
)
_TITLE_OF_WORK = re.compile(
    r"\b\w{0,30}(?i:buch|roman|band|essay|podcast|biografie|debüt)(?: \w+){0,3},? ?[„»«\"][^“«»\"]{1,120}[“«»\"]"
)
"""What a writer wrote; the marks around it are those of no speech."""
_THE_AUTHOR = re.compile(
    r"(?:Zu[mr] Autor(?:in)?|Über (?:den Autor|die Autorin)): |"
    r"Unsere? (?:Gast)?[Aa]utor(?:in)? (?:arbeitet|lebt|wohnt|schreibt|studiert|promoviert|pendelt|forscht|lehrt)\b|"
    r"(?:(?:Der|Die|Unsere?) (?:Autor|Autorin|Verfasser|Verfasserin|Kolumnist|Kolumnistin|Gastautor|Gastautorin)\b"
    r".{0,40}?\b(?:"
    rf"ist\b.{{0,80}}?\b(?:{_PROFESSION}|[Pp]rofessor(?:in)?|[Dd]ozent(?:in)?|\w*leiter(?:in)?|\w*direktor(?:in)?|"
    r"\w*wissenschaftler(?:in)?|\w*forscher(?:in)?|\w*planer(?:in)?|\w*berater(?:in)?|\w*ökonom(?:in)?|[Mm]itglied)|"
    r"arbeitet\b.{0,30}?\b(?:als|bei|für)|lehrt\b|forscht\b|lebt (?:und arbeitet )?(?:in|als)|"
    r"schreibt\b.{0,30}?\b(?:regelmäßig|als|für)))"
)
_AUTHOR_LABEL = re.compile(
    r"(?:über|zu) (?:den autor|die autorin|die autor(?:inn)?en|den verfasser|die verfasserin)|zu[mr] autor(?:in)?|"
    r"(?:der|die|unsere?) autor(?:in)?|autorenprofil|autor(?:in)?|about the author|mehr vom autor",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:\(?(?:bild|foto|photo|video|grafik|abbildung|abb\.|screenshot|illustration|image|infografik|bildquelle|"
    r"titelbild|symbolbild)(?:\s*\d+)?\s*[:/|©]|\(?©\s|!\[[^\]]{0,300}\]\([^()\s]{1,300}\)$)",
    re.IGNORECASE,
)
_QUESTIONS_HEADING = re.compile(
    r"(?:faqs?\b.{0,60}|(?:häufige|häufig gestellte|oft gestellte|die wichtigsten|wichtige) fragen\b.{0,80}|"
    r"fragen (?:&|und) antworten\b.{0,80}|.{0,60}: (?:die wichtigsten )?fragen und antworten|"
    r"frequently asked questions)",
    re.IGNORECASE,
)


def is_label_line(text: str) -> bool:
    """Whether a short line is furniture of the page by its wording: labels, links, dates, bylines, contacts, rules."""
    if len(text) > _MAX_LINE_CHARS or len(text.split()) > MAX_LINE_WORDS:
        return False
    if _FURNITURE.fullmatch(text) or _BYLINE.fullmatch(text) or is_rule(text):
        return True
    return len(text.split()) <= _MAX_ADDRESS_WORDS and bool(_MAIL_ADDRESS.search(text)) and text[-1] not in ".!?"


def is_rule(text: str) -> bool:
    """Whether a line only parts what is above from what is below: dashes, stars, dots, '- 2 -' at the end of a page."""
    if text[:1].isalnum() or len(text) > _MAX_LINE_CHARS:
        return False
    return bool(_RULE.fullmatch(text) or _NUMBER_BETWEEN_DASHES.fullmatch(text))


def announces_related(text: str) -> bool:
    """Whether a line announces other articles of the same site."""
    return len(text) <= _MAX_LINE_CHARS and bool(_RELATED.fullmatch(text))


def announces_author(text: str) -> bool:
    """Whether a line announces a note on the author."""
    return len(text) <= _MAX_LINE_CHARS and bool(_AUTHOR_LABEL.fullmatch(text.rstrip(":")))


def announces_questions(text: str) -> bool:
    """Whether a heading announces a list of questions and answers."""
    return len(text) <= _MAX_LINE_CHARS and bool(_QUESTIONS_HEADING.fullmatch(text.rstrip(":")))


def is_newsletter_line(text: str) -> bool:
    """Whether a line opens or belongs to a newsletter box."""
    return len(text) <= _MAX_LINE_CHARS and len(text.split()) <= MAX_LINE_WORDS and bool(_NEWSLETTER.search(text))


def opens_newsletter_box(text: str) -> bool:
    """Whether a line may be the heading of a newsletter box: it names one and says nothing of anybody."""
    short = len(text) <= _MAX_LINE_CHARS and len(text.split()) <= MAX_LINE_WORDS
    return short and bool(_NAMES_NEWSLETTER.search(text)) and not is_statement(text)


def invites_to_sign_up(text: str) -> bool:
    """Whether a short paragraph asks its reader to subscribe."""
    return len(text.split()) <= _MAX_BIOGRAPHY_WORDS and bool(_SIGN_UP.search(text)) and not _REPORTED.search(text)


def is_legal_notice(text: str) -> bool:
    """Whether a paragraph is about the page's own privacy, copyright or terms of use.

    One legal word may stand in any article on data protection; a notice opens as one, or holds two of them, speaks of
    us, and quotes nobody.
    """
    if _NOTICE_START.match(text):
        return True
    if len(text) > 10 * _MAX_LINE_CHARS:
        return False
    terms = {match.group().casefold() for match in _LEGAL.finditer(text)}
    return len(terms) >= 2 and bool(_WE_AND_YOU.search(text)) and not _REPORTED.search(text)


def offer_terms(text: str) -> frozenset[str]:
    """The words of subscription offers that `text` holds."""
    return frozenset(match.group().casefold() for match in _OFFER.finditer(text))


def is_statement(text: str) -> bool:
    """Whether a line says something about somebody, as articles do, rather than naming what is on offer."""
    return bool(_FINITE_VERB.search(text))


def is_biography(text: str) -> bool:
    """Whether a paragraph can be a note on its author: short, of somebody who works as a writer, no speech."""
    return _can_be_note(text) and bool(_BIOGRAPHY.search(text))


def introduced_writer(text: str) -> str:
    """The full name that a note on its author begins with, such as 'N. N. ist Redakteurin bei …', or empty."""
    match = _INTRODUCES.match(text) if _can_be_note(text) else None
    return match[1] if match else ""


def is_note_on_author(text: str) -> bool:
    """Whether a paragraph says of 'the author' who that is and what for a living, and little else."""
    return _can_be_note(text) and bool(_THE_AUTHOR.match(text))


def _can_be_note(text: str) -> bool:
    if len(text) > _MAX_BIOGRAPHY_CHARS or len(text.split()) > _MAX_BIOGRAPHY_WORDS:
        return False
    return not _REPORTED.search(_TITLE_OF_WORK.sub("", text))


def is_caption(text: str) -> bool:
    """Whether a line names a picture, a video, or who made it."""
    return len(text.split()) <= 40 and bool(_CAPTION.match(text))
