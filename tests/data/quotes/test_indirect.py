from __future__ import annotations

import pytest

from .said import indirect, quotes


@pytest.mark.parametrize(
    ("text", "clause", "speaker"),
    [
        ("Sam Altman sagte, dass die Kosten sinken.", "dass die Kosten sinken", "Sam Altman"),
        ("Sam Altman sagte, die Kosten seien hoch.", "die Kosten seien hoch", "Sam Altman"),
        ("Am Montag warnte Sam Altman, dass es eng werde.", "dass es eng werde", "Sam Altman"),
        ("Sam Altman hat mitgeteilt, dass die Kosten sinken.", "dass die Kosten sinken", "Sam Altman"),
        ("Sam Altman teilte mit, dass die Kosten sinken.", "dass die Kosten sinken", "Sam Altman"),
        ("Sam Altman kündigte an, neue Büros zu öffnen.", "neue Büros zu öffnen", "Sam Altman"),
        ("Die Kosten seien hoch, sagte Sam Altman.", "Die Kosten seien hoch", "Sam Altman"),
        ("Die Kosten seien hoch, so Sam Altman.", "Die Kosten seien hoch", "Sam Altman"),
        ("Die Kosten sinken, wie Sam Altman mitteilte.", "Die Kosten sinken", "Sam Altman"),
        ("Die Kosten sinken, wie aus einem Bericht von Bloomberg hervorgeht.", "Die Kosten sinken", "Bloomberg"),
        ("Laut Sam Altman sinken die Kosten.", "Laut Sam Altman sinken die Kosten.", "Sam Altman"),
        ("Sam Altman zufolge sinken die Kosten.", "Sam Altman zufolge sinken die Kosten.", "Sam Altman"),
        ("Nach Angaben von Bosch sinken die Kosten.", "Nach Angaben von Bosch sinken die Kosten.", "Bosch"),
        ("OpenAI hat nach eigenen Angaben viel Geld.", "OpenAI hat nach eigenen Angaben viel Geld.", "OpenAI"),
        ("Die Kosten, so Sam Altman, seien hoch.", "Die Kosten, so Sam Altman, seien hoch.", "Sam Altman"),
        ("Die Last, so Sam Altman weiter, sei hoch.", "Die Last, so Sam Altman weiter, sei hoch.", "Sam Altman"),
        ("Sam Altman sieht das anders: Die Kosten seien hoch.", "Die Kosten seien hoch", "Sam Altman"),
        ("Sam Altman hält dagegen: Die Kosten seien hoch.", "Die Kosten seien hoch", "Sam Altman"),
        ("Experten sagten, dass die Kosten sinken.", "dass die Kosten sinken", None),
        ("Sam Altman sagte, die Gespräche dauerten an.", "die Gespräche dauerten an", "Sam Altman"),
        ("Sam Altman gab zu bedenken, dass die Kosten steigen.", "dass die Kosten steigen", "Sam Altman"),
        ("Sam Altman warnte davor, Firmen zu viel zu zahlen.", "Firmen zu viel zu zahlen", "Sam Altman"),
        ("Sam Altman forderte Bosch auf, neue Büros zu öffnen.", "neue Büros zu öffnen", "Sam Altman"),
        ("Das Geld dürfte reichen, glaubt Sam Altman.", "Das Geld dürfte reichen", "Sam Altman"),
        ("Man müsse jetzt, sagte Sam Altman, handeln.", "Man müsse jetzt, sagte Sam Altman, handeln.", "Sam Altman"),
        ("Daten, sagt Sam Altman, bleiben hier.", "Daten, sagt Sam Altman, bleiben hier.", "Sam Altman"),
        ("Auf die Frage danach antwortete Sam Altman, das sei falsch.", "das sei falsch", "Sam Altman"),
        ("In einem Brief, der Bosch vorliegt, heißt es, die Lage sei gut.", "die Lage sei gut", None),
        (
            "Bosch baut einer Studie von OpenAI zufolge neu.",
            "Bosch baut einer Studie von OpenAI zufolge neu.",
            "OpenAI",
        ),
        ("Laut der US-Bank JPMorgan steigen die Kosten.", "Laut der US-Bank JPMorgan steigen die Kosten.", "JPMorgan"),
        ("Laut Anklage hat er das gewusst.", "Laut Anklage hat er das gewusst.", None),
        ("Händlern zufolge sinken die Kosten bald.", "Händlern zufolge sinken die Kosten bald.", None),
        (
            "Es kostet laut einem Gutachten 62 Millionen Euro.",
            "Es kostet laut einem Gutachten 62 Millionen Euro.",
            None,
        ),
        (
            "Das Gesetz komme, sagte Sam Altman, im Herbst.",
            "Das Gesetz komme, sagte Sam Altman, im Herbst.",
            "Sam Altman",
        ),
        (
            "Sam Altman sagte, die Stadt, das Land und der Bund zögen mit.",
            "die Stadt, das Land und der Bund zögen mit",
            "Sam Altman",
        ),
        ("Sam Altman sagte zu, Büros zu öffnen.", "Büros zu öffnen", "Sam Altman"),
        ("Sam Altman kam. Ihm zufolge sinken die Kosten.", "Ihm zufolge sinken die Kosten.", "Sam Altman"),
        ("Sam Altman kam. Seinem Brief zufolge steht er da.", "Seinem Brief zufolge steht er da.", "Sam Altman"),
        ("Bosch kam. Davon will Sam Altman nichts wissen. Es sei früh.", "Es sei früh.", "Sam Altman"),
        ("Einem Buch über Bosch zufolge war alles anders.", "Einem Buch über Bosch zufolge war alles anders.", None),
        ("Max Kuhn, sagte der Staatsanwalt, habe gelogen.", "Max Kuhn, sagte der Staatsanwalt, habe gelogen.", None),
        ("Sam Altman wirft Bosch vor, Geld zu verlieren.", "Geld zu verlieren", "Sam Altman"),
        ("Bosch schwieg; Sam Altman zufolge war das klug.", "Sam Altman zufolge war das klug.", "Sam Altman"),
    ],
)
def test_a_reported_clause_is_found(text: str, clause: str, speaker: str | None) -> None:
    assert indirect(text) == [(clause, speaker)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Das sei teuer, sagte Sam Altman, es gebe kein Geld.", "Das sei teuer", "es gebe kein Geld"),
        ("Er dürfe nicht hin, sagte Sam Altman, das wisse er.", "Er dürfe nicht hin", "das wisse er"),
        ("Es habe eine Bitte gegeben, sagte Sam Altman, und die sei neu.", "Es habe eine Bitte gegeben", "die sei neu"),
    ],
)
def test_two_statements_stand_around_who_makes_them(text: str, first: str, second: str) -> None:
    assert indirect(text) == [(first, "Sam Altman"), (second, "Sam Altman")]


