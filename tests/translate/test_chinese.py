from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.chinese import tidy


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国,美国.", "中国，美国。"),
        ("这是 中国 的模型 .", "这是中国的模型。"),
        ("据OpenAI, 谷歌和百度报道: 是吗?", "据 OpenAI，谷歌和百度报道：是吗？"),
        ("好的。.", "好的。"),
        ("巴黎（）和《》也是()。", "巴黎和也是。"),
        ("函数 print() 好用。", "函数 print()好用。"),
        ("这是 OpenAI .中国", "这是 OpenAI。中国"),
        ("见 example.中国", "见 example.中国"),
        ("版本5.5和3:1不变", "版本5.5和3:1不变"),
        ("共38,000项", "共38,000项"),
        ("使用 GPT-4o 模型", "使用 GPT-4o 模型"),
        ("他说：“好”.", "他说：“好”。"),
        ("使用GPT-4o模型和SenseNova 5.5，", "使用 GPT-4o 模型和 SenseNova 5.5，"),
        ("共 38,000 项，占 83% 的", "共38,000项，占83%的"),
        ("据 OpenAI 7 月 9 日的消息", "据 OpenAI 7月9日的消息"),
        ("到 2024 年 7 月 9 日", "到2024年7月9日"),
        ('他说:"你好".', "他说：“你好”。"),
        ("他说：„你好“。", "他说：“你好”。"),
        ("《中国》 杂志 (测试) 。", "《中国》杂志（测试）。"),
        ("华盛顿、、北京，，", "华盛顿、北京，"),
        ("见 https://a.b/c?d=e,f.", "见 https://a.b/c?d=e,f。"),
        ("No hanzi here, at all.", "No hanzi here, at all."),
    ],
)
def test_punctuation_and_spaces_beside_hanzi(text, expected):
    assert tidy(text) == expected


@given(st.text(st.sampled_from("中国a1 ,.!?:;，。“”()（）")))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(st.sampled_from("中国a1 ,.!?:;，。“”()（）")))
def test_no_word_is_touched(text):
    def words(value: str) -> str:
        return "".join(char for char in value if char.isalnum())

    assert words(tidy(text)) == words(text)
