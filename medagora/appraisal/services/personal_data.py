"""What this room knows about a person, and how it forgets them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from medagora.appraisal.domain.appraisals import State
from medagora.appraisal.models import Appraisal, AppraisalAnswer
from medagora.people import services as people
from medagora.web import news

if TYPE_CHECKING:
    from medagora.people.models import Person


def register() -> None:
    people.register_personal_data(
        "appraisal", covers=["appraisal.Appraisal"], export=export, erase=erase
    )


def export(person: "Person") -> Iterable[people.Part]:
    own = Appraisal.objects.filter(by=person).order_by("pk").prefetch_related("answers")
    yield people.Part(
        "appraisals",
        _("How you judged resources, with your reasons, drafts too"),
        [_appraisal(appraisal) for appraisal in own],
    )


def _appraisal(appraisal: Appraisal) -> dict[str, Any]:
    return {
        "uid": appraisal.uid,
        "resource": appraisal.resource_uid,
        "address": appraisal.address,
        "instrument": appraisal.instrument,
        "instrument_version": appraisal.instrument_version,
        "role": appraisal.role,
        "interest_words": appraisal.interest_words,
        "interests": appraisal.interests,
        "state": appraisal.state,
        "started_at": appraisal.started_at,
        "changed_at": appraisal.changed_at,
        "published_at": appraisal.published_at,
        "ended_at": appraisal.ended_at,
        "answers": [
            {"item": answer.item, "answer": answer.value, "reason": answer.reason}
            for answer in sorted(appraisal.answers.all(), key=lambda row: row.pk)
        ],
    }


@transaction.atomic
def erase(person: "Person", at: datetime) -> None:
    """Only published answers stay, without name, reasons and interests."""
    own = Appraisal.objects.filter(by=person)
    shown = own.published()
    changed = list(shown.values_list("resource_uid", flat=True))
    own.exclude(state=State.PUBLISHED).delete()
    AppraisalAnswer.objects.filter(appraisal__in=shown).update(reason="")
    shown.update(interest_words="", interests=[], by=None)
    for uid in dict.fromkeys(changed):
        news.tell("appraisals_changed", uid)
