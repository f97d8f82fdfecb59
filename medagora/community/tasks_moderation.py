"""What the worker does for moderation."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.community.services import copies, duty, sanctions
from medagora.web.tasks import every


@every(timedelta(minutes=1))
@task(priority=10)
def call_everybody_late() -> None:
    """Calls for help at which nobody on duty has looked reach everybody."""
    duty.call_everybody_late(timezone.now())


@every(timedelta(hours=1))
@task()
def lapse_old_proposals() -> None:
    """A serious sanction without a second moderator ends by itself."""
    sanctions.lapse_old_proposals(timezone.now())


@every(timedelta(days=1))
@task()
def forget_old_copies() -> None:
    """What was copied for a decision, and who had to look, does not stay for ever."""
    now = timezone.now()
    copies.forget_old_copies(now)
    duty.forget_looks(now)
