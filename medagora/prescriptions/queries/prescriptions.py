"""Finding sheets: by the code that a patient types, and one's own."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotFound
from medagora.prescriptions.domain.codes import read_code
from medagora.prescriptions.domain.refusals import SheetExpired, SheetWithdrawn
from medagora.prescriptions.models import (
    LocalService,
    Prescription,
    PrescriptionItem,
    Template,
)

if TYPE_CHECKING:
    from medagora.people.models import Person


def by_code(code: str, now: datetime) -> Prescription:
    """The sheet of a code as somebody typed it. BadInput for what is no code, NotFound
    for one that opens nothing; SheetExpired or SheetWithdrawn say which, kindly."""
    prescription = find_by_code(read_code(code))
    if prescription is None:
        raise NotFound(
            _(
                "There is no sheet with this code, or not any more. Please look "
                "again, or ask who gave it to you."
            ),
            field="code",
        )
    if prescription.withdrawn_at is not None:
        raise SheetWithdrawn(
            _(
                "Whoever made this sheet has taken it back. Please ask them for a "
                "new one."
            )
        )
    if not prescription.is_live(now):
        raise SheetExpired(
            _(
                "This sheet has ended, so that nobody reads what may be out of date. "
                "Please ask who gave it to you for a new one."
            )
        )
    return prescription


def find_by_code(code: str) -> Prescription | None:
    """By the plain code, in any state, with its author and hat at hand."""
    rows = Prescription.objects.select_related("author", "hat__person")
    return rows.filter(code=code).first()


def list_own(person: "Person") -> QuerySet[Prescription]:
    """What somebody handed over, the newest first, with ``line_count`` and
    ``flag_count``."""
    own = Prescription.objects.filter(author=person).select_related("author", "hat")
    return own.annotate(
        line_count=_counted(Q(parent=None)), flag_count=_counted(~Q(flag=""))
    ).order_by("-made_at", "-id")


def _counted(which: Q) -> Coalesce:
    items = PrescriptionItem.objects.filter(which, prescription=OuterRef("pk"))
    counted = items.order_by().values("prescription").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


def list_templates(person: "Person") -> list[Template]:
    """Favourites first, then what was used last."""
    rows = list(Template.objects.filter(person=person))
    rows.sort(key=lambda row: row.used_at or row.made_at, reverse=True)
    return sorted(rows, key=lambda row: not row.is_favourite)


def list_services(person: "Person") -> list[LocalService]:
    return list(LocalService.objects.filter(person=person).order_by("name", "pk"))


def live_things(kind: str, now: datetime) -> Iterable[str]:
    """The uids of every resource or collection on a sheet that can be opened."""
    items = PrescriptionItem.objects.filter(
        kind=kind,
        prescription__withdrawn_at=None,
        prescription__expires_at__gt=now,
    ).order_by()
    rows = items.values_list("uid", "replacement_uid").distinct()
    return sorted({uid for pair in rows for uid in pair if uid})
