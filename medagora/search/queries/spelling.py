"""Did you mean …? Only what would find something is proposed."""

from medagora.search.domain.requests import Filters, ResourceQuery, WordGroup
from medagora.search.domain.spelling import correct, nearest
from medagora.search.domain.topic_matching import match_topics
from medagora.search.domain.words import Question, understand
from medagora.search.gateways import SearchEngine


def suggest_correction(engine: SearchEngine, question: Question, language: str) -> str:
    """The text with its unknown words replaced by known ones; empty if there is
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
        return ""
    proposal = correct(question.text, meant)
    return proposal if _is_worth_it(engine, proposal, language) else ""


def _is_worth_it(engine: SearchEngine, proposal: str, language: str) -> bool:
    question = understand(proposal, language)
    if match_topics(question, engine.find_terms(question, language), language):
        return True
    topics = engine.topics_with(question.content)
    groups = tuple(WordGroup(word, topics[word]) for word in question.content)
    return _finds(engine, groups)


def _finds(engine: SearchEngine, groups: tuple[WordGroup, ...]) -> bool:
    query = ResourceQuery(groups=groups, filters=Filters(), limit=1)
    return engine.find_resources(query).total > 0
