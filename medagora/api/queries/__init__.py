"""Reads about keys: one's own, and whose a key is."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from medagora.api.models import ApiKey
from medagora.kernel.ids import sha256_hex

if TYPE_CHECKING:
    from medagora.people.models import Person


def list_keys(person: "Person") -> QuerySet[ApiKey]:
    """A person's keys, the last made first; ended ones stay a while."""
    return ApiKey.objects.filter(person=person).order_by("-made_at", "-pk")


def find_key(secret: str, *, at: datetime) -> ApiKey | None:
    """The key with its person, while it opens anything."""
    rows = ApiKey.objects.filter(
        digest=sha256_hex(secret.encode()), expires_at__gt=at, person__is_active=True
    )
    return rows.select_related("person").first()
