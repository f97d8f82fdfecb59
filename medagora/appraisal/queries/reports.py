"""Reads about pages that the engine read."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from medagora.appraisal import labels_findings as labels
from medagora.appraisal.domain.findings import NOT_ASSESSED, Answer, Criterion, Finding
from medagora.appraisal.domain.plain import as_plain, from_plain
from medagora.appraisal.models import PageReport, PageSeen
from medagora.kernel.refusals import NotFound

if TYPE_CHECKING:
    from medagora.appraisal.domain import PageReading


def get_report(token: str) -> PageReport:
    """NotFound for one that was let go, or never was."""
    report = PageReport.objects.defer("text").filter(token=token).first()
    if report is None:
        raise NotFound("This report is not kept here any more. Give the address again.")
    return report


def findings_of(report: PageReport | PageSeen) -> list[Finding]:
    """What was seen, without what another version wrote in another form."""
    return [found for plain in report.findings if (found := from_plain(plain))]


def report_as_data(report: PageReport) -> dict[str, Any]:
    """For programs, in the language of the moment; the form that the API describes."""
    return {
        "token": report.token,
        "state": report.state,
        "failure": report.failure,
        "address": report.address,
        "title": report.title,
        "language": report.language,
        **_seen(findings_of(report), report.version),
    }


def reading_as_data(reading: "PageReading") -> dict[str, Any]:
    """The same of a page that was read just now."""
    return {
        "state": reading.page.state.value,
        "address": reading.page.address,
        "title": reading.page.title,
        "language": reading.page.language,
        **_seen(reading.findings, reading.version),
    }


def _seen(findings: Sequence[Finding], version: str) -> dict[str, Any]:
    return {
        "seen_by": "machine",
        "version": version,
        "findings": [
            {**as_plain(finding), "sentence": labels.sentence_of(finding)}
            for finding in findings
        ],
        "not_assessed": [str(labels.NOT_ASSESSED[word]) for word in NOT_ASSESSED]
        if findings
        else [],
    }


def find_page_seen(uid: str) -> PageSeen | None:
    """What the engine saw of a resource's page the last time."""
    return PageSeen.objects.filter(resource_uid=uid).first()


def find_answers(uids: Iterable[str], criterion: Criterion) -> dict[str, Answer]:
    """What the engine said of one criterion, for resources whose pages it has read."""
    pages = PageSeen.objects.filter(resource_uid__in=list(uids))
    return {
        page.resource_uid: finding.answer
        for page in pages.only("resource_uid", "findings")
        for finding in findings_of(page)
        if finding.criterion == criterion
    }
