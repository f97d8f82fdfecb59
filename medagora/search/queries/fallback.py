"""Finding topics without an index: straight from the database, by name and term."""

from medagora.search.domain import topic_matching
from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.misspellings import all_misspellings, is_misspelt
from medagora.search.domain.topic_matching import TopicMatch
from medagora.search.domain.words import Question
from medagora.topics import queries as topics

_LIMIT = 200


def match_topics(question: Question, language: str) -> list[TopicMatch]:
    """As with an index, but a term is not found by a word in its middle."""
    if not question.words:
        return []
    start = " ".join(question.content)
    spoken = topics.find_spoken(question.phrases(), start, limit=_LIMIT)
    terms = [TopicTerm(s.slug, s.language, s.text, Role(s.role)) for s in spoken]
    terms = [term for term in terms if not is_misspelt(term)]
    every = (*terms, *all_misspellings())
    return topic_matching.match_topics(question, every, language)
