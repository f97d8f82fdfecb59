"""People who may be asked, with what the rules need to know of them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Q

from medagora.community.domain.routing.conflicts import (
    Bound,
    PaidTies,
    Spoken,
    paid_ties,
)
from medagora.community.domain.routing.facts import WEEK, Asked, Helper, History
from medagora.community.domain.routing.fit import why_not
from medagora.community.domain.routing.words import Source
from medagora.community.domain.words import Kind
from medagora.community.models import HelperSettings, HelperSubject, Offer
from medagora.community.queries.routing_facts import NearTopic
from medagora.community.queries.routing_pools import quiet_hours, read_pool
from medagora.community.queries.sanctions import restricted_ids
from medagora.people import queries as people
from medagora.people.domain.hats import Role
from medagora.people.domain.notices import Level
from medagora.people.queries import hats
from medagora.people.queries.notices import topic_levels

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Rows of one order that are read first for each seat, and when all are wanted; each
#: time that too few of them may be asked now, twice as many more are read.
POOL = 3
WHOLE_POOL = 210
MOST_READS = 5
#: Of more people than these nothing is read for one round.
MOST_READ = 3_000
#: So many for each seat are enough to choose from.
CHOICE = 3
#: When all sleep, of so many it is asked when they wake.
MOST_ASLEEP = 30
_FIELDS = (
    "person_id",
    "kinds",
    "languages",
    "weekly_limit",
    "quiet_from",
    "quiet_until",
    "time_zone",
    "away_until",
    "last_offered_at",
    "helpfulness",
    "thanked",
)


def find_helpers(
    asked: Asked,
    near: Sequence[NearTopic],
    history: History,
    at: datetime,
    *,
    seats: int | None,
) -> list[Helper]:
    """Those among whom to choose; without ``seats`` as many as may be asked at all.

    Reads on while fewer than enough of those read so far are free. Of people who are
    away or asleep nothing more is read, unless there is nobody else.
    """
    found: dict[int, Helper] = {}
    asleep: dict[int, None] = {}
    size = POOL * max(seats, 3) if seats else WHOLE_POOL
    start = free = 0
    for _read in range(MOST_READS):
        rows, is_last = read_pool(asked, near, at, start, size)
        awake = dict.fromkeys(row.helper for row in rows if row.is_awake(at))
        asleep |= dict.fromkeys(row.helper for row in rows if not row.is_awake(at))
        unread = [pk for pk in awake if pk not in found][: MOST_READ - len(found)]
        new = load_helpers(asked, unread, near, at)
        found |= new
        free += sum(why_not(asked, h, history, at) is None for h in new.values())
        is_enough = seats is not None and free >= CHOICE * seats
        if is_last or is_enough or len(found) >= MOST_READ:
            break
        start, size = start + size, 2 * size
    if not free:
        found |= load_helpers(asked, list(asleep)[:MOST_ASLEEP], near, at)
    return list(found.values())


def load_helpers(
    asked: Asked, ids: Collection[int], near: Sequence[NearTopic], at: datetime
) -> dict[int, Helper]:
    """What the rules need to know of these people; four queries. Sanctions, muted
    topics and who pays whom are looked at when they are chosen (``look_closely``)."""
    if not ids:
        return {}
    rows = HelperSettings.objects.filter(
        pk__in=ids, takes_questions=True, person__is_active=True
    ).values_list(*_FIELDS)
    subjects = _topics_of(asked, ids, near)
    recent, waiting = offers_of(ids, at)
    roles = hats.verified_roles_of(ids, at)
    found = {}
    for row in rows:
        values = dict(zip(_FIELDS, row, strict=True))
        pk = values["person_id"]
        found[pk] = Helper(
            id=pk,
            languages=frozenset(values["languages"]),
            topics=subjects.get(pk, {}),
            kinds=_kinds(tuple(values["kinds"])),
            roles=frozenset(roles.get(pk, ())),
            weekly_limit=values["weekly_limit"],
            quiet=quiet_hours(
                values["quiet_from"], values["quiet_until"], values["time_zone"]
            ),
            away_until=values["away_until"],
            recent=tuple(recent.get(pk, ())),
            open_offers=waiting.get(pk, 0),
            last_offered=values["last_offered_at"],
            helpfulness=values["helpfulness"],
            has_helped=bool(values["thanked"]),
        )
    return found


@lru_cache(maxsize=256)
def _kinds(words: tuple[str, ...]) -> frozenset[Kind]:
    return frozenset(map(Kind, words))


def _topics_of(
    asked: Asked, ids: Collection[int], near: Sequence[NearTopic]
) -> dict[int, dict[str, frozenset[Source]]]:
    """The topics near to the question with which each of these people helps."""
    slugs = {topic.id: topic.slug for topic in near}
    rows = HelperSubject.objects.filter(
        helper__in=ids, topic__in=list(slugs), language__in=asked.languages
    )
    found: dict[int, dict[str, frozenset[Source]]] = {}
    for pk, topic, source in rows.values_list("helper_id", "topic_id", "source"):
        own = found.setdefault(pk, {})
        slug = slugs[topic]
        own[slug] = own.get(slug, frozenset()) | {Source(source)}
    return found


def offers_of(
    ids: Collection[int], at: datetime
) -> tuple[dict[int, list[datetime]], dict[int, int]]:
    """When these people were offered something in the last week, and how many offers
    wait for each."""
    is_done = Q(answered_at__isnull=False) | Q(passed_at__isnull=False)
    waits = Q(expires_at__gt=at) & ~is_done & Q(closed_at=None)
    rows = Offer.objects.filter(Q(offered_at__gt=at - WEEK) | waits, person__in=ids)
    recent: dict[int, list[datetime]] = {}
    waiting: dict[int, int] = {}
    for pk, offered_at, expires_at, *done in rows.values_list(
        "person_id",
        "offered_at",
        "expires_at",
        "answered_at",
        "passed_at",
        "closed_at",
    ):
        if offered_at > at - WEEK:
            recent.setdefault(pk, []).append(offered_at)
        if expires_at > at and not any(done):
            waiting[pk] = waiting.get(pk, 0) + 1
    return recent, waiting


def look_closely(
    helpers: Collection[Helper], settings: Collection[HelperSettings], at: datetime
) -> dict[int, Helper]:
    """People as they are at this moment, with what is asked of few only: sanctions,
    topics that they muted, and whether they speak for somebody who pays them.

    ``settings`` are those of them who can be asked now, with their persons.
    """
    known = {helper.id: helper for helper in helpers}
    ids = [own.pk for own in settings]
    recent, waiting = offers_of(ids, at)
    restricted = restricted_ids(ids, at)
    fresh: dict[int, Helper] = {}
    for own in settings:
        helper = known[own.pk]
        is_speaker = Role.SPEAKS_FOR in helper.roles
        ties = _paid_ties(own.person, at) if is_speaker else PaidTies()
        levels = topic_levels(own.person)
        fresh[own.pk] = replace(
            helper,
            is_sanctioned=own.pk in restricted,
            recent=tuple(recent.get(own.pk, ())),
            open_offers=waiting.get(own.pk, 0),
            muted=frozenset(s for s, level in levels.items() if level == Level.MUTE),
            paid=ties.topics,
            is_paid_speaker=ties.is_general,
        )
    return fresh


def _paid_ties(person: "Person", at: datetime) -> PaidTies:
    worn = hats.list_wearable(person, at)
    spoken = [
        Spoken(hat.words, frozenset({hat.topic, hat.specialty} - {""}))
        for hat in worn
        if hat.role == Role.SPEAKS_FOR
    ]
    bound = [
        Bound(tie.organisation, tie.nature, tie.until)
        for tie in people.list_interests(person)
    ]
    return paid_ties(spoken, bound, at.year)
