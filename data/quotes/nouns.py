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
    torhüter torhüterin keeper angreifer angreiferin spielerin schwimmer schwimmerin astronaut
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
    landkreis stiftung kammer präsidium konsulat gesellschaft airline klimarat klimarats sicherheitsrat sicherheitsrats
    ethikrat ethikrats zentralrat zentralrats expertenrat expertenrats sachverständigenrat wissenschaftsrat rechnungshof
    rechnungshofs
    """
)
ORG_NOUN = Endings(
    """
    unternehmen unternehmens konzern konzerns firma hersteller herstellers anbieter betreiber verband partei
    zeitung magazin plattform organisation startup start-up bank riese gigant agentur nachrichtenagentur sender
    verlag branchenverband dienst netzwerk klub club verein gruppe gewerkschaft labor autobauer chipkonzern
    softwarehaus händler behörde nichtregierungsorganisation institut fluggesellschaft blatt portal medienhaus
    denkfabrik stiftung beratung kette reederei bündnis initiative rivale konkurrent wettbewerber
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

PAPER = Endings(
    """
    anklage anklageschrift bericht berichts gutachten gutachtens studie umfrage statistik mitteilung urteil urteils
    beschluss protokoll papier dokument dokumenten entwurf schreiben brief vertrag plan gesetz akten ermittlungsakten
    unterlagen erklärung analyse prognose auswertung erhebung untersuchung antrag antwort kreisen kreise
    artikel absatz kapitel paragraf programm verordnung satzung verfassung grundgesetz tabelle auftrag kodex leitfaden
    heft hefts büchlein broschüre katalog
    """
)
"""What things are written in, and circles: a source, but nobody who speaks."""

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

