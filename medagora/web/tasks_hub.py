"""What the worker does for the hub."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from medagora.web.hub import subscribing, telling
from medagora.web.tasks import every


@task(priority=-5)  # a stranger chose whom we wait for: people come first
def ask_back(subscriber_id: str) -> None:
    subscribing.ask_back(int(subscriber_id), at=timezone.now())


@every(timedelta(minutes=1))
@task()
def tell_subscribers() -> None:
    """Looks at feeds that may have changed, and sends what is new."""
    now = timezone.now()
    telling.look_at_feeds(now)
    telling.deliver_waiting(now)
    telling.ping_outside(now)


@every(timedelta(hours=1))
@task()
def forget_ended_subscriptions() -> None:
    subscribing.forget_ended(timezone.now())
