"""What moderation knows about a person, and how it forgets them."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from medagora.community.domain.moderation.matters import MatterState, Outcome
from medagora.community.domain.moderation.sanctions import SanctionState
from medagora.community.models import (
    DutyShift,
    HardLook,
    Matter,
    MatterMessage,
    PostCopy,
    PostReport,
    Sanction,
)
from medagora.people.services import Part

if TYPE_CHECKING:
    from medagora.people.models import Person

COVERS = (
    "community.PostCopy",
    "community.Matter",
    "community.PostReport",
    "community.Sanction",
    "community.MatterMessage",
    "community.DutyShift",
    "community.HardLook",
)


def export(person: "Person") -> list[Part]:
    """Everything but what moderators note for each other, who reported, and who
    decided: these are other people's."""
    return [*_about(person), *_by(person)]


def _about(person: "Person") -> Iterator[Part]:
    matters = Matter.objects.filter(person=person).order_by("pk")
    yield Part(
        "decisions",
        _("What waited for moderators or was decided about what you wrote."),
        list(
            matters.values(
                "uid",
                "kind",
                "state",
                "seen",
                "opened_at",
                "outcome",
                "reason",
                "words",
                "decided_at",
                "copy__title",
                "copy__text",
                "copy__posted_at",
            )
        ),
    )
    sanctions = Sanction.objects.filter(person=person).order_by("pk")
    yield Part(
        "sanctions",
        _("Sanctions against your account."),
        list(
            sanctions.values(
                "matter__uid",
                "kind",
                "state",
                "seconds",
                "proposed_at",
                "starts_at",
                "until",
                "ended_at",
            )
        ),
    )
    messages = MatterMessage.objects.filter(matter__person=person).order_by("pk")
    yield Part(
        "messages_with_moderators",
        _("What you and the moderators wrote to each other."),
        list(
            messages.values(
                "matter__uid", "is_from_moderators", "prepared", "text", "at"
            )
        ),
    )


def _by(person: "Person") -> Iterator[Part]:
    reports = PostReport.objects.filter(reporter=person).order_by("pk")
    yield Part(
        "post_reports",
        _("Posts that you reported."),
        list(
            reports.values("post__uid", "reason", "words", "reported_at", "was_founded")
        ),
    )
    decided = Matter.objects.filter(decided_by=person).order_by("pk")
    yield Part(
        "decided_as_moderator",
        _("What you decided as a moderator."),
        list(decided.values("uid", "kind", "outcome", "reason", "words", "decided_at")),
    )
    shifts = DutyShift.objects.filter(person=person).order_by("pk")
    looks = HardLook.objects.filter(person=person).order_by("pk")
    yield Part(
        "duty",
        _("Your hours as a moderator, and hard matters that you opened."),
        {
            "shifts": list(shifts.values("weekday", "starts", "ends", "zone")),
            "looks": list(looks.values("matter__uid", "at")),
        },
    )


def erase(person: "Person", at: datetime) -> None:
    """Their words go, and what ties a decision to them; that somebody decided, when
    and for which reason stays."""
    PostCopy.objects.filter(post__author=person).update(
        title="", text="", html="", hat_role="", emptied_at=at
    )
    about = Matter.objects.filter(person=person)
    _settle(about, at)
    MatterMessage.objects.filter(matter__in=about).update(text="", by=None)
    MatterMessage.objects.filter(by=person).update(by=None)
    about.update(person=None, note="", words="", spans=[], concerned=[])
    Matter.objects.filter(claimed_by=person).update(claimed_by=None, claimed_at=None)
    Matter.objects.filter(decided_by=person).update(decided_by=None)
    PostReport.objects.filter(reporter=person).update(reporter=None, words="")
    Sanction.objects.filter(person=person).update(person=None, hat=None)
    DutyShift.objects.filter(person=person).delete()
    HardLook.objects.filter(person=person).delete()


def _settle(about: QuerySet[Matter], at: datetime) -> None:
    """Nothing is left to decide about words that are gone."""
    about.filter(state=MatterState.OPEN).update(
        outcome=Outcome.WITHDRAWN, decided_at=at, state=MatterState.CLOSED, closed_at=at
    )
    about.exclude(state=MatterState.CLOSED).update(
        state=MatterState.CLOSED, closed_at=at
    )
    Sanction.objects.filter(matter__in=about, state=SanctionState.PROPOSED).update(
        state=SanctionState.LAPSED, ended_at=at
    )
