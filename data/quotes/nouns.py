"""German nouns by what they name, as far as it decides who speaks and what is a title.

German puts nouns together, so most lists are endings: 'minister' is also the end of 'Verkehrsminister'.
"""

from __future__ import annotations

import re

from aitui.data.quotes.words import phrases, words


class Endings:
    """Nouns, and compounds that end with one of them (with one of up to three letters only after a hyphen)."""

    def __init__(self, words: str) -> None:
        self._words = frozenset(words.split())
        self._lengths = sorted({len(word) for word in self._words})

    def ends(self, word: str) -> bool:
        """Whether `word` is one of the nouns or a compound of one."""
        lower = word.lower()
        if lower in self._words:
            return True
        return any(
            lower[-length:] in self._words and (length > 3 or lower[-length - 1] in "-‐‑")
            for length in self._lengths
            if length + 1 < len(lower)
        )

    def ends_inflected(self, word: str) -> bool:
        """The same, but 'Ministers' and 'Ministerin' count as 'Minister' too."""
        if self.ends(word):
            return True
        bases = (word.removesuffix("s"), word.removesuffix("in"), word.removesuffix("en"), word.removesuffix("n"))
        return any(base != word and self.ends(base) for base in bases)


ROLE = Endings(
    """
    minister präsident kanzler chef sprecher direktor vorsitzender vorsitzende vorstand vorständin chefin
    ministerin präsidentin kanzlerin sprecherin direktorin politiker politikerin abgeordneter abgeordnete
    senator senatorin kommissar kommissarin gründer gründerin ceo cto cfo coo trainer trainerin coach manager
    managerin leiter leiterin professor professorin forscher forscherin experte expertin analyst analystin
    anwalt anwältin richter richterin bürgermeister bürgermeisterin botschafter botschafterin beauftragter
    beauftragte general kommandeur kommandant kapitän stürmer torwart verteidiger spieler autor autorin
    regisseur regisseurin schauspieler schauspielerin sänger sängerin künstler künstlerin schriftsteller
    schriftstellerin journalist journalistin redakteur redakteurin historiker historikerin physiker physikerin
    ökonom ökonomin chemiker biologe biologin psychologe psychologin soziologe mediziner medizinerin arzt ärztin
    virologe virologin ingenieur ingenieurin entwickler entwicklerin unternehmer unternehmerin investor
    investorin milliardär könig königin papst bischof kardinal pfarrer pfarrerin staatssekretär staatssekretärin
    generalsekretär generalsekretärin sekretär sekretärin diplomat diplomatin gouverneur premier
    premierministerin bundesrat bundesrätin stadtrat stadträtin landrat landrätin rat rätin ratsherr sheriff
    inspektor polizist polizistin partner partnerin besitzer besitzerin inhaber inhaberin betreiber betreiberin
    geschäftsführer geschäftsführerin vertreter vertreterin funktionär funktionärin gewerkschafter
    gewerkschafterin aktivist aktivistin lehrer lehrerin rektor rektorin wissenschaftler wissenschaftlerin
    wissenschafter strategin stratege referent referentin koordinator koordinatorin kandidat kandidatin
    weltmeister weltmeisterin olympiasieger olympiasiegerin nationalspieler profi star legende pionier -jährige
    -jähriger kollege kollegin bruder schwester vater mutter sohn tochter ehefrau ehemann witwe witwer führer
    helfer kurator verwalter politologe politologin verfasser beamter kommentator mann frau nutzer nutzerin
    nachfolger nachfolgerin vorgänger vorgängerin amtsinhaber mitgründer mitgründerin chefökonom staatsanwalt
    staatsanwältin verteidigerin fotograf fotografin komponist dirigent dirigentin bauer bäuerin landwirt wirt
    wirtin hauptmann hauptfrau obmann obfrau ratsfrau stadtverordneter stadtverordnete dezernent dezernentin
    vorsteher vorsteherin ammann dekan dekanin prorektor kanzlist ombudsmann ombudsfrau schatzmeister
    schatzmeisterin geschäftsleiter geschäftsleiterin vize prokurist winzer winzerin gastronom gastronomin
    hotelier handwerker handwerkerin elektriker elektrikerin tischlerin mechaniker techniker technikerin
    informatiker informatikerin mathematiker mathematikerin astronom astronomin geologe geologin geochemiker
    geochemikerin chemikerin meteorologe meteorologin klimatologe klimatologin ozeanograf ozeanografin geograf
    geografin philosoph philosophin theologe theologin jurist juristin archäologe archäologin soziologin
    psychiater psychiaterin therapeut therapeutin apotheker apothekerin tierarzt tierärztin biograf biografin
    korrespondent korrespondentin reporter reporterin moderator moderatorin herausgeber herausgeberin verleger
    verlegerin intendant intendantin dramaturg dramaturgin choreograf choreografin designer designerin architekt
    architektin bildhauer malerin pianist pianistin geiger geigerin sopranistin rapper musiker musikerin
    schriftführer konzernlenker finanzvorstand betriebsrat betriebsrätin schiedsrichter schiedsrichterin
    torhüter torhüterin keeper angreifer angreiferin spielerin schwimmer schwimmerin pilot pilotin astronaut
    astronautin offizier offizierin oberst admiral attaché gesandter gesandte unterhändler unterhändlerin
    vermittler vermittlerin oppositionsführer oppositionsführerin amtskollege amtskollegin namensvetter
    landsmann landsfrau gastgeber gastgeberin meister meisterin preisträger preisträgerin nobelpreisträger
    nobelpreisträgerin laureat stipendiat doktorand doktorandin fahnder gutachter gutachterin sachverständiger
    sachverständige schlichter schlichterin mediator präses superintendent rabbiner imam
    """
)
PEOPLES = words(
    """
    afghane afghanin ägypter ägypterin albaner albanerin algerier amerikaner amerikanerin argentinier
    argentinierin armenier australier australierin belgier belgierin berlinerin bosnier bosnierin brasilianer
    brasilianerin brite britin bulgare bulgarin chilene chinese chinesin däne dänin engländer engländerin este
    finne finnin franzose französin georgier ghanaer grieche griechin hamburgerin holländer holländerin inder
    inderin indonesier iraker iraner ire irin isländer isländerin israeli italiener italienerin ivorer
    jamaikaner japaner japanerin jordanier kameruner kanadier kanadierin kasache kenianer kölnerin kolumbianer
    kolumbianerin koreaner koreanerin kosovare kroate kroatin kubaner lette lettin libanese litauer litauerin
    luxemburger luxemburgerin marokkaner marokkanerin mazedonier mexikaner mexikanerin moldauer montenegriner
    münchnerin neuseeländer neuseeländerin niederländer niederländerin nigerianer norweger norwegerin
    österreicher österreicherin pakistaner palästinenser pole polin portugiese portugiesin rumäne rumänin russe
    russin schotte schottin schwede schwedin schweizerin senegalese serbe serbin singapurer slowake slowakin
    slowene slowenin spanier spanierin südafrikaner südafrikanerin südkoreaner südkoreanerin syrer syrerin
    taiwaner taiwanerin thailänder tscheche tschechin tunesier türke türkin ukrainer ukrainerin ungar ungarin
    uruguayer usbeke venezolaner vietnamese waliser wienerin zürcherin
    """
)
"""Where somebody comes from: 'der Norweger', said of the person spoken of before. Not what is an adjective, too."""

