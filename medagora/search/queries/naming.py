"""Topics that a few words name, for rooms that were given a name instead of a code."""

from medagora.search.domain.topic_matching import (
    Match,
    TopicMatch,
    match_topics,
)
from medagora.search.domain.words import understand
from medagora.search.gateways import IndexUnavailable, engine
from medagora.search.queries import fallback


def topics_named(text: str, language: str) -> list[TopicMatch]:
    """Topics one of whose terms stands in the text in full, the best first: "Asthma,
    unspecified" names asthma. Without an index only terms as they are written."""
    question = understand(text, language)
    if not question.words:
        return []
    try:
        terms = engine().find_terms(question, language)
        matches = match_topics(question, terms, language)
    except IndexUnavailable:
        matches = fallback.match_topics(question, language)
    return [m for m in matches if m.match in {Match.EXACT, Match.WITHIN}]
