"""What a helper wants, and the index made of it by which they are found."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from medagora.community.domain.routing.helpfulness import helpfulness
from medagora.community.domain.routing.words import Source
from medagora.community.domain.words import Kind
from medagora.community.models import HelperSettings, HelperSubject
from medagora.community.models.routing import MOST_A_WEEK, NEVER
from medagora.community.notices_routing import INVITATION
from medagora.community.queries.routing import find_own_settings, find_settings
from medagora.community.queries.routing_outcomes import outcomes_of
from medagora.community.services import routing, routing_offers
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.people.domain.hats import PROFESSIONS, SELF_DECLARED, Standing
from medagora.people.queries import hats
from medagora.people.services.notifying import notify
from medagora.topics import queries as topics
from medagora.web import audit
from medagora.web.time_zones import list_time_zones

if TYPE_CHECKING:
    from medagora.people.models import Hat, Person

MOST_TOPICS = 100
MOST_LANGUAGES = 10
#: Interests, hats and helpfulness of helpers are looked at again this often.
FRESH_FOR = timedelta(days=1)
MOST_REFRESHED = 1_000

Row = tuple[int, str, str, str]  # topic, language, source, standing


@dataclass(frozen=True)
class HelperDraft:
    """How somebody wants to be asked; ``topics`` are slugs."""

    takes_questions: bool
    kinds: tuple[str, ...] = tuple(kind.value for kind in Kind)
    languages: tuple[str, ...] = ("en",)
    topics: tuple[str, ...] = ()
    with_interests: bool = True
    weekly_limit: int = 3
    quiet_from: int = 21
    quiet_until: int = 8
    time_zone: str = "UTC"
    away_until: datetime | None = None


@transaction.atomic
def change_settings(
    draft: HelperDraft, *, by: "Person", at: datetime
) -> HelperSettings:
    """From now on. Who stops or goes away gives back what waits for them, and others
    are asked in their place."""
    _check(draft)
    own = find_own_settings(by)
    for name, value in asdict(draft).items():
        setattr(own, name, list(value) if isinstance(value, tuple) else value)
    own.save()
    audit.record(
        "community.helping_changed", own, by=by, takes_questions=draft.takes_questions
    )
    refresh_helper(own, at=at)
    is_away = draft.away_until is not None and draft.away_until > at
    if is_away or not draft.takes_questions:
        _give_back(by, at=at)
    return own


def _give_back(person: "Person", *, at: datetime) -> None:
    for question_id in routing_offers.give_back(person, at=at):
        routing.replace_helper(question_id, at=at)


def _check(draft: HelperDraft) -> None:
    if not set(draft.kinds) <= set(Kind):
        raise BadInput("This is not a kind of question.", field="kinds")
    if draft.takes_questions and not draft.kinds:
        raise BadInput("Please choose at least one kind of question.", field="kinds")
    if draft.takes_questions and not draft.languages:
        raise BadInput(
            "Please choose at least one language in which you answer.",
            field="languages",
        )
    if len(draft.languages) > MOST_LANGUAGES or not all(
        languages.is_known(code) for code in draft.languages
    ):
        raise BadInput("This is not a language that we know.", field="languages")
    if not 1 <= draft.weekly_limit <= MOST_A_WEEK:
        raise BadInput(
            "Please choose between 1 and %(most)s questions a week.",
            field="weekly_limit",
            most=MOST_A_WEEK,
        )
    if draft.time_zone not in list_time_zones():
        raise BadInput("We do not know this time zone.", field="time_zone")
    _check_topics(draft.topics)


def _check_topics(slugs: Sequence[str]) -> None:
    if len(slugs) > MOST_TOPICS:
        raise BadInput(
            "Please choose at most %(most)s topics.", field="topics", most=MOST_TOPICS
        )
    known = topics.ids_by_slug(slugs)
    for slug in slugs:
        if slug not in known:
            raise BadInput("There is no topic %(topic)s.", field="topics", topic=slug)


@transaction.atomic
def stop(person: "Person", *, at: datetime) -> None:
    """Nothing is offered any more; the other wishes stay for another day."""
    own = find_settings(person)
    if own is None or not own.takes_questions:
        return
    own.takes_questions = False
    own.save(update_fields=["takes_questions"])
    audit.record("community.helping_changed", own, by=person, takes_questions=False)
    refresh_helper(own, at=at)
    _give_back(person, at=at)


@transaction.atomic
def invite(person: "Person", *, at: datetime) -> bool:
    """Asks once whether somebody who may help wants to be asked; the notice stands on
    their page and goes nowhere else. False when they were asked or have chosen."""
    _own, is_new = HelperSettings.objects.get_or_create(
        person=person, defaults={"invited_at": at}
    )
    if not is_new:
        return False
    notify(
        [person.pk],
        INVITATION,
        about="helping",
        url_path=reverse("community:helping-settings"),
        params={},
        at=at,
        key="invitation",
    )
    return True


# ---- the index -------------------------------------------------------------------


def refresh_stale(*, at: datetime) -> int:
    """Looks again at those who were looked at a day ago; gives how many."""
    stale = HelperSettings.objects.filter(takes_questions=True, person__is_active=True)
    known = stale.filter(refreshed_at__lte=at - FRESH_FOR).order_by("refreshed_at")
    rows = list(known.select_related("person")[:MOST_REFRESHED])
    for own in rows:
        refresh_helper(own, at=at)
    return len(rows)


@transaction.atomic
def refresh_helper(own: HelperSettings, *, at: datetime) -> None:
    """Topics from settings, interests and hats; helpfulness from what came of offers.
    Only what changed is written."""
    outcomes = list(outcomes_of(own.pk, at))
    own.helpfulness = helpfulness(outcomes, at)
    own.thanked = sum(outcome.worth > 0 for outcome in outcomes)
    own.refreshed_at = at
    own.save(update_fields=["helpfulness", "thanked", "refreshed_at"])
    wanted = set(_rows(own, at)) if own.takes_questions else set()
    subjects = HelperSubject.objects.filter(helper=own)
    had: dict[Row, int] = {}
    fields = ("topic_id", "language", "source", "standing")
    for pk, *row in subjects.values_list("pk", *fields):
        had[(row[0], row[1], row[2], row[3])] = pk
    HelperSubject.objects.filter(
        pk__in=[pk for row, pk in had.items() if row not in wanted]
    ).delete()
    HelperSubject.objects.bulk_create(
        HelperSubject(
            helper=own,
            topic_id=topic,
            language=language,
            source=source,
            standing=standing,
            asked_last=own.last_offered_at or NEVER,
            helpfulness=own.helpfulness,
        )
        for topic, language, source, standing in sorted(wanted - had.keys())
    )
    subjects.exclude(helpfulness=own.helpfulness).update(helpfulness=own.helpfulness)


def _rows(own: HelperSettings, at: datetime) -> Iterable[Row]:
    """What the index should hold; a slug of no topic is left out."""
    worn = hats.list_wearable(own.person, at)
    is_professional = any(_is_professional(hat) for hat in worn)
    sources: list[tuple[str, Source]] = [(slug, Source.CHOSEN) for slug in own.topics]
    if own.with_interests:
        sources += [(slug, Source.INTEREST) for slug in own.person.interests]
    for hat in worn:
        if _is_professional(hat) and hat.specialty:
            sources.append((hat.specialty, Source.SPECIALTY))
        if hat.role in SELF_DECLARED and hat.topic:
            sources.append((hat.topic, Source.LIVED))
    ids = topics.ids_by_slug({slug for slug, _source in sources})
    for slug, source in sources:
        if slug in ids:
            standing = _standing(source, is_professional=is_professional)
            for code in own.languages:
                yield ids[slug], code, source.value, standing


def _is_professional(hat: "Hat") -> bool:
    return hat.role in PROFESSIONS and hat.standing == Standing.VERIFIED


def _standing(source: Source, *, is_professional: bool) -> str:
    """A professional's word about what they live with is that of somebody who does."""
    if source is Source.LIVED:
        return "lived"
    return "professional" if is_professional else ""


def refresh_person(person_id: int | None, *, at: datetime) -> None:
    """After something of theirs changed: a hat, an interest, a thank-you."""
    own = HelperSettings.objects.filter(pk=person_id).select_related("person").first()
    if own is not None:
        refresh_helper(own, at=at)
