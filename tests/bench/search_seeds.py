"""Hand-made search targets of the five seed articles: entities with names in three languages, quotes, translations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aitui.data.article import Article
from aitui.data.entity import Entity, EntityKind, Mention, Names, Quote
from aitui.data.search.documents import ArticleTargets, article_targets
from aitui.data.structure import parse

SEEDS = Path(__file__).parents[2] / "seeds"

# kind: name in German | English | Chinese or nothing | another name | an inflected form in the texts
_ENTITIES = {
    EntityKind.ORG: """
        OpenAI|OpenAI||
        Techopedia|Techopedia||
        Orby AI|Orby AI||Orby KI
        Alibaba|Alibaba|阿里巴巴|
        Alibaba Cloud|Alibaba Cloud|阿里云|
        Hugging Face|Hugging Face|抱抱脸|
        Meta|Meta|Meta平台|Meta Platforms
        Google|Google|谷歌|
        Baidu|Baidu|百度|
        SenseTime|SenseTime|商汤|商汤科技
        UBtech Robotics|UBtech Robotics|优必选|UBtech
        Cambricon|Cambricon|寒武纪|
        Anthropic|Anthropic||
        Microsoft|Microsoft|微软|
        X|X||Twitter
        ByteDance|ByteDance|字节跳动|
        Huawei|Huawei|华为|
        Tencent|Tencent|腾讯|
        Tencent Cloud|Tencent Cloud|腾讯云|
        Kuaishou|Kuaishou|快手|Kuaishou Technology
        Bloomberg|Bloomberg|彭博社|Bloomberg News
        Centre for Safe AGI|Centre for Safe AGI||
        Zhipu AI|Zhipu AI|智谱AI|Zhipu
        New York University|New York University|纽约大学|
        Global Times|Global Times|环球时报|
        Zhejiang-Universität|Zhejiang University|浙江大学|
        The Information|The Information||
        01.AI|01.AI|零一万物|
        Baichuan|Baichuan|百川智能|
        Qihoo 360|Qihoo 360|奇虎360|
        21Vianet|21Vianet|世纪互联|
        iiMedia Research|iiMedia Research|艾媒咨询|
        New York Times|New York Times|纽约时报|
        LinkedIn|LinkedIn|领英|
        The Decoder|The Decoder||
    """,
    EntityKind.PERSON: """
        Bella Liu|Bella Liu||
        Xiaohu Zhu|Xiaohu Zhu||
        Winston Ma|Winston Ma||
        Pan Helin|Pan Helin|盘和林|
        Kai-fu Lee|Kai-fu Lee|李开复|
        Joe Tsai|Joe Tsai|蔡崇信|
        Zhou Hongyi|Zhou Hongyi|周鸿祎|
        Zhang Yi|Zhang Yi|张毅|
        Sam Altman|Sam Altman|萨姆·奥特曼|
        Christian Bennefeld|Christian Bennefeld||
        Tim Keary|Tim Keary||
        Alex Hern|Alex Hern||
    """,
    EntityKind.PRODUCT: """
        ChatGPT|ChatGPT||
        Ernie|Ernie|文心一言|Ernie Bot
        Kling|Kling|可灵|Kling AI
        GPT-4|GPT-4||
        GPT-4o|GPT-4o||
        DALL-E|DALL-E||
        Sora|Sora||
        SenseNova|SenseNova|日日新|SenseNova 5.5
        Qwen-2-72B-Instruct|Qwen-2-72B-Instruct|通义千问|Qwen
        Llama 3|Llama 3||Llama
        WeChat|WeChat|微信|
        Microsoft Azure|Microsoft Azure||Azure
        Open LLM Leaderboard|Open LLM Leaderboard||
        reCaptcha|reCaptcha||
    """,
    EntityKind.PLACE: """
        China|China|中国|
        USA|United States|美国|Vereinigte Staaten
        Shanghai|Shanghai|上海|
        Peking|Beijing|北京|
        Washington|Washington|华盛顿|
        Großbritannien|Great Britain|英国|United Kingdom
        Tiananmen-Platz|Tiananmen Square|天安门广场|
        Weißes Haus|White House|白宫||Weißen Haus
    """,
    EntityKind.EVENT: """
        World AI Conference|World AI Conference|世界人工智能大会|
    """,
}

# article number: speaker | beginning of the quote … its end
_QUOTES = {
    "000": """
        Bella Liu|Der chinesische KI-Markt boomt…fast verdoppeln wird
        Bella Liu|Das umfasst alles von KI-Chips…zu beobachten gilt
        SenseTime|das erste multimodale…in China
        SenseTime|ein neues KI-Interaktionsmodell…ebenbürtig ist
    """,
    "001": """
        OpenAI-Sprecher|Wir unternehmen…von OpenAI unterstützen
        Xiaohu Zhu|in der chinesischen KI-Community…hervorgerufen
        Xiaohu Zhu|die Entscheidung Fragen…weltweit aufwirft
        Xiaohu Zhu|Konkurrenten bieten…zu erweitern
        Winston Ma|zu einem Zeitpunkt, an dem…kostenlos anbieten
        Winston Ma|Der Ausstieg von OpenAI…Probe zu stellen
        Global Times|einen Vorstoß der USA…zu behindern
        Pan Helin|eine gute Sache…Eigenständigkeit
    """,
    "003": """
        Zhou Hongyi|Die Schließung von OpenAI…Explodieren bringen.
    """,
}

# beginning of a sentence of the seeds: English, Chinese
_TRANSLATIONS = {
    "Laut Zhang Yi, Gründer": (
        "According to Zhang Yi, founder and analyst at iiMedia Research, the quick reaction of the Chinese AI community"
        " clearly shows that the race for market share is intensifying.",
        "据艾媒咨询创始人兼分析师张毅称，中国人工智能界的快速反应清楚地表明，市场份额的竞争正在加剧。",
    ),
    "Ein Video vom brennenden Weißen Haus": (
        "The system does generate a video of the burning White House.",
        "该系统会生成燃烧的白宫的视频。",
    ),
    "Auch bei den KI-Patenten": (
        "China is also the leader in AI patents and files six times more patents than the USA.",
        "中国在人工智能专利方面也处于领先地位，申请的专利数量是美国的六倍。",
    ),
    "In China müssen KI-Modelle": (
        "In China, AI models must be checked for compliance with socialist values before publication.",
        "在中国，人工智能模型在发布前必须接受审查，以确保符合社会主义价值观。",
    ),
    "Der Online-Video-Riese Kuaishou": (
        "The online video giant Kuaishou recently had to limit the number of people who can access Kling.",
        "在线视频巨头快手最近不得不限制能够访问可灵的人数。",
    ),
    "OpenAI sperrt ChatGPT": ("OpenAI blocks ChatGPT for China: report", "报道：OpenAI 对中国封锁 ChatGPT"),
}


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed article with what is found in it."""

    key: str
    article: Article
    entities: tuple[Entity, ...]
    quotes: tuple[Quote, ...]


