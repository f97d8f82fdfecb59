"""A device's memory as cookies and back.

What comes back is a stranger's text: whatever cannot be read is left out, and no cookie
grows beyond ``LONGEST`` characters.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from medagora.reader.domain.device import Device, Told, tidy
from medagora.reader.domain.words import Layout, NoticeKind, Sort

#: Browsers keep 4,096 bytes with the cookie's name and its attributes.
LONGEST = 3500
_KINDS = tuple(NoticeKind)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_VALUES = {letter: value for value, letter in enumerate(_DIGITS)}
#: 9 letters of 6 bits hold the largest place that there is.
_WIDTH = 9


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
    order: str = ""


def encode(device: Device) -> Cookies:
    """Letters that need no quoting in a cookie."""
    kept = tidy(device)
    fields = {
        "t": ".".join(kept.topics),
        "l": ".".join(kept.languages),
        "a": "" if kept.audience == "both" else kept.audience,
        "y": "" if kept.layout is Layout.SECTIONS else kept.layout.value,
        "o": ".".join(kept.section_order),
        "x": ".".join(kept.hidden_sections),
        "h": ".".join(map(_digits_of, kept.hidden)),
        "f": ".".join(map(_digits_of, kept.added)),
    }
    written = "|".join(f"{name}:{text}" for name, text in fields.items() if text)
    places = (kept.read_through, *kept.read)
    opened = "".join(map(_place_letters, kept.opened))
    return Cookies(
        choice=written,
        saved="".join(map(_place_letters, kept.saved)),
        read="".join(map(_place_letters, places)) if any(places) else "",
        place=_digits_of(kept.last_place),
        opened=f"{opened}.{_told_letters(kept.told)}" if kept.told else opened,
        order=".".join(map(_digits_of, kept.order)),
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
            section_order=_sorts(words("o")),
            hidden_sections=_sorts(words("x")),
            hidden=tuple(map(_number_in, words("h"))),
            added=tuple(map(_number_in, words("f"))),
            order=tuple(map(_number_in, cookies.order[:LONGEST].split("."))),
            saved=tuple(_places_in(cookies.saved)),
            read=tuple(read),
            opened=tuple(_places_in(opened)),
            told=tuple(_told_in(told)),
            read_through=through,
            last_place=_number_in(cookies.place),
        )
    )


def _told_letters(told: Iterable[Told]) -> str:
    """The works, then a letter for each with what was said about it."""
    said: dict[int, int] = {}
    for work, kind in told:
        said[work] = said.get(work, 0) | 1 << _KINDS.index(kind)
    works = "".join(map(_place_letters, said))
    return f"{works}.{''.join(_DIGITS[bits] for bits in said.values())}"


def _told_in(text: str) -> Iterator[Told]:
    """Without letters, as devices wrote it first, all of it was retracted."""
    works, _dot, letters = text.partition(".")
    for work, letter in zip_longest(_places_in(works), letters):
        bits = _VALUES.get(letter or _DIGITS[1], 0)
        yield from ((work or 0, k) for at, k in enumerate(_KINDS) if bits >> at & 1)


def _sorts(words: Iterable[str]) -> tuple[Sort, ...]:
    return tuple(Sort(word) for word in words if word in set(Sort))


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
