"""Who reads: a person, or a device that remembers its reader's page in cookies.

A device's page costs no row in the database. Its cookies are a stranger's words, so
what was added, saved and read counts only when our signature is on it: otherwise a
guessed number would open another reader's private source.
"""

from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from medagora.reader.domain import device as devices
from medagora.reader.domain.device import Device
from medagora.reader.domain.device_cookies import LONGEST, Cookies, decode, encode
from medagora.reader.domain.words import Layout
from medagora.reader.models import MyPage
from medagora.reader.queries import feeds as feed_queries
from medagora.reader.queries.readings import Reading, reading_of, reading_of_feeds
from medagora.web.pages import viewer

if TYPE_CHECKING:
    from medagora.people.models import Person

CHOICE, SAVED, READ, PLACE = "reader", "reader-saved", "reader-read", "reader-place"
OPENED, ORDER = "reader-opened", "reader-order"
#: The read marks before many were set at once, for an hour.
BEFORE = "reader-before"
_YEAR = 365 * 24 * 3600
_HOUR = 3600
_BUNDLE_SECONDS = 60
_KEPT = "reader_of_request"
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True)
class Look:
    """How My page is laid out, and the entry where the last visit ended."""

    layout: str = Layout.SECTIONS
    section_order: tuple[str, ...] = ()
    hidden_sections: tuple[str, ...] = ()
    last_place: int = 0


@dataclass
class Reader:
    """Whoever reads. ``device`` is blank for a person whose account holds it all."""

    person: "Person | None"
    device: Device
    #: The read marks before the last sweep; empty when there was none.
    before: str = ""
    #: What the browser sent, so that only what changed is sent back.
    came_with: Cookies = field(default_factory=Cookies)
    came_before: str = ""

    @cached_property
    def reading(self) -> Reading:
        if self.person is not None:
            return reading_of(self.person)
        return device_reading(self.device)

    @cached_property
    def look(self) -> Look:
        device = self.device
        if self.person is None:
            return Look(
                device.layout,
                device.section_order,
                device.hidden_sections,
                device.last_place,
            )
        page = MyPage.objects.filter(person=self.person).first()
        if page is None:
            return Look()
        return Look(
            page.layout,
            tuple(page.section_order),
            tuple(page.hidden_sections),
            page.last_place,
        )

    @property
    def has_page(self) -> bool:
        """Whether something was chosen or followed."""
        if self.person is None:
            return self.device.has_choice
        return bool(self.person.interests or self.reading.follows)

    @property
    def topics(self) -> tuple[str, ...]:
        """Slugs of the topics that were chosen."""
        if self.person is None:
            return self.device.topics
        return tuple(self.person.interests)

    @property
    def languages(self) -> tuple[str, ...]:
        if self.person is None:
            return self.device.languages
        return tuple(self.person.languages)

    @property
    def audience(self) -> str:
        return self.device.audience if self.person is None else self.person.audience

    def with_device(self, device: Device, *, before: str | None = None) -> "Reader":
        """The same reader, whose device remembers something else."""
        kept = self.before if before is None else before
        return Reader(self.person, device, kept, self.came_with, self.came_before)


def device_reading(device: Device) -> Reading:
    """What a device follows: the curators' choice without what was hidden, then what
    was added."""
    return reading_of_feeds(
        feed_ids_of(device),
        read=device.read,
        saved=tuple(reversed(device.saved)),
        opened=tuple(reversed(device.opened)),
        read_through=device.read_through,
    )


def feed_ids_of(device: Device) -> list[int]:
    """In the order in which their reader put them."""
    return devices.in_order(device, feed_ids_as_they_come(device))


def feed_ids_as_they_come(device: Device) -> list[int]:
    hidden = set(device.hidden)
    bundle = chosen_ids(device) if device.topics else []
    return [pk for pk in dict.fromkeys([*bundle, *device.added]) if pk not in hidden]


def chosen_ids(device: Device) -> list[int]:
    """What the curators' choice for the device's topics brings, hidden ones too.

    Remembered for a minute: it costs a query for each topic and language, and the
    same for everybody who chose the same.
    """
    asked = (device.topics, device.languages, device.audience)
    key = f"reader-bundle-{sha256(repr(asked).encode()).hexdigest()}"
    found: list[int] | None = cache.get(key)
    if found is None:
        found = [feed.pk for feed in feed_queries.bundle(*asked)]
        cache.set(key, found, _BUNDLE_SECONDS)
    return found


def reader_of(request: HttpRequest) -> Reader:
    """Who reads this page; asked once a request."""
    if not hasattr(request, _KEPT):
        person = viewer(request)
        if person is not None:
            reader = Reader(person, Device())
        else:
            device, before = _device_in(request), _signed_words(request, BEFORE)
            reader = Reader(None, device, before, encode(device), before)
        setattr(request, _KEPT, reader)
    found: Reader = getattr(request, _KEPT)
    return found


def left_on_device(request: HttpRequest) -> Device:
    """What the device still remembers, also while somebody is signed in."""
    return _device_in(request)


def _device_in(request: HttpRequest) -> Device:
    choice, is_ours = _unsigned(request, CHOICE)
    saved, read = _signed_words(request, SAVED), _signed_words(request, READ)
    place = request.COOKIES.get(PLACE, "")
    opened, order = _signed_words(request, OPENED), _signed_words(request, ORDER)
    device = decode(Cookies(choice, saved, read, place, opened, order))
    return device if is_ours else replace(device, added=())


def _signed_words(request: HttpRequest, name: str) -> str:
    """What a cookie says, if it was us who wrote it."""
    words, is_ours = _unsigned(request, name)
    return words if is_ours else ""


def _signer() -> Signer:
    return Signer(salt="medagora.reader.device")


def _unsigned(request: HttpRequest, name: str) -> tuple[str, bool]:
    """What a cookie says, and whether it was us who wrote it."""
    text = request.COOKIES.get(name, "")
    try:
        return _signer().unsign(text), True
    except BadSignature:
        return text.rpartition(":")[0], False


def read_marks_of(text: str) -> Device:
    """A device with nothing but the read marks of such a cookie."""
    return decode(Cookies(read=text))


def read_cookie_of(device: Device) -> str:
    return encode(device).read


def keep(response: Response, reader: Reader) -> Response:
    """Sends what the device shall remember; nothing for a person, whose account does.

    Takes the response and gives it back, so that a view can end with it.
    """
    if reader.person is not None:
        return response
    now, came = encode(reader.device), reader.came_with
    for name, words, before in (
        (CHOICE, now.choice, came.choice),
        (SAVED, now.saved, came.saved),
        (READ, now.read, came.read),
        (PLACE, now.place, came.place),
        (OPENED, now.opened, came.opened),
        (ORDER, now.order, came.order),
    ):
        if words != before:
            _set(response, name, words, _YEAR)
    if reader.before != reader.came_before:
        _set(response, BEFORE, reader.before[:LONGEST], _HOUR)
    return response


def forget(response: Response) -> Response:
    """The device remembers nothing any more."""
    for name in (CHOICE, SAVED, READ, PLACE, OPENED, ORDER, BEFORE):
        response.delete_cookie(name, samesite="Lax")
    return response


def _set(response: HttpResponseBase, name: str, text: str, seconds: int) -> None:
    if not text:
        response.delete_cookie(name, samesite="Lax")
        return
    response.set_cookie(
        name,
        text if name == PLACE else _signer().sign(text),
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
