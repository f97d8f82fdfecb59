"""Who is told what by moderation: notices, in the transaction of the write."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from medagora.community import notices_moderation as kinds
from medagora.community.domain.moderation import rota
from medagora.community.models import Matter, PostReport, Sanction
from medagora.community.queries import moderators
from medagora.community.queries.appeals import list_hearers
from medagora.community.queries.duty import list_shifts
from medagora.people.services.notifying import notify

if TYPE_CHECKING:
    from medagora.people.models import Person


def call_moderators(matter: Matter, *, at: datetime) -> None:
    """A call for help reaches those on duty, and everybody when nobody is."""
    everybody = _others(matter)
    called = rota.whom_to_call(list_shifts(), everybody, at)
    if called == everybody:
        matter.all_called_at = at
        matter.save(update_fields=["all_called_at"])
    _tell_moderators(called, kinds.CALL, matter, at=at)


def call_everybody(matter: Matter, *, at: datetime) -> None:
    """Also those who were called before: nobody has looked yet."""
    key = f"all:{matter.uid}"
    _tell_moderators(_others(matter), kinds.CALL, matter, at=at, key=key)


def tell_handed_over(matter: Matter, *, by: "Person", at: datetime) -> None:
    ids = {p.pk for p in moderators.list_moderators_of(matter.post.question)}
    key = f"handed-over:{matter.uid}:{at.isoformat()}"
    _tell_moderators(ids - {by.pk}, kinds.HANDED_OVER, matter, at=at, key=key)


def tell_second_wanted(sanction: Sanction, *, by: "Person", at: datetime) -> None:
    matter = sanction.matter
    ids = {p.pk for p in moderators.list_moderators_of(matter.post.question)}
    ids -= {by.pk, matter.person_id or 0}
    key = f"second:{sanction.uid}"
    _tell_moderators(ids, kinds.SECOND, matter, at=at, key=key)


def tell_appeal(appeal: Matter, *, at: datetime) -> None:
    """The moderators who may hear it."""
    ids = {person.pk for person in list_hearers(appeal)}
    _tell_moderators(ids, kinds.APPEAL, appeal, at=at)


def tell_thread(appeal: Matter, *, at: datetime) -> None:
    """The moderators who have written in the thread hear that the author answered."""
    rows = appeal.messages.filter(is_from_moderators=True, by__isnull=False)
    ids = {pk for pk in rows.values_list("by_id", flat=True) if pk is not None}
    key = f"thread:{appeal.uid}:{at.isoformat()}"
    _tell_moderators(ids, kinds.APPEAL, appeal, at=at, key=key)


def _others(matter: Matter) -> set[int]:
    return {p.pk for p in moderators.list_moderators()} - {matter.person_id or 0}


def _tell_moderators(
    ids: set[int], kind: str, matter: Matter, *, at: datetime, key: str = ""
) -> None:
    notify(
        ids,
        kind,
        about=f"matter:{matter.uid}",
        url_path=reverse("community:matter", args=[matter.uid]),
        params={},
        at=at,
        key=key or f"{kind}:{matter.uid}:{matter.urgency}",
    )


# ---- authors and readers -----------------------------------------------------------


def tell_author(matter: Matter, kind: str, *, key: str, at: datetime) -> None:
    """Leads to their own page about the decision."""
    if matter.person_id is None:
        return
    shown = matter.appeals or matter
    notify(
        [matter.person_id],
        kind,
        about=f"decision:{shown.uid}",
        url_path=reverse("community:decision", args=[shown.uid]),
        params={},
        at=at,
        key=key,
    )


def tell_reporters(matter: Matter, *, is_founded: bool, at: datetime) -> None:
    """Everybody who reported hears how it ended, and what they said is settled."""
    open_reports = PostReport.objects.filter(matter=matter, was_founded=None)
    reporters = open_reports.values_list("reporter_id", flat=True)
    readers = {pk for pk in reporters if pk is not None}
    open_reports.update(was_founded=is_founded)
    notify(
        readers,
        kinds.REPORT_FOUNDED if is_founded else kinds.REPORT_KEPT,
        about=f"report:{matter.uid}",
        url_path=reverse("community:my-reports"),
        params={},
        at=at,
        key=f"report:{matter.uid}",
    )
