"""Cues: German words that announce speech, in all their forms.

A cue verb stands here as its principal parts. A verb with a separable particle is found in one word ('mitteilte') and
in two ('teilte ... mit'), and so are fixed expressions ('machte ... deutlich').
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from aitui.data.quotes.words import words


class Sense(Enum):
    """What a cue verb does with the words it introduces."""

    SAY = "say"
    """Takes whole sentences, direct or reported: sagen, erklären, warnen."""
    CALL = "call"
    """Takes a fragment: nennen, bezeichnen als, sprechen von."""
    VOICE = "voice"
    """Only beside a quotation: lachen, staunen, wissen ('„...“, weiß X')."""
    THINK = "think"
    """Reports what somebody holds true: glauben, schätzen, hoffen."""


class Form(Enum):
    """The grammatical form a cue stands in."""

    SINGULAR = "singular"
    PLURAL = "plural"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a cue verb; `particles` are the words one of which must follow it, if it needs one."""

    sense: Sense
    form: Form
    particles: frozenset[str] = frozenset()


# Weak verbs, by their infinitive: -t, -te, -ten, ge-...-t (no ge- before an unstressed prefix or after -ieren).
_WEAK_SAY = """
analysieren antizipieren antworten appellieren argumentieren argwöhnen bedauern begründen begrüßen behaupten
beklagen bekräftigen bekunden bemerken berichten beruhigen beschweren beschwichtigen bestätigen beteuern betonen
bezeugen bilanzieren dementieren dozieren drohen entgegnen ergänzen erklären erläutern erwidern erzählen folgern
fordern formulieren fragen frotzeln geloben informieren klagen kommentieren konkretisieren konstatieren kontern
kritisieren loben lästern mahnen meckern meinen melden monieren murmeln mutmaßen notieren nörgeln orakeln plädieren
poltern posten prognostizieren prophezeien protestieren präzisieren reagieren rechtfertigen referieren relativieren
resümieren rühmen sagen scherzen schildern schimpfen schlussfolgern schwärmen schwören signalisieren spezifizieren
spotten stöhnen twittern tönen unken unterrichten unterstellen urteilen verdeutlichen verkünden verlangen
verlautbaren vermelden vermerken verraten versichern verteidigen vorausschicken warnen wettern wiederholen witzeln
würdigen zitieren
"""
_WEAK_VOICE = """
begeistern brummen danken echauffieren empören ereifern erinnern ermuntern ermutigen flüstern freuen frohlocken
gratulieren grinsen grüßen hadern hauchen höhnen johlen jubeln kichern knurren lachen lamentieren motzen nuscheln
philosophieren raunen schluchzen schmunzeln seufzen skandieren stammeln staunen stottern strahlen träumen trösten
witzeln wundern zürnen ärgern überlegen
"""
_WEAK_THINK = """
ahnen befürchten bezweifeln erwarten fürchten glauben hoffen kalkulieren rechnen schätzen spekulieren vermuten
zweifeln
"""
_WEAK_CALL = """
beschimpfen bewerten bezeichnen brandmarken charakterisieren einstufen geißeln preisen titulieren umschreiben
verhöhnen verspotten verurteilen
"""
# infinitive, 3rd person singular, preterite singular, preterite plural, participle
_STRONG = {
    Sense.SAY: """
schreiben schreibt schrieb schrieben geschrieben
beschreiben beschreibt beschrieb beschrieben beschrieben
versprechen verspricht versprach versprachen versprochen
widersprechen widerspricht widersprach widersprachen widersprochen
unterstreichen unterstreicht unterstrich unterstrichen unterstrichen
gestehen gesteht gestand gestanden gestanden
bestreiten bestreitet bestritt bestritten bestritten
raten rät riet rieten geraten
bitten bittet bat baten gebeten
empfehlen empfiehlt empfahl empfahlen empfohlen
verraten verrät verriet verrieten verraten
beschwören beschwört beschwor beschworen beschworen
schwören schwört schwor schworen geschworen
äußern äußert äußerte äußerten geäußert
ächzen ächzt ächzte ächzten geächzt
verweisen verweist verwies verwiesen verwiesen
""",
    Sense.VOICE: """
wissen weiß wusste wussten gewusst
rufen ruft rief riefen gerufen
schreien schreit schrie schrien geschrien
singen singt sang sangen gesungen
""",
    Sense.THINK: """
denken denkt dachte dachten gedacht
finden findet fand fanden gefunden
""",
    Sense.CALL: """
nennen nennt nannte nannten genannt
sprechen spricht sprach sprachen gesprochen
preisen preist pries priesen gepriesen
""",
}
# particle(s) | sense | infinitive of the simple verb, its present, preterite singular, plural, participle
_SEPARABLE = """
mit | say | teilen teilt teilte teilten geteilt
hinzu an | say | fügen fügt fügte fügten gefügt
hinzu nach | say | setzen setzt setzte setzten gesetzt
an | say | kündigen kündigt kündigte kündigten gekündigt
an | say | merken merkt merkte merkten gemerkt
an | say | deuten deutet deutete deuteten gedeutet
an | say | prangern prangert prangerte prangerten geprangert
an zu bekannt preis wieder bedenken | say | geben gibt gab gaben gegeben
hin zurück | say | weisen weist wies wiesen gewiesen
vor entgegen ein | say | werfen wirft warf warfen geworfen
ein | say | räumen räumt räumte räumten geräumt
ein | say | wenden wendet wandte wandten gewandt
fest klar heraus dar vor aussicht | say | stellen stellt stellte stellten gestellt
aus an | say | führen führt führte führten geführt
hervor | say | heben hebt hob hoben gehoben
fort | say | fahren fährt fuhr fuhren gefahren
zu auf aus | say | rufen ruft rief riefen gerufen
bei | say | pflichten pflichtet pflichtete pflichteten gepflichtet
deutlich klar geltend | say | machen macht machte machten gemacht
wissen verlauten durchblicken | say | lassen lässt ließ ließen gelassen
ausrichten mitteilen erklären verkünden dementieren | say | lassen lässt ließ ließen gelassen
fest entgegen vor dagegen | say | halten hält hielt hielten gehalten
dar nahe nach | say | legen legt legte legten gelegt
nach ein | say | schieben schiebt schob schoben geschoben
nach | say | haken hakt hakte hakten gehakt
zu | say | stimmen stimmt stimmte stimmten gestimmt
zu | say | sichern sichert sicherte sicherten gesichert
zu aus voraus | say | sagen sagt sagte sagten gesagt
zusammen | say | fassen fasst fasste fassten gefasst
ab zurück | say | lehnen lehnt lehnte lehnten gelehnt
ab | say | wiegeln wiegelt wiegelte wiegelten gewiegelt
ab | say | streiten streitet stritt stritten gestritten
auf | say | fordern fordert forderte forderten gefordert
vor | say | schlagen schlägt schlug schlugen geschlagen
aus | say | drücken drückt drückte drückten gedrückt
ausdruck protokoll | say | bringen bringt brachte brachten gebracht
zurück | say | melden meldet meldete meldeten gemeldet
überzeugt zuversichtlich besorgt zufrieden enttäuscht erfreut | say | zeigen zeigt zeigte zeigten gezeigt
nach | say | legen legt legte legten gelegt
aus | think | gehen geht ging gingen gegangen
an | think | nehmen nimmt nahm nahmen genommen
"""
_UNSTRESSED = ("be", "ver", "er", "ent", "ge", "zer", "wider", "unter", "wieder", "über", "schluss")

