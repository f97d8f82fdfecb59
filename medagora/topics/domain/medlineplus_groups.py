"""The topic groups of MedlinePlus in our words."""

from collections.abc import Iterable, Mapping, Sequence

from medagora.kernel.text import fold
from medagora.topics.domain.words import BodySystem, TopicKind

#: Their topic groups and where these stand on our body map.
BODY_SYSTEMS: Mapping[str, BodySystem] = {
    "blood heart and circulation": BodySystem.HEART,
    "bones joints and muscles": BodySystem.BONES,
    "brain and nerves": BodySystem.NERVES,
    "diabetes mellitus": BodySystem.HORMONES,
    "digestive system": BodySystem.DIGESTION,
    "ear nose and throat": BodySystem.EARS,
    "endocrine system": BodySystem.HORMONES,
    "eyes and vision": BodySystem.EYES,
    "female reproductive system": BodySystem.REPRODUCTION,
    "immune system": BodySystem.IMMUNE,
    "kidneys and urinary system": BodySystem.KIDNEYS,
    "lungs and breathing": BodySystem.LUNGS,
    "male reproductive system": BodySystem.REPRODUCTION,
    "mental health and behavior": BodySystem.MIND,
    "metabolic problems": BodySystem.HORMONES,
    "mouth and teeth": BodySystem.MOUTH,
    "pregnancy and reproduction": BodySystem.REPRODUCTION,
    "sexual health issues": BodySystem.REPRODUCTION,
    "skin hair and nails": BodySystem.SKIN,
    "substance abuse problems": BodySystem.MIND,
    "substance use and disorders": BodySystem.MIND,
}
#: Their topic groups that are about something else than a condition.
KINDS: Mapping[str, TopicKind] = {
    "mental health and behavior": TopicKind.MENTAL_HEALTH,
    "substance abuse problems": TopicKind.MENTAL_HEALTH,
    "substance use and disorders": TopicKind.MENTAL_HEALTH,
    "diagnostic tests": TopicKind.PROCEDURE,
    "surgery and rehabilitation": TopicKind.PROCEDURE,
    "transplantation and donation": TopicKind.PROCEDURE,
    "drug therapy": TopicKind.MEDICINE,
    "complementary and alternative therapies": TopicKind.PROCEDURE,
    "health system": TopicKind.HEALTH_SYSTEM,
    "fitness and exercise": TopicKind.PREVENTION,
    "food and nutrition": TopicKind.PREVENTION,
    "personal health issues": TopicKind.PREVENTION,
    "safety issues": TopicKind.PREVENTION,
    "wellness and lifestyle": TopicKind.PREVENTION,
    "children and teenagers": TopicKind.LIFE_STAGE,
    "older adults": TopicKind.LIFE_STAGE,
    "pregnancy and reproduction": TopicKind.LIFE_STAGE,
}


def body_system_of(groups: Iterable[str]) -> str:
    """The body system of the first group that has one, else the whole body."""
    found = (BODY_SYSTEMS.get(fold(group)) for group in groups)
    return next((system for system in found if system), BodySystem.WHOLE_BODY)


def kind_of(groups: Sequence[str]) -> str:
    """A condition, unless every group is about something else."""
    kinds = [KINDS.get(fold(group)) for group in groups]
    if kinds and kinds[0] and all(kinds):
        return kinds[0]
    return TopicKind.CONDITION
