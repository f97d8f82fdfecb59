"""What the worker forgets for us."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.search import services_unmet
from medagora.web.tasks import every


@every(timedelta(days=1))
@task()
def forget_old_searches() -> None:
    """Words that nobody looked for in a year, and hashes of a quarter, do not stay."""
    services_unmet.forget_old(timezone.now().date())