HEISSEN = frozenset({"heißt", "hieß", "heisst", "hiess"})
"""'..., heißt es in einer Mitteilung': speech whose speaker stands behind 'in' or 'von'."""
ADVERBIAL_NOUNS = words(
    """
    angaben angabe einschätzung ansicht auffassung auskunft aussage aussagen darstellung worten informationen
    information berichten bericht überzeugung meinung schätzungen schätzung erkenntnissen medienberichten
    bekunden
    """
)
"""'nach Angaben von X', 'nach Ansicht der Kommission', 'nach eigenen Angaben'."""
AUXILIARIES = words("hat hatte haben hatten habe hätte hätten")
VIEWS = words("ansicht meinung auffassung überzeugung")
"""'X ist der Ansicht, dass ...'"""
COPULAS = words("ist sind sei seien war waren bin")
PASSIVE = words("wird wurde werden wurden worden")


def _weak(infinitive: str) -> tuple[str, str, str, str]:
    """Present, preterite singular and plural, and participle of a weak verb."""
    stem = infinitive[:-2] if infinitive.endswith("en") else infinitive[:-1]
    link = "e" if stem.endswith(("t", "d", "chn", "ffn", "gn", "tm")) else ""
    if infinitive.endswith("ieren") or infinitive.startswith(_UNSTRESSED):
        participle = f"{stem}{link}t"
    else:
        participle = f"ge{stem}{link}t"
    return f"{stem}{link}t", f"{stem}{link}te", f"{stem}{link}ten", participle


def _build() -> dict[str, list[Cue]]:
    cues: dict[str, list[Cue]] = {}

    def add(word: str, cue: Cue) -> None:
        known = cues.setdefault(word, [])
        if cue not in known:
            known.append(cue)

    def add_forms(sense: Sense, infinitive: str, forms: tuple[str, ...], particles: frozenset[str]) -> None:
        present, singular, plural, participle = forms
        for word in (present, singular):
            add(word, Cue(sense, Form.SINGULAR, particles))
        add(plural, Cue(sense, Form.PLURAL, particles))
        add(infinitive, Cue(sense, Form.PLURAL, particles))
        if not particles:
            add(participle, Cue(sense, Form.PARTICIPLE))
        for particle in particles:
            for word in (present, singular):
                add(particle + word, Cue(sense, Form.SINGULAR))
            for word in (plural, infinitive):
                add(particle + word, Cue(sense, Form.PLURAL))
            add(particle + participle, Cue(sense, Form.PARTICIPLE))
            add(particle + "zu" + infinitive, Cue(sense, Form.INFINITIVE))

    for sense, infinitives in (
        (Sense.SAY, _WEAK_SAY),
        (Sense.VOICE, _WEAK_VOICE),
        (Sense.THINK, _WEAK_THINK),
        (Sense.CALL, _WEAK_CALL),
    ):
        for infinitive in infinitives.split():
            add_forms(sense, infinitive, _weak(infinitive), frozenset())
    for sense, table in _STRONG.items():
        for line in table.split("\n"):
            if line:
                infinitive, *forms = line.split()
                add_forms(sense, infinitive, tuple(forms), frozenset())
    for line in _SEPARABLE.strip().split("\n"):
        particles, sense_name, verb = (part.strip() for part in line.split("|"))
        infinitive, *forms = verb.split()
        add_forms(Sense(sense_name), infinitive, tuple(forms), frozenset(particles.split()))
    return cues


CUES: dict[str, list[Cue]] = _build()
"""Every form of every cue verb, in small letters; a word may be several ('erklärt' is present and participle)."""
