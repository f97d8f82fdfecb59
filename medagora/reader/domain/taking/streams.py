"""Entries as Google Reader exported them, and as its heirs still do.

An object with a list of ``items``; states are words among their ``categories``.
FreshRSS: ``starred_….json`` and ``feed_….json`` of its export (its
``app/views/helpers/export/articles.phtml``): ``id`` is the source's own, the address
of the source stands in ``origin.feedUrl``. Inoreader: ``starred.json`` (its developer
pages "Stream contents" and "Item IDs"): ``id`` is a number of its own, the address
follows ``feed/`` in ``origin.streamId``. Feedly: what its programming interface gives
for boards and "Read later" (its developer pages "Entries" and "Streams"):
milliseconds, ``originId``, ``tags`` as objects and ``unread`` as a truth value.
"""

from datetime import datetime
from typing import Any

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.formats.identifiers import find_doi, find_pmid
from medagora.reader.domain.parsed import ParsedEntry
from medagora.reader.domain.taking import json_files as json
from medagora.reader.domain.taking.found import (
    LONGEST_TITLE,
    Found,
    FoundEntry,
    FoundSource,
    Note,
    Origin,
    Place,
    found_source,
    nothing_to_keep,
)

_OWN_IDS = "tag:google.com,2005:reader/item/"
_STATE = "/state/com.google/"
_SAVED_STREAMS = ("/starred", "/tag/global.saved")


def read_items(
    items: list[Any], stream: str, file: str = "", *, first: int = 1
) -> Found:
    """The entries of a list; ``stream`` is the id that the list itself has."""
    found = Found()
    for number, item in enumerate(items, first):
        place = Place(file, item=number)
        if not isinstance(item, dict):
            found.skip(place, BadInput("It is no entry."))
            continue
        try:
            found.entries.append(_entry(item, stream, place, found))
        except BadInput as why:
            found.skip(place, why, json.text(item.get("title")))
    found.check_size()
    return found


def _entry(item: json.Object, stream: str, place: Place, found: Found) -> FoundEntry:
    found.origins.add(_origin(item, stream))
    states, labels = _words(item)
    if labels:
        found.notes.add(Note.LABELS_LEFT)
    guid, link = _guid(item), _link(item)
    title = json.title_of(item.get("title"), LONGEST_TITLE)
    if not link and not title:
        raise nothing_to_keep()
    content = json.inner(item, "content") or json.inner(item, "summary")
    html, words = json.html_and_text(content.get("content"), link)
    is_saved = "starred" in states or _is_saved_stream(stream) or _is_kept(item)
    return FoundEntry(
        source=_source(item, place),
        entry=ParsedEntry(
            guid=guid,
            link=link,
            title=title,
            html=html,
            text=words,
            authors=json.authors_of(item.get("author")),
            published_at=_moment(item),
            language=json.text(item.get("language"))[:12],
            doi=find_doi([], [guid, link]),
            pmid=find_pmid([guid, link]),
        ),
        is_read=_is_read(item, states),
        is_saved=is_saved,
        in_listing=_is_listing(stream),
        place=place,
    )


def _origin(item: json.Object, stream: str) -> Origin:
    if "org.freshrss" in stream or "feedUrl" in json.inner(item, "origin"):
        return Origin.FRESHRSS
    if "originId" in item or "fingerprint" in item or "/tag/" in stream:
        return Origin.FEEDLY
    return Origin.INOREADER


def _words(item: json.Object) -> tuple[set[str], bool]:
    """States of Google Reader among the categories, and whether there are labels."""
    categories = item.get("categories")
    words = categories if isinstance(categories, list) else []
    texts = [json.text(word) for word in words]
    states = {word.rpartition(_STATE)[2] for word in texts if _STATE in word}
    return states, any(word.startswith("user/-/label/") for word in texts)


def _is_saved_stream(stream: str) -> bool:
    # a board of Feedly is a tag of the person's own
    return stream.endswith(_SAVED_STREAMS) or "/tag/" in stream


def _is_kept(item: json.Object) -> bool:
    """Whether it lies on a board of Feedly, "Read later" among them."""
    tags = (json.text(tag.get("id")) for tag in json.objects(item.get("tags")))
    return any("/tag/" in tag and not tag.endswith("global.read") for tag in tags)


def _is_read(item: json.Object, states: set[str]) -> bool | None:
    if "read" in states:
        return True
    if "unread" in states or "kept-unread" in states:
        return False
    unread = item.get("unread")
    return not unread if isinstance(unread, bool) else None


def _is_listing(stream: str) -> bool:
    return stream.startswith("feed/") or "/state/org.freshrss/feed/" in stream


def _link(item: json.Object) -> str:
    """Feedly's canonical address first: the other may lead through a counter."""
    found = [json.link_of(item.get("canonicalUrl"))]
    for name in ("canonical", "alternate"):
        found += [
            json.link_of(each.get("href")) for each in json.objects(item.get(name))
        ]
    return next(filter(None, found), "")


def _guid(item: json.Object) -> str:
    """The source's own id of the entry; "" where the program wrote one of its own."""
    if "originId" in item:
        return json.text(item["originId"])[:1000]
    own = json.text(item.get("id"))
    is_feedly = "fingerprint" in item
    return "" if own.startswith(_OWN_IDS) or is_feedly else own[:1000]


def _moment(item: json.Object) -> datetime | None:
    for name in ("published", "updated", "crawlTimeMsec", "crawled", "timestampUsec"):
        if moment := json.moment_of(item.get(name)):
            return moment
    return None


def _source(item: json.Object, place: Place) -> FoundSource | None:
    origin = json.inner(item, "origin")
    stream = json.text(origin.get("streamId"))
    address = json.text(origin.get("feedUrl"))
    if not address and stream.startswith("feed/http"):
        address = stream.removeprefix("feed/")
    if not address:
        return None
    return found_source(
        address,
        place,
        title=json.title_of(origin.get("title"), LONGEST_TITLE),
        site=json.link_of(origin.get("htmlUrl")),
    )
