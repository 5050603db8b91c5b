from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aitui.translate.guard import english, german
from aitui.translate.guard.rendering import render
from aitui.translate.guard.values import Values


def rendered(text: str, to: str) -> list[str]:
    return [render(found, to) for found in german.quantities(text)]


@pytest.mark.parametrize(
    ("text", "in_english", "in_chinese"),
    [
        ("38.000 Patente", "38,000", "38,000"),
        ("1 600 Entscheider", "1,600", "1,600"),
        ("500\u202f000 Nutzer", "500,000", "500,000"),
        ("5,5 Meter", "5.5 meters", "5.5米"),
        ("auf 7 Metern", "7 meters", "7米"),
        ("1 Kilometer", "1 kilometer", "1公里"),
        ("100 km/h schnell", "100 km/h", "100公里/小时"),
        ("12 Grad Celsius", "12 degrees Celsius", "12摄氏度"),
        ("5,5 °C", "5.5°C", "5.5摄氏度"),
        ("280 ppm", "280 ppm", "280 ppm"),
        ("16GB Speicher", "16 GB", "16 GB"),
        ("3 Millionen Tonnen", "3 million tonnes", "300万吨"),
        ("ein 12-Kilometer-Lauf", "12", "12"),
        ("10 Meterware", "10", "10"),
        ("5G", "5", "5"),
        ("Version 4.0", "4.0", "4.0"),
        ("1.234,56 Euro", "€1,234.56", "1,234.56欧元"),
        ("83 % der Firmen", "83%", "83%"),
        ("40 Prozent", "40%", "40%"),
        ("30 Milliarden US-Dollar", "$30 billion", "300亿美元"),
        ("30-Milliarden-Dollar-Markt", "$30 billion", "300亿美元"),
        ("2,5 Mio. Euro", "€2.5 million", "250万欧元"),
        ("3 Mrd. Yuan", "3 billion yuan", "30亿元"),
        ("$30", "$30", "30美元"),
        ("200 Millionen Nutzer", "200 million", "2亿"),
        ("1,4 Milliarden Menschen", "1.4 billion", "14亿"),
        ("drei Millionen Menschen", "3 million", "300万"),
        ("5 Billionen Yen", "5 trillion yen", "5万亿日元"),
        ("am 9. Juli", "July 9", "7月9日"),
        ("am 9. Juli 2024", "July 9, 2024", "2024年7月9日"),
        ("am 09.07.2024", "July 9, 2024", "2024年7月9日"),
        ("am 9.7. um", "July 9", "7月9日"),
        ("am Montag, 3.5., um", "May 3", "5月3日"),
        ("Sie ist 1,75 m groß", "1.75 meters", "1.75米"),
        ("um 0,25 Prozentpunkte", "0.25 percentage points", "0.25个百分点"),
        ("rund 360'000 Wagen", "360,000", "360,000"),
        ("im März 2024", "March 2024", "2024年3月"),
        ("seit Ende Juli", "July", "7月"),
        ("im vergangenen August", "August", "8月"),
        ("Es waren -5 Grad", "-5 degrees", "零下5度"),
        ("minus 20 °C", "-20°C", "零下20摄氏度"),
        ("um \u22120,3 Prozent", "-0.3%", "-0.3%"),
        ("(–200 Euro)", "-€200", "-200欧元"),
        ("Windows -11", "-11", "-11"),
        ("ein E-5-Modell", "5", "5"),
        ("um 10 -20 mehr", "10–20", "10–20"),
        ("um 14.30 Uhr", "14:30", "14:30"),
        ("um 8 Uhr", "8:00", "8:00"),
        ("im 3. Quartal", "3rd", "第3"),
        ("im 21. Jahrhundert", "21st", "第21"),
        ("der 11. Versuch", "11th", "第11"),
        ("1. Politik und Wirtschaft", "1.", "1."),
        ("3. Versuch gelingt.", "3rd", "第3"),
        ("die 1990er Jahre", "1990s", "1990年代"),
        ("10–20 Prozent", "10–20%", "10–20%"),
        ("2014-2023", "2014–2023", "2014–2023"),
        ("ein 3:2 im Finale", "3:2", "3:2"),
        ("192.168.0.1", "192.168.0.1", "192.168.0.1"),
        ("Im Jahr 2024.", "2024", "2024"),
    ],
)
def test_a_german_number_takes_the_form_of_the_other_language(text, in_english, in_chinese):
    assert rendered(text, "en") == [in_english]
    assert rendered(text, "zh") == [in_chinese]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("38,000 patents", ["38,000"]),
        ("$30 billion", ["300亿美元"]),
        ("by 2024 $30 billion", ["2024年", "300亿美元"]),
        ("$5m", ["500万美元"]),
        ("5 percent", ["5%"]),
        ("July 9, 2024", ["2024年7月9日"]),
        ("on 9 July", ["7月9日"]),
        ("in March 2024", ["2024年3月"]),
        ("at 2:30 p.m.", ["14:30"]),
        ("in 2014", ["2014年"]),
        ("since the beginning of May he may march", ["5月"]),
        ("in late July", ["7月"]),
        ("100 million July free tokens", ["1亿", "7月"]),
        ("June and April smiled.", []),
        ("from July through May", ["7月", "5月"]),
        ("from May until then", ["5月"]),
        ("From May, trains run again", ["5月"]),
        ("He received a letter from May yesterday.", []),
        ("The offer from May was bad.", []),
        ("He may. May he? March!", []),
        ("below -5 degrees Celsius", ["零下5摄氏度"]),
        ("by -$30 million", ["-3,000万美元"]),
        ("COVID-19", ["19"]),
        ("between 2014 and 2023", ["2014年", "2023年"]),
        ("2014 patents", ["2014"]),
        ("the 3rd quarter", ["第3"]),
        ("the 1990s", ["1990年代"]),
        ("1.4 billion people", ["14亿"]),
        ("SenseNova 5.5.", ["5.5"]),
    ],
)
def test_an_english_number_takes_the_chinese_form(text, expected):
    assert [render(found, "zh") for found in english.quantities(text)] == expected