def test_a_report_that_is_over_does_not_go_on_behind_who_made_it() -> None:
    for rest in (", der in Bonn lebt", ", und ging", ", ein Freund von Olaf Scholz", ", bevor er ging"):
        assert indirect(f"Das sei teuer, sagte Sam Altman{rest}.") == [("Das sei teuer", "Sam Altman")]


def test_a_source_that_nobody_names_again_is_that_of_the_sentence_before() -> None:
    text = "Wie Bosch mitteilte, brannte es. Denkbar sei ein Fehler der Anlage, hieß es."
    assert indirect(text)[-1] == ("Denkbar sei ein Fehler der Anlage", "Bosch")


def test_somebody_who_is_told_by_a_place_is_somebody_new() -> None:
    assert indirect("Sam Altman kam. Der Wirt in Torfhaus sagte, die Gäste seien weg.") == [
        ("die Gäste seien weg", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Die Zahl der Anträge zeigt, dass die Förderung wirkt.",
        "Viele wissen nicht, dass der Park geschlossen ist.",
        "Ich sage, dass es regnet.",
        "Man sagt, dass es hier im Winter schneit.",
        "Er sprach laut und deutlich über das Wetter.",
        "Der Zug fährt um neun Uhr ab, sodass alle pünktlich sind.",
        "Die Reise geht nach Berichten und Briefen weiter.",
        "Viktor Orbán, ein Freund von Robert Fico, kritisierte Donald Tusk.",
        "Viktor Orbán, der lange in Budapest regierte, lobte Donald Tusk.",
        "Auf die Frage, ob er denn keine Hoffnung habe, antwortete Olaf Scholz am Abend.",
        "Mit der Türkei, so scheint die Botschaft zu sein, kann Europa wachsen.",
        "Sami Khedira fehlte, beim 0:4 habe er gefiebert.",
        "Als ob das nicht genug wäre, regnete es.",
        "Wie ungewöhnlich das ist, zeigt nun eine Studie von OpenAI.",
        "Sam Altman kam spät. Das wäre ein Rekord.",
        "Sam Altman kam spät. Man nehme die Studie als Hinweis.",
        "Sam Altman kam spät. Es sei denn, die Politik greift ein.",
        "Laut werden die Beschwerden selten ignoriert.",
        "Nach schwachen Zahlen von OpenAI fiel die Aktie um drei Prozent.",
        "Die Suche nach Daten von OpenAI blieb erfolglos.",
        "Die Nachbarn hören laut Musik.",
        "Sam Altman kam zu spät. Ich stehe auf und gehe in die Küche.",
        "Sam Altman sagte das Treffen ab, die Delegierten reisten nach Hause.",
        "Sam Altman betonte den Teamgeist, die Mannschaft wirkte müde.",
        "Sam Altman sagte es deutlich, die Spieler hörten zu.",
        "Sam Altman bat um Verständnis, ohne Zahlen zu nennen.",
        "Sam Altman hielt an seinem Plan fest, Büros zu öffnen.",
        "Sam Altman rief in Bonn an, um Zeit zu gewinnen.",
        "Sam Altman lehnte die Vorlage ab, mit der das Amt geschlossen worden wäre.",
        "Sam Altman kam zu spät. Es lebe der Sport!",
        "Sam Altman kam zu spät. Hier sei nur ein Beispiel genannt.",
        "Sam Altman kam zu spät. Wie dem auch sei: Es geht weiter.",
        "Der Wert liegt nach ersten Schätzungen bei rund 400.000 Euro.",
    ],
)
def test_not_every_clause_is_a_report(text: str) -> None:
    assert indirect(text) == []


