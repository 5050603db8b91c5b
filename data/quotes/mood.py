"""The moods of reported speech: which verb forms tell that somebody else said so."""

from __future__ import annotations

from aitui.data.quotes.words import words

# Not the Konjunktiv of 'hätte', 'wäre', 'würde': they speak of what is not, with or without a speaker.
_STEMS = """
abdeck abebb abflau abfrag abgeb abgleich abhäng abhol abkühl ablauf ablehn ableit abmeld abnehm abonnier abruf
abrutsch absag abschließ absolvier absteig abstrahier abstürz abwart abweich abzeichn abzieh abziel addier adressier
aggregier agier ähnl aktivier aktualisier akzeptier analysier anbiet andauer änder anerkenn anfall anfang anforder
anfüg anfühl angeb angeh angehör angl angreif animier ankling ankomm ankündig anlauf anmeld annehm anordn anpass
anprobier anruf anstoß anstreb antizipier antwort anweis anwend anzeig anzieh anziel appellier arbeit archivier
ärger argumentier atm aufbau aufbewahr auffall aufforder aufführ auffüll aufgeb aufgeh aufheb aufhör aufkomm auflist
auflös aufmach aufruf aufsteig auftauch aufteil aufweis ausbreit ausdrück ausfall ausführ ausfüll ausgeb ausgeh
ausgleich aushandl auskomm auslauf auslös ausmach ausprobier ausreich ausreiß ausricht aussag ausschließ aussteh
aussteig ausstell auswähl ausweich auswert auswirk auszieh authentifizier automatisier autorisier basier bau
beabsichtig beacht beanspruch beantrag beantwort bearbeit beauftrag bedank bedauer bedeck bedenk bedeut bedien
bedroh beeil beeinfluss beeinträchtig beend befass befehl befind befolg beförder befrag befrei befürcht befürwort
begegn begeh begeister beginn begleit begrenz begrüß begünstig behalt behandl behaupt beheb beherberg beherrsch
behinder beinhalt beiß beitrag bekämpf bekenn beklag bekomm bekräftig belast beleb beleg beleidig bemerk bemess
bemüh benachrichtig benenn benötig benutz beobacht berat berechn bereicher bereinig bereitstell bericht
berücksichtig beruh beruhig berühr besag beschädig beschaff beschäftig bescher beschlagnahm beschleunig beschließ
beschönig beschränk beschreib beschuldig beschwer beseitig besetz besichtig besitz besorg bestätig besteh bestell
bestimm bestraf bestreik bestreit besuch bet beteilig beton betracht betreff betreib beurteil bevorsteh bevorzug
bewahr bewältig beweg beweis bewerb bewert bewirk bewunder bezahl bezeichn bezieh beziffer bezweck biet bind blas
bleib blick blockier blüh blut boom brat brauch brems bring bröckl brodl bürg codier dahinsteh dank darstell dauer
dazugehör deaktivier deck decodier definier deinstallier deklarier dekonstruier delegier demonstrier demütig denk
dereferenzier deserialisier deut diagnostizier dien diskutier dokumentier dominier dramatisier dräng dreh droh druck
drück düng duplizier durchführ durchkomm durchsetz durchsuch dürf ehr eign einbett einbezieh einbring einfüg einführ
eingeh einhergeh einleit einreich einricht einschließ einschränk einseh einsetz einsteig einzieh eliminier empfang
empfehl empfind engagier entdeck enteign entfall entfern entgegenkomm entgegensteh entkoppl entlast entmündig
entscheid entschlüssl entschuldig entsorg entspann entsperr entsprech entsteh entwickl eracht erb erbau erbleich
erbring erfass erfolg erforder erforsch erfüll ergänz ergatter ergreif erhalt erheb erhoff erhöh erhol erinner
erkenn erklär erkling erkrank erkund erlang erlaub erläuter erleb erledig erleichter ermittl ermöglich ermutig
ernenn erneuer erober eröffn erörter erreich erricht erschein erschreck erschütter erschwer ersetz erspar erstatt
erstell erstreck erteil erwäg erwähn erwärm erwart erweck erweis erweiter erwerb erzähl erzeug erziel erzwing
eskalier ess etablier existier explodier exportier extrahier fahr fakturier fall fang fass fehl fehlschlag feier
festleg feststeh feststell filter finanzier find fixier flieg flieh fließ florier flücht fokussier folg forder
förder fordr formatier formulier fortbesteh fortsetz fotografier frag fress freu frier füg fühl führ füll fungier
funktionier fürcht gär garantier geb gebrauch gebühr gedenk gefährd gefall gegensteuer geh gehör gehorch geling gelt
genehmig generier genieß genüg gestalt gestatt gewähr gewährleist gewinn gewöhn gipfl glänz glaub greif gründ
gruppier hab haft hagl halt handhab handl häng hass heb heirat heiß helf hemm herkomm herrsch herstell hervorgeh
hervorruf hinausgeh hinder hindeut hink hinkomm hinnehm hinweis hinzufüg hoff hol hör identifizier ignorier imitier
implementier importier indizier informier initialisier initiier innehab inspirier inspizier installier instanziier
integrier intensivier interagier interessier interpretier investier isolier jag kalkulier kämpf kandidier kapitulier
kapsl kategorisier kauf kehr kenn kennzeichn kipp klag klapp klär klassifizier kleb klemm klick kling kneif koch
kombinier komm kommentier kommissionier kommunizier kompilier komprimier konfigurier konkurrier könn konsolidier
konstruier kontaktier kontrollier konvertier konzentrier kooperier koordinier kopier koppl korrelier korrigier kost
kreuz kritisier kümmer kündig kürz küss lach lächl lager lähm lass lauer lauf lausch leb leck leg lehn lehr leid
leist leit lenk lern les less leucht leugn liefer lieg lob lock lohn lokalisier lös lösch losgeh lüg mach mangl
manipulier markier mauer meid mein meister meld merk mess migrier minimier misch missacht missbrauch missfall
mitkomm mitmach mitred mitteil mitwirk mitzieh modellier modernisier modifizier mög montier multiplizier müss
nachgeb nachlass nachseh nachverfolg nachzieh nahesteh navigier nehm neig nenn nörgl normalisier notier nummerier
nütz nutz öffn operier optimier ordn organisier orientier pack parallelisier partitionier pass passier pendl
personalisier pfleg plan platzier polarisier positionier präg präsentier priorisier produzier profitier
prognostizier programmier projizier protestier protokollier prüf puffer qualifizier rauch räum reagier reaktivier
realisier rechn rechtfertig red reduzier referenzier reflektier reformier regier registrier regl regn regulier reiß
reis rekonstruier render renn reparier replizier repräsentier reservier resignier respektier resultier rett richt
riech ruf ruh ruinier rutsch rüttl sag samml sanier sauf scann schad schädig schaff schalt schätz schau scheid
schein scheiter schenk scheu schick schieb schieß schimpf schlaf schlag schleich schließ schlummer schmeck schmerz
schnei schneid schränk schrei schreib schrumpf schuld schür schüttl schütz schwächl schweig schwel schwimm schwitz
segl seh send senk serialisier setz sicherstell signalisier signier simulier sing sink sitz skalier soll sorg
sortier spalt spar speicher spekulier sperr spezialisier spiegl spiel sprech spring spür stabilisier stagnier stamm
stärk start stattfind steck steh stehl steig stell sterb steuer stimm stock stopp stör stornier stoß streb streich
streik streit strukturier studier stürz stütz subtrahier such summier synchronisier tanz tät tauch tausch teil
teilnehm telefonier terminier tilg tob tolerier töt trag trainier transferier transformier transportier trau träum treff
treib trenn tret trick trink tropf trotz tu überarbeit übereinstimm überfall übergeh überhol überlauf überleb
überleg überlist übermittl übernehm überprüf überquer überrasch überreich überschreib überschreit übersetz
überspring übersteig überwach überwieg überzeug überzieh umarm umfall umfang umfass umgeh umgestalt umkomm umkreis
umleit umschließ umsetz umsteig umsteuer umwandl umzieh unterbreit unterdrück unterlauf unterlieg unterricht
unterschätz unterscheid unterstreich unterstütz untersuch unterteil unterzeichn urteil validier variier verabschied
veränder verändr veranker veranlass veranschaulich veranstalt verarbeit veräußer verbesser verbiet verbind
verbleib verbrauch verbreit verbring verbuch verdächtig verdank verderb verdeutlich verdien verdoppl verdräng
vereinfach verfall verfass verfeiner verfolg verfüg vergeh vergess vergeud vergewisser vergleich vergrößer verhaft
verhandl verhäng verharmlos verhinder verhunger verjähr verkauf verkett verklag verkleiner verknüpf verkünd verkürz
verlager verlang verlänger verlauf verleg verleih verletz verlier verlink vermeid vermess verminder vermisch vermiss
vermittl vermut vernachlässig vernicht veröffentlich verpack verpass verpflicht verpuff verrechn verricht
verringer verschaff verschärf verschieb verschlechter verschleier verschlüssl verschwend verschwind versend versetz
versicher versorg versprech verständig verstärk verstau versteck versteh verstoß versuch verteidig verteil verteuer
vertief vertrau vertreib vertret vertusch verursach verurteil verwalt verwandl verwechsl verwehr verweiger
verweis verwend verwirklich verzeichn verzicht verzöger visualisier vollstreck vollzieh vorangeh vorankomm
voraussetz vorbereit vorgeb vorgeh vorhersag vorkomm vorlieg vorschreib vorseh vorstell vorwerf vorzieh wachs wackl wag
wähl
wander wandl warn wart wechsel wechsl weck wegfall weggeh wegkomm wehr weiger weigr weis weiterentwickl
weitergeb weitergeh weiterlauf weiterleit wend werb werd widerspiegl widm wiederhol wiederverwend wimml wirk wiss wohn
woll wunder wünsch wurzl wüt zahl zähl zauder zeichn zeig zerbrech zerfall zerleg zerreiß zerstör zeug zieh zitier
zitter zöger zögr zubereit zugeb zugeh zugehör zugreif zulass zunehm zuordn zurückgeb zurückgeh zurückgreif
zurückkehr zurückkomm zurücksend zurücktret zuruf zusag zusammenarbeit zusammenfass zusammenführ zusammenhäng
zusammenkomm zusammensetz zuseh zusteh zustimm zuwart zuweis zweifel zweifl zwing zwischenspeicher
"""
SUBJUNCTIVE = frozenset({stem + "e" for stem in _STEMS.split()} | {"sei", "seien"})
"""Third persons of Konjunktiv I, the mood of reported speech. Some are also first persons: `ich` beside them tells."""
WEAK_SUBJUNCTIVE = words(
    """
    hätten wären würden müssten könnten sollten dürften wollten hätte wäre würde müsste könnte sollte dürfte
    bräuchten bräuchte gäbe gäben käme kämen ginge gingen stünden stünde blieben bliebe läge lägen nähme nähmen
    fände fänden spräche sprächen träfe träfen säße säßen wüsste wüssten brächte brächten dächte dächten täte täten
    ließe verlöre verlören zöge zögen trüge trügen wüchse wüchsen gälte gälten bekäme bekämen sähe sähen läse läsen
    entspräche entsprächen entstünde entstünden bestünde bestünden verstünde geschähe schlüge schlügen
    """
)
"""Konjunktiv II, which stands for Konjunktiv I where that looks like the indicative; alone it proves nothing."""
