"""What somebody wants of a subject: for whom, what kind of page, which side of it.

``words/<language>/intents.toml`` holds the phrases that say it. Besides those of the
reader's language the English ones count, since everybody types "app" and "podcast".
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from medagora.catalogue.domain.words import Kind
from medagora.search.domain.function_words import FUNCTION_WORDS
from medagora.search.domain.understanding.lists import folded_phrases, tables_of

#: Languages with a list of their own; the first one counts for everybody.
LANGUAGES = ("en", "hu", "de", "fr", "es", "ar")

Phrase = tuple[str, ...]


class Role(StrEnum):
    """What a word of a question is for."""

    SUBJECT = "subject"
    INTENT = "intent"


class Aspect(StrEnum):
    """The side of a subject that is asked for."""

    SYMPTOM = "symptom"
    CAUSE = "cause"
    DIAGNOSIS = "diagnosis"
    TREATMENT = "treatment"
    MEDICINE = "medicine"
    SIDE_EFFECT = "side-effect"
    DIET = "diet"
    EXERCISE = "exercise"
    PREVENTION = "prevention"
    OUTLOOK = "outlook"
    SUPPORT = "support"
    GUIDELINE = "guideline"


class LifeStage(StrEnum):
    CHILD = "child"  # until 18, as in the Convention on the Rights of the Child
    PREGNANT = "pregnant"
    OLDER = "older"


#: Topics of the starter collection that an aspect or an age is about.
TOPICS_OF: dict[str, tuple[str, ...]] = {
    Aspect.DIET: ("nutrition",),
    Aspect.EXERCISE: ("physical-activity",),
    Aspect.MEDICINE: ("medicines",),
    Aspect.SIDE_EFFECT: ("medicine-safety",),
    Aspect.GUIDELINE: ("evidence-based-medicine",),
    LifeStage.CHILD: ("child-health", "paediatrics"),
    LifeStage.PREGNANT: ("pregnancy",),
    LifeStage.OLDER: ("healthy-ageing", "geriatrics"),
}
GENERAL_TOPICS = frozenset(slug for slugs in TOPICS_OF.values() for slug in slugs)


@dataclass(frozen=True)
class Intents:
    """What was asked; "" where nothing was said. ``roles`` are those of ``words``.

    Words with the role "intent" may be left out when looking for pages: what they say
    stands in the other fields. There is always a word of the subject, if any word.
    """

    words: Phrase
    roles: tuple[Role, ...]
    #: "patients", "professionals" or "".
    audience: str = ""
    #: The best first.
    kinds: tuple[Kind, ...] = ()
    aspect: Aspect | str = ""
    life_stage: LifeStage | str = ""

    @property
    def rest(self) -> Phrase:
        """The words of the subject."""
        return self._with(Role.SUBJECT)

    @property
    def optional(self) -> Phrase:
        """The words that only say what is wanted of it."""
        return self._with(Role.INTENT)

    @property
    def topics(self) -> tuple[str, ...]:
        """What goes with the side or the age that was asked for."""
        return (*TOPICS_OF.get(self.aspect, ()), *TOPICS_OF.get(self.life_stage, ()))

    def _with(self, wanted: Role) -> Phrase:
        pairs = zip(self.words, self.roles, strict=True)
        return tuple(word for word, role in pairs if role is wanted)


def no_terms(_phrase: str) -> bool:
    return False


def read_intents(
    words: Phrase, language: str, is_term: Callable[[str], bool] = no_terms
) -> Intents:
    """What folded words ask for. ``is_term`` says whether several of them, joined by
    spaces, are a topic's term ("child health"), which is then the subject."""
    phrases = _phrases(language if language in LANGUAGES else "en")
    said: dict[str, list[str]] = {}
    roles = [Role.SUBJECT] * len(words)
    for start, stop, sayings in _found(words, phrases):
        for table, values in sayings:
            said.setdefault(table, []).extend(values)
        if any(table != "subject" for table, _values in sayings):
            roles[start:stop] = [Role.INTENT] * (stop - start)
    kinds = tuple(Kind(kind) for kind in dict.fromkeys(said.get("kinds", [])))
    return Intents(
        words,
        _with_a_subject(words, _without_terms(words, roles, is_term), language),
        audience=_only(said.get("audience", [])),
        kinds=kinds,
        aspect=next((Aspect(one) for one in said.get("aspect", [])), _aspect_of(kinds)),
        life_stage=next((LifeStage(one) for one in said.get("life_stage", [])), ""),
    )


def _aspect_of(kinds: tuple[Kind, ...]) -> Aspect | str:
    return Aspect.GUIDELINE if Kind.GUIDELINE in kinds else ""


def _only(values: list[str]) -> str:
    """The one value; "" when two contradict each other."""
    return values[0] if len(set(values)) == 1 else ""


#: What a phrase says: tables of the file with the values there.
Sayings = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class _Phrases:
    sayings: dict[Phrase, Sayings]
    longest: int


@lru_cache(maxsize=len(LANGUAGES))
def _phrases(language: str) -> _Phrases:
    small = FUNCTION_WORDS[language] if language != "en" else frozenset()
    english = {
        phrase: said
        for phrase, said in _read("en").items()
        if not small.issuperset(phrase)  # "son" is a small word of French
    }
    sayings = english | _read(language)
    return _Phrases(sayings, max(map(len, sayings)))


def _read(language: str) -> dict[Phrase, Sayings]:
    found: dict[Phrase, Sayings] = {}
    for table, groups in tables_of(f"words/{language}/intents.toml").items():
        for values, phrases in groups.items():
            for phrase in folded_phrases(phrases):
                found[phrase] = (*found.get(phrase, ()), (table, tuple(values.split())))
    return found


def _found(words: Phrase, phrases: _Phrases) -> Iterator[tuple[int, int, Sayings]]:
    """Phrases from left to right, the longest at each place, without overlaps."""
    start = 0
    while start < len(words):
        for stop in range(min(len(words), start + phrases.longest), start, -1):
            if sayings := phrases.sayings.get(words[start:stop]):
                yield start, stop, sayings
                start = stop
                break
        else:
            start += 1


def _without_terms(
    words: Phrase, roles: list[Role], is_term: Callable[[str], bool]
) -> list[Role]:
    """Terms of one word ("children") do not count: they are only named."""
    kept = list(roles)
    for start in range(len(words)):
        for stop in range(start + 2, len(words) + 1):
            if Role.INTENT in roles[start:stop] and is_term(
                " ".join(words[start:stop])
            ):
                kept[start:stop] = [Role.SUBJECT] * (stop - start)
    return kept


def _with_a_subject(
    words: Phrase, roles: list[Role], language: str
) -> tuple[Role, ...]:
    """All words are the subject when only small words would be left of it."""
    small = FUNCTION_WORDS["en"] | FUNCTION_WORDS.get(language, frozenset())
    subjects = zip(words, roles, strict=True)
    if any(role is Role.SUBJECT and word not in small for word, role in subjects):
        return tuple(roles)
    return (Role.SUBJECT,) * len(words)
