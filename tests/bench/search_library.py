"""A made-up library of any size, always the same for the same numbers: names, quotes and sentences in three languages.

Words are compounded and inflected as German does it and drawn as unevenly as in real text, so that the vocabulary
goes on growing with the library. Whoever speaks is an office of an organisation, never a person.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from aitui.data.search.documents import ArticleTargets, Target, TargetType


def _words(listed: str) -> list[str]:
    return listed.split()


_CITIES = _words(
    "Aachen Augsburg Bamberg Bayreuth Bielefeld Bochum Bonn Bottrop Brandenburg Braunschweig Bremen Chemnitz "
    "Coburg Cottbus Darmstadt Dessau Detmold Dortmund Dresden Duisburg Düren Eisenach Emden Erfurt Erlangen "
    "Essen Esslingen Flensburg Freiburg Friedberg Fulda Fürth Gera Gießen Görlitz Göttingen Gotha Greifswald "
    "Gütersloh Halle Hamm Hanau Hannover Heidelberg Heilbronn Herne Hildesheim Hof Ingolstadt Iserlohn Jena "
    "Kaiserslautern Kassel Kempten Kiel Koblenz Konstanz Krefeld Landau Landshut Leipzig Leverkusen Lübeck "
    "Lüdenscheid Lüneburg Magdeburg Mainz Mannheim Marburg Memmingen Minden Moers Mülheim Münster Neuss "
    "Nürnberg Oberhausen Offenbach Oldenburg Osnabrück Paderborn Passau Pforzheim Plauen Potsdam Ratingen "
    "Regensburg Remscheid Reutlingen Rosenheim Rostock Saarbrücken Schwerin Siegen Solingen Speyer Stralsund "
    "Straubing Stuttgart Suhl Trier Tübingen Ulm Velbert Viersen Weimar Wetzlar Wiesbaden Wismar Witten "
    "Wolfsburg Worms Wuppertal Würzburg Zweibrücken Zwickau Changsha Chengdu Chongqing Dalian Dongguan Foshan "
    "Fuzhou Guangzhou Guiyang Haikou Hangzhou Harbin Hefei Hohhot Jinan Kunming Lanzhou Nanchang Nanjing "
    "Nanning Ningbo Qingdao Shenyang Shenzhen Suzhou Taiyuan Tianjin Urumqi Wenzhou Wuhan Wuxi Xiamen Xian "
    "Xining Xuzhou Yantai Yinchuan Zhengzhou Zhuhai Zibo Austin Boston Chicago Dallas Denver Detroit Houston "
    "Memphis Miami Oakland Phoenix Portland Seattle Tampa London Leeds Bristol Cardiff Dublin Glasgow "
)
_BRANCHES = _words(
    "Antriebs Bau Bildungs Chemie Daten Druck Elektro Energie Fahrzeug Fenster Finanz Flug Forst Funk Gas "
    "Getränke Glas Handels Hafen Halbleiter Heiz Holz Immobilien Industrie Kabel Kälte Kraft Kunststoff Lager "
    "Laser Leder Licht Luft Maschinen Medien Medizin Messe Metall Milch Mobil Möbel Motoren Netz Öko Optik "
    "Papier Pflege Pharma Planungs Rechen Reise Rohr Schiffs Schul Sicherheits Solar Speditions Spiel Stahl "
    "Steuer Strom Technologie Telefon Textil Umwelt Verkehrs Verlags Versicherungs Wärme Wasser Werbe "
    "Werkzeug Wind Wohn Zement Zucker "
)
_FORMS = _words(
    "werke systeme technik dienste gruppe bank institut zentrum verband union kontor agentur labor fabrik "
    "haus netz gesellschaft verein stiftung akademie börse messe zentrale kasse kammer "
)
_SYLLABLES = _words(
    "ka ku ko kai kao bai bao ban ten ton tel zhi zho zhu sen son sil ver vio mir mon mic goo gol gen ali ala "
    "aro hua hub hin wei wen wal ling lan lor clo cla cam ber bri bel dal den dro nova nex neo rix ron rel "
    "tron trix tech shou shan tai tian dance time tube wave gram mind core soft flux plex data cell fin med "
    "bio geo "
)
_MARKS = _words("AG GmbH SE Holding Group Labs Robotics Media Cloud Research Systems Networks Capital Studio Works AI ")
_HANZI = (
    "安百北博长成川创达大德东动飞丰富高光广国海汉航恒宏鸿华汇吉佳建江金京精巨凯康科蓝乐力利联"
    "龙美明南宁鹏奇启汽庆全荣瑞盛世顺泰天同通万威伟文星兴旭亚扬易益银永宇元远云泽兆正智中众州卓"
)
_NOUNS = _words(
    "Abgabe Absatz Abstimmung Anlage Antrag Arbeit Armee Arzt Aufgabe Auftrag Ausbau Ausfall Ausgabe Auto "
    "Bahn Bank Bau Bauer Bedarf Behörde Beitrag Bericht Betrieb Bild Boden Brief Brücke Buch Bund Bürger Chef "
    "Daten Dienst Druck Eigentum Einkommen Eis Energie Erde Ernte Fabrik Fahrt Fall Farbe Feld Fenster Fest "
    "Feuer Film Fisch Fluss Forst Frage Frieden Frist Gas Gebäude Gebiet Gebühr Geld Gemeinde Gericht "
    "Geschäft Gesetz Gesundheit Getreide Gewicht Gewinn Glas Grenze Gut Hafen Halle Handel Haus Haushalt Heim "
    "Herbst Hilfe Hof Holz Jahr Jugend Kabel Kampf Karte Kasse Kette Kind Kirche Klage Klima Kohle Konto "
    "Kosten Kraft Krankheit Kredit Kreis Krieg Kultur Kunde Kunst Küste Lager Land Last Leben Lehre Leistung "
    "Leitung Licht Liste Lohn Luft Macht Markt Maschine Maß Material Mauer Meer Messe Metall Miete Milch "
    "Minister Mittel Motor Müll Museum Musik Nacht Nahrung Natur Netz Norm Note Öl Ordnung Ort Papier Partei "
    "Pflege Plan Platz Politik Post Preis Presse Probe Produkt Programm Prozess Prüfung Quelle Rat Raum Recht "
    "Rede Regel Regen Region Reise Rente Reserve Richter Risiko Rohr Rolle Sache Satz Schaden Schiff Schnee "
    "Schule Schutz See Sicherheit Sitz Sommer Sonne Spiel Sport Sprache Staat Stadt Stahl Standort Station "
    "Steuer Stiftung Stoff Straße Streit Strom Stück Studie System Tag Tarif Technik Teil Termin Test Tier "
    "Tor Turm Umsatz Umwelt Unfall Urteil Verband Verein Verkehr Vermögen Versuch Vertrag Vieh Volk Vorrat "
    "Wache Wagen Wahl Wald Wand Ware Wärme Wasser Weg Welle Werk Wert Wetter Wind Winter Wirtschaft Woche "
    "Wohnung Wort Zahl Zeit Zeitung Zelle Ziel Zins Zoll Zug Zukunft "
)
_VERBS = _words(
    "baut beginnt behauptet bekommt bemerkt berät beschließt besitzt bestellt betreibt bezahlt bietet bleibt "
    "braucht bringt droht endet entsteht erhält erhöht erinnert erklärt eröffnet erreicht erwartet fährt "
    "fällt fehlt findet folgt fordert fördert führt gewinnt glaubt gründet hält hilft hofft kauft kennt klagt "
    "kommt kostet leidet leitet liefert liegt lobt löst meldet misst nennt nimmt nutzt öffnet plant prüft "
    "rechnet regelt reicht rettet ruht sammelt schafft schickt schließt schützt senkt siegt sinkt spart "
    "spielt steht steigt stellt stimmt stoppt sucht teilt trägt trennt übernimmt verbietet verdient verkauft "
    "verliert vermietet verspricht verteilt verzichtet wächst warnt wartet wechselt weist wirbt zahlt zeigt "
    "zieht zögert "
)
_ADJECTIVES = _words(
    "alt arm bekannt billig blau breit dauerhaft deutlich dicht dringend dünn echt eigen eilig eng ernst fest "
    "feucht frei fremd früh gelb genau gering gesund glatt grau groß grün günstig gut hart heimisch heiß hoch "
    "jährlich jung kalt klar klein knapp kräftig krank künftig kurz lang langsam laut leicht leise letzt mild "
    "müde nah nass neu niedrig örtlich öffentlich privat rasch reich reif rein richtig rot ruhig sauber "
    "scharf schlecht schmal schnell schön schwach schwer selten sicher spät städtisch stark steil still "
    "streng teuer tief trocken üblich völlig voll wahr warm weich weit wertvoll wild wirksam zäh zentral "
)
_SMALL = _words(
    "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus "
    "er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber "
    "vor zur bis mehr durch man sein wurde sei "
)
_ENGLISH = _words(
    "the of and to in for is on that by with it as from at are this be was have has new year market price "
    "city state power trade report plan water energy growth court law bank firm road school health price tax "
    "house worker minister rate loss profit share deal offer cost demand supply export import weather winter "
    "summer harbour factory machine bridge railway region council election budget pension wage union strike "
    "climate forest river border police fire "
)
_CHINESE = _words(
    "的 是 在 和 了 有 城市 价格 市场 工人 能源 电力 法院 银行 合同 工厂 机器 桥梁 铁路 地区 选举 预算 工资 "
    "气候 森林 河流 边境 天气 冬季 夏季 港口 出口 进口 需求 供应 成本 利润 增长 报告 计划 学校 医院 税收 住房 "
    "部长 协议 道路 水 政府 公司 表示 认为 今年 去年 将 增加 减少 提高 下降 继续 开始 建设 支持 反对 可能 "
    "需要 "
)
_ENDINGS = ("", "", "en", "er", "s", "es", "e", "n")
_OFFICES = ("Die Leitung", "Die Pressestelle", "Der Vorstand", "Der Betriebsrat", "Das Präsidium", "Der Beirat")
_KINDS = ("org", "product", "place", "event")


def other_names(count: int, seed: int = 1) -> Iterator[ArticleTargets]:
    """`count` targets, two names to one quote, that have nothing to do with the seeds though many sound alike."""
    chance = random.Random(seed)
    targets: list[Target] = []
    for number in range(count):
        article = f"other-{number // 30}"
        targets.append(_quote(chance, article, number) if number % 3 == 2 else _entity(chance, article, number))
        if len(targets) == 30:
            yield ArticleTargets(article, tuple(targets))
            targets = []
    if targets:
        yield ArticleTargets(targets[0].article, tuple(targets))


def sentences(count: int, seed: int = 2, *, per_article: int = 40) -> Iterator[ArticleTargets]:
    """`count` sentences, of which every fourth is English and every fourth Chinese, with some names and a title."""
    chance = random.Random(seed)
    for first in range(0, count, per_article):
        article = f"article-{first // per_article}"
        targets = [_entity(chance, article, chance.randrange(1 + count // 20)) for _ in range(2)]
        targets.append(Target(TargetType.ARTICLE, article, article, _german(chance, 6), "de", 0, 40))
        targets.append(_quote(chance, article, first))
        for number in range(first, min(first + per_article, count)):
            language = ("de", "en", "de", "zh")[number % 4]
            text = {"de": _german, "en": _english, "zh": _chinese}[language](chance, 8 + chance.randrange(14))
            key = f"{article}:sentence:{number}"
            targets.append(Target(TargetType.SENTENCE, key, article, text, language, number, number + len(text)))
        yield ArticleTargets(article, tuple({(t.type, t.key, t.language): t for t in targets}.values()))


def organisation(chance: random.Random) -> str:
    """A name that sounds like a company's."""
    shape = chance.random()
    if shape < 0.4:
        word = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 3)))).capitalize()
        return f"{word} {chance.choice(_MARKS)}" if chance.random() < 0.5 else word
    branch = chance.choice(_BRANCHES) + chance.choice(_FORMS)
    return f"{branch} {chance.choice(_CITIES)}" if shape < 0.8 else f"{chance.choice(_CITIES)}er {branch}"


