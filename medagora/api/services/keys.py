"""Keys for programs: made by their owner, shown once, taken back at any time."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from medagora.api.domain.scopes import LENGTH, LETTERS, LIFETIMES, PREFIX, Scope
from medagora.api.labels import SCOPES
from medagora.api.models import ApiKey
from medagora.kernel.ids import sha256_hex
from medagora.kernel.refusals import BadInput, NotFound
from medagora.kernel.text import tidy
from medagora.people.domain.languages import mail_language
from medagora.web import audit
from medagora.web.links import absolute
from medagora.web.mail import send_page_mail

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST_KEYS = 50
#: Ended keys stand in the list so long, so that people see why a program stopped.
KEEP_ENDED = timedelta(days=30)


@transaction.atomic
def make_key(
    name: str, scopes: Iterable[Scope], *, days: int, by: "Person", at: datetime
) -> tuple[ApiKey, str]:
    """A new key: its row, and the key itself, which nobody can look up later. Its
    owner is told by mail, so that a key made by somebody else is seen."""
    name, wanted = tidy(name, limit=80), list(dict.fromkeys(scopes))
    if not name:
        raise BadInput("Say what the key is for.", field="name")
    if not wanted:
        raise BadInput("Tick at least one thing that it may do.", field="scopes")
    if days not in LIFETIMES:
        raise BadInput("Choose how long the key is valid.", field="days")
    if ApiKey.objects.filter(person=by).count() >= MOST_KEYS:
        raise BadInput(
            "You have %(most)s keys already. Take back one that you no longer use.",
            most=MOST_KEYS,
        )
    secret = PREFIX + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    row = ApiKey.objects.create(
        person=by,
        name=name,
        scopes=[scope.value for scope in wanted],
        digest=sha256_hex(secret.encode()),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    audit.record("api.key_made", row, by=by, scopes=row.scopes)
    _tell(row)
    return row, secret


def _tell(row: ApiKey) -> None:
    code = mail_language(row.person.languages)
    with translation.override(code):
        context = {
            "name": row.person.name,
            "key": row,
            "scopes": [SCOPES[scope] for scope in row.scopes],
            "link": absolute(reverse("doors:keys")),
        }
    send_page_mail("api/mail/key_made", row.person.email, context, code)


@transaction.atomic
def revoke_key(key_id: int, *, by: "Person") -> None:
    """Whoever has the key can do nothing with it any more."""
    row = ApiKey.objects.filter(person=by, pk=key_id).first()
    if row is None:
        raise NotFound("There is no such key.")
    audit.record("api.key_revoked", row, by=by)
    row.delete()


@transaction.atomic
def end_keys(person: "Person") -> None:
    """All of them, for good: whoever opens the account again makes new ones. They
    stand in the list as ended ones do."""
    at = timezone.now()
    for row in ApiKey.objects.filter(person=person, expires_at__gt=at):
        row.expires_at = at
        row.save(update_fields=["expires_at"])
        audit.record("api.key_ended", row, by=None)


def note_use(key: ApiKey, *, at: datetime) -> None:
    """Remembers the day; one write a day."""
    if key.used_on != at.date():
        ApiKey.objects.filter(pk=key.pk).update(used_on=at.date())


def forget_ended_keys(at: datetime) -> int:
    return int(ApiKey.objects.filter(expires_at__lt=at - KEEP_ENDED).delete()[0])
