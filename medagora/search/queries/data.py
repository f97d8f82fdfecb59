"""Results as plain data, for the API and for ``medagora search --json``."""

from collections.abc import Iterable
from typing import Any

from medagora.catalogue.queries import Card
from medagora.search.queries.results import (
    Choice,
    ResourceHit,
    SearchResults,
    TopicHit,
)


def as_data(results: SearchResults) -> dict[str, Any]:
    return {
        "query": results.request.text,
        "reader": results.request.reader,
        "topics": [_topic(hit) for hit in results.topics],
        "near_topics": [
            {"slug": card.slug, "name": card.name, "language": card.language}
            for card in results.near_topics
        ],
        "resources": [_resource(hit) for hit in results.page],
        "page": results.page.number,
        "pages": results.page.pages,
        "total": results.page.total,
        "matching": results.matching.value,
        "taken_for": results.taken_for,
        "is_widened": results.is_widened,
        "is_degraded": results.is_degraded,
        "facets": {
            "language": _counts(results.languages),
            "audience": _counts(results.audiences),
            "kind": _counts(results.kinds),
            "topic": _counts(results.in_topics),
        },
    }


def _topic(hit: TopicHit) -> dict[str, Any]:
    card, term = hit.card, hit.match.term
    return {
        "slug": card.slug,
        "name": card.name,
        "language": card.language,
        "description": card.description,
        "parent": card.parent_slug,
        "found_by": {
            "text": term.text,
            "language": term.language,
            "role": term.role.value,
            "match": hit.match.match.name.lower(),
        },
    }


def _resource(hit: ResourceHit) -> dict[str, Any]:
    return card_data(hit.card, topics=[topic.slug for topic in hit.topics]) | {
        "chosen_by": list(hit.chosen_by),
        "found_by": [
            {
                "where": reason.where.value,
                "words": list(reason.words),
                "topic": reason.topic.slug if reason.topic else "",
            }
            for reason in hit.reasons
        ],
    }


def card_data(card: Card, *, topics: Iterable[str]) -> dict[str, Any]:
    """A resource as a list shows it; dates stay dates."""
    names = (
        "uid",
        "address",
        "title",
        "title_language",
        "description",
        "description_language",
        "kind",
        "audience",
        "languages",
        "publisher",
        "country",
        "cost",
        "needs_sign_up",
        "link_state",
        "published_at",
        "last_reviewed_on",
    )
    data = {name: getattr(card, name) for name in names}
    return data | {"topics": list(topics), "is_confirmed": not card.is_unconfirmed}


def _counts(choices: Iterable[Choice]) -> dict[str, int]:
    return {choice.value: choice.count for choice in choices if choice.count}
