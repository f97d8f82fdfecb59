"""Hats that expire soon, papers that lay too long, requests that nobody finished."""

from datetime import UTC, datetime, timedelta
from functools import partial

from django.db import transaction

from medagora.people import queries
from medagora.people.gateways import documents
from medagora.people.models import Hat, HatDocument, HatRequest
from medagora.people.services.aliases import forget_former_aliases
from medagora.people.services.hats_asking import close
from medagora.people.services.hats_telling import tell_of_hat, tell_of_request
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
            tell_of_hat(hat, "hat_expires", now)
            count += 1
    return count


def forget_papers(now: datetime) -> int:
    """Deletes papers after 30 days; whoever asked can add them again."""
    old = HatDocument.objects.filter(added_at__lt=now - KEEP_PAPERS)
    papers = list(old.select_related("request"))
    with transaction.atomic():
        HatDocument.objects.filter(pk__in=[paper.pk for paper in papers]).delete()
        for request in {paper.request for paper in papers}:
            _take_off_desk(request, now)
        uids = [paper.uid for paper in papers]
        transaction.on_commit(partial(documents.delete, uids))
    _delete_orphans(now)
    return len(papers)


def _take_off_desk(request: HatRequest, now: datetime) -> None:
    """Nobody can decide about a request that has no paper left."""
    if request.documents.exists():
        return
    HatRequest.objects.filter(pk=request.pk).update(ready_at=None)
    audit.record("people.hat_documents_expired", request, by=None)
    tell_of_request(request, "hat_papers_deleted", now)


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
