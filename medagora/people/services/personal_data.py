"""Everything about one person, from every room: exported as one zip, or erased.

A room that knows something about people contributes when it starts
(``AppConfig.ready``); rooms above need not be imported for that. A test holds the
contributions against the tables that say ``.. pii:``.
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import RawIOBase
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.functional import Promise

if TYPE_CHECKING:
    from medagora.people.models import Person


@dataclass(frozen=True)
class Part:
    """One file of the export: its name, one sentence about it, what is in it."""

    name: str
    about: "str | Promise"
    content: Any


@dataclass(frozen=True)
class Contribution:
    """What one room knows about people, and how it forgets them.

    ``covers`` names the tables ("curation.Review") that it exports and erases.
    """

    room: str
    covers: frozenset[str]
    export: Callable[["Person"], Iterable[Part]]
    erase: Callable[["Person", datetime], None]


_contributions: dict[str, Contribution] = {}


def register_personal_data(
    room: str,
    *,
    covers: Iterable[str],
    export: Callable[["Person"], Iterable[Part]],
    erase: Callable[["Person", datetime], None],
) -> None:
    """Joins a room to "export everything about me" and "erase me"."""
    _contributions[room] = Contribution(room, frozenset(covers), export, erase)


def contributions() -> list[Contribution]:
    """Rooms above first; ``people`` itself, which holds the account, comes last."""
    return sorted(_contributions.values(), key=lambda c: (c.room == "people", c.room))


def export_everything(person: "Person", *, at: datetime) -> Iterator[bytes]:
    """A zip of JSON files and a README, in pieces, while it is being made."""
    stream = _Pieces()
    listing: list[tuple[str, Any]] = []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for contribution in contributions():
            for part in contribution.export(person):
                name = f"{contribution.room}/{part.name}.json"
                archive.writestr(_entry(name, at), _json(part.content))
                listing.append((name, part.about))
                yield stream.take()
        archive.writestr(_entry("README.txt", at), _readme(person, listing, at))
    yield stream.take()


def export_person(person: "Person", *, at: datetime) -> bytes:
    """The whole zip at once, for the command line."""
    return b"".join(export_everything(person, at=at))


def export_name(at: datetime) -> str:
    return f"about-me-{at:%Y-%m-%d}.zip"


def _entry(name: str, at: datetime) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _json(content: Any) -> str:
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def _readme(person: "Person", listing: list[tuple[str, Any]], at: datetime) -> str:
    context = {
        "site_name": settings.CONFIG.site_name,
        "site_url": settings.CONFIG.site_url,
        "person": person,
        "listing": listing,
        "at": at,
    }
    return render_to_string("people/export/README.txt", context)


class _Pieces(RawIOBase):
    """A file that cannot seek: the zip is read out while it is written."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._waiting.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        pieces, self._waiting = self._waiting, []
        return b"".join(pieces)