TOWNSPEOPLE = words(
    """
    schweizer österreicher berliner hamburger münchner kölner frankfurter stuttgarter leipziger dresdner bremer wiener
    grazer salzburger zürcher basler berner genfer tiroler südtiroler kärntner deutsche deutscher pariser londoner
    new-yorker moskauer warschauer prager budapester
    """
)
"""The same, but adjectives where a noun follows: 'der Schweizer', and 'Schweizer Käse'."""
SPOKESPERSON = Endings("sprecher sprecherin sprechers vertreter vertreterin vertreters")
DEPUTY = Endings("sprecher sprecherin vertreter vertreterin berater beraterin anwalt anwältin vertraute vertrauter")
"""Offices in somebody's service: a name in the genitive behind one is whom it serves."""
ADDRESS = words(
    """
    herr frau dr dr. prof prof. professor sir lady lord scheich papst prinz prinzessin
    """
)

INSTITUTION = Endings(
    """
    ministerium ministeriums bundesamt landesamt kartellamt patentamt amt amts amtes behörde regierung
    kommission kommissariat bundesrat bundestag senat parlament polizei polizeipräsidium staatsanwaltschaft
    anwaltschaft gericht gerichts gerichtshof universität hochschule institut instituts zentralbank notenbank
    bundesbank bundeswehr armee feuerwehr fraktion bahn verwaltung verband verbands verbandes verein
    gewerkschaft kirche börse botschaft agentur kanzleramt zentrale aufsicht krankenkasse klinik klinikum
    landkreis stiftung kammer präsidium konsulat gesellschaft airline
    """
)
ORG_NOUN = Endings(
    """
    unternehmen unternehmens konzern konzerns firma hersteller herstellers anbieter betreiber verband partei
    zeitung magazin plattform organisation startup start-up bank riese gigant agentur nachrichtenagentur sender
    verlag branchenverband dienst netzwerk klub club verein gruppe gewerkschaft labor autobauer chipkonzern
    softwarehaus händler behörde nichtregierungsorganisation institut fluggesellschaft blatt portal medienhaus
    denkfabrik stiftung beratung kette reederei bündnis initiative
    """
)
LEGAL_FORM = words(
    """
    ag gmbh se kg inc corp ltd llc group holding university times post journal bank news
    """
)
CROWD = Endings(
    """
    experten expertinnen analysten kritiker kritikerin beobachter forscher forschende wissenschaftler ökonomen
    anwohner anwohnerin nachbar nachbarin nachbarn insider zeuge zeugen zeugin augenzeuge augenzeugin
    augenzeugen reisende passagiere fans leute menschen bürger einwohner kunden kundin kunde teilnehmer besucher
    besucherin passant passantin eltern schüler studierende studenten nutzer händler demonstranten
    demonstrierende diplomaten gegner befürworter politiker vertreter kommentatoren mitarbeiter mitarbeitende
    beamter beamte beamten quelle quellen kreise person personen mann frau kollegen freunde opposition
    entwickler ärzte juristen historiker medien verbände gewerkschaften fachleute ermittler behörden aktivisten
    soldaten politologen verfasser männer frauen autoren spieler studien vertretern umfragen sprecher
    """
)
"""People who speak without a name."""