def test_numbers_that_stand_together_are_told_apart():
    text = "bis März 2024 117 LLMs; 1,5 und 2,5; am 3. und 4. Mai"
    assert rendered(text, "en") == ["March 2024", "117", "1.5", "2.5", "3rd", "May 4"]


@given(st.text(st.sampled_from("0123456789.,:/-– %€$Millionen UhrJuli"), max_size=60))
def test_quantities_are_in_order_and_never_overlap(text):
    for finder in (german.quantities, english.quantities):
        position = 0
        for found in finder(text):
            assert position <= found.start < found.end <= len(text)
            assert any(map(str.isalnum, text[found.start : found.end]))
            position = found.end


@given(st.integers(0, 10**15), st.sampled_from(["", " Euro", " Prozent", " Millionen"]))
def test_the_value_stays_the_same_in_every_language(number, unit):
    text = f"{number:,}".replace(",", ".") + unit
    (source,) = Values(text, "de").written
    for to in ("en", "zh"):
        (target,) = Values(rendered(text, to)[0], to).written
        assert target.amount == source.amount


@pytest.mark.parametrize(
    "text",
    ["1." * 60_000, "1 000 " * 20_000, "9. Juli " * 15_000, "1" * 200_000, "US-" * 60_000],
    ids=["points", "groups", "dates", "digits", "letters"],
)
def test_a_long_line_takes_no_longer_than_it_is_long(text):
    for finder in (german.quantities, english.quantities):
        assert all(found.end <= len(text) for found in finder(text))


def test_english_units_are_found_and_single_letters_are_none():
    text = "12 kilometres, 5.5°C, 3 metric tons, 5 m and 5 t of 500 square miles"
    assert [render(found, "zh") for found in english.quantities(text)] == [
        "12公里",
        "5.5摄氏度",
        "3吨",
        "5",
        "5",
        "500",
    ]
