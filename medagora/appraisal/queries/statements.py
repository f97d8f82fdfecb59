"""Published appraisals as statements for machines, a resource's or all of them."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from medagora.appraisal.domain.instruments import Instrument, find_instrument
from medagora.appraisal.domain.statements import (
    PublishedAppraisal,
    Rater,
    Subject,
    document_of,
    line_of_finding,
    lines_of,
)
from medagora.appraisal.lending import Judged
from medagora.appraisal.models import Appraisal, AppraisalQuerySet
from medagora.appraisal.queries.reports import find_page_seen, findings_of
from medagora.web.links import absolute

#: Rows that are in memory at once while everything is written out.
_AT_ONCE = 200


def published_lines() -> Iterator[dict[str, Any]]:
    """Every statement of every published appraisal, oldest first, in bounded memory."""
    yield from _lines(Appraisal.objects.published())


def published_lines_about(judged: Judged) -> Iterator[dict[str, Any]]:
    """What people said of one resource, then what the engine saw of its page."""
    yield from _lines(Appraisal.objects.published().of_resource(judged.uid))
    if page := find_page_seen(judged.uid):
        subject = Subject(judged.uid, page.address, _page(judged.uid))
        for finding in findings_of(page):
            yield line_of_finding(finding, subject, page.read_at)


def _lines(appraisals: AppraisalQuerySet) -> Iterator[dict[str, Any]]:
    for published, instrument in _published(appraisals):
        yield from lines_of(published, instrument)


def document_about(judged: Judged) -> dict[str, Any]:
    """JSON-LD: every published appraisal of one resource."""
    appraisals = Appraisal.objects.published().of_resource(judged.uid)
    subject = Subject(judged.uid, judged.address, _page(judged.uid))
    return document_of(subject, _published(appraisals))


def _published(
    appraisals: AppraisalQuerySet,
) -> Iterator[tuple[PublishedAppraisal, Instrument]]:
    rows = appraisals.order_by("pk").select_related("by").prefetch_related("answers")
    for row in rows.iterator(chunk_size=_AT_ONCE):
        instrument = find_instrument(row.instrument)
        if instrument is not None and row.published_at is not None:
            yield _plain(row), instrument


def _plain(row: Appraisal) -> PublishedAppraisal:
    if row.published_at is None:
        raise ValueError("a draft leaves nothing")
    answers = list(row.answers.all())
    return PublishedAppraisal(
        uid=row.uid,
        subject=Subject(row.resource_uid, row.address, _page(row.resource_uid)),
        instrument=row.instrument,
        version=row.instrument_version,
        rater=Rater(
            id=row.by_pseudonym,
            name=str(row.by) if row.by else "",
            role=row.role,
            interests=(*map(str, row.interests), *filter(None, [row.interest_words])),
        ),
        published_at=row.published_at,
        answers={answer.item: answer.value for answer in answers if answer.value},
        reasons={answer.item: answer.reason for answer in answers if answer.reason},
    )


def _page(uid: str) -> str:
    """The one address of the statements about a resource, in no language."""
    path = reverse("appraisal-machine:document", args=[uid])
    return absolute(path)
