"""What a device remembers for a reader without an account, as five small cookies.

Nothing of it stands in our database. What comes back is a stranger's text: whatever
cannot be read is left out, and no cookie grows beyond ``LONGEST`` characters.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from medagora.reader.domain.words import Layout, Sort

#: Browsers keep 4,096 bytes with the cookie's name and its attributes.
LONGEST = 3500
MOST_SAVED = 150
MOST_READ = 250
MOST_OPENED = 60
MOST_FEEDS = 120
MOST_TOPICS = 40
MOST_LANGUAGES = 12
#: Letters for the slugs of all topics together.
_TOPIC_ROOM = 1400

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
_LANGUAGE = re.compile(r"[a-z]{2,8}")
_AUDIENCES = ("both", "patients", "professionals")
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_VALUES = {letter: value for value, letter in enumerate(_DIGITS)}
#: 9 letters of 6 bits hold a place until the year 2514.
_WIDTH = 9
_LARGEST_PLACE = 1 << (6 * _WIDTH - 1)
_LARGEST_FEED = 1 << 53


@dataclass(frozen=True)
class Device:
    """Works are numbers of ``Entry.work``; in ``saved``, ``read`` and ``opened`` the
    newest comes last, and the oldest give way when there are too many."""

    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    audience: str = "both"
    layout: Layout = Layout.SECTIONS
    section_order: tuple[Sort, ...] = ()
    hidden: tuple[int, ...] = ()
    added: tuple[int, ...] = ()
    saved: tuple[int, ...] = ()
    read: tuple[int, ...] = ()
    #: The history: what was opened, however much is marked as read beside it.
    opened: tuple[int, ...] = ()
    #: Saved works of whose retraction the reader was told.
    told: tuple[int, ...] = ()
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


@dataclass(frozen=True)
class Cookies:
    """The texts of the cookies; an empty one is not kept.

    The place has one of its own, as it is sent while a page is left and must not
    overtake a mark.
    """

    choice: str = ""
    saved: str = ""
    read: str = ""
    place: str = ""
    opened: str = ""


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


def note_told(device: Device, works: Iterable[int]) -> Device:
    return tidy(replace(device, told=_last(device.told, works)))


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


# ---- to cookies and back ---------------------------------------------------------


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
        hidden=tuple(hidden),
        added=tuple(added[-MOST_FEEDS:]),
        saved=tuple(saved),
        read=tuple(_numbers(device.read, _LARGEST_PLACE)[-MOST_READ:]),
        opened=tuple(_numbers(device.opened, _LARGEST_PLACE)[-MOST_OPENED:]),
        told=tuple(work for work in saved if work in told),
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


def encode(device: Device) -> Cookies:
    """Letters that need no quoting in a cookie."""
    kept = tidy(device)
    fields = {
        "t": ".".join(kept.topics),
        "l": ".".join(kept.languages),
        "a": "" if kept.audience == "both" else kept.audience,
        "y": "" if kept.layout is Layout.SECTIONS else kept.layout.value,
        "o": ".".join(kept.section_order),
        "h": ".".join(map(_digits_of, kept.hidden)),
        "f": ".".join(map(_digits_of, kept.added)),
    }
    written = "|".join(f"{name}:{text}" for name, text in fields.items() if text)
    places = (kept.read_through, *kept.read)
    opened, told = (
        "".join(map(_place_letters, works)) for works in (kept.opened, kept.told)
    )
    return Cookies(
        choice=written,
        saved="".join(map(_place_letters, kept.saved)),
        read="".join(map(_place_letters, places)) if any(places) else "",
        place=_digits_of(kept.last_place),
        opened=f"{opened}.{told}" if told else opened,
    )


def decode(cookies: Cookies) -> Device:
    """Whatever of it can be read."""
    parts = cookies.choice[:LONGEST].split("|")
    fields = dict(part.split(":", 1) for part in parts if ":" in part)

    def words(name: str) -> list[str]:
        return [word for word in fields.get(name, "").split(".") if word]

    through, *read = _places_in(cookies.read) or [0]
    opened, _dot, told = cookies.opened[:LONGEST].partition(".")
    return tidy(
        Device(
            topics=tuple(words("t")),
            languages=tuple(words("l")),
            audience=fields.get("a", "both"),
            layout=_layout(fields.get("y", "")),
            section_order=tuple(Sort(w) for w in words("o") if w in set(Sort)),
            hidden=tuple(map(_number_in, words("h"))),
            added=tuple(map(_number_in, words("f"))),
            saved=tuple(_places_in(cookies.saved)),
            read=tuple(read),
            opened=tuple(_places_in(opened)),
            told=tuple(_places_in(told)),
            read_through=through,
            last_place=_number_in(cookies.place),
        )
    )


def _layout(word: str) -> Layout:
    return Layout(word) if word in set(Layout) else Layout.SECTIONS


def _digits_of(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number, 64)
        letters = _DIGITS[rest] + letters
    return letters


def _number_in(letters: str) -> int:
    """0 for what is no number of ours."""
    number = 0
    for letter in letters[: _WIDTH + 1]:
        if letter not in _VALUES:
            return 0
        number = number * 64 + _VALUES[letter]
    return number


def _place_letters(place: int) -> str:
    return _digits_of(place).rjust(_WIDTH, _DIGITS[0])


def _places_in(text: str) -> list[int]:
    text = text[:LONGEST]
    chunks = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    return [_number_in(chunk) for chunk in chunks if len(chunk) == _WIDTH]
