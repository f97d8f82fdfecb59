"""Whether somebody who writes, or somebody they write about, is in danger, or is one.

``assess`` only says what it heard and where; what follows is decided elsewhere. Nobody
is refused a word for being in pain: false alarms cost a look at numbers and a
moderator's minute, a miss may cost a life, so that doubt counts upwards.

Two ears listen: the emergencies that searching knows (``kernel.emergencies``),
sentence by sentence, and ``crisis_words/<language>.toml``, which knows how people
write at length; ``threat_words`` beside it holds what is said of harming others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import chain

from medagora.community.domain.safety.listening import Ear, sign_book
from medagora.community.domain.safety.sentences import Sentence, split_sentences
from medagora.kernel.emergencies import Emergency, Kind
from medagora.kernel.emergencies.rules import rule_book

FOLDERS = ("crisis_words", "threat_words")
#: The kind of signs that only raise a wish to die or to kill.
PLAN = "plan"
#: Sentences before and after one that speaks of it, in which means or a plan count.
NEAR = 3


class CrisisKind(StrEnum):
    """The most pressing first, among equal grades."""

    EMERGENCY = "emergency"
    #: Took too much of something, or something poisonous.
    OVERDOSE = "overdose"
    #: Wants to harm others, or is afraid of doing it. Of somebody else who threatens it
    #: is abuse.
    THREAT = "threat"
    ABUSE = "abuse"
    SELF_HARM = "self_harm"
    EATING_DISORDER = "eating_disorder"


class Grade(IntEnum):
    #: Past, or about others in the past.
    LOW = 1
    #: Goes on, without a sign that it happens now.
    MEDIUM = 2
    #: Means, a plan, "now", something taken, a body in danger, a child in danger.
    HIGH = 3


@dataclass(frozen=True)
class Seen:
    """Words at ``text[start:end]`` that were heard as a sign."""

    start: int
    end: int
    kind: CrisisKind
    grade: Grade


@dataclass(frozen=True)
class Crisis:
    """``kind`` and ``grade`` of the gravest sign; ``seen`` in the order of the text.

    ``language`` is that of the gravest sign, which need not be the page's.
    """

    kind: CrisisKind
    grade: Grade
    seen: tuple[Seen, ...]
    emergency: Emergency

    @property
    def language(self) -> str:
        return self.emergency.language


@dataclass(frozen=True)
class _Said:
    """What one of the ears heard in a sentence; without a kind it is a plan.

    ``is_firm``: said of oneself or of somebody, so that talk of research beside it
    takes nothing away.
    """

    kind: CrisisKind | None
    grade: Grade
    places: list[tuple[int, int]]
    lines: Kind
    spoken: str
    is_firm: bool = False


@dataclass(frozen=True)
class _Sign:
    """A sign that counts, with what is needed to weigh it among the others."""

    seen: Seen
    sentence: int
    lines: Kind
    language: str


_LINES = {
    CrisisKind.EMERGENCY: Kind.URGENT,
    CrisisKind.OVERDOSE: Kind.POISONING,
    CrisisKind.SELF_HARM: Kind.SUICIDE,
    CrisisKind.ABUSE: Kind.VIOLENCE,
    CrisisKind.THREAT: Kind.SUICIDE,  # people who listen come first
    CrisisKind.EATING_DISORDER: Kind.SUICIDE,
}
_SEARCHED = {
    Kind.POISONING: (CrisisKind.OVERDOSE, Grade.HIGH),
    Kind.SUICIDE: (CrisisKind.SELF_HARM, Grade.MEDIUM),
    Kind.VIOLENCE: (CrisisKind.ABUSE, Grade.MEDIUM),
}
_GRADES = {"low": Grade.LOW, "medium": Grade.MEDIUM, "high": Grade.HIGH}
_KINDS = list(CrisisKind)
#: What "tonight" makes graver, and what means or a plan nearby do.
_RISES_NOW = frozenset({CrisisKind.SELF_HARM, CrisisKind.ABUSE, CrisisKind.THREAT})
_RISES_PLANNED = frozenset({CrisisKind.SELF_HARM, CrisisKind.THREAT})


def assess(text: str, language: str) -> Crisis | None:
    """What was heard in a text, or None. The words of every finished language count;
    ``language`` decides between two that heard the same."""
    signs: list[_Sign] = []
    plans: set[int] = set()
    for number, sentence in enumerate(split_sentences(text)):
        for said in chain(_searched(sentence), _listened(sentence)):
            ear = sign_book(*FOLDERS).ear(said.spoken, language)
            if said.kind is None:
                if any(not ear.negates(sentence, start) for start, _ in said.places):
                    plans.add(number)
            elif sign := _weighed(said, said.kind, ear, sentence, number):
                signs.append(sign)
    return _summed(_raised(_owned(signs), plans), language) if signs else None


def _searched(sentence: Sentence) -> Iterator[_Said]:
    """What the search's ear hears in one sentence."""
    words = [word.text for word in sentence.words]
    for rule, pattern in rule_book().heard(words, sentence.text):
        kind, grade = _SEARCHED.get(rule.kind, (CrisisKind.EMERGENCY, Grade.HIGH))
        places = pattern.places_in(sentence.text)
        yield _Said(kind, grade, places, rule.kind, rule.language)