TERMS = words("wort begriff gerede märchen mythos formel schlagwort ausdruck vorwurf bild")
"""'das Wort vom „Turbo“': what follows is no speech of whoever speaks of it."""

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
    adele agnes agnieszka aisha aleksandra alessandra alexandra alexia alice alina amanda amelie amy anastasia
    andrea angela anita anja anke anna annalena anne annegret anneke anneliese annemarie annett annette annie
    annika antje antonia ariane astrid aylin ayse barbara barbora beata beate beatrice beatrix bella berta
    bettina bianca birgit brigitta brigitte britta camilla cansu carina carla carmen carola carolin carolina
    caroline cassandra catherine cecilia celine chantal charlize charlotte chiara christa christiane christina
    christine clara claudia constanze cora cornelia dagmar daniela daria deborah denise diana dilek doris dorota
    dorothea dorothee dunja edeltraud edith ekaterina elena eleonore elif elisa elisabeth elizabeth elke ella
    ellen elvira emilia emily emma erica erika erna ester esther eugenia eva evelyn fabienne fatima fei-fei
    felicitas fiona flora francesca franka franziska frauke frida friederike gabriela gabriele geraldine gerda
    gertrud gesine giorgia gisela giulia grace greta gretchen gudrun gudula gundula hanna hannah hanne hannelore
    harriet hatice hedwig heide heidi heidrun heike helen helena helene helga hella helle henriette herta hilary
    hilde hildegard hillary ida ilse imke ines inga inge ingeborg ingrid insa irene irina iris irmgard isabel
    isabella isabelle ivana jacinda jacqueline jana jane janet janine jasmin jeanette jelena jennifer jenny
    jessica jessika joan joanna johana johanna josefine judith julia juliane jutta jördis kamala karen karin
    karla karolin karoline katarina katarzyna kate katharina katherina kathleen kathrin katja katrin katrina kea
    kerstin kirsten kirstin klara kristin kristina kristine lara laura lea lena leni leonie leontine levke leyla
    lidia liliana lilli lily lina linda lisa lisbeth liz lore lotte louise lucia lucie lucy luisa luise lydia
    madeleine magda magdalena maike maja malgorzata malu manja manuela mareen mareike maren margaret margarete
    margit margot margret margrethe maria marianne marie marija marina marion marissa marit marlene marlies
    marta martha martina mary mascha mathilde mechthild meike melanie melinda melissa meryl mette mia michaela
    michelle mieke milena milla minna mira miriam mirjam mona monika nadia nadine nadja nana nancy naomi natalia
    natalie natascha nathalie neele nele nelly nesrin nicola nicole nikola nina nora olga olivia ottilie pamela
    patricia paula pauline penelope petra phoebe pia rachel rahel ramona rebecca rebekka regina regine renata
    renate resi ria ricarda rita roberta rosa rosalie rosemarie rosi roswita roswitha roxana ruth sabine sabrina
    sahra salome samantha sandra sanna sara sarah saskia selma senta serena sheryl shirin sibylle sigrid sigrun
    silja silke silvia simona simone sina sinje snezana sofia sofie sonja sophia sophie soraya stefanie steffi
    stella stephanie stine susan susann susanne susi suzanne svantje svea svenja svetlana swantje sybille sylvia
    tabea tamara tanja tanya tatjana tessa thea theodora theresa therese theresia tilda tina tomke trude ulla
    ulrike ursel ursula uschi ute valentina valerie vanessa vera verena veronika veronique victoria viktoria
    viktorija viola vivian vroni waltraud wanda wencke wiebke wilhelmine xenia yasmin ylva yuliya yvonne zeynep
    zoe zuzana çağla
    """
)
MALE = words(
    """
    aaron abdul achim adalbert adam adis adolf adrian ahmed akira alain alan albert albrecht alejandro
    aleksandar alessandro alex alexander alexej alfons alfred ali aljoscha alois alwin amir anders andre andreas
    andrej andrew andrzej andré angelo anselm ante anthony antoine anton antonin antonio apostolos arda arend
    ari armin arne arnold aron arthur artur attila august axel balthasar barack bartosz bastian ben ben-zion
    benedikt benjamin bennet benno bernard bernd bernhard bertram bilal bill björn blake bob boris brad branko
    brian bruce bruno bryan burkhard béla carl carlo carlos carsten caspar cedric cem charles chris christian
    christoph christopher claus clemens cornelius craig cyrill damian dan daniel danilo danny dario dariusz
    david demis deniz dennis derek detlef didier diego dieter diether dietmar dimitrios dirk dmitri domagoj
    dominik dominique don donald douglas dragan drew dylan eberhard eckart eckhard edgar edi edmund eduard
    eduardo edward egbert egon eike ekrem elias elmar elon emanuel emil emmanuel emmerich emre enno enrico
    erhard eric erich erik erkan ernesto ernst erwin eugen ewald fabian fabio fadi federico felipe felix
    ferdinand filip florian frank frank-walter franz françois fred fredrik fridolin fridtjof friedrich fritz
    fynn gabriel gary geert geoffrey georg george gerald gerard gerd gerhard gerhart gernot gerrit gilbert
    giorgio giovanni giuseppe goran gordon gottfried graham gregor grzegorz guido gunnar gunther gustav gustavo
    götz günter günther habib hagen hakan hamza hannes hans hans-georg hans-peter harald harry hartmut hartwig
    harun hasan hassan hauke heiko heinar heiner heinrich heinz heinz-peter helge hellmut helmut hendrik henning
    henri henrik henry herbert hermann herwig hieronymus hinnerk hinrich hinrik holger horst howard hubert
    hubertus hugh hugo ian ibrahim igor ilja imre ingo isaac ismail ivan ivica iwan jaap jacek jack jacob
    jacques jakob jakub james jan jann jannik jannis janusz jaroslaw jason javier jay jean jean-claude jeff
    jendrik jens jensen jeremy jerome jerry jesper jim jiří joachim joao jochen joe joel johan johann johannes
    john jon jonas jonathan jorge joris jose josef joseph joshua josip jost juan julian julius justin justus
    jörg jörn jürgen kai kamil karim karl karl-heinz karl-josef karl-otto karsten kaspar keir keith ken kenneth
    keno kevin kilian kim kjell klaus knut konrad konstantin kristian krzysztof kurt kurt-georg larry lars lasse
    laurent leander lech leif lennart leo leon leonard leonid leopold levin lew liam linus lionel lorenz lorenzo
    lothar louis luc luca lucas lucien ludwig luigi luis luka lukas luke lutger lutz maciej magnus mahmoud maik
    malik malte manfred manuel marc marcel marcin marco marcus marek marian marijan marin mario marius mark
    marko markus marten martin mateusz mathias matt matteo matthew matthias matti mattis maurice mauro max
    maximilian mehmet meinhard merlin michael michail michal michel miguel mikael mike mikhail mikko milan milos
    mirko mohamed mohammad mohammed momme moritz morten murat mustafa narendra nathan nevio nicholas nick nico
    nicolas niels niklas niko nikolai nikolaus nikos nils noah noel norbert norman nuri okko ola olaf ole oleg
    oliver omar onur orhan oscar oskar osman oswald ottmar otto ottokar ove pascal patrick patrik paul pavel
    pawel pedro pekka per pete peter petr philip philipp pierre piet pieter piotr pius predrag quentin quirin
    rafael raimund rainer rainhard ralf ralph ramon randolf raphael rasmus raúl recep redmer reent reimund
    reiner reinhard reinhold rené ricardo richard rick rico rishi rob robbie robert robin rocco rodrigo roger
    roland rolf roman ron ronald ronny rowan ruben rudi rudolf rupert russell ryan rüdiger salvatore sam samir
    samuel sandro sascha satya scott sebastian sepp serdar serge sergei sergej sergey sergio serhij severin
    shane siegfried siegmund sigmar sigurd silas silvio simon slavko stanislaw stefan stefano steffen sten
    stephan stephane stephen steve steven stuart sundar sven sven-erik sönke sönnich sören tadeusz takeshi tariq
    ted terry theis theo theodor thierry thies thilo thomas thorben thorstein thorsten tibor till tim timo
    timothy tino titus tiziano tjark tobias tom tomas tomasz toni tonio tony toralf torben torge torsten tristan
    udo ulf uli ulli ulrich urban urs uwe uwe-karsten uğur vaclav valentin valeri vasil victor viktor vilmos
    vincent vinzenz vitali vito vladimir vlado vojtěch volkan volker volkmar waldemar walter warren wassili
    werner wiard wieland wilfried wilhelm willi william winfrid winfried winston wladimir wolf wolfgang wolfhard
    wolfram wolodymyr xaver xavier yann yannic yannick yusuf zdenek zlatko zoltan åke ömer özgür
    """
)
