"""What a record system is told of a patient's problems: topics with resources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from medagora.api.domain.fhir.conditions import Problem
from medagora.api.domain.fhir.hooks import MOST_CARDS, MOST_LINKS
from medagora.api.domain.fhir.systems import read_uri
from medagora.api.queries.knowledge import Concept, find_topics
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import Audience
from medagora.topics import queries as topics

#: Topics that are looked at for cards, and the newest resources of each.
MOST_TOPICS, NEWEST = 12, 20


@dataclass(frozen=True)
class TopicAdvice:
    """A topic named for the user, and resources that speak the patient's language."""

    slug: str
    name: str
    cards: tuple[catalogue.Card, ...]


@dataclass(frozen=True)
class _Meant:
    """A topic that a problem, by its number, led to."""

    problem: int
    slug: str
    topic_id: int


def advice_for(
    problems: Sequence[Problem], *, patient: str, user: str
) -> list[TopicAdvice]:
    """For each problem, the surest first, what patients can read about it in their
    language, and nothing in another: of the topic that its code or name leads to, then
    of wider ones. Each resource once. A problem without any is left out. A bounded
    number of queries, however many problems."""
    meant = _meant(problems, user)[:MOST_TOPICS]
    shelves = _shelves([one.topic_id for one in meant], patient)
    names = topics.cards_by_slug((one.slug for one in meant), user)
    told: set[int] = set()
    found: dict[int, TopicAdvice] = {}
    for one in meant:
        before = found.get(one.problem)
        kept = before.cards if before else ()
        new = tuple(card for card in shelves[one.topic_id] if card.id not in told)
        new = new[: MOST_LINKS - len(kept)]
        if before:
            found[one.problem] = replace(before, cards=kept + new)
        elif new and one.slug in names and len(found) < MOST_CARDS:
            found[one.problem] = TopicAdvice(one.slug, names[one.slug].name, new)
        else:
            continue
        told |= {card.id for card in new}
    return list(found.values())


def _meant(problems: Sequence[Problem], user: str) -> list[_Meant]:
    """Each topic once; by codes first, and by names for problems without a code that
    we know."""
    coded = find_topics([Concept(_codes(problem)) for problem in problems], user)
    rows = {one.slug: _Meant(one.concept, one.slug, one.id) for one in coded}
    known = {one.concept for one in coded}
    names = {
        name: number
        for number, problem in enumerate(problems)
        if number not in known
        for name in problem.names
    }
    slugs = topics.slugs_by_name(names, user) if names else {}
    named = topics.topics_by_slug([slug for slug in slugs.values() if slug])
    for name, slug in slugs.items():
        if slug in named and slug not in rows:
            rows[slug] = _Meant(names[name], slug, named[slug].id)
    return list(rows.values())


def _codes(problem: Problem) -> tuple[tuple[str, str], ...]:
    """Codes of systems that we have: a code without a system says nothing."""
    return tuple(
        (known.value, code)
        for system, code in problem.codes
        if system and (known := read_uri(system))
    )


def _shelves(ids: Iterable[int], language: str) -> dict[int, list[catalogue.Card]]:
    """For each topic what patients can read: the newest, what somebody here has
    reviewed before the others; nothing whose address did not work when last visited."""
    wanted = catalogue.ListingSearch(language=language, audience=Audience.PATIENTS)
    newest = {pk: list(catalogue.listed_ids(pk, wanted)[:NEWEST]) for pk in ids}
    every = {resource for listed in newest.values() for resource in listed}
    cards = {card.id: card for card in catalogue.cards_of(every, language)}
    return {
        pk: sorted(
            (
                cards[resource]
                for resource in listed
                if resource in cards and not cards[resource].is_link_doubtful
            ),
            key=lambda card: card.last_reviewed_on is None,
        )
        for pk, listed in newest.items()
    }
