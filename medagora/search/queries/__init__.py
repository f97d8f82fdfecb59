"""Finding topics and resources: the door of this room."""

from medagora.search.queries.finding import search
from medagora.search.queries.results import (
    Choice,
    HitReason,
    Matching,
    ResourceHit,
    SearchResults,
    TopicHit,
)
from medagora.search.queries.suggesting import Suggestion, Suggestions, suggest

__all__ = [
    "Choice",
    "HitReason",
    "Matching",
    "ResourceHit",
    "SearchResults",
    "Suggestion",
    "Suggestions",
    "TopicHit",
    "search",
    "suggest",
]
