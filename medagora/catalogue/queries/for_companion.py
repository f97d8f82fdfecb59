"""What the browser companion's list is made of."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Max

from medagora.catalogue.domain.words import State
from medagora.catalogue.models import Address, Resource


def newest_change() -> tuple[int, datetime | None]:
    """How many resources are published, and when any resource last changed.

    Two values that are equal mean the same list; asking costs one short query each.
    """
    newest = Resource.objects.aggregate(newest=Max("updated_at"))["newest"]
    return Resource.objects.published().count(), newest


def published_keys() -> Iterator[tuple[str, str, int]]:
    """Address key, kind and id of each published resource, once for each address."""
    rows = Address.objects.filter(resource__state=State.PUBLISHED)
    return rows.values_list("key", "resource__kind", "resource_id").iterator()
