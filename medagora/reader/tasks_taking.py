"""What the worker does for those who bring their reading along."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.reader.services import uploads
from medagora.web.tasks import every


@every(timedelta(days=1))
@task()
def forget_old_uploads() -> None:
    """Files that nobody said yes to do not stay."""
    uploads.forget_old_uploads(timezone.now())
