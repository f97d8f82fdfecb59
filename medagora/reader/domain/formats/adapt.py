"""From raw values to the parsed feed: here the feed itself, in ``entries`` its items.

Every tolerance for values lives in this pair and in what it calls: dates, names,
identifiers, addresses, HTML. What it gives is safe to store and show.
"""

import re
from collections.abc import Container, Iterable
from datetime import datetime

from medagora.reader.domain.formats.addresses import absolute, join
from medagora.reader.domain.formats.authors import names_of
from medagora.reader.domain.formats.entries import (
    PLAYED,
    Around,
    entries_of,
    first_address,
    has_bad_date,
    language_of,
    title_of,
)
from medagora.reader.domain.formats.limits import LONGEST_SUMMARY, no_list
from medagora.reader.domain.formats.plain import plain
from medagora.reader.domain.formats.raw import RawEntry, RawFeed
from medagora.reader.domain.identity import number_of
from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed

_MINUTES = {
    "hourly": 60,
    "daily": 24 * 60,
    "weekly": 7 * 24 * 60,
    "monthly": 30 * 24 * 60,
    "yearly": 365 * 24 * 60,
}
_LONGEST_TTL = 365 * 24 * 60
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)


#: Raised with every change of what is made of an entry: then all are read anew.
_RECIPE = "1"


def adapt(
    raw: RawFeed, *, address: str, now: datetime, known: Container[int] = ()
) -> ParsedFeed:
    """The feed with all that could be made of it; NotAFeed if that is nothing.

    Entries whose digest is ``known`` are left out: nothing in them has changed.
    """
    head = raw.head
    base = join(address, head.base)
    site = _page(head, base)
    title = title_of(head)
    authors = names_of(head.authors) or names_of(head.contributors)
    is_inherited = raw.format in {"atom", "json"}
    around = Around(now, address, site, authors if is_inherited else ())
    _part_shared_guids(raw.entries)
    digests = _digests(raw, around)
    is_empty = not raw.entries
    numbered = zip(raw.entries, digests, strict=True)
    raw.entries = [entry for entry, digest in numbered if digest not in known]
    entries = _entries(raw, around)
    if not (entries or title or site) and (is_empty or raw.entries):
        raise no_list()
    return ParsedFeed(
        format=raw.format,
        title=title,
        description=_description(head),
        site=site,
        language=language_of(head),
        image=first_address(head.images, base),
        authors=authors,
        address=_linked(head, "self", base),
        moved_to=absolute(head.facts.get("itunes:new-feed-url", ""), base),
        hub=_linked(head, "hub", base),
        ttl_minutes=_ttl(head),
        skip_hours=_skip_hours(head),
        skip_days=_skip_days(head),
        is_podcast=_is_podcast(head, entries),
        entries=entries,
        digests=digests,
        remarks=tuple(sorted(raw.remarks)),
    )


def _digests(raw: RawFeed, around: Around) -> tuple[int, ...]:
    """64 bits of each entry and of what it takes from its feed."""
    scope = (_RECIPE, around.address, around.site, *around.authors)
    return tuple(number_of(*scope, *entry.parts()) for entry in raw.entries)


def _part_shared_guids(entries: Iterable[RawEntry]) -> None:
    """An id that stands at several items with different links is none: then the link
    tells them apart, whichever of them are new."""
    links_of: dict[str, set[str]] = {}
    for entry in entries:
        if guid := entry.facts.get("guid", ""):
            link = entry.links[0].address if entry.links else ""
            links_of.setdefault(guid, set()).add(link or entry.facts.get("title", ""))
    for entry in entries:
        if len(links_of.get(entry.facts.get("guid", ""), ())) > 1:
            entry.facts["guid"] = ""


def _entries(raw: RawFeed, around: Around) -> tuple[ParsedEntry, ...]:
    entries = []
    for each, entry in zip(raw.entries, entries_of(raw.entries, around), strict=True):
        if entry is None:
            continue
        entries.append(entry)
        if entry.published_at is None and has_bad_date(each, entry):
            raw.remarks.add("bad_date")
    return tuple(entries)


def _description(head: RawEntry) -> str:
    texts = (plain(text, LONGEST_SUMMARY) for text in head.summaries if text)
    return next(filter(None, texts), "")


def _page(head: RawEntry, base: str) -> str:
    """The site that the feed belongs to."""
    return _linked(head, "alternate", base)


def _linked(head: RawEntry, rel: str, base: str) -> str:
    return first_address([k.address for k in head.links if k.rel == rel], base)


def _ttl(head: RawEntry) -> int:
    """Minutes between two visits that the feed asks for."""
    facts = head.facts
    if ttl := _number(facts.get("ttl", "")):
        return min(ttl, _LONGEST_TTL)
    period = _MINUTES.get(facts.get("syn:updateperiod", "").strip().lower(), 0)
    return period // (_number(facts.get("syn:updatefrequency", "")) or 1)


def _number(text: str) -> int:
    found = _NUMBER.fullmatch(text.strip())
    return int(found[0]) if found else 0


def _skip_hours(head: RawEntry) -> tuple[int, ...]:
    """0 to 23; RSS 0.91 calls midnight 24."""
    said = (_NUMBER.fullmatch(word) for word in _words(head, "skiphours"))
    hours = {int(found[0]) for found in said if found}
    return tuple(sorted({hour % 24 for hour in hours if hour <= 24}))


def _skip_days(head: RawEntry) -> tuple[int, ...]:
    names = {word[:3].lower() for word in _words(head, "skipdays")}
    return tuple(at for at, name in enumerate(_DAYS) if name in names)


def _words(head: RawEntry, name: str) -> list[str]:
    return head.facts.get(name, "").split()


def _is_podcast(head: RawEntry, entries: tuple[ParsedEntry, ...]) -> bool:
    """True if there is something to play; of an empty feed, if it says so."""
    if not entries:
        return "itunes:explicit" in head.facts
    return any(
        file.content_type.startswith(PLAYED)
        for entry in entries
        for file in entry.enclosures
    )