def test_a_report_with_a_verb_of_its_own_holds_the_words_it_quotes() -> None:
    found = quotes("Der Schritt habe „in der ganzen Branche große Sorge um die Zukunft ausgelöst“, sagte Sam Altman.")
    assert [quote.direct for quote in found] == [False, True]
    assert found[0].start < found[1].start < found[1].end < found[0].end


def test_a_report_that_is_mostly_a_quotation_is_only_a_direct_quote() -> None:
    found = quotes("Laut Sam Altman hat der Schritt „in der ganzen Branche große Sorge um die Zukunft ausgelöst“.")
    assert [quote.direct for quote in found] == [True]


def test_a_report_goes_on_in_the_next_sentence() -> None:
    text = "Sam Altman sagte, die Kosten seien hoch. Im Herbst werde man mehr wissen."
    assert indirect(text)[1] == ("Im Herbst werde man mehr wissen.", "Sam Altman")


def test_a_pronoun_speaks_for_the_last_person() -> None:
    text = "„Wir prüfen das noch“, sagte Winston Ma. Bisher hätten sich die Firmen zurückgehalten, fügte er hinzu."
    assert indirect(text) == [("Bisher hätten sich die Firmen zurückgehalten", "Winston Ma")]


def test_hearsay_does_not_go_on_with_the_speaker_before() -> None:
    text = "Sam Altman sagte, die Kosten seien hoch. Der Präsident begrüße den Schritt, hieß es aus Paris."
    assert indirect(text) == [
        ("die Kosten seien hoch", "Sam Altman"),
        ("Der Präsident begrüße den Schritt", "Paris"),
    ]


def test_a_subject_that_an_apposition_parts_from_its_verb_speaks() -> None:
    text = "Adrian Coles, der Direktor des Verbands, teilte der BBC mit, dass die Zinsen steigen."
    assert indirect(text) == [("dass die Zinsen steigen", "Adrian Coles")]


def test_a_letter_at_the_end_of_a_sentence_is_no_initial() -> None:
    text = (
        "„Das ist ein Fehler“, schrieb Viktor Orbán auf der Plattform X. "
        "Der Botschafter Rolf Nikel sieht das anders: Ungarn brauche einen Gegner."
    )
    assert indirect(text) == [("Ungarn brauche einen Gegner", "Rolf Nikel")]


@pytest.mark.parametrize(
    ("text", "clause", "speaker"),
    [
        (
            "Die Betriebe seien betroffen, heißt es in einer Mitteilung von OpenAI.",
            "Die Betriebe seien betroffen",
            "OpenAI",
        ),
        (
            "In einer Mitteilung von OpenAI hieß es, ein Treffen sei nicht geplant.",
            "ein Treffen sei nicht geplant",
            "OpenAI",
        ),
        ("Es hieß, dass die Zahlen steigen.", "dass die Zahlen steigen", None),
        (
            "Gemäss OpenAI entfallen auf die Straße zwei Drittel.",
            "Gemäss OpenAI entfallen auf die Straße zwei Drittel.",
            "OpenAI",
        ),
        ("Nach Polizeiangaben gab es zwei Verletzte.", "Nach Polizeiangaben gab es zwei Verletzte.", None),
        (
            "Sam Altman wies das zurück: Die Gruppen dürften nicht leiden.",
            "Die Gruppen dürften nicht leiden",
            "Sam Altman",
        ),
        ("Er hoffe, dabei zu sein, ließ Sam Altman ausrichten.", "Er hoffe, dabei zu sein", "Sam Altman"),
        ("Der Bau läuft; man werde Stellen schaffen, sagte Sam Altman.", "man werde Stellen schaffen", "Sam Altman"),
        ("Der Abgeordnete Till Steffen sagte, das nütze niemandem.", "das nütze niemandem", "Till Steffen"),
    ],
)
def test_what_else_tells_of_a_report(text: str, clause: str, speaker: str | None) -> None:
    assert indirect(text) == [(clause, speaker)]


