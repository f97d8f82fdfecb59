"""Did you mean …? Only what would find something is proposed."""

from dataclasses import dataclass

from medagora.search.domain.requests import ResourceQuery, WordGroup
from medagora.search.domain.spelling import correct, nearest
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.words import Question, understand
from medagora.search.gateways import SearchEngine


@dataclass(frozen=True)
class Correction:
    """What was probably meant, and the topics that it names; empty if unknown."""

    text: str = ""
    topics: tuple[str, ...] = ()


NONE = Correction()


def find_correction(
    engine: SearchEngine, question: Question, language: str
) -> Correction:
    """The text with its unknown words replaced by known ones; NONE if there is
    nothing to replace or the new text would find nothing either."""
    known = engine.topics_with(question.content)
    meant = {}
    for word in dict.fromkeys(question.content):
        if known[word] or _finds(engine, (WordGroup(word),)):
            continue
        candidate = nearest(word, engine.similar_words(word, language))
        if candidate:
            meant[word] = candidate.written
    if not meant:
        return NONE
    return _if_it_finds(engine, correct(question.text, meant), language)


def _if_it_finds(engine: SearchEngine, text: str, language: str) -> Correction:
    question = understand(text, language)
    terms = engine.find_terms(question, language)
    matches = match_topics(question, terms, language)
    topics_of = engine.topics_with(question.content)
    groups = tuple(WordGroup(word, topics_of[word]) for word in question.content)
    if matches or _finds(engine, groups):
        return Correction(text, tuple(match.slug for match in matches))
    return NONE


def _finds(engine: SearchEngine, groups: tuple[WordGroup, ...]) -> bool:
    return engine.find_resources(ResourceQuery(groups=groups, limit=1)).total > 0
