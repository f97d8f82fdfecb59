"""How people want to be told, by which way, and what waits to be told."""

from datetime import time

from django.db.models import Q

from medagora.kernel.refusals import NotFound
from medagora.people import notice_kinds
from medagora.people.domain.clocks import Quiet
from medagora.people.domain.languages import mail_language
from medagora.people.domain.notices import (
    RESTS,
    Channel,
    Frequency,
    Level,
    Waiting,
    Wishes,
)
from medagora.people.models import (
    Notice,
    NoticeChoice,
    NoticeSettings,
    Person,
    PushDevice,
)
from medagora.web.time_zones import zone_of


def find_settings(person_id: int) -> NoticeSettings | None:
    own = NoticeSettings.objects.filter(person=person_id)
    return own.select_related("person").first()


def get_settings_by_token(token: str) -> NoticeSettings:
    own = NoticeSettings.objects.filter(token=token).select_related("person").first()
    if own is None:
        raise NotFound("This link leads to no account any more. Nothing is sent by it.")
    return own


def language_of(settings: NoticeSettings) -> str:
    """The language in which a person is told."""
    return mail_language(settings.person.languages)


def quiet_of(settings: NoticeSettings) -> Quiet | None:
    if settings.quiet_from == settings.quiet_until:
        return None
    start, end = time(settings.quiet_from), time(settings.quiet_until)
    return Quiet(start, end, zone_of(settings.time_zone))


def frequency_of(settings: NoticeSettings, channel: Channel, group: str) -> str:
    """What was chosen; empty when nothing was."""
    return str(settings.frequencies.get(channel.value, {}).get(group, ""))


def wishes_of(settings: NoticeSettings, channel: Channel) -> Wishes:
    """Everything that the plan of one channel needs to know about a person."""
    choices = NoticeChoice.objects.filter(person=settings.person_id)
    is_mail = channel is Channel.MAIL
    chosen = settings.frequencies.get(channel.value, {})
    frequencies = {group: Frequency(word) for group, word in chosen.items()}
    if is_mail and not settings.is_mail_on:
        frequencies = {
            group.key: Frequency.NEVER for group, _kinds in notice_kinds.groups()
        }
    return Wishes(
        frequencies=frequencies,
        levels={
            about: Level(level)
            for about, level in choices.values_list("about", "level")
        },
        zone=zone_of(settings.time_zone),
        hour=settings.hour,
        weekday=settings.weekday,
        quiet=quiet_of(settings),
        urgent_passes=settings.urgent_passes,
        rest=RESTS[channel],
        last_sent=settings.mailed_at if is_mail else settings.pushed_at,
    )


def list_waiting(person_id: int) -> list[Notice]:
    """What a channel has not looked at yet, the oldest first."""
    waiting = Q(waits_for_mail=True) | Q(waits_for_push=True)
    own = Notice.objects.filter(waiting, person=person_id)
    return list(own.order_by("made_at", "pk"))


def as_waiting(notice: Notice) -> Waiting:
    kind = notice_kinds.kind_of(notice.kind)
    return Waiting(
        id=notice.pk,
        kind=notice.kind,
        group=kind.group,
        about=notice.about,
        at=notice.made_at,
        topics=tuple(notice.topics),
        usual=kind.usual,
        is_urgent=kind.is_urgent,
    )


def list_devices(person: Person) -> list[PushDevice]:
    return list(PushDevice.objects.filter(person=person).order_by("-made_at", "-pk"))


def get_device(person: Person, device_id: int) -> PushDevice:
    device = PushDevice.objects.filter(person=person, pk=device_id).first()
    if device is None:
        raise NotFound("That device is removed already.")
    return device
