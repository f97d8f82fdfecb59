"""Private keys with which programs read for a person. A key is shown once."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from medagora.kernel.ids import sha256_hex
from medagora.kernel.refusals import BadInput, NotAllowed, NotFound
from medagora.kernel.text import tidy
from medagora.reader.domain.taking.fever import api_key
from medagora.reader.domain.words import KeyScope
from medagora.reader.models import ReaderKey
from medagora.web import audit

if TYPE_CHECKING:
    from medagora.people.models import Person

MOST_KEYS = 50
#: Without vowels and without what looks alike: people type keys on telephones.
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_LENGTH = 26  # 123 bits
#: How exactly it is known when a key was used last; a write each time would cost more
#: than reading does.
_USED_EVERY = timedelta(hours=1)


@transaction.atomic
def make_key(
    person: "Person", name: str, scope: KeyScope, *, by: "Person"
) -> tuple[ReaderKey, str]:
    """A new key: its row, and the key itself, which nobody can look up later."""
    _require_own(person, by)
    name = tidy(name, limit=80)
    if not name:
        raise BadInput("Say what the key is for.", field="name")
    if ReaderKey.objects.filter(person=person).count() >= MOST_KEYS:
        raise BadInput(
            "You have %(most)s keys already. Take back one that you no longer use.",
            most=MOST_KEYS,
        )
    secret = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    row = ReaderKey.objects.create(
        person=person,
        name=name,
        scope=scope,
        digest=_digest(secret),
        fever_digest=_digest(api_key(person.email, secret)),
    )
    audit.record("reader.key_made", row, by=by, scope=scope.value)
    return row, secret


@transaction.atomic
def revoke_key(person: "Person", key_id: int, *, by: "Person") -> None:
    """Whoever has the key cannot read with it any more."""
    _require_own(person, by)
    row = ReaderKey.objects.filter(person=person, pk=key_id).first()
    if row is None:
        raise NotFound("There is no such key.")
    audit.record("reader.key_revoked", row, by=by)
    row.delete()


@transaction.atomic
def end_keys(person: "Person") -> None:
    """All of them, for good: they signed out everywhere, or the account was closed."""
    for row in ReaderKey.objects.filter(person=person):
        audit.record("reader.key_ended", row, by=None)
        row.delete()


def person_of_key(secret: str, scope: KeyScope, *, at: datetime) -> "Person | None":
    """Whose key it is, if it opens this; None for any other words."""
    return _owner(Q(digest=_digest(secret)), scope, at)


def person_of_fever_key(sent: str, *, at: datetime) -> "Person | None":
    """The same for what the Fever protocol sends instead of the key."""
    return _owner(Q(fever_digest=_digest(sent.strip().lower())), KeyScope.APPS, at)


def _owner(is_it: Q, scope: KeyScope, at: datetime) -> "Person | None":
    rows = ReaderKey.objects.filter(is_it, scope=scope, person__is_active=True)
    row = rows.select_related("person").first()
    if row is None:
        return None
    if row.used_at is None or row.used_at < at - _USED_EVERY:
        ReaderKey.objects.filter(pk=row.pk).update(used_at=at)
    return row.person


def _digest(words: str) -> str:
    return sha256_hex(words.encode("utf-8", "replace"))


def _require_own(person: "Person", by: "Person") -> None:
    if by.pk != person.pk:
        raise NotAllowed("A key is made and taken back only by its owner.")
