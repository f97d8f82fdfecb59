"""What the worker does so that people hear what waits for them."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from medagora.people.services import notifying_pushes as pushes
from medagora.people.services import notifying_sending as sending
from medagora.people.services import notifying_wishes as wishes
from medagora.web.tasks import every


@every(timedelta(minutes=1))
@task()
def send_due_notices() -> None:
    """A task for each person whose notices are due: one that fails stops no other."""
    sending.claim_due(send_notices_of.enqueue, at=timezone.now())


@task()
def send_notices_of(person_id: int) -> None:
    sending.send_notices(person_id, deliver_push.enqueue, at=timezone.now())


@task()
def deliver_push(device_id: int, notice_id: int, attempt: int = 0) -> None:
    """Queues itself again when the push service cannot take it now, or it is night."""

    def again(when: datetime, next_attempt: int) -> None:
        later = deliver_push.using(run_after=when)
        later.enqueue(device_id, notice_id, next_attempt)

    pushes.deliver(device_id, notice_id, again, attempt=attempt, at=timezone.now())


@every(timedelta(days=1))
@task()
def forget_old_notices() -> None:
    wishes.forget_old(timezone.now())
