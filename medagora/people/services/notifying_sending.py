"""Telling by mail and by push what waits on people's pages.

Killed at any point, a mail was queued together with the note that it was, or neither
was; a push may be sent twice, and the second takes the place of the first.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from medagora.people import notice_kinds
from medagora.people.domain.notices import Bundle, Channel, Plan, plan
from medagora.people.models import Notice, NoticeSettings, PushDevice
from medagora.people.queries import notice_wishes as queries
from medagora.people.services import notifying_letters as letters
from medagora.people.services import notifying_replies as replies

#: Claimed in one run of the worker; the next run takes the rest.
MOST_CLAIMED = 2000
#: More pushes than this at one moment become one that names their number.
MOST_PUSHES = 3

#: Takes a device and a notice; 0 stands for "several".
HandOver = Callable[[int, int], object]


def claim_due(hand_over: Callable[[int], object], *, at: datetime) -> int:
    """Hands over everybody for whom something may be due; gives how many.

    Whoever clears ``due_at`` owns this person; handing over belongs to the same
    transaction.
    """
    due = NoticeSettings.objects.filter(due_at__lte=at).order_by("due_at")
    count = 0
    for pk, due_at, person_id in due.values_list("pk", "due_at", "person_id")[
        :MOST_CLAIMED
    ]:
        with transaction.atomic():
            mine = NoticeSettings.objects.filter(pk=pk, due_at=due_at)
            if mine.update(due_at=None):
                hand_over(person_id)
                count += 1
    return count


@transaction.atomic
def send_notices(person_id: int, push: HandOver, *, at: datetime) -> int:
    """Sends what is due to one person and notes when to look again; gives how many
    messages. Twice in a row sends once: the second finds nothing that waits."""
    rows = NoticeSettings.objects.select_for_update(of=("self",))
    settings = rows.select_related("person").filter(person=person_id).first()
    if settings is None:
        return 0
    waiting = queries.list_waiting(person_id)
    notices = {notice.pk: notice for notice in _worth_telling(waiting, settings)}
    count = 0
    moments: list[datetime] = []
    for channel in Channel:
        made = _plan(channel, notices.values(), settings, at)
        if made.now:
            count += _send(channel, made.now, notices, settings, push, at)
        _settle(channel, made.settled)
        moments += filter(None, [made.next_at])
    settings.due_at = min(moments, default=None)
    settings.save(update_fields=["due_at", "mailed_at", "pushed_at"])
    return count


def _worth_telling(waiting: Iterable[Notice], settings: NoticeSettings) -> list[Notice]:
    """Without what was read on the page meanwhile, and what no room knows any more."""
    known = notice_kinds.known_kinds()
    is_there = settings.person.is_active
    worth = [n for n in waiting if is_there and not n.read_at and n.kind in known]
    others = {n.pk for n in waiting} - {n.pk for n in worth}
    Notice.objects.filter(pk__in=others).update(
        waits_for_mail=False, waits_for_push=False
    )
    return worth


def _plan(
    channel: Channel,
    notices: Iterable[Notice],
    settings: NoticeSettings,
    at: datetime,
) -> Plan:
    name = _flag(channel)
    own = [queries.as_waiting(notice) for notice in notices if getattr(notice, name)]
    return plan(own, queries.wishes_of(settings, channel), at) if own else Plan()


def _send(
    channel: Channel,
    bundles: tuple[Bundle, ...],
    notices: dict[int, Notice],
    settings: NoticeSettings,
    push: HandOver,
    at: datetime,
) -> int:
    if channel is Channel.MAIL:
        reply_to = _reply_address(bundles, notices, settings, at)
        letter = letters.write(settings, bundles, notices, can_answer=bool(reply_to))
        letters.queue(letter, settings, reply_to)
        settings.mailed_at = at
        return 1
    devices = PushDevice.objects.filter(person=settings.person_id)
    shown = [bundle.ids[-1] for bundle in bundles]
    if len(shown) > MOST_PUSHES:
        shown = [0]
    messages = [
        (pk, one) for pk in devices.values_list("pk", flat=True) for one in shown
    ]
    for device_id, notice_id in messages:
        push(device_id, notice_id)
    settings.pushed_at = at if messages else settings.pushed_at
    return len(messages)


def _reply_address(
    bundles: tuple[Bundle, ...],
    notices: dict[int, Notice],
    settings: NoticeSettings,
    at: datetime,
) -> str:
    """Only what is about one thing can be answered by mail."""
    ids = [pk for bundle in bundles for pk in bundle.ids]
    return replies.address_for(settings, notices[ids[0]], at) if len(ids) == 1 else ""


def _settle(channel: Channel, ids: Iterable[int]) -> None:
    Notice.objects.filter(pk__in=set(ids)).update(**{_flag(channel): False})


def _flag(channel: Channel) -> str:
    return "waits_for_mail" if channel is Channel.MAIL else "waits_for_push"