TITLED = Endings(
    """
    film films kinofilm spielfilm dokumentarfilm roman romans buch buches buchs sachbuch lied lieds song songs
    album albums alben serie studie bericht zeitung magazin magazins zeitschrift wochenzeitung tageszeitung
    schiff schiffs forschungsschiff frachter tanker fähre yacht segelschiff kreuzfahrtschiff motto slogan
    projekt projekts programm programms begriff begriffs wort wörter titel titels namen name preis preises
    aktion kampagne gesetz gesetzes initiative stück theaterstück oper operette musical ausstellung sendung show
    talkshow reihe marke modell plattform app café restaurant hotel gasthaus kneipe kategorie konzept eingabe
    prompt prompts stichwort operation hurrikan taifun sturmtief tief orkan band rockband partei bündnis
    bundesbündnis verein vereins gruppe hit single podcast podcasts blog spiel computerspiel videospiel software
    tool funktion suchmaschine chatbot roboter sonde raumsonde satellit satelliten rakete mission vortrag
    referat thema rubrik gemälde bild skulptur symphonie sinfonie essay aufsatz artikel kapitel abschnitt
    paragraf überschrift schlagzeile abkürzung ausdruck vokabel bezeichnung label logo hashtag schlagwort formel
    portal webseite website internetseite kanal sender radiosender bar club klub festival messe konferenz tagung
    kongress wettbewerb stadion arena halle platz denkmal schule akademie stiftung firma zentrum konsortium
    system trilogie drama komödie krimi thriller western märchen gedicht ballade hymne zug zuges flugzeug auto
    raumschiff raumkapsel kapsel raumstation u-boot kreuzer zerstörer flugzeugträger datei ordner befehl
    suchbegriff schaltfläche menüpunkt button version fassung zusatz aufschrift spruch schild plakat banner
    transparent inschrift prädikat gütesiegel siegel medaille auszeichnung orden typ baureihe klasse sorte
    netzwerk laden geschäft kaufhaus supermarkt fonds index gesetzespaket paket abkommen doku dokumentation
    dokumentarserie
    """
)
"""Nouns right before a quotation that make it a title, a name or a term."""

