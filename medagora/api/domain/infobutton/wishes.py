"""What the catalogue can do with task, sub-topic, age and gender: kinds and topics.

Everything else that a record sends is not used, and the answer does not pretend it.
"""

from dataclasses import dataclass, field

from medagora.api.domain.infobutton.asked import Asked, Coded, Person
from medagora.catalogue.domain.words import Audience, Kind
from medagora.search.domain.understanding.intents import Aspect, read_intents
from medagora.search.domain.words import words_of

_MOST_KINDS = 3
_GUIDES = (Kind.GUIDELINE, Kind.DECISION_AID)
#: Qualifiers and headings of MeSH, and SNOMED CT where the codes begin with digits.
_SUB_TOPIC_KINDS: dict[str, tuple[Kind, ...]] = {
    "Q000628": _GUIDES,  # therapy
    "Q000627": _GUIDES,  # therapeutic use
    "Q000175": (Kind.GUIDELINE, Kind.TOOL),  # diagnosis
    "47965005": (Kind.GUIDELINE, Kind.TOOL),  # differential diagnosis
    "D011379": (Kind.TOOL, Kind.DECISION_AID),  # prognosis
}
_SAFETY = frozenset({"medicine-safety"})
_SUB_TOPIC_TOPICS: dict[str, frozenset[str]] = {
    "Q000744": _SAFETY,  # contraindications
    "Q000009": _SAFETY,  # adverse effects
    "Q000633": _SAFETY,  # toxicity
    "Q000506": _SAFETY,  # poisoning
    "D004347": _SAFETY,  # drug interactions
    "79899007": _SAFETY,
    "404204005": _SAFETY,
    "95907004": _SAFETY,
    "95906008": _SAFETY,
    "Q000008": frozenset({"medicines"}),  # administration and dosage
}
_ASPECT_KINDS: dict[str, tuple[Kind, ...]] = {
    Aspect.GUIDELINE: (Kind.GUIDELINE,),
    Aspect.TREATMENT: _GUIDES,
    Aspect.SUPPORT: (Kind.COMMUNITY,),
}
_ASPECT_TOPICS: dict[str, frozenset[str]] = {
    Aspect.DIET: frozenset({"nutrition"}),
    Aspect.EXERCISE: frozenset({"physical-activity"}),
    Aspect.SIDE_EFFECT: _SAFETY,
    Aspect.MEDICINE: frozenset({"medicines"}),
}
_LABORATORY = frozenset({"laboratory-tests"})
_TASK_TOPICS: dict[str, frozenset[str]] = {
    "LABOE": _LABORATORY,
    "LABRREV": _LABORATORY,
    "MICRORREV": _LABORATORY,
    "MEDOE": frozenset({"medicines"}),
    "MLREV": frozenset({"medicines"}),
    "IMMLE": frozenset({"vaccination"}),
    "IMMLREV": frozenset({"vaccination"}),
    "ALLERLE": frozenset({"allergy"}),
    "ALLERLREV": frozenset({"allergy"}),
    "RADREPREV": frozenset({"medical-imaging"}),
    "FALLRISK": frozenset({"falls-prevention"}),
}
_TASK_KINDS: dict[str, tuple[Kind, ...]] = {
    "RISKASSESS": (Kind.TOOL, Kind.DECISION_AID),
}
#: Tasks whose result a patient reads.
_FOR_PATIENTS = frozenset({"PATEDUE", "DISCHINSTE", "PATINFO"})

_CHILDREN = frozenset({"child-health", "paediatrics"})
_OLD = frozenset({"healthy-ageing", "geriatrics"})
_AGE_TOPICS: dict[str, frozenset[str]] = {
    "D007231": frozenset({"newborn-care"}) | _CHILDREN,
    "D007223": _CHILDREN,
    "D002675": _CHILDREN,
    "D002648": _CHILDREN,
    "D000293": frozenset({"adolescent-health"}) | _CHILDREN,
    "D000368": _OLD,
    "D000369": _OLD,
}
_GENDER_TOPICS = {"F": frozenset({"womens-health"}), "M": frozenset({"mens-health"})}
#: What is about some age or one sex only, and so is no help to the others.
_SPECIAL = frozenset().union(*_AGE_TOPICS.values())
_WOMEN = frozenset({"womens-health", "pregnancy", "childbirth", "menopause"})


@dataclass(frozen=True)
class Wishes:
    """``kinds``: the best first. ``used`` names what had a part in it: "task",
    "sub_topics", "age_group" or "gender"."""

    audience: str = ""
    kinds: tuple[Kind, ...] = ()
    topics: frozenset[str] = frozenset()
    unsuited: frozenset[str] = frozenset()
    used: frozenset[str] = field(default_factory=frozenset)


def read_wishes(asked: Asked, language: str) -> Wishes:
    """What this request wants besides its subject."""
    kinds = list(_TASK_KINDS.get(asked.task, ()))
    topics = set(_TASK_TOPICS.get(asked.task, ()))
    used = {"task"} if kinds or topics else set()
    for sub_topic in asked.sub_topics:
        more_kinds, more_topics = _of_sub_topic(sub_topic, language)
        if more_kinds or more_topics:
            used.add("sub_topics")
        kinds += more_kinds
        topics |= more_topics
    audience = _audience_of(asked)
    if audience and asked.recipient is None:
        used.add("task")
    fitting, unsuited = _of_people(asked)
    used |= {"age_group"} if asked.age_group else set()
    used |= {"gender"} if asked.gender in _GENDER_TOPICS else set()
    return Wishes(
        audience=audience,
        kinds=tuple(dict.fromkeys(kinds))[:_MOST_KINDS],
        topics=frozenset(topics | fitting),
        unsuited=unsuited,
        used=frozenset(used),
    )


def _audience_of(asked: Asked) -> str:
    if asked.recipient is Person.PATIENT:
        return Audience.PATIENTS
    if asked.recipient is Person.PROVIDER:
        return Audience.PROFESSIONALS
    is_for_patients = asked.recipient is None and asked.task in _FOR_PATIENTS
    return Audience.PATIENTS if is_for_patients else ""


def _of_sub_topic(
    sub_topic: Coded, language: str
) -> tuple[tuple[Kind, ...], frozenset[str]]:
    """By its code, else by its words: "guideline", "support group", "diet"."""
    code = sub_topic.code.upper()
    if code in _SUB_TOPIC_KINDS or code in _SUB_TOPIC_TOPICS:
        return _SUB_TOPIC_KINDS.get(code, ()), _SUB_TOPIC_TOPICS.get(code, frozenset())
    words = tuple(words_of(" ".join(sub_topic.names)[:200]))
    said = read_intents(words, language) if words else None
    if said is None:
        return (), frozenset()
    kinds = said.kinds or _ASPECT_KINDS.get(said.aspect, ())
    return kinds, _ASPECT_TOPICS.get(said.aspect, frozenset())


def _of_people(asked: Asked) -> tuple[frozenset[str], frozenset[str]]:
    """Topics that suit the age and sex, and those that suit others only."""
    fitting: frozenset[str] = frozenset()
    unsuited: frozenset[str] = frozenset()
    if asked.age_group:
        fitting = _AGE_TOPICS.get(asked.age_group, frozenset())
        unsuited = _SPECIAL - fitting
    if asked.gender == "F":
        fitting |= _GENDER_TOPICS["F"]
        unsuited |= _GENDER_TOPICS["M"]
    elif asked.gender == "M":
        fitting |= _GENDER_TOPICS["M"]
        unsuited |= _WOMEN
    return fitting, unsuited
