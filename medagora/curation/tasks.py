"""What the worker does for this room."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.curation import gateways
from medagora.curation.services import hat_log, importing, links
from medagora.web.tasks import every


@task(priority=10)  # somebody is looking at a page that waits for it
def inspect_suggestion(suggestion_id: str) -> None:
    """Looks at a page that somebody suggested."""
    # lxml stays out of the web process, which only enqueues
    from medagora.curation.services import inspecting  # noqa: PLC0415 - see above

    inspecting.inspect_suggestion(
        int(suggestion_id),
        reader=gateways.WebPageReader(),
        guess_language=gateways.guess_language,
        at=timezone.now(),
    )


@every(timedelta(minutes=2))
@task()
def check_due_links() -> None:
    """Visits published addresses whose turn it is."""
    links.check_due_links(visitor=gateways.WebLinkVisitor(), at=timezone.now())


@task()
def run_import(batch_id: str) -> None:
    """Brings an uploaded file in."""
    importing.run_upload(int(batch_id), now=timezone.now)


@every(timedelta(days=1))
@task()
def forget_old_uploads() -> None:
    """Files that nobody said yes to do not stay."""
    importing.forget_old_uploads(timezone.now())


@task()
def log_hat_change(change_id: str) -> None:
    """Writes into the public log that a verified hat was given, renewed or doffed."""
    hat_log.write_change(int(change_id))