UTTERANCE = Endings(
    """
    worten frage fragen antwort satz ausruf aussage bemerkung zitat ruf rufe rufen parole parolen feststellung
    kommentar einschätzung warnung zwischenruf sätzen zuruf vorwurf forderung erklärung ankündigung mahnung
    hinweis argument begründung
    """
)
"""Nouns right before a quotation that make it speech."""

NAMING = words(
    """
    sog sogenannt sogenannte sogenannten sogenannter sogenanntes sogenanntem genannt genannte genannten namens heißt
    heißen hieß hießen heisst heissen heißenden getauft betitelt betitelte betitelten titels benannt umbenannt
    lautet lauten lautete tauften taufte eintippt eintippte eingibt eingab nominiert gewählt titel titeln
    firmiert firmieren übersetzt umgetauft
    """
)
"""Words beside a quotation that give something a name."""

MEDIA = phrases(
    """
    spiegel | der spiegel | zeit | die zeit | zeit online | bild | bild am sonntag | bild-zeitung | welt | die
    welt | welt am sonntag | süddeutsche zeitung | süddeutschen zeitung | süddeutsche | frankfurter allgemeine |
    frankfurter allgemeine zeitung | frankfurter allgemeinen zeitung | frankfurter allgemeinen sonntagszeitung |
    frankfurter rundschau | faz | fas | handelsblatt | wirtschaftswoche | manager magazin | capital | focus |
    focus online | stern | taz | tageszeitung | tagesspiegel | der tagesspiegel | berliner zeitung | berliner
    morgenpost | nzz | neue zürcher zeitung | neuen zürcher zeitung | tages-anzeiger | blick | sonntagsblick |
    der standard | standard | die presse | presse | kurier | krone | kronen zeitung | kronen-zeitung | kicker |
    sport bild | rheinische post | rheinischen post | augsburger allgemeine | augsburger allgemeinen |
    stuttgarter zeitung | stuttgarter nachrichten | südwest presse | hamburger abendblatt | mitteldeutsche
    zeitung | passauer neue presse | passauer neuen presse | neue osnabrücker zeitung | neuen osnabrücker
    zeitung | new york times | the new york times | washington post | wall street journal | the wall street
    journal | financial times | guardian | the guardian | times | the times | sunday times | economist | the
    economist | daily mail | sun | the sun | bbc | cnn | le monde | le figaro | libération | el país | el pais |
    marca | as | corriere della sera | la repubblica | repubblica | gazzetta dello sport | l'équipe | politico |
    bloomberg | reuters | variety | rolling stone | time | newsweek | the information | techcrunch | wired | the
    verge | ars technica | nature | science | lancet | the lancet | global times | caixin | people's daily |
    volkszeitung | tagesschau | tagesthemen | heute journal | heute-journal | ard | zdf | rtl | anne will | hart
    aber fair | maischberger | markus lanz | chip | c't | heise online | golem | the decoder | ntv | n-tv |
    merkur | münchner merkur | abendzeitung | express | morgenpost | weser-kurier | nordkurier | ostsee-zeitung
    """
)
_MEDIUM = re.compile(
    r".*(?:zeitung|post|times|anzeiger|nachrichten|blatt|journal|magazin|kurier|rundschau|allgemeinen?|herald|tribune|telegraph)\Z"
)


def is_medium(words: str) -> bool:
    """Whether a quoted phrase of at most four words is the name of a newspaper, magazine or programme."""
    lower = " ".join(words.lower().split())
    return lower in MEDIA or (lower.count(" ") < 4 and words[:1].isupper() and bool(_MEDIUM.match(lower)))


