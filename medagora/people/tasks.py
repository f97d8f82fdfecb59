"""What the worker repeats about people."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.people.services import housekeeping
from medagora.web import tasks


@tasks.every(timedelta(hours=24))
@task()
def keep_house() -> None:
    housekeeping.keep_house(timezone.now())
