"""Everything that this room knows about one person: one door for export and erasure."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from medagora.community.services import (
    personal_data_conversations,
    personal_data_moderation,
    personal_data_routing,
)
from medagora.people.services.personal_data import Part, register_personal_data

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Erased in this order: what moderators keep of a post needs its author still.
_AREAS = (
    personal_data_moderation,
    personal_data_routing,
    personal_data_conversations,
)


def register() -> None:
    register_personal_data(
        "community",
        covers=[table for area in _AREAS for table in area.COVERS],
        export=export,
        erase=erase,
    )


def export(person: "Person") -> Iterator[Part]:
    for area in _AREAS:
        yield from area.export(person)


def erase(person: "Person", at: datetime) -> None:
    for area in _AREAS:
        area.erase(person, at)