def _entity(chance: random.Random, article: str, number: int) -> Target:
    # The name depends on the number alone, so that articles can mention the same ones.
    own = random.Random(number)
    kind = own.choice(_KINDS)
    name = organisation(own)
    if kind == "product":
        name = f"{''.join(own.choice(_SYLLABLES) for _ in range(2)).capitalize()} {own.randrange(1, 99)}"
    elif kind == "place":
        name = f"{own.choice(_CITIES)}-{own.choice(_NOUNS)}{own.choice(('platz', 'straße', 'tor', 'park', 'brücke'))}"
    chinese = "".join(own.choice(_HANZI) for _ in range(own.choice((3, 4, 4)))) if own.random() < 0.4 else ""
    names = (("de", name), ("zh", chinese)) if chinese else (("de", name),)
    weight = 1 + int(own.paretovariate(1.2)) % 400
    return Target(
        TargetType.ENTITY, f"{kind}.{number}", article, name, "de", 0, len(name), names=names, kind=kind, weight=weight
    )


def _quote(chance: random.Random, article: str, number: int) -> Target:
    text = _german(chance, 8 + chance.randrange(12))
    owner = organisation(chance)
    return Target(
        TargetType.QUOTE, f"{article}:quote:{number}", article, text, "de", 0, len(text),
        speaker=f"{chance.choice(_OFFICES)} der {owner}", kind="org",
    )  # fmt: skip