@pytest.mark.parametrize(
    ("before", "report"),
    [
        ("Sam Altman hält davon wenig.", "Das sei, als wolle man ein Hochhaus belüften."),
        ("„Das stimmt nicht“, sagte Sam Altman.", "Dass niemand da war, könne man ihm nicht vorwerfen."),
        ("„Das stimmt nicht“, sagte Sam Altman.", "Dass er gestanden habe, rechne ihm das Gericht an."),
        ("„Das stimmt nicht“, sagte Sam Altman.", "Entscheidend sei, dass der Betrieb läuft."),
        ("Sam Altman sprach lange.", "Wirksamer ist seiner Meinung nach ein Verbot."),
    ],
)
def test_the_next_sentence_reports_too(before: str, report: str) -> None:
    assert indirect(f"{before} {report}")[-1:] == [(report, "Sam Altman")]


def test_a_plural_in_the_place_of_the_konjunktiv_goes_on_only_behind_a_report() -> None:
    following = "Auch andere Länder würden eingeladen."
    assert (following, "Sam Altman") in indirect(f"Sam Altman sagte, die Kosten seien hoch. {following}")
    assert indirect(f"Sam Altman hielt die Rede. {following}") == []


def test_where_somebody_comes_from_stands_for_him() -> None:
    text = "Christian Ude wurde deutlicher. Natürlich wolle man den Titel, meinte der Norweger."
    assert indirect(text) == [("Natürlich wolle man den Titel", "Christian Ude")]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Es gebe, sagte Sam Altman, noch Anzeichen für einen Aufschwung.",
            ["Es gebe, sagte Sam Altman, noch Anzeichen für einen Aufschwung."],
        ),
        ("Es gebe, heißt es in dem Papier, Anzeichen dafür.", ["Es gebe, heißt es in dem Papier, Anzeichen dafür."]),
        ("Die Kosten seien hoch, sagte Sam Altman, der die Firma leitet.", ["Die Kosten seien hoch"]),
        ("Die Kosten seien hoch, sagte Sam Altman, ein Freund von Olaf Scholz.", ["Die Kosten seien hoch"]),
        (
            "Er verstehe das, sagte Sam Altman am Montag; niemand könne ihn zwingen.",
            ["Er verstehe das", "niemand könne ihn zwingen"],
        ),
        ("Davon habe er viel gelernt, erzählt Sam Altman.", ["Davon habe er viel gelernt"]),
        (
            "Einen Beweis könne nur eine Studie liefern, betont Sam Altman.",
            ["Einen Beweis könne nur eine Studie liefern"],
        ),
        ("Hauptsache, der Ofen bleibe warm, findet Sam Altman.", ["Hauptsache, der Ofen bleibe warm"]),
        ("Sam Altman verwies darauf, dass der Handel wächst.", ["dass der Handel wächst"]),
        ("Sam Altman stellte in Aussicht, dass der Preis fällt.", ["dass der Preis fällt"]),
    ],
)
def test_where_a_report_begins_and_ends(text: str, clauses: list[str]) -> None:
    assert [clause for clause, _ in indirect(text)] == clauses


def test_what_somebody_has_is_a_source_too() -> None:
    assert indirect("Nach Daten von OpenAI wächst der Markt.") == [
        ("Nach Daten von OpenAI wächst der Markt.", "OpenAI")
    ]


def test_a_main_clause_that_begins_with_its_verb_goes_on() -> None:
    following = "Sollte der Euro steigen, werde die Inflation fallen."
    assert indirect(f"Sam Altman sagte, die Kosten seien hoch. {following}")[1] == (following, "Sam Altman")


def test_a_saying_that_is_reported_itself_is_not_who_reports() -> None:
    text = "Die Regierung habe zugesichert, die Lizenzen zu erteilen, teilte OpenAI in der Nacht mit."
    assert indirect(text)[0][1] == "OpenAI"
    following = "Olaf Scholz habe viel angekündigt, geliefert habe er wenig."
    assert indirect(f"Sam Altman sagte, die Kosten seien hoch. {following}")[1] == (following, "Sam Altman")


def test_a_saying_may_be_what_is_reported() -> None:
    following = "Er habe in der Kabine nicht viel sagen müssen."
    assert indirect(f"Sam Altman sagte, die Kosten seien hoch. {following}")[1] == (following, "Sam Altman")


def test_whose_a_source_is_may_be_told_by_an_adjective() -> None:
    assert indirect("Nach ukrainischen Angaben gab es Verletzte.") == [
        ("Nach ukrainischen Angaben gab es Verletzte.", None)
    ]
