"""What the worker does for those who watch."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.reader.services import alert_mails, digests, watching
from medagora.web.tasks import every


@task()
def entries_arrived(entry_ids: str) -> None:
    """Tries the alerts on new entries; their numbers are separated by spaces."""
    numbers = [int(number) for number in entry_ids.split()]
    watching.match_new(numbers, at=timezone.now())


@every(timedelta(minutes=5))
@task()
def send_due_digests() -> None:
    """A task for each digest that is due: one that fails stops no other."""
    digests.claim_due(send_digest.enqueue, at=timezone.now())


@task()
def send_digest(digest_id: int) -> None:
    digests.send_digest(digest_id, at=timezone.now())


@every(timedelta(minutes=10))
@task()
def send_waiting_alerts() -> None:
    """What an alert found within an hour of its last mail."""
    alert_mails.send_waiting(at=timezone.now())


@every(timedelta(days=1))
@task()
def forget_old_watching() -> None:
    """Mute rules that ended; finds and seen news that nobody looks for any more."""
    watching.forget_old(at=timezone.now())