def _german(chance: random.Random, length: int) -> str:
    words = [_german_word(chance) for _ in range(length)]
    words[0] = words[0][:1].upper() + words[0][1:]
    if length > 10:
        words[length // 2] += ","
    return " ".join(words) + "."


def _german_word(chance: random.Random) -> str:
    shape = chance.random()
    if shape < 0.42:
        return _often_first(chance, _SMALL)
    if shape < 0.52:
        return _often_first(chance, _VERBS)
    if shape < 0.64:
        return _often_first(chance, _ADJECTIVES) + chance.choice(("e", "en", "er", "es", "em"))
    if shape < 0.66:
        return str(chance.randrange(2, 3000))
    if shape < 0.69:
        return chance.choice(_CITIES)
    noun = _often_first(chance, _NOUNS)
    while chance.random() < 0.38:
        noun = chance.choice(_NOUNS) + noun.lower()
    return noun + chance.choice(_ENDINGS)


def _english(chance: random.Random, length: int) -> str:
    words = [_often_first(chance, _ENGLISH) for _ in range(length - 2)]
    words += [chance.choice(_CITIES), str(chance.randrange(2, 3000))]
    chance.shuffle(words)
    return " ".join(words).capitalize() + "."


def _chinese(chance: random.Random, length: int) -> str:
    return "".join(_often_first(chance, _CHINESE) for _ in range(length)) + "。"


def _often_first(chance: random.Random, words: list[str]) -> str:
    """The n-th word with a probability that falls as 1/n."""
    return words[int(len(words) ** chance.random()) - 1]
