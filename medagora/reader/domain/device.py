"""What a device remembers for a reader without an account; ``device_cookies.py`` writes
it as six small cookies. Nothing of it stands in our database.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.words import Layout, NoticeKind, Sort

MOST_SAVED = 150
MOST_READ = 250
MOST_OPENED = 60
MOST_FEEDS = 120
MOST_ORDERED = 300
MOST_TOPICS = 40
MOST_LANGUAGES = 12
#: Letters for the slugs of all topics together.
_TOPIC_ROOM = 1400

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_LANGUAGE = re.compile(r"[a-z]{2,8}")
_AUDIENCES = ("both", "patients", "professionals")
#: Places grow until the year 2514.
_LARGEST_PLACE = 1 << 53
_LARGEST_FEED = 1 << 53


#: A work and what was said about it.
Told = tuple[int, NoticeKind]


@dataclass(frozen=True)
class Device:
    """Works are numbers of ``Entry.work``; in ``saved``, ``read`` and ``opened`` the
    newest comes last, and the oldest give way when there are too many."""

    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audience: str = "both"
    layout: Layout = Layout.SECTIONS
    section_order: tuple[Sort, ...] = ()
    hidden_sections: tuple[Sort, ...] = ()
    hidden: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    #: Sources that their reader put in order; the others follow as they come.
    order: tuple[int, ...] = ()
    saved: tuple[int, ...] = ()
    read: tuple[int, ...] = ()
    #: The history: what was opened, however much is marked as read beside it.
    opened: tuple[int, ...] = ()
    #: What the reader was told of saved works: that one was retracted, corrected, …
    told: tuple[Told, ...] = ()
    #: Everything up to this place is read.
    read_through: int = 0
    last_place: int = 0

    @property
    def has_choice(self) -> bool:
        """Whether there is anything to make a page of."""
        return bool(self.topics or self.added)

    @property
    def is_blank(self) -> bool:
        return self == Device()


# ---- what a reader does ----------------------------------------------------------


def choose(
    device: Device, topics: Iterable[str], languages: Iterable[str], audience: str
) -> Device:
    return tidy(
        replace(
            device,
            topics=tuple(topics),
            languages=tuple(languages),
            audience=audience,
        )
    )


def add_feed(device: Device, feed: int) -> Device:
    hidden = tuple(number for number in device.hidden if number != feed)
    return tidy(replace(device, added=_last(device.added, [feed]), hidden=hidden))


def hide_feed(device: Device, feed: int) -> Device:
    """Off the page, also when a topic's choice would bring it."""
    added = tuple(number for number in device.added if number != feed)
    return tidy(replace(device, hidden=_last(device.hidden, [feed]), added=added))


def show_feed(device: Device, feed: int) -> Device:
    hidden = tuple(number for number in device.hidden if number != feed)
    return replace(device, hidden=hidden)


def in_order(device: Device, feeds: Iterable[int]) -> list[int]:
    """The sources as their reader ordered them, then the others as they came."""
    places = {feed: place for place, feed in enumerate(device.order)}
    return sorted(feeds, key=lambda feed: places.get(feed, len(places)))


def order_feeds(
    device: Device, wanted: Sequence[int], natural: Sequence[int]
) -> Device:
    """The sources of a section as ``wanted``, which come by themselves as ``natural``.

    Only as many are remembered as it needs: at the end the two are the same.
    """
    places = {feed: place for place, feed in enumerate(natural)}
    end = len(wanted) - 1
    while end > 0 and places[wanted[end - 1]] < places[wanted[end]]:
        end -= 1
    kept = wanted[: max(end, 0)]
    if len(kept) > MOST_ORDERED:
        raise BadInput(
            "This browser can remember the places of %(most)s sources.",
            most=MOST_ORDERED,
        )
    moved = set(wanted)
    others = (feed for feed in device.order if feed not in moved)
    return tidy(replace(device, order=(*others, *kept)))


def save(device: Device, work: int) -> Device:
    return tidy(replace(device, saved=_last(device.saved, [work])))


def unsave(device: Device, work: int) -> Device:
    return replace(device, saved=tuple(w for w in device.saved if w != work))


def mark_read(device: Device, works: Iterable[int]) -> Device:
    """The works in the order in which they were read."""
    return tidy(replace(device, read=_last(device.read, works)))


def note_opened(device: Device, work: int) -> Device:
    """It is read, and stands last in the history."""
    opened = _last(device.opened, [work])
    return mark_read(replace(device, opened=opened), [work])


def note_told(device: Device, notices: Iterable[Told]) -> Device:
    return tidy(replace(device, told=(*device.told, *notices)))


def mark_unread(device: Device, works: Iterable[int]) -> Device:
    """What lies under ``read_through`` stays read: a device remembers no exceptions."""
    gone = set(works)
    return replace(device, read=tuple(w for w in device.read if w not in gone))


def mark_through(device: Device, place: int) -> Device:
    """Everything up to a place is read. Marks of works that began below it give way:
    whoever sweeps sets those again of which an entry stands above."""
    through = max(device.read_through, place)
    read = tuple(work for work in device.read if work > through)
    return tidy(replace(device, read=read, read_through=through))


def _last(kept: tuple[int, ...], new: Iterable[int]) -> tuple[int, ...]:
    added = list(dict.fromkeys(new))
    fresh = set(added)
    return (*(number for number in kept if number not in fresh), *added)


# ---- what can be kept ---------------------------------------------------------


def tidy(device: Device) -> Device:
    """Only what can be kept: known words, numbers in range, the newest of too many."""
    hidden = _numbers(device.hidden, _LARGEST_FEED)[-MOST_FEEDS:]
    off = set(hidden)
    added = [n for n in _numbers(device.added, _LARGEST_FEED) if n not in off]
    languages = dict.fromkeys(w for w in device.languages if _LANGUAGE.fullmatch(w))
    saved = _numbers(device.saved, _LARGEST_PLACE)[-MOST_SAVED:]
    told = set(device.told)
    return Device(
        topics=_room_for(dict.fromkeys(device.topics)),
        languages=tuple(languages)[:MOST_LANGUAGES],
        audience=device.audience if device.audience in _AUDIENCES else "both",
        layout=device.layout,
        section_order=tuple(dict.fromkeys(device.section_order)),
        hidden_sections=tuple(dict.fromkeys(device.hidden_sections)),
        hidden=tuple(hidden),
        added=tuple(added[-MOST_FEEDS:]),
        order=tuple(_numbers(device.order, _LARGEST_FEED)[-MOST_ORDERED:]),
        saved=tuple(saved),
        read=tuple(_numbers(device.read, _LARGEST_PLACE)[-MOST_READ:]),
        opened=tuple(_numbers(device.opened, _LARGEST_PLACE)[-MOST_OPENED:]),
        told=tuple(
            (w, kind) for w in saved for kind in NoticeKind if (w, kind) in told
        ),
        read_through=_in_range(device.read_through),
        last_place=_in_range(device.last_place),
    )


def _room_for(topics: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    room = _TOPIC_ROOM
    for slug in topics:
        room -= len(slug) + 1
        if room < 0 or len(kept) == MOST_TOPICS:
            break
        if _SLUG.fullmatch(slug):
            kept.append(slug)
    return tuple(kept)


def _numbers(found: Iterable[int], below: int) -> list[int]:
    return list(dict.fromkeys(number for number in found if 0 < number < below))


def _in_range(place: int) -> int:
    return place if 0 < place < _LARGEST_PLACE else 0
