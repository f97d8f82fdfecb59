"""Hats that expire soon, papers that lay too long, requests that nobody finished."""

from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse

from medagora.people import queries
from medagora.people.gateways import documents
from medagora.people.models import Hat, HatDocument, HatRequest
from medagora.people.services.aliases import forget_former_aliases
from medagora.people.services.hats_asking import close
from medagora.people.services.notifying import notify
from medagora.web import audit

#: Papers go after this, decided or not.
KEEP_PAPERS = timedelta(days=30)
#: A request that still lacks something after this is withdrawn.
KEEP_UNFINISHED = timedelta(days=60)
#: A file without its row: the write that made it came to nothing.
KEEP_ORPHANS = timedelta(days=1)
_AT_ONCE = 500


def keep_house(now: datetime) -> None:
    remind_of_expiry(now)
    forget_papers(now)
    withdraw_unfinished(now)
    forget_former_aliases(now)


def remind_of_expiry(now: datetime) -> int:
    """Tells people a month before, once for each hat."""
    count = 0
    for hat in queries.hats.expiring(now)[:_AT_ONCE]:
        with transaction.atomic():
            mine = Hat.objects.filter(pk=hat.pk, reminded_at=None)
            if not mine.update(reminded_at=now):
                continue
            notify(
                [hat.person_id],
                "hat_expires",
                about=f"hat:{hat.uid}",
                url_path=reverse("people:hats"),
                params={},
                at=now,
                key=f"{hat.uid}:{hat.expires_at:%Y-%m-%d}",
            )
            count += 1
    return count


def forget_papers(now: datetime) -> int:
    """Deletes papers after 30 days; whoever asked can add them again."""
    old = HatDocument.objects.filter(added_at__lt=now - KEEP_PAPERS)
    rows = list(old.values_list("pk", "uid", "request_id", "request__person_id"))
    with transaction.atomic():
        HatDocument.objects.filter(pk__in=[pk for pk, *_rest in rows]).delete()
        for request_id, person_id in {(row[2], row[3]) for row in rows}:
            _take_off_desk(request_id, person_id, now)
        transaction.on_commit(partial(documents.delete, [row[1] for row in rows]))
    _delete_orphans(now)
    return len(rows)


def _take_off_desk(request_id: int, person_id: int, now: datetime) -> None:
    request = HatRequest.objects.get(pk=request_id)
    if request.documents.exists():
        return
    HatRequest.objects.filter(pk=request_id).update(ready_at=None)
    audit.record("people.hat_documents_expired", request, by=None)
    notify(
        [person_id],
        "hat_papers_deleted",
        about=f"hat-request:{request.uid}",
        url_path=reverse("people:hat-request", args=[request.uid]),
        params={},
        at=now,
        key=f"{request.uid}:{now:%Y-%m-%d}",
    )


def _delete_orphans(now: datetime) -> None:
    known = set(HatDocument.objects.values_list("uid", flat=True))
    documents.delete(
        uid
        for uid, written in documents.stored()
        if uid not in known
        and datetime.fromtimestamp(written, UTC) < now - KEEP_ORPHANS
    )


def withdraw_unfinished(now: datetime) -> int:
    old = HatRequest.objects.filter(
        state="open", ready_at=None, asked_at__lt=now - KEEP_UNFINISHED
    )
    count = 0
    for request in old[:_AT_ONCE]:
        with transaction.atomic():
            close(request, HatRequest.State.WITHDRAWN, now)
            audit.record("people.hat_request_expired", request, by=None)
        count += 1
    return count
