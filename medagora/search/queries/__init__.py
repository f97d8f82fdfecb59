"""Finding topics and resources: the door of this room."""

from medagora.search.queries.data import as_data, card_data
from medagora.search.queries.finding import explain, search
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
    "as_data",
    "card_data",
    "explain",
    "search",
    "suggest",
]