def seeds() -> Iterator[Seed]:
    """The five seeds in order."""
    for path in sorted(SEEDS.glob("*.txt")):
        article = parse(path.read_text(encoding="utf-8"))
        yield Seed(path.stem, article, tuple(_entities(article.text)), tuple(_quotes(path.stem[:3], article.text)))


def seed_targets() -> Iterator[ArticleTargets]:
    """What the index gets of the five seeds, with the hand-made translations."""
    for seed in seeds():
        yield ArticleTargets(
            seed.key,
            tuple(article_targets(seed.key, seed.article, seed.entities, seed.quotes, _translations(seed.article))),
        )


def _entities(text: str) -> Iterator[Entity]:
    for kind, lines in _ENTITIES.items():
        for line in lines.split("\n"):
            if not line.strip():
                continue
            german, english, chinese, alias, inflected = (line.strip() + "|").split("|")[:5]
            aliases = (alias,) if alias else ()
            mentions = _mentions(text, {name for name in (german, english, alias, inflected) if name})
            if mentions:
                names = Names(german, english, chinese or None)
                yield Entity(f"{kind}.{english.lower()}", german, kind, names, aliases, mentions)


def _mentions(text: str, names: set[str]) -> tuple[Mention, ...]:
    found: dict[int, Mention] = {}
    for name in sorted(names, key=len):
        position = text.find(name)
        while position >= 0:
            end = position + len(name)
            around = text[max(position - 1, 0) : position] + text[end : end + 1]
            if len(name) > 2 or not any(char.isalnum() for char in around):
                found[position] = Mention(position, end, name)
            position = text.find(name, end)
    return tuple(found[start] for start in sorted(found))


def _quotes(number: str, text: str) -> Iterator[Quote]:
    for line in _QUOTES.get(number, "").split("\n"):
        if not line.strip():
            continue
        speaker, words = line.strip().split("|")
        beginning, ending = words.split("…")
        start = text.index(beginning)
        end = text.index(ending, start) + len(ending)
        yield Quote(start, end, text[start:end], True, speaker, _speaker_id(speaker), "sagte", "hand-made", 1.0)


def _speaker_id(speaker: str) -> str | None:
    for kind, lines in _ENTITIES.items():
        for line in lines.split("\n"):
            if line.strip().startswith(speaker + "|"):
                return f"{kind}.{line.strip().split('|')[1].lower()}"
    return None


def _translations(article: Article) -> dict[str, dict[int, str]]:
    translated: dict[str, dict[int, str]] = {"en": {}, "zh": {}}
    for _, sentence in article.sentences():
        for beginning, (english, chinese) in _TRANSLATIONS.items():
            if article.text.startswith(beginning, sentence.start):
                translated["en"][sentence.start] = english
                translated["zh"][sentence.start] = chinese
    return translated
