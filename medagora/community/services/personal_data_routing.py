"""What routing knows about somebody, and how it forgets them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from medagora.community.models import (
    HelperSettings,
    HelperSubject,
    Offer,
    RoutingState,
)
from medagora.people.services.personal_data import Part

if TYPE_CHECKING:
    from medagora.people.models import Person

COVERS = (
    "community.HelperSettings",
    "community.HelperSubject",
    "community.Offer",
    "community.RoutingState",
)
_ROUTING = (
    "question__uid",
    "started_at",
    "asked_count",
    "also_languages",
    "time_zone",
    "promised_until",
)
_OFFER = (
    "question__uid",
    "round",
    "reasons",
    "is_turn",
    "offered_at",
    "expires_at",
    "seen_at",
    "answered_at",
    "passed_at",
    "pass_reason",
    "closed_at",
)


def export(person: "Person") -> list[Part]:
    settings = HelperSettings.objects.filter(person=person)
    offers = Offer.objects.filter(person=person).order_by("offered_at", "pk")
    return [
        Part(
            "helping",
            _("Whether and when you want to be asked, and what is kept for that."),
            [
                {
                    **{k: v for k, v in row.items() if k != "person_id"},
                    "subjects": _subjects(person),
                }
                for row in settings.values()
            ],
        ),
        Part(
            "offers",
            _("Questions that were offered to you, why, and what came of it."),
            list(offers.values(*_OFFER)),
        ),
        Part(
            "asked-for-you",
            _("Whom your questions were passed on to, and what you were promised."),
            list(_asked_by(person).values(*_ROUTING)),
        ),
    ]


def _subjects(person: "Person") -> list[Mapping[str, object]]:
    own = HelperSubject.objects.filter(helper=person.pk).order_by("pk")
    return [*own.values("topic__slug", "language", "source", "standing")]


def _asked_by(person: "Person") -> QuerySet[RoutingState]:
    return RoutingState.objects.filter(question__author=person).order_by("pk")


def erase(person: "Person", at: datetime) -> None:
    """Nobody is asked any more for somebody who has left."""
    _asked_by(person).delete()
    Offer.objects.filter(person=person).delete()
    HelperSettings.objects.filter(person=person).delete()
