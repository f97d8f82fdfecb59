"""Results as plain data, for the API and for ``medagora search --json``."""

from collections.abc import Iterable
from typing import Any

from medagora.appraisal.queries.for_search import JudgedWith
from medagora.catalogue.queries import Card
from medagora.search.queries.results import (
    Choice,
    CollectionHit,
    EntryHit,
    QuestionHit,
    Reference,
    ResourceHit,
    SearchResults,
    TopicHit,
)
from medagora.web.paging import Page


def as_data(results: SearchResults) -> dict[str, Any]:
    """``page``, ``pages`` and ``total`` are those of the resources, or of the questions
    where only these were asked for."""
    shown: Page[Any] = results.questions if results.shows_questions else results.page
    return {
        "query": results.request.text,
        "reader": results.request.reader,
        "topics": [_topic(hit) for hit in results.topics],
        "near_topics": [
            {"slug": card.slug, "name": card.name, "language": card.language}
            for card in results.near_topics
        ],
        "resources": [_resource(hit) for hit in results.page],
        "elsewhere": [_resource(hit) for hit in results.elsewhere],
        "missing_kind": results.missing_kind,
        "collections": [_collection(hit) for hit in results.collections],
        "entries": [_entry(hit) for hit in results.entries],
        "questions": [_question(hit) for hit in results.questions],
        "questions_total": results.questions.total,
        "reference": _reference(results.reference),
        "page": shown.number,
        "pages": shown.pages,
        "total": shown.total,
        "matching": results.matching.value,
        "taken_for": results.taken_for,
        "proposed": results.proposed,
        "is_widened": results.is_widened,
        "is_degraded": results.is_degraded,
        "facets": {
            "language": _counts(results.languages),
            "audience": _counts(results.audiences),
            "kind": _counts(results.kinds),
            "topic": _counts(results.in_topics),
            "mark": _counts(results.marks),
        },
    }


def _topic(hit: TopicHit) -> dict[str, Any]:
    card, term = hit.card, hit.found_by
    return {
        "slug": card.slug,
        "name": card.name,
        "language": card.language,
        "description": card.description,
        "parent": card.parent_slug,
        "count": hit.count,
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
        "judged": [_judged(one) for one in hit.judged],
        "found_by": [
            {
                "where": reason.where.value,
                "words": list(reason.words),
                "topic": reason.topic.slug if reason.topic else "",
            }
            for reason in hit.reasons
        ],
    }


def _judged(judged: JudgedWith) -> dict[str, Any]:
    return {
        "instrument": judged.instrument.key,
        "patients": judged.patients,
        "professionals": judged.professionals,
        "parts": [
            {
                "name": str(part.name),
                "lowest": part.lowest,
                "best": part.best,
                "is_percent": part.is_percent,
                "sides": [
                    {
                        "role": side.role.value,
                        "count": side.count,
                        "least": side.least,
                        "middle": side.middle,
                        "most": side.most,
                    }
                    for side in part.sides
                ],
            }
            for part in judged.parts
        ],
    }


def _collection(hit: CollectionHit) -> dict[str, Any]:
    names = ("uid", "title", "description", "language", "by_name", "size")
    return {name: getattr(hit.card, name) for name in names} | {
        "topics": list(hit.card.topics)
    }


def _entry(hit: EntryHit) -> dict[str, Any]:
    """``entry`` is its number in the reader; the day stays a date."""
    names = (
        "entry",
        "title",
        "link",
        "source",
        "sort",
        "journal",
        "day",
        "language",
        "notice",
        "also_in",
        "resource_uid",
    )
    return {name: getattr(hit.card, name) for name in names} | {
        "authors": list(hit.card.authors),
        "topics": list(hit.card.topics),
    }


def _question(hit: QuestionHit) -> dict[str, Any]:
    names = (
        "uid",
        "title",
        "language",
        "kind",
        "asked_at",
        "last_post_at",
        "answers",
        "accepted",
        "by_professionals",
    )
    return {name: getattr(hit.card, name) for name in names} | {
        "topics": list(hit.card.topics)
    }


def _reference(reference: Reference | None) -> dict[str, str] | None:
    if reference is None:
        return None
    return {"name": reference.name, "address": reference.address}


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