FEMALE = words(
    """
    alexandra alice alina amelie amy andrea angela anja anke anna anne annalena annegret annette annika antje
    ariane astrid barbara beate beatrice beatrix bella bettina birgit brigitte britta carina carla carolin
    caroline catherine charlotte christa christiane christina christine claudia constanze cornelia dagmar
    daniela diana doris dorothea dorothee edith elena eleonore elisabeth elizabeth elke ellen elvira emma erika
    erna esther eva evelyn fatima fei-fei franziska frauke friederike gabriele geraldine gerda gertrud gisela
    gudrun hanna hannah hannelore heide heidi heike helena helene helga hilary hillary ilse ines ingrid irene
    iris isabel isabella isabelle jacinda jana janet janine jasmin jennifer jessica joanna johanna judith julia
    juliane jutta kamala karin karoline katarina katharina kathrin katja katrin kerstin kirsten klara kristina
    lara laura lea lena lina linda lisa liz louise lucia luisa magdalena maja malu manuela mareike margaret
    margarete margrethe maria marianne marie marina marion marissa marlene marta martha martina mary melanie
    melinda melissa michaela michelle mira miriam mona monika nadine nadja nancy natalie natascha nicola nicole
    nina olga paula petra pia ramona rebecca regina renate ricarda rita roberta rosa roswitha ruth sabine sahra
    sandra sanna sara sarah saskia serena sheryl sigrid silke silvia simone sina sofia sonja sophia sophie
    stefanie stephanie steffi susan susanne svenja svetlana sylvia tamara tanja tatjana theresa theresia therese
    tina ulla ulrike ursula ute uschi vera verena veronika victoria viktoria viola vivian waltraud wiebke yasmin
    yvonne
    """
)
MALE = words(
    """
    adam adrian alain albert albrecht alex alexander alfred ali alois andreas andrew andré angelo antonio armin
    arne arnold arthur august axel barack bastian ben benedikt benjamin bernard bernd bernhard bill björn bob
    boris brad brian bruno burkhard carl carlo carlos carsten charles chris christian christoph christopher
    claus clemens cem craig daniel dario david demis dennis detlef dieter dietmar dirk dmitri dominik don donald
    eberhard eckart edgar edmund eduard edward egon elmar elon emil emmanuel enrico eric erich erik ernst erwin
    eugen fabian felix ferdinand florian frank frank-walter franz françois fred friedrich fritz gary geoffrey
    georg george gerald gerd gerhard giuseppe gottfried gregor guido gunther gustav günter günther hannes hans
    hans-georg hans-peter harald harry hartmut heiko heiner heinrich heinz helmut hendrik henning henry herbert
    hermann holger horst hubert hubertus hugo ingo igor jack jakob james jan jannik jeff jens jensen jerome
    jeremy jerry jim joachim joe jochen johann johannes john jonas jonathan jörg jörn jose joseph josef juan
    julian jürgen justin kai karl karl-heinz karl-josef karsten kaspar keir ken kevin kim klaus konrad
    konstantin kurt lars larry leo leon leonard leonid lorenz lothar louis luca lucas ludwig luis lukas lutz
    luigi malte manfred manuel marc marcel marco marcus mario mark markus martin mathias matteo matthias maurice
    max maximilian michael michail michel miguel mike mohammed moritz narendra nicolas niels nikolaus nils
    norbert olaf ola oleg oliver oskar otto patrick paul pedro peter philip philipp pierre rainer ralf ralph
    raphael recep reiner reinhard reinhold rené richard rishi rob robert robin roger roland rolf roman ron rudi
    rudolf ryan sam samuel satya sebastian sergei sergey siegfried sigmar simon stefan steffen stephan stephen
    steve steven sundar sven theo theodor thierry thilo thomas thorsten tibor till tim timo tino tobias tom toni
    tony torsten udo ulf uli ulrich uwe valentin victor viktor vincent vitali vladimir volker volkmar walter
    warren werner wilhelm willi william winfried winston wladimir wolf wolfgang wolfram wolodymyr xavier yann
    yannick
    """
)
