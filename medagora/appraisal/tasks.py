"""What the worker does for this room."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.appraisal import gateways
from medagora.appraisal.services import reports
from medagora.web.tasks import every


@task(priority=20)  # somebody is looking at a page that waits for it
def read_page_asked_for(token: str) -> None:
    """Reads a page or a text that somebody gave."""
    reports.read_report(token, fetcher=gateways.WebPageFetcher(), at=timezone.now())


@every(timedelta(minutes=15))
@task()
def forget_old_reports() -> None:
    """Reports after a month, texts after minutes."""
    reports.forget_old_reports(timezone.now())
