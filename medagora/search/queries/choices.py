"""The other choices beside a result, each with what it would give."""

from collections.abc import Iterable, Mapping

from medagora.catalogue.domain.words import Audience, Kind
from medagora.search.domain.requests import ASKED_MARKS, Facets, SearchRequest
from medagora.search.queries.results import Choice
from medagora.topics.queries import TopicCard

MAX_TOPICS = 12


def languages(request: SearchRequest, facets: Facets) -> tuple[Choice, ...]:
    """The reader's own first, then the frequent ones."""
    counts = {request.reader: 0, **facets.language}
    order = sorted(counts, key=lambda code: (code != request.reader, -counts[code]))
    return _choices(order, counts, request.wanted_language)


def audiences(request: SearchRequest, facets: Facets) -> tuple[Choice, ...]:
    """What is for both counts for each; "both" stands for everything."""
    shared = facets.audience.get(Audience.BOTH, 0)
    counts = {
        audience.value: facets.audience.get(audience, 0) + shared
        for audience in (Audience.PATIENTS, Audience.PROFESSIONALS)
    }
    counts[Audience.BOTH.value] = sum(facets.audience.values())
    return _choices(counts, counts, request.audience or Audience.BOTH.value)


def kinds(request: SearchRequest, facets: Facets) -> tuple[Choice, ...]:
    present = [k.value for k in Kind if k in facets.kind or k == request.kind]
    return _choices(present, facets.kind, request.kind)


def marks(request: SearchRequest, facets: Facets) -> tuple[Choice, ...]:
    """What a reader can ask for on top; the ones that something has."""
    found = []
    for mark in ASKED_MARKS:
        count, is_chosen = facets.mark.get(mark.value, 0), mark in request.marks
        if count or is_chosen:
            others = [one.value for one in request.marks if one is not mark]
            toggle = ",".join(others if is_chosen else [*others, mark.value])
            found.append(Choice(mark.value, count, "", is_chosen, toggle))
    return tuple(found)


def in_topics(
    request: SearchRequest, facets: Facets, cards: Mapping[str, TopicCard]
) -> tuple[Choice, ...]:
    shown = [slug for slug in topics_shown(facets) if slug in cards]
    found = _choices(shown, facets.topic, request.topic)
    return tuple(
        Choice(choice.value, choice.count, cards[choice.value].name, choice.is_chosen)
        for choice in found
    )


def topics_shown(facets: Facets) -> list[str]:
    """The topics that most of the resources are on."""
    ordered = sorted(facets.topic, key=lambda slug: (-facets.topic[slug], slug))
    return ordered[:MAX_TOPICS]


def _choices(
    values: Iterable[str], counts: Mapping[str, int], chosen: str
) -> tuple[Choice, ...]:
    return tuple(
        Choice(value, counts.get(value, 0), is_chosen=value == chosen)
        for value in values
    )
