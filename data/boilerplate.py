"""What around an article is not the article: newsletter boxes, link and label lines, adverts, author biographies.

Wording rules for German and English pages. They only ever fold a block, never delete it; where they are in doubt a
block counts as article text, because hiding text is worse than showing a label.
"""

from __future__ import annotations

import re

MAX_LINE_WORDS = 14
"""A longer paragraph is prose, whatever words it begins with."""

_SUMMARY_LABEL = (
    r"transparenz|highlights?|key (?:points|takeaways)|kurz (?:&|und) knapp|kurz gefasst|kurz gesagt|kurzfassung|"
    r"auf einen blick|das wichtigste(?: (?:in kürze|auf einen blick))?|in kürze|die wichtigsten punkte|zusammengefasst|"
    r"inhalt(?:sverzeichnis|sübersicht)?|themen|stichworte|schlagwörter|tags?|kategorien?"
)
_PAGE_LABEL = (
    r"source link|quelle(?:nangaben|n)?|link zur quelle|originalartikel|zum (?:original)?artikel|weiterlesen|"
    r"mehr lesen|mehr (?:dazu|zum thema|erfahren)|"
    r"lesen sie (?:auch|mehr|hier)\b.*|lies auch\b.*|auch interessant|siehe auch\b.*|"
    r"read more|related(?: articles)?|share(?: this)?|teilen(?: auf .*)?|merken|drucken|kommentare?(?: \(?\d+\)?)?|"
    r"\d+ kommentare?|kommentar (?:schreiben|hinterlassen)|anzeigen?|werbung|advertisement|sponsored|"
    r"(?:zum|zur) (?:startseite|übersicht)|nach oben|zurück|startseite|home|menü|suche|anmelden|login|registrieren|"
    r"abonnieren|folgen sie uns\b.*|follow us\b.*|impressum|kontakt|über uns|agb|"
    r"lesezeit:? .*|\d+ min(?:uten)? lesezeit|veröffentlicht(?: am)? .*\d{4}.*|aktualisiert(?: am)? .*\d{4}.*|"
    r"stand: .*\d{4}.*|von der redaktion|redaktion"
)
_LABEL = re.compile(rf"(?:{_SUMMARY_LABEL}|{_PAGE_LABEL})\s*[:»›>→.…]*", re.IGNORECASE)
_URL_ONLY = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_NEWSLETTER = re.compile(
    r"newsletter\b.*\b(?:überspringen|abonnieren|anmeld\w+|bestellen|registrier\w+)|"
    r"(?:abonnieren|bestellen) sie\b.*\bnewsletter|(?:melden|tragen) sie sich\b.*\bnewsletter|"
    r"(?:skip|sign up|subscribe)\b.*\bnewsletter|newsletter[- ](?:promotion|aktion|anmeldung)",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"^datenschutzhinweis|^privacy notice|\bdatenschutz(?:richtlinie|bestimmung|erklärung)|\bnutzungsbedingungen\b|"
    r"\balle rechte vorbehalten\b|\ball rights reserved\b|\bcookies? (?:akzeptieren|zustimmen|richtlinie)|"
    r"\brecaptcha\b.*\bwebsite\b|^©|^copyright\b",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\brabatt\b|\babo(?:nnement|s)?\b|\bnewsletter\b|\barchiv\b|\bcommunity\b|\bwerbe(?:banner|frei\w*)|"
    r"\bohne werbung\b|\bkommentarsystem\b|"
    r"\bkostenlos(?:es?)? testen\b|\bjetzt (?:testen|kaufen|bestellen|abonnieren|lesen)\b|"
    r"\bpremium\b|\bangebot\b|\bdeep-dives?\b|\bevents?\b|\bgutschein|\bkündbar\b|\bpro monat\b|\bprobemonat\b|"
    r"\bsubscribe\b|\bdiscount\b|\bexklusiv\w*",
    re.IGNORECASE,
)
_PROFESSION = (
    r"(?:\w+-)*(?:autor|redakteur|journalist|reporter|korrespondent|kolumnist|blogger|volontär|chefredakteur|publizist|"
    r"schriftsteller|texter|redaktionsleiter|writer|editor|correspondent|author)(?:in)?\b"
)
_BIOGRAPHY = re.compile(
    rf"\b(?:ist|war|arbeitet|schreibt|berichtet|is|writes|works|has been)\b.{{0,120}}?\b(?:{_PROFESSION})|"
    rf"\b(?:{_PROFESSION}).{{0,60}}\b(?:bei|für|von|at|for)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÄÖÜ][\w’'-]+ (?:(?:von|van|de|zu) )?[A-ZÄÖÜ][\w’'-]+")
_CAPTION = re.compile(
    r"(?:\(?(?:bild|foto|photo|video|grafik|abbildung|abb\.|screenshot|illustration|image|infografik|bildquelle|"
    r"titelbild|symbolbild)(?:\s*\d+)?\s*[:/|©]|\(?©\s)",
    re.IGNORECASE,
)
FAQ_HEADING = re.compile(
    r"(?:faqs?\b.{0,40}|(?:häufige|häufig gestellte|oft gestellte|die wichtigsten) fragen\b.{0,60}|"
    r"fragen (?:&|und) antworten\b.{0,60}|frequently asked questions)",
    re.IGNORECASE,
)


def is_label_line(text: str) -> bool:
    """Whether a short line is furniture of the page, by its wording alone."""
    return bool(_LABEL.fullmatch(text) or _URL_ONLY.fullmatch(text))


def is_newsletter_line(text: str) -> bool:
    """Whether a line opens or belongs to a newsletter box."""
    return len(text.split()) <= MAX_LINE_WORDS and bool(_NEWSLETTER.search(text))


def is_legal_notice(text: str) -> bool:
    """Whether a paragraph is about the page's own privacy, copyright or terms of use.

    One legal word may stand in any article on data protection; a notice begins with one or holds two.
    """
    matches = {match.group().casefold() for match in _LEGAL.finditer(text)}
    return any(text.casefold().startswith(match) for match in matches) or len(matches) >= 2


def offer_terms(text: str) -> frozenset[str]:
    """The words of subscription offers that `text` holds."""
    return frozenset(match.group().casefold() for match in _OFFER.finditer(text))


def is_biography(text: str) -> bool:
    """Whether a paragraph reads like the note on its author: a full name, a verb of being, a writer's profession."""
    return len(text.split()) <= 80 and bool(_NAME.search(text)) and bool(_BIOGRAPHY.search(text))


def is_caption(text: str) -> bool:
    """Whether a line names a picture, a video, or who made it."""
    return len(text.split()) <= 40 and bool(_CAPTION.match(text))
