"""Miniflux, whose programming interface is how people take their states out of it.

``GET /v1/entries`` gives an object with a list of ``entries``, each with ``status``,
``starred`` and its ``feed``; ``GET /v1/feeds`` gives a list of feeds
(miniflux.app/docs/api.html). Its own export is OPML.
"""

from typing import Any

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.formats.identifiers import find_doi, find_pmid
from medagora.reader.domain.parsed import Enclosure, ParsedEntry
from medagora.reader.domain.taking import json_files as json
from medagora.reader.domain.taking.found import (
    LONGEST_TITLE,
    Found,
    FoundEntry,
    FoundSource,
    Origin,
    Place,
    found_source,
    nothing_to_keep,
)

_READ = {"read": True, "removed": True, "unread": False}
_MOST_FILES = 20


def read_feeds(feeds: list[Any], file: str = "") -> Found:
    """The sources of a list of feeds."""
    found = Found(origins={Origin.MINIFLUX})
    for number, feed in enumerate(feeds, 1):
        place = Place(file, item=number)
        try:
            found.sources.append(_source(feed if isinstance(feed, dict) else {}, place))
        except BadInput as why:
            found.skip(place, why)
    found.check_size()
    return found


def read_entries(entries: list[Any], file: str = "") -> Found:
    """The entries of a list, and the sources that they came from."""
    found = Found(origins={Origin.MINIFLUX})
    sources: dict[str, FoundSource] = {}
    # a list of nothing but starred ones does not say what else there was
    in_listing = not all(_is_starred(entry) for entry in entries)
    for number, entry in enumerate(entries, 1):
        place = Place(file, item=number)
        try:
            taken = _entry(entry if isinstance(entry, dict) else {}, place, in_listing)
        except BadInput as why:
            title = entry.get("title") if isinstance(entry, dict) else ""
            found.skip(place, why, json.text(title))
            continue
        found.entries.append(taken)
        if taken.source:
            sources.setdefault(taken.source.key, taken.source)
    found.sources.extend(sources.values())
    found.check_size()
    return found


def _is_starred(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("starred") is True


def _entry(entry: json.Object, place: Place, in_listing: bool) -> FoundEntry:
    link = json.link_of(entry.get("url"))
    title = json.title_of(entry.get("title"), LONGEST_TITLE)
    if not link and not title:
        raise nothing_to_keep()
    html, words = json.html_and_text(entry.get("content"), link)
    return FoundEntry(
        source=_source(json.inner(entry, "feed"), place),
        entry=ParsedEntry(
            link=link,
            title=title,
            html=html,
            text=words,
            authors=json.authors_of(entry.get("author")),
            published_at=json.moment_of(entry.get("published_at")),
            doi=find_doi([], [link]),
            pmid=find_pmid([link]),
            comments=json.link_of(entry.get("comments_url")),
            enclosures=_enclosures(entry),
        ),
        is_read=_READ.get(json.text(entry.get("status"))),
        is_saved=_is_starred(entry),
        in_listing=in_listing,
        place=place,
    )


def _enclosures(entry: json.Object) -> tuple[Enclosure, ...]:
    files = (
        Enclosure(address, json.text(each.get("mime_type"))[:80], _size(each))
        for each in json.objects(entry.get("enclosures"))
        if (address := json.link_of(each.get("url")))
    )
    return tuple(files)[:_MOST_FILES]


def _size(enclosure: json.Object) -> int:
    size = enclosure.get("size")
    return size if isinstance(size, int) and 0 < size < 2**53 else 0


def _source(feed: json.Object, place: Place) -> FoundSource:
    title = json.inner(feed, "category").get("title")
    return found_source(
        json.text(feed.get("feed_url")),
        place,
        title=json.title_of(feed.get("title"), LONGEST_TITLE),
        site=json.link_of(feed.get("site_url")),
        folders=[json.text(title)],
    )