def _listened(sentence: Sentence) -> Iterator[_Said]:
    """What our own words hear in one sentence."""
    for heard in sign_book(*FOLDERS).heard_in(sentence):
        own, spoken = heard.sign.own, heard.sign.tongue.language
        if own["kind"] == PLAN:
            yield _Said(None, Grade.HIGH, heard.places, Kind.SUICIDE, spoken)
            continue
        kind = CrisisKind(own["kind"])
        lines = Kind(own["lines"]) if "lines" in own else _LINES[kind]
        grade, is_firm = _GRADES[own["grade"]], bool(own.get("firm"))
        yield _Said(kind, grade, heard.places, lines, spoken, is_firm)


def _weighed(
    said: _Said, kind: CrisisKind, ear: Ear, sentence: Sentence, number: int
) -> _Sign | None:
    """At the first place that is neither denied nor a manner of speaking."""
    if not said.is_firm and ear.has("study", sentence):
        return None
    for start, end in said.places:
        if ear.negates(sentence, start) or ear.covers("idiom", sentence, start, end):
            continue
        is_theirs = ear.covers("theirs", sentence, start, end)
        grade = Grade.LOW if is_theirs else _in_time(ear, sentence, kind, said.grade)
        seen = Seen(*sentence.span(start, end), kind, grade)
        return _Sign(seen, number, said.lines, said.spoken)
    return None


def _in_time(ear: Ear, sentence: Sentence, kind: CrisisKind, grade: Grade) -> Grade:
    """Lower for what is over, higher for what is now."""
    if ear.has("past", sentence) and not ear.has("still", sentence):
        return Grade.LOW
    if grade is Grade.MEDIUM and kind in _RISES_NOW and ear.has("now", sentence):
        return Grade.HIGH
    return grade


def _owned(signs: list[_Sign]) -> list[_Sign]:
    """What somebody says of themselves is no abuse by another: the threat stays."""
    threats = [s.seen for s in signs if s.seen.kind is CrisisKind.THREAT]
    return [
        sign
        for sign in signs
        if sign.seen.kind is not CrisisKind.ABUSE
        or not any(t.start < sign.seen.end and sign.seen.start < t.end for t in threats)
    ]


def _raised(signs: list[_Sign], plans: set[int]) -> list[_Sign]:
    """Wanting to die or to kill, with means or a plan told nearby, is HIGH."""
    return [_with_plan(sign) if _is_near(sign, plans) else sign for sign in signs]


def _is_near(sign: _Sign, plans: set[int]) -> bool:
    is_wish = sign.seen.kind in _RISES_PLANNED and sign.seen.grade > Grade.LOW
    return is_wish and any(abs(sign.sentence - plan) <= NEAR for plan in plans)


def _with_plan(sign: _Sign) -> _Sign:
    seen = sign.seen
    graver = Seen(seen.start, seen.end, seen.kind, Grade.HIGH)
    return _Sign(graver, sign.sentence, sign.lines, sign.language)


def _summed(signs: list[_Sign], language: str) -> Crisis:
    gravest = min(signs, key=lambda sign: _weight(sign, language))
    kind, grade = gravest.seen.kind, gravest.seen.grade
    heard = [sign for sign in signs if sign.seen.grade >= min(grade, 2)]
    grave = {sign.lines for sign in heard}
    if any(sign.seen.kind is CrisisKind.THREAT for sign in heard):
        grave.add(Kind.VIOLENCE)  # somebody else may need the police
    rest = [kind for kind in Kind if kind in grave - {gravest.lines}]
    seen = sorted({sign.seen for sign in signs}, key=lambda s: (s.start, s.end))
    emergency = Emergency((gravest.lines, *rest), gravest.language)
    return Crisis(kind, grade, tuple(seen), emergency)


def _weight(sign: _Sign, language: str) -> tuple[int, int, bool]:
    return -sign.seen.grade, _KINDS.index(sign.seen.kind), sign.language != language
