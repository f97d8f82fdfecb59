"""Work for the worker: sheets follow the catalogue, and are forgotten in time."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.prescriptions.services import housekeeping, watching
from medagora.web import tasks


@task()
def resource_changed(uid: str) -> None:
    watching.look_at_resources([uid], timezone.now())


@task()
def collection_changed(uid: str) -> None:
    watching.look_at_collection(uid, timezone.now())


@task()
def catalogue_changed(_what: str) -> None:
    """After an import, which tells of everything at once."""
    watching.look_at_all(timezone.now())


@tasks.every(timedelta(hours=6))
@task()
def look_at_links() -> None:
    watching.look_at_all(timezone.now())


@tasks.every(timedelta(days=1))
@task()
def forget_old_sheets() -> None:
    housekeeping.forget_old(timezone.now())
