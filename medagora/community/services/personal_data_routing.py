"""What routing knows about somebody, and how it forgets them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from medagora.community.models import HelperSettings, HelperSubject, Offer
from medagora.people.services.personal_data import Part

if TYPE_CHECKING:
    from medagora.people.models import Person

COVERS = ("community.HelperSettings", "community.HelperSubject", "community.Offer")
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
    ]


def _subjects(person: "Person") -> list[Mapping[str, object]]:
    own = HelperSubject.objects.filter(helper=person.pk).order_by("pk")
    return [*own.values("topic__slug", "language", "source", "standing")]


def erase(person: "Person", at: datetime) -> None:
    Offer.objects.filter(person=person).delete()
    HelperSettings.objects.filter(person=person).delete()
