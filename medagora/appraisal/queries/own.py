"""What somebody judged themselves."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from medagora.appraisal.domain.appraisals import AppraisalDraft, Role, State
from medagora.appraisal.models import Appraisal

if TYPE_CHECKING:
    from medagora.people.models import Person


def list_own(person: "Person") -> QuerySet[Appraisal]:
    """Drafts, published and hidden appraisals of a person, the last changed first."""
    live = [State.DRAFT, State.PUBLISHED, State.HIDDEN]
    own = Appraisal.objects.filter(by=person, state__in=live)
    return own.order_by("-changed_at", "-pk")


def find_draft(uid: str, instrument: str, person: "Person") -> Appraisal | None:
    return _find(uid, instrument, person, State.DRAFT)


def find_published(uid: str, instrument: str, person: "Person") -> Appraisal | None:
    return _find(uid, instrument, person, State.PUBLISHED)


def _find(
    uid: str, instrument: str, person: "Person", state: State
) -> Appraisal | None:
    own = Appraisal.objects.of_resource(uid).filter(by=person, instrument=instrument)
    return own.filter(state=state).prefetch_related("answers").first()


def draft_of(appraisal: Appraisal | None) -> AppraisalDraft:
    """What its form shows at first; an empty one for None."""
    if appraisal is None:
        return AppraisalDraft()
    rows = list(appraisal.answers.all())
    return AppraisalDraft(
        role=Role(appraisal.role),
        interest_words=appraisal.interest_words,
        answers={row.item: row.value for row in rows if row.value},
        reasons={row.item: row.reason for row in rows if row.reason},
    )
