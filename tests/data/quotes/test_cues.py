from __future__ import annotations

import pytest

from aitui.data.quotes.cues import CUES, Form, Sense


@pytest.mark.parametrize(
    ("word", "sense", "form"),
    [
        ("sagte", Sense.SAY, Form.SINGULAR),
        ("sagten", Sense.SAY, Form.PLURAL),
        ("gesagt", Sense.SAY, Form.PARTICIPLE),
        ("antwortete", Sense.SAY, Form.SINGULAR),
        ("betont", Sense.SAY, Form.PARTICIPLE),
        ("kritisiert", Sense.SAY, Form.PARTICIPLE),
        ("schrieb", Sense.SAY, Form.SINGULAR),
        ("mitteilte", Sense.SAY, Form.SINGULAR),
        ("angekündigt", Sense.SAY, Form.PARTICIPLE),
        ("hinzufügte", Sense.SAY, Form.SINGULAR),
        ("mitzuteilen", Sense.SAY, Form.INFINITIVE),
        ("bezeichnete", Sense.CALL, Form.SINGULAR),
        ("nannten", Sense.CALL, Form.PLURAL),
        ("glaubt", Sense.THINK, Form.SINGULAR),
    ],
)
def test_the_forms_of_cue_verbs_are_built(word: str, sense: Sense, form: Form) -> None:
    assert any(cue.sense is sense and cue.form is form and not cue.particles for cue in CUES[word])


def test_a_light_verb_is_a_cue_only_with_its_particle() -> None:
    assert all(cue.particles for cue in CUES["teilte"])
    assert all(cue.particles for cue in CUES["gab"])


@pytest.mark.parametrize("word", ["ist", "hat", "geht", "die", "rede", "dass", "angabe"])
def test_everyday_words_are_no_cues_by_themselves(word: str) -> None:
    assert all(cue.particles for cue in CUES.get(word, []))
