"""What the worker repeats for this room."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.api.services import keys, repeats
from medagora.web import tasks


@tasks.every(timedelta(hours=6))
@task()
def keep_house() -> None:
    """Ended keys and old answers go."""
    now = timezone.now()
    repeats.forget_answers(now)
    keys.forget_ended_keys(now)
