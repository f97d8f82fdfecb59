"""What somebody was told and how they wished to be told: exported, forgotten."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from medagora.people.models import (
    Notice,
    NoticeChoice,
    NoticeSettings,
    Person,
    PushDevice,
)
from medagora.people.services.personal_data import Part, register_personal_data

_NOTICE = (
    "kind",
    "about",
    "topics",
    "url_path",
    "params",
    "made_at",
    "read_at",
    "waits_for_mail",
    "waits_for_push",
)
_WISHES = (
    "frequencies",
    "is_mail_on",
    "discretion",
    "hour",
    "weekday",
    "time_zone",
    "quiet_from",
    "quiet_until",
    "urgent_passes",
    "answers_by_mail",
    "mailed_at",
    "pushed_at",
)
#: The personal tables of notices.
TABLES = (Notice, NoticeSettings, NoticeChoice, PushDevice)


def register() -> None:
    register_personal_data(
        "notices",
        covers=[table._meta.label for table in TABLES],
        export=export,
        erase=erase,
    )


def export(person: Person) -> Iterator[Part]:
    yield Part(
        "notices",
        _("What you were told, and whether you read it."),
        list(_rows(Notice, person, *_NOTICE)),
    )
    yield Part(
        "wishes",
        _("How you want to be told. Secret links are left out."),
        list(_rows(NoticeSettings, person, *_WISHES)),
    )
    yield Part(
        "choices",
        _("Threads and topics that you mute or follow."),
        list(_rows(NoticeChoice, person, "about", "level", "title", "made_at")),
    )
    yield Part(
        "devices",
        _("Browsers that show you notices. Their secrets are left out."),
        list(_rows(PushDevice, person, "name", "made_at", "used_at")),
    )


def _rows(
    table: type[Notice | NoticeSettings | NoticeChoice | PushDevice],
    person: Person,
    *fields: str,
) -> Iterator[dict[str, object]]:
    rows = table._default_manager.filter(person=person).order_by("pk")
    yield from rows.values(*fields)


def erase(person: Person, at: datetime) -> None:
    for table in TABLES:
        table._default_manager.filter(person=person).delete()
