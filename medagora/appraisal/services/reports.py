"""Judging a page that somebody gave: asked for in one request, read by the worker.

The text is not kept: it is emptied in the same write that stores what was seen.
"""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from medagora.appraisal.domain.page_addresses import LONGEST, clean_address
from medagora.appraisal.domain.plain import as_plain
from medagora.appraisal.gateways import PageFetcher
from medagora.appraisal.models import PageReport
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import shorten
from medagora.web import http, news

if TYPE_CHECKING:
    from medagora.appraisal.domain import PageReading

#: How long a report can be shared.
KEPT = timedelta(days=30)
#: A text that no worker came to is let go.
TEXT_KEPT = timedelta(minutes=15)
LONGEST_TEXT = 200_000
LONGEST_MARKUP = 5 * 1024 * 1024
WAITING, READ, FAILED = "waiting", "read", "failed"
_PLAIN = {"content-type": "text/plain; charset=utf-8"}
_HTML = {"content-type": "text/html; charset=utf-8"}


def ask_about_address(address: str, *, at: datetime) -> PageReport:
    """BadInput for what is no address of the web."""
    address = clean_address(address)
    return _ask(at, address=address)


def ask_about_text(text: str, *, at: datetime) -> PageReport:
    if not text.strip():
        raise BadInput("There is no text.", field="text")
    if len(text) > LONGEST_TEXT:
        raise BadInput(
            "The text is longer than %(most)s letters. Give its address, or a part.",
            most=LONGEST_TEXT,
            field="text",
        )
    return _ask(at, text=text.replace("\x00", ""))


def ask_about_markup(markup: str, address: str, *, at: datetime) -> PageReport:
    """A page as somebody's browser shows it, sent by a program."""
    if not markup.strip():
        raise BadInput("The page is empty.", field="html")
    if len(markup) > LONGEST_MARKUP:
        raise BadInput("The page is larger than 5 MB.", field="html")
    address = clean_address(address) if address else ""
    return _ask(at, address=address, text=markup.replace("\x00", ""), is_markup=True)


@transaction.atomic
def _ask(at: datetime, **fields: Any) -> PageReport:
    """The waiting report; the worker hears of it."""
    report = PageReport.objects.create(
        token=secrets.token_urlsafe(15), state=WAITING, asked_at=at, **fields
    )
    news.tell("page_asked_for", report.token)
    return report


def read_report(token: str, *, fetcher: PageFetcher, at: datetime) -> None:
    """Reads the page; a second time changes nothing."""
    from medagora.appraisal.services import reading  # noqa: PLC0415 - heavy: see there

    report = PageReport.objects.filter(token=token, state=WAITING).first()
    if report is None:
        return
    if report.text or not report.address:
        headers = _HTML if report.is_markup else _PLAIN
        body = report.text.encode("utf-8", "replace")
        _note(report, reading.read(body, headers, report.address, at=at), at)
        return
    try:
        answer = fetcher.fetch(report.address)
    except http.FETCH_FAILURES as failure:
        _fail(report, failure.code, 0, at)
        return
    if answer.status != 200:
        _fail(report, "status", answer.status, at)
        return
    seen = reading.read(answer.body, answer.headers, answer.address, at=at)
    _note(report, seen, at)


def _note(report: PageReport, seen: "PageReading", at: datetime) -> None:
    PageReport.objects.filter(pk=report.pk, state=WAITING).update(
        state=READ,
        text="",
        address=seen.page.address[:LONGEST],
        title=shorten(seen.page.title, 300),
        language=seen.page.language[:12],
        findings=[as_plain(finding) for finding in seen.findings],
        version=seen.version,
        read_at=at,
    )


def _fail(report: PageReport, failure: str, status: int, at: datetime) -> None:
    PageReport.objects.filter(pk=report.pk, state=WAITING).update(
        state=FAILED, text="", failure=failure[:40], status=status, read_at=at
    )


def forget_old_reports(at: datetime) -> int:
    """Reports after a month; texts that nobody came to read after minutes."""
    stuck = PageReport.objects.filter(state=WAITING, asked_at__lt=at - TEXT_KEPT)
    stuck.update(state=FAILED, text="", failure="too_slow", read_at=at)
    return int(PageReport.objects.filter(asked_at__lt=at - KEPT).delete()[0])
