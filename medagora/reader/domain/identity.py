"""How one paper is recognised wherever it appears: by DOI and PMID, which are sure,
by the page that it links to, and by a title that is long enough to be its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from medagora.kernel.text import fold
from medagora.reader.domain.feed_addresses import link_key

#: Shorter titles ("Editorial", "Letter to the editor", "This week's issue") say
#: nothing about which paper it is.
LEAST_WORDS, LEAST_LETTERS = 5, 32
#: Seconds within which equal titles are one paper.
TITLE_WINDOW = 120 * 86_400
_PREFIX = re.compile(
    r"^\s*(\[[^\]]{1,40}\]|(articles?|original (article|research|investigation)|"
    r"research( article)?|review|comment|editorial|letter|viewpoint|news|preprint|"
    r"clinical trial|case report)\s*[:|\u2013-])\s*",
    re.IGNORECASE,
)
#: A page of many entries is not the page of one.
_SHARED_PAGES = re.compile(
    r"^[^/?]+(/(home|index\.\w+|news|blog|rss|feed))?/?$", re.IGNORECASE
)


def number_of(*parts: str) -> int:
    """64 bits of a digest of the parts, as a signed integer that fits a column."""
    return number_of_bytes("\x1f".join(parts).encode("utf-8", "replace"))


def number_of_bytes(data: bytes) -> int:
    digest = blake2b(data, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class Keys(NamedTuple):
    """Numbers by which an entry is recognised; 0 where there is nothing."""

    doi: int = 0
    pmid: int = 0
    link: int = 0
    title: int = 0

    @property
    def known(self) -> tuple[int, ...]:
        return tuple(filter(None, self))


def keys_of(*, doi: str, pmid: str, link: str, title: str) -> Keys:
    """The keys of one entry."""
    place = link_key(link)
    if _SHARED_PAGES.match(place):
        place = ""
    plain = title_form(title)
    return Keys(
        number_of("doi", doi) if doi else 0,
        number_of("pmid", pmid) if pmid else 0,
        number_of("link", place) if place else 0,
        number_of("title", plain) if plain else 0,
    )


def title_form(title: str) -> str:
    """The form in which near-same titles are equal, or "" for one that is too short:
    case, accents, punctuation, "[Article]" and "Research:" disappear."""
    if len(title) < LEAST_LETTERS:
        return ""
    plain = fold(_PREFIX.sub("", title))
    is_own = len(plain) >= LEAST_LETTERS and plain.count(" ") + 1 >= LEAST_WORDS
    # scripts without spaces: the letters alone decide
    return (
        plain if is_own or (len(plain) >= LEAST_LETTERS and not plain.isascii()) else ""
    )


class Known(NamedTuple):
    """A work that was found by a weak key: what would forbid to join it. Identifiers
    of any of its entries, the place of the first."""

    doi: str
    pmid: str
    place: int


class Candidate(NamedTuple):
    """A new entry that looks for its work."""

    place: int
    doi: str
    pmid: str
    keys: Keys


def find_works(
    entries: Sequence[Candidate],
    by_key: Mapping[int, int],
    works: Mapping[int, Known],
) -> list[int]:
    """The work of each entry, in order: a known one, an earlier entry of the same
    batch, or itself. ``by_key`` and ``works`` are what the database knows."""
    found: list[int] = []
    keys, known = dict(by_key), dict(works)
    for entry in entries:
        work = _match(entry, keys, known) or entry.place
        found.append(work)
        known[work] = _with(known.get(work), entry)
        for key in entry.keys.known:
            keys.setdefault(key, work)
    return found


def _with(work: Known | None, entry: Candidate) -> Known:
    """The work with one entry more: what it lacked may come with a later one."""
    if work is None:
        return Known(entry.doi, entry.pmid, entry.place)
    return Known(work.doi or entry.doi, work.pmid or entry.pmid, work.place)


def _match(
    entry: Candidate, keys: Mapping[int, int], known: Mapping[int, Known]
) -> int:
    for sure in (entry.keys.doi, entry.keys.pmid):
        if sure and sure in keys:
            return keys[sure]
    for weak in (entry.keys.link, entry.keys.title):
        work = keys.get(weak, 0) if weak else 0
        if work and _may_join(
            entry, known.get(work), is_title=weak == entry.keys.title
        ):
            return work
    return 0


def _may_join(entry: Candidate, work: Known | None, *, is_title: bool) -> bool:
    """Not when their identifiers differ (a preprint and its paper share a title), nor
    when equal titles are months apart."""
    if work is None:
        return False
    if entry.doi and work.doi and entry.doi != work.doi:
        return False
    if entry.pmid and work.pmid and entry.pmid != work.pmid:
        return False
    apart = abs((entry.place >> 20) - (work.place >> 20))
    return not is_title or apart <= TITLE_WINDOW


def new_keys(
    entries: Iterable[Candidate], works: Iterable[int], by_key: Mapping[int, int]
) -> list[tuple[int, int]]:
    """(key, work) rows that the database lacks after ``find_works``."""
    rows: dict[int, int] = {}
    for entry, work in zip(entries, works, strict=True):
        for key in entry.keys.known:
            if key not in by_key:
                rows.setdefault(key, work)
    return list(rows.items())


def met_by_title(
    entries: Iterable[Candidate], works: Iterable[int], by_key: Mapping[int, int]
) -> list[int]:
    """New entries whose title another work is known by: perhaps a preprint and its
    paper. ``by_key`` holds what was known and what ``new_keys`` added."""
    return [
        entry.place
        for entry, work in zip(entries, works, strict=True)
        if entry.keys.title and by_key.get(entry.keys.title, work) != work
    ]
