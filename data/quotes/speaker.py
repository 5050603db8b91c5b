"""From a noun phrase to the speaker it means: surnames, pronouns, offices, spokespersons."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest

from aitui.data.quotes import nouns
from aitui.data.quotes.cues import Form
from aitui.data.quotes.names import NOBODY, Names, Speaker
from aitui.data.quotes.phrase import TIMES, Kind, Nominal
from aitui.data.quotes.scene import CueAt, Scene
from aitui.data.quotes.words import words

_MEMORY = 40
"""Sentences that a pronoun or an office may look back."""
_SHORTEST_END = 5
"""Letters that the noun which stands for a compound must have at least: 'Kammer' for 'Landwirtschaftskammer'."""
_ANY_OF_ITS_SORT = words("verband verein gewerkschaft stiftung gesellschaft institut verbund agentur klinik hochschule")
"""Nouns that alone are no name: whichever was spoken of last is meant."""
_GENITIVE = frozenset({"der", "des", "von", "vom", "beim", "bei", "im", "dem", "für", "eines", "einer"})


@dataclass(slots=True)
class Discourse:
    """Who has been spoken of so far, latest last. Feed it every sentence in reading order."""

    names: Names
    _people: list[list[Speaker]] = field(default_factory=list)
    """For each sentence its persons, the likeliest antecedent first."""
    _orgs: list[Speaker] = field(default_factory=list)
    _roles: dict[str, set[str]] = field(default_factory=dict)
    """Offices by name of their holder."""

    def close(self, scene: Scene, spoke: list[Speaker]) -> None:
        """Remember a sentence and who spoke in it."""
        self._learn_roles(scene)
        free: list[Speaker] = [speaker for speaker in spoke if speaker.person is not False and speaker.name]
        governed: list[Speaker] = []
        for nominal in scene.nominals:
            if nominal.owner and nominal.owner.person:
                governed.append(nominal.owner)
            if nominal.kind is Kind.PERSON and nominal.speaker:
                (governed if nominal.oblique else free).append(nominal.speaker)
            elif nominal.kind is Kind.BARE and nominal.speaker and self._acts(scene, nominal):
                free.append(nominal.speaker)
            elif (
                nominal.kind is Kind.ORG
                and nominal.speaker
                and not nominal.oblique
                and not _in_brackets(scene, nominal)
            ):
                self._orgs.append(nominal.speaker)
        self._orgs.extend(speaker for speaker in spoke if not speaker.person and speaker.name)
        del self._orgs[:-8]
        self._people.append(free + governed)
        del self._people[: -_MEMORY * 2]

    def _acts(self, scene: Scene, nominal: Nominal) -> bool:
        """Whether a lone unknown word is a name: it begins the sentence and speaks, or does so behind a comma.

        'Trump bestritt ...', '..., sagte Trump'.
        """
        cue = scene.cue_at.get(nominal.end) if nominal.start == 0 else scene.cue_at.get(nominal.start - 1)
        behind_mark = cue is not None and cue.index > 0 and scene.frame.tokens[cue.index - 1].is_clause_mark
        return cue is not None and cue.form is Form.SINGULAR and (nominal.start == 0 or behind_mark)

    def speaker(self, scene: Scene, nominal: Nominal) -> Speaker:
        """Whom the phrase means; `NOBODY` where it cannot be told or has no name."""
        if nominal.kind is Kind.NAME and nominal.speaker and nominal.speaker.name:
            return self.names.learn(nominal.speaker.name)
        if nominal.kind is Kind.ORG and nominal.speaker:
            return self._fuller(nominal.speaker)
        if nominal.kind in (Kind.PERSON, Kind.BARE) and nominal.speaker:
            return nominal.speaker
        if nominal.kind is Kind.PRONOUN:
            return self._antecedent(scene, nominal, None) or self._last_org(scene, nominal, places=False) or NOBODY
        if nominal.kind is Kind.ROLE:
            return self._office(scene, nominal)
        return NOBODY

    def speaker_of(self, scene: Scene, cue: CueAt) -> tuple[Speaker, Nominal | None]:
        """Who says what a cue introduces, and the phrase that tells it."""
        nominal = scene.subject(cue)
        if nominal is None:
            return NOBODY, None
        if cue.form is Form.PLURAL and nominal.kind is Kind.PRONOUN:
            return NOBODY, nominal
        if cue.word.lower().startswith("zitier") and cue.finite:
            quoted = [n for n in scene.between(nominal.end, scene.clause_end(nominal.end)) if n.kind >= Kind.ROLE]
            if quoted:
                return self.speaker(scene, quoted[0]), quoted[0]
        return self.speaker(scene, nominal), nominal

    def _office(self, scene: Scene, nominal: Nominal) -> Speaker:
        """The holder of an office: named in an apposition, an organisation's spokesperson, or spoken of before."""
        following = list(scene.between(nominal.end, nominal.end + 12))
        lower = scene.frame.lower
        is_org_noun = any(nouns.ORG_NOUN.ends(role) or nouns.INSTITUTION.ends(role) for role in nominal.roles)
        org = nominal.org
        position = nominal.end
        for other in following:
            link = lower[position : other.start]
            if not link or link[0] in _GENITIVE:
                if other.kind is Kind.PERSON and other.speaker and (not link or link[0] == ","):
                    return other.speaker
                if other.kind is Kind.ORG and org is None:
                    org = other.speaker
            elif link[0] == "," and len(link) == 1 and other.kind in (Kind.PERSON, Kind.NAME) and other.speaker:
                return other.speaker
            elif link[0] != "und":
                break
            position = other.end
        if org and nominal.roles and nouns.SPOKESPERSON.ends(nominal.roles[-1]):
            return org
        if not nominal.definite:
            return NOBODY
        if is_org_noun:
            return self._last_org(scene, nominal) or NOBODY
        placed = bool(following) and lower[nominal.end : following[0].start] in (["in"], ["aus"], ["von"], ["bei"])
        # 'Der Wirt in Torfhaus' is somebody new, unless somebody is known to be that.
        placed = placed and following[0].kind is not Kind.PERSON and lower[following[0].start] not in TIMES
        return self._antecedent(scene, nominal, nominal.roles, holders=placed) or NOBODY

    def _fuller(self, org: Speaker) -> Speaker:
        """The organisation that one noun stands for: 'die Kammer' for the Landwirtschaftskammer spoken of before."""
        if org.id is not None or org.name is None or " " in org.name:
            return org
        noun = org.name.lower()
        meant = next((one for one in reversed(self._orgs) if one.id and noun in _nouns(one)), None)
        if meant is None and noun in _ANY_OF_ITS_SORT:
            meant = next((one for one in reversed(self._orgs) if one.id and not one.place), None)
        return meant or org

    def _antecedent(
        self, scene: Scene, nominal: Nominal, roles: tuple[str, ...] | None, *, holders: bool = False
    ) -> Speaker | None:
        """The last person that fits a pronoun or, for an office, one known to hold it, else the last that may.

        With `holders` nobody else than one known to hold the office.
        """
        gender = nominal.gender
        earlier = [other for other in scene.nominals[:_MEMORY] if other.start < nominal.start]
        here = [n.speaker for n in earlier if n.kind is Kind.PERSON and n.speaker and not n.oblique]
        here += [n.speaker for n in reversed(earlier) if n.kind is Kind.PERSON and n.speaker and n.oblique]
        sentences = [here, *reversed(self._people[-_MEMORY:])]
        if roles is not None:
            for people in sentences:
                for person in people:
                    if self._holds(person, roles):
                        return person
            # Somebody named in the same sentence is somebody else: 'X, sagte der Staatsanwalt, habe gelogen'.
            sentences = [] if holders else sentences[1:6]
        for people in sentences:
            for person in people:
                known = person.gender
                if gender is None or known is None or known is gender:
                    return person
        return None

    def _last_org(self, scene: Scene, nominal: Nominal, *, places: bool = True) -> Speaker | None:
        earlier = [n for n in scene.nominals[:_MEMORY] if n.start < nominal.start and n.kind is Kind.ORG]
        spoken_of = [*self._orgs, *(other.speaker for other in earlier if other.speaker)]
        return next((org for org in reversed(spoken_of) if places or not org.place), None)

    def _holds(self, person: Speaker, roles: tuple[str, ...]) -> bool:
        held = self._roles.get(person.name or "", ())
        # 'Verkehrsminister' and 'Minister' are one office; so are 'Fußballtrainer' and 'Trainer'.
        bases = [role.rpartition("-")[2].removesuffix("en") for role in roles]
        return any(one.endswith(role) or role.endswith(one) for role in bases for one in held)

    def _learn_roles(self, scene: Scene) -> None:
        for nominal, following in zip_longest(scene.nominals, scene.nominals[1:]):
            if nominal.kind is Kind.PERSON and nominal.speaker and nominal.speaker.name:
                held = self._roles.setdefault(nominal.speaker.name, set())
                held.update(nominal.roles)
                if (
                    following
                    and following.kind is Kind.ROLE
                    and scene.frame.lower[nominal.end : nominal.end + 1] == [","]
                ):
                    held.update(following.roles)


def _in_brackets(scene: Scene, nominal: Nominal) -> bool:
    """Whether a name only tells where somebody or something is from: '(CDU)', '(dpa)'."""
    return nominal.start > 0 and scene.frame.tokens[nominal.start - 1].text == "("


def _nouns(org: Speaker) -> set[str]:
    """The words of a name, and the ends of its compounds."""
    parts = (org.name or "").lower().split()
    return set(parts) | {word[start:] for word in parts for start in range(1, len(word) - _SHORTEST_END + 1)}
