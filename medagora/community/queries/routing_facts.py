"""A question as routing sees it: how topics lie to it, and what was done for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from medagora.community.domain.routing.facts import Asked, History
from medagora.community.domain.routing.words import Ended, Nearness
from medagora.community.domain.words import Audience, Kind, Part, State
from medagora.community.models import Offer, Post, Question, Tie
from medagora.topics import queries as topics
from medagora.topics.domain.words import TopicKind

if TYPE_CHECKING:
    from medagora.community.models import RoutingState

Row = tuple[int, str, int | None]  # id, slug, id of the topic above

#: Topics below a question's own that are looked at, the nearest first.
MOST_NARROWER = 12


@dataclass(frozen=True)
class NearTopic:
    """A topic near to a question."""

    id: int
    slug: str
    nearness: Nearness


def near_topics(question: Question) -> list[NearTopic]:
    """The question's own topics and those around them; a few queries, level by level,
    so that it costs the same however many topics there are."""
    own = _rows(pk__in=question.topics.values("pk"))
    above = _above(own)
    found = {pk: NearTopic(pk, slug, Nearness.EXACT) for pk, slug, _parent in own}
    groups = (
        (Nearness.NARROWER, _below(own)),
        (Nearness.BROADER, above),
        (Nearness.SPECIALTY, _specialties([row[0] for row in [*own, *above]])),
    )
    for nearness, rows in groups:
        for pk, slug, _parent in rows:
            found.setdefault(pk, NearTopic(pk, slug, nearness))
    return list(found.values())


def _rows(**which: object) -> list[Row]:
    rows = topics.all_topics().filter(**which).order_by("pk")
    return list(rows.values_list("pk", "slug", "parent_id"))


def _above(own: Iterable[Row]) -> list[Row]:
    found: dict[int, Row] = {}
    level = {parent for _pk, _slug, parent in own if parent}
    while level := level - found.keys():
        rows = _rows(pk__in=level)
        found.update({row[0]: row for row in rows})
        level = {parent for _pk, _slug, parent in rows if parent}
    return list(found.values())


def _below(own: Iterable[Row]) -> list[Row]:
    """The nearest first, and not more than are looked at."""
    seen = {row[0] for row in own}
    found: list[Row] = []
    level = seen
    while level and len(found) < MOST_NARROWER:
        rows = [row for row in _rows(parent__in=level) if row[0] not in seen]
        found += rows
        level = {row[0] for row in rows}
        seen |= level
    return found[:MOST_NARROWER]


def _specialties(ids: Collection[int]) -> list[Row]:
    """The specialties that stand beside these topics."""
    found = _rows(related__in=ids, kind=TopicKind.SPECIALTY)
    return list(dict.fromkeys(found))


def asked_of(question: Question, near: Iterable[NearTopic]) -> Asked:
    """The question for the pure rules."""
    state: RoutingState = question.routing
    return Asked(
        uid=question.uid,
        kind=Kind(question.kind),
        language=question.language,
        author=question.author_id,
        asked_at=state.started_at,
        audience=Audience(question.audience),
        near={topic.slug: topic.nearness for topic in near},
        also_languages=frozenset(state.also_languages),
    )


def history_of(question: Question) -> History:
    """What was done for it. Whoever has answered already needs no offer."""
    state: RoutingState = question.routing
    told = Offer.objects.filter(question=question).values_list("person_id", flat=True)
    answers = Post.objects.filter(question=question, part=Part.ANSWER)
    wrote = answers.filter(author__isnull=False).values_list("author_id", flat=True)
    return History(
        rounds=state.round,
        asked=frozenset([*told, *wrote]),
        blocked=frozenset(tied_with(question.author_id)),
        answers=question.answer_count,
        professional_answers=question.professional_count,
        accepted=question.accepted_count,
        is_stopped=state.ended == Ended.STOPPED,
        is_closed=question.state != State.SHOWN or question.closed_at is not None,
    )


def tied_with(person_id: int | None) -> set[int]:
    """Those whom the person muted or blocked, and those who muted or blocked them."""
    if person_id is None:
        return set()
    ties = Tie.objects.filter(Q(person=person_id) | Q(other=person_id))
    pairs = ties.values_list("person_id", "other_id")
    return {pk for pair in pairs for pk in pair} - {person_id}
