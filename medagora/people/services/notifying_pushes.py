"""The browsers that show notices, and telling one of them."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction

from medagora.kernel.refusals import BadInput, Conflict
from medagora.people.domain.browsers import browser_name
from medagora.people.gateways import push
from medagora.people.gateways.push import Message, Outcome, Subscription
from medagora.people.models import Notice, NoticeSettings, Person, PushDevice
from medagora.people.notice_kinds import kind_of
from medagora.people.queries import notice_wishes as queries
from medagora.people.queries.notices import unread_like
from medagora.people.services import notifying_letters as letters
from medagora.web import audit

log = logging.getLogger(__name__)

MOST_DEVICES = 20
#: A notice that reached no screen in this time is on the page, and that is enough.
TTL = timedelta(days=1)
#: Rests before each further attempt, in minutes; a push service may ask for longer.
RESTS_AFTER_FAILURE = (1, 5, 30, 240)
#: Takes the moment at which to try again, and which attempt that will be.
Again = Callable[[datetime, int], object]


@transaction.atomic
def add_device(
    subscription: Subscription, *, user_agent: str, by: Person
) -> PushDevice:
    """A browser that shows notices from now on. One that another account had before is
    theirs no more: it is one screen."""
    place = urlsplit(subscription.endpoint)
    is_address = place.scheme == "https" and place.hostname and "@" not in place.netloc
    if not is_address or len(subscription.endpoint) > 800:
        raise BadInput("This browser gave an address that cannot be used.")
    if not push.is_usable(subscription):
        raise BadInput("This browser gave keys that cannot be used.")
    own = PushDevice.objects.filter(person=by)
    if own.exclude(endpoint=subscription.endpoint).count() >= MOST_DEVICES:
        raise Conflict("These are many devices. Remove one first.")
    device, is_new = PushDevice.objects.update_or_create(
        endpoint=subscription.endpoint,
        defaults={
            "person": by,
            "p256dh": subscription.p256dh,
            "auth": subscription.auth,
            "name": browser_name(user_agent)[:80],
        },
    )
    if is_new:
        audit.record("people.push_device_added", device, by=by)
    return device


@transaction.atomic
def remove_device(device: PushDevice, *, by: Person) -> None:
    audit.record("people.push_device_removed", device, by=by)
    device.delete()


def deliver(
    device_id: int, notice_id: int, again: Again, *, attempt: int, at: datetime
) -> bool:
    """Shows a notice, or with 0 their number, in one browser; False when it was not.

    Nothing is shown that was read meanwhile, and nothing in quiet hours, however long
    the push service kept us waiting.
    """
    device = PushDevice.objects.filter(pk=device_id).select_related("person").first()
    settings = queries.find_settings(device.person_id) if device else None
    message = _message(settings, notice_id, at) if settings else None
    if device is None or settings is None or message is None:
        return False
    quiet = queries.quiet_of(settings)
    passes = message.is_urgent and settings.urgent_passes
    if quiet and quiet.holds(at) and not passes:
        again(quiet.over(at), attempt)
        return False
    own = Subscription(device.endpoint, device.p256dh, device.auth)
    answer = push.send(own, message, at=at)
    if answer.outcome is Outcome.TOLD:
        PushDevice.objects.filter(pk=device.pk).update(used_at=at)
    elif answer.outcome is Outcome.GONE:
        PushDevice.objects.filter(pk=device.pk).delete()
    elif answer.outcome is Outcome.LATER and attempt < len(RESTS_AFTER_FAILURE):
        rest = timedelta(minutes=RESTS_AFTER_FAILURE[attempt])
        again(at + max(rest, answer.rest), attempt + 1)
    else:
        log.warning("A push service did not take a notice: %s", answer.outcome)
    return answer.outcome is Outcome.TOLD


def _message(settings: NoticeSettings, notice_id: int, at: datetime) -> Message | None:
    """None when there is nothing left to tell."""
    ttl = _ttl(settings, at)
    unread = Notice.objects.filter(person=settings.person_id, read_at=None)
    if not notice_id:
        count = unread.count()
        content = letters.write_summary(settings, count)
        return Message(content, content["tag"], ttl) if count else None
    notice = unread.filter(pk=notice_id).first()
    if notice is None:
        return None
    content = letters.write_push(settings, notice, len(unread_like(notice)))
    is_urgent = kind_of(notice.kind).is_urgent
    return Message(content, content["tag"], ttl, is_urgent)


def _ttl(settings: NoticeSettings, at: datetime) -> timedelta:
    """A screen that wakes up at night must not show what was sent in the evening."""
    quiet = queries.quiet_of(settings)
    start = quiet.next_start(at) if quiet and not quiet.holds(at) else None
    return min(TTL, start - at) if start else TTL
