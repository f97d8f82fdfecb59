"""How people want to be told: chosen, stopped with one click, resumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from medagora.people.domain.notices import (
    TOPIC,
    Channel,
    Discretion,
    Frequency,
    Level,
)
from medagora.people.models import Notice, NoticeChoice, NoticeSettings, Person
from medagora.people.queries.notice_wishes import find_settings
from medagora.people.services.notifying import look_again, new_settings
from medagora.web import audit

#: Read notices leave the page sooner (``notice_days``).
KEEP_UNREAD = timedelta(days=365)


@dataclass(frozen=True)
class WishesDraft:
    """What the page of wishes says; frequencies by channel and group."""

    frequencies: Mapping[Channel, Mapping[str, Frequency]] = field(default_factory=dict)
    discretion: Discretion = Discretion.SUBJECT
    hour: int = 7
    weekday: int = 0
    time_zone: str = "UTC"
    quiet_from: int = 22
    quiet_until: int = 7
    urgent_passes: bool = False
    answers_by_mail: bool = False


def settings_of(person: Person) -> NoticeSettings:
    """A person's wishes; made, and as usual, at the first look."""
    found = find_settings(person.pk)
    if found:
        return found
    NoticeSettings.objects.bulk_create([new_settings(person.pk)], ignore_conflicts=True)
    return NoticeSettings.objects.select_related("person").get(person=person)


@transaction.atomic
def change_wishes(draft: WishesDraft, *, by: Person, at: datetime) -> NoticeSettings:
    """The new wishes also count for what waits already. They say of each group whether
    it is mailed, so mails that were stopped are not stopped beside them."""
    settings_of(by)
    own = NoticeSettings.objects.select_for_update().get(person=by)
    own.frequencies = {
        channel.value: {group: word.value for group, word in chosen.items()}
        for channel, chosen in draft.frequencies.items()
    }
    own.discretion = draft.discretion
    own.hour, own.weekday = draft.hour, draft.weekday
    own.time_zone = draft.time_zone
    own.quiet_from, own.quiet_until = draft.quiet_from, draft.quiet_until
    own.urgent_passes = draft.urgent_passes
    own.answers_by_mail = draft.answers_by_mail
    own.is_mail_on = True
    own.save()
    look_again([by.pk], at)
    audit.record("people.notice_wishes_changed", own, by=by)
    return own


@transaction.atomic
def set_topics(levels: Mapping[str, Level], *, by: Person) -> None:
    """What somebody wants of the named topics; others stay as they are."""
    about = {f"{TOPIC}{slug}": level for slug, level in levels.items()}
    NoticeChoice.objects.filter(person=by, about__in=about).delete()
    NoticeChoice.objects.bulk_create(
        NoticeChoice(person=by, about=key, level=level)
        for key, level in about.items()
        if level is not Level.USUAL
    )


def stop_mails(own: NoticeSettings) -> None:
    """No mail of notices goes out any more. The page stays, and so do pushes."""
    NoticeSettings.objects.filter(pk=own.pk).update(is_mail_on=False)


@transaction.atomic
def resume_mails(own: NoticeSettings, *, at: datetime) -> None:
    """As it was before it was stopped."""
    NoticeSettings.objects.filter(pk=own.pk).update(is_mail_on=True)
    look_again([own.person_id], at)


def forget_old(now: datetime) -> int:
    """Removes notices that nobody looks for any more; gives how many."""
    keep_read = timedelta(days=settings.CONFIG.notice_days)
    read = Notice.objects.filter(read_at__lt=now - keep_read)
    unread = Notice.objects.filter(made_at__lt=now - KEEP_UNREAD)
    return int(read.delete()[0]) + int(unread.delete()[0])
