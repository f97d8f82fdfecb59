"""The helpers' desk: what was offered, and what waits in one's topics and languages."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from medagora.community.domain.routing.words import Why
from medagora.community.domain.words import Audience, Kind, State
from medagora.community.labels_routing import reason_line
from medagora.community.models import (
    HelperSettings,
    HelperSubject,
    Offer,
    Question,
    QuestionPlace,
)
from medagora.community.queries.questions import audiences_of, with_card
from medagora.community.queries.routing_facts import tied_with
from medagora.topics import queries as topics

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Offers on the desk; nobody has more open ones than a few.
MOST_OFFERS = 20


@dataclass(frozen=True)
class OfferLine:
    """An offer with the reasons for it, in the reader's language."""

    offer: Offer
    question: Question
    reasons: tuple[str, ...]


def list_open_offers(person: "Person", at: datetime, language: str) -> list[OfferLine]:
    """What waits for the person's word, the longest wait first."""
    own = Offer.objects.filter(person=person, question__state=State.SHOWN).open(at)
    rows = list(own.order_by("offered_at", "pk")[:MOST_OFFERS])
    return lines_of(rows, language)


def lines_of(offers: Collection[Offer], language: str) -> list[OfferLine]:
    """A fixed number of queries."""
    ids = [offer.question_id for offer in offers]
    questions = with_card(Question.objects.filter(pk__in=ids)).in_bulk()
    names = _topic_names(offers, language)
    return [
        OfferLine(
            offer,
            questions[offer.question_id],
            tuple(
                reason_line(Why(why), names.get(value, value), language)
                for why, value in offer.reasons
            ),
        )
        for offer in offers
    ]


def _topic_names(offers: Iterable[Offer], language: str) -> dict[str, str]:
    about_topics = {Why.TOPIC, Why.SPECIALTY, Why.LIVED, Why.NARROWER, Why.BROADER}
    slugs = {
        value
        for offer in offers
        for why, value in offer.reasons
        if Why(why) in about_topics
    }
    cards = topics.cards_by_slug(slugs, language) if slugs else {}
    return {slug: card.name for slug, card in cards.items()}


def list_unanswered(person: "Person", settings: HelperSettings) -> QuerySet[Question]:
    """Questions without an answer in the person's topics and languages that they may
    read, the longest wait first; not what they asked, passed, or see from people whom
    they do not want to meet."""
    places = QuestionPlace.objects.filter(
        question=OuterRef("pk"),
        topic__in=topic_ids(person, settings),
        language__in=settings.languages,
        audience__in=audiences_of(person),
        is_waiting=True,
    )
    rows = Question.objects.filter(Exists(places), kind__in=settings.kinds)
    return with_card(_for_others(rows, person).order_by("asked_at", "pk"))


def list_peer_questions(
    person: "Person", settings: HelperSettings
) -> QuerySet[Question]:
    """Clinician to clinician, without an answer first and then the newest, in the
    person's languages; for verified professionals, in every topic."""
    rows = Question.objects.filter(
        kind=Kind.PEER,
        state=State.SHOWN,
        audience__in=set(audiences_of(person)) & {Audience.PROFESSIONALS},
        language__in=settings.languages,
        closed_at=None,
    )
    in_order = _for_others(rows, person).order_by("answer_count", "-asked_at", "-pk")
    return with_card(in_order)


def _for_others(rows: QuerySet[Question], person: "Person") -> QuerySet[Question]:
    passed = Offer.objects.filter(
        question=OuterRef("pk"), person=person, passed_at__isnull=False
    )
    hidden = tied_with(person.pk) | {person.pk}
    return rows.exclude(author__in=hidden).filter(~Exists(passed))


def topic_ids(person: "Person", settings: HelperSettings) -> list[int]:
    """The topics of the index, or what somebody follows who is in no index yet."""
    if settings.takes_questions:
        rows = HelperSubject.objects.filter(helper=settings)
        return list(rows.values_list("topic_id", flat=True).distinct())
    slugs = [*settings.topics, *person.interests]
    return list(topics.ids_by_slug(slugs).values())


def count_unanswered_by_helper(since: datetime, until: datetime) -> dict[int, int]:
    """For helpers who want to be asked: how many questions of that time wait in their
    topics and languages. Only the index is read, so what they passed counts too."""
    places = QuestionPlace.objects.filter(
        is_waiting=True,
        audience__in=[Audience.EVERYONE, Audience.MEMBERS],
        question__asked_at__gt=since,
        question__asked_at__lte=until,
    )
    waiting: dict[tuple[int, str], dict[int, int | None]] = {}
    rows = places.values_list("topic_id", "language", "question", "question__author")
    for topic, language, question, author in rows:
        waiting.setdefault((topic, language), {})[question] = author
    found: dict[int, set[int]] = {}
    for (topic, language), questions in waiting.items():
        helpers = HelperSubject.objects.filter(topic=topic, language=language)
        for pk in helpers.values_list("helper_id", flat=True).distinct().iterator():
            of_others = {q for q, author in questions.items() if author != pk}
            if of_others:
                found.setdefault(pk, set()).update(of_others)
    return {pk: len(questions) for pk, questions in found.items()}
