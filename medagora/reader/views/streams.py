"""Lists of entries: new, all, saved, history; by topic, source, collection, words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from medagora.catalogue import access as catalogue_access
from medagora.catalogue import queries as catalogue
from medagora.kernel.refusals import BadInput
from medagora.reader import access
from medagora.reader.domain.words import View
from medagora.reader.queries import lines as entry_lines
from medagora.reader.queries import streams
from medagora.reader.queries.numbers import count_unread, siblings_of
from medagora.reader.queries.readings import Follow, Reading, StreamSearch
from medagora.reader.queries.streams import Stream
from medagora.reader.services import devices
from medagora.reader.services.devices import Reader
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, render_page
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.people.models import Person

PAGE = 40
#: Lists of what a reader did, rather than of what arrived.
MARKED = frozenset({View.SAVED, View.HISTORY})
#: Sources with something new that stand beside a list; the page of sources has all.
BESIDE = 30


@dataclass(frozen=True)
class Beside:
    """One source beside a list, and how much of it is new."""

    follow: Follow
    unread: int


@require_safe
def saved(request: PageRequest) -> HttpResponse:
    return _listed(request, replace(_search(request), view=View.SAVED))


@require_safe
def history(request: PageRequest) -> HttpResponse:
    return _listed(request, replace(_search(request), view=View.HISTORY))


@require_safe
def entry_list(request: PageRequest) -> HttpResponse:
    return _listed(request, _search(request))


def _search(request: PageRequest) -> StreamSearch:
    return StreamSearch.from_params(request.GET)


def _listed(request: PageRequest, search: StreamSearch) -> HttpResponse:
    reader = devices.reader_of(request)
    is_elsewhere = search.feed or search.collection or search.view in MARKED
    if not reader.has_page and not is_elsewhere:
        return redirect("reader:choose")
    if search.feed:
        access.get_source_to_see(search.feed, reader.reading)
    stream, fault = _stream(reader, search)
    unread = count_unread(reader.reading)
    context = {
        "reader": reader,
        "search": search,
        "list_query": urlencode(search.params),
        "stream": stream,
        "fault": fault,
        "now": timezone.now(),
        "can_mark": True,
        "has_sweep": has_sweep(search, reader.reading),
        "top": _top(request, stream),
        "older": "after" if search.oldest_first else "before",
        "views": list(View),
        "unread_total": unread.total(),
        "beside": list_beside(reader.reading, unread),
        **scope_of(search, reader, request.LANGUAGE_CODE),
        **swept(request.GET),
        "last_place": last_place(reader, search, stream),
    }
    return render_page(request, "reader/stream.html", "stream", context)


def _stream(reader: Reader, search: StreamSearch) -> tuple[Stream, str]:
    """The page of the list; or none, and what is wrong with the words."""
    if search.view in MARKED and reader.person is None:
        return _marked_on_device(reader, search), ""
    try:
        return streams.list_stream(reader.reading, search, limit=PAGE), ""
    except BadInput as refusal:
        return Stream(), sentence(refusal)


def _marked_on_device(reader: Reader, search: StreamSearch) -> Stream:
    """The cursor counts, as a device keeps an order and no times."""
    device = reader.device
    kept = device.saved if search.view is View.SAVED else device.opened
    works = list(reversed(kept))
    start = search.before if search.before < len(works) else 0
    shown = works[start : start + PAGE]
    siblings = siblings_of(shown, reader.reading)
    ids = [siblings[work][0].id for work in shown if work in siblings]
    more = start + PAGE if len(works) > start + PAGE else 0
    return Stream(tuple(entry_lines.lines_of(reader.reading, ids)), more)


def has_sweep(search: StreamSearch, reading: Reading) -> bool:
    """Whether what a list shows can be marked as read at once."""
    is_followed = not search.feed or search.feed in reading.by_feed
    return search.view not in MARKED and not search.words and is_followed


def _top(request: PageRequest, stream: Stream) -> int:
    """The newest entry that the reader saw of the list: what comes after it stays
    new when they mark all as read. Further pages carry it along."""
    carried = StreamSearch.from_params({"before": request.GET.get("top", "")}).before
    return max([carried, *(line.id for line in stream.lines)])


def list_beside(reading: Reading, unread: Mapping[int, int]) -> list[Beside]:
    """The sources with something new, most first."""
    found = [
        Beside(follow, unread[follow.feed_id])
        for follow in reading.follows
        if unread.get(follow.feed_id)
    ]
    ranked = sorted(found, key=lambda row: (-row.unread, row.follow.title))
    return ranked[:BESIDE]


def scope_of(search: StreamSearch, reader: Reader, language: str) -> dict[str, Any]:
    """What the list is narrowed to, in words; and what it can be narrowed to."""
    follows = reader.reading.follows
    lines = topics.list_lines_of(
        topics.ids_by_slug({*reader.topics, search.topic}).values(), language
    )
    source = next((f.title for f in follows if f.feed_id == search.feed), "")
    own = set(reader.topics)
    person = reader.person
    return {
        "scope_collection": _collection_title(search.collection, person),
        "collections": catalogue.collections_of(person) if person else (),
        "scope_topic": next((t.name for t in lines if t.slug == search.topic), ""),
        "scope_source": source,
        "topics": [line for line in lines if line.slug in own],
        "sorts": list(dict.fromkeys(f.sort for f in follows)),
        "folders": sorted({f.folder for f in follows if f.folder}),
    }


def _collection_title(uid: str, viewer: "Person | None") -> str:
    if not uid:
        return ""
    return catalogue_access.get_collection_to_read(uid, viewer=viewer).title


def swept(params: Mapping[str, str]) -> dict[str, Any]:
    """The notice after many were marked at once, from the address it leads to."""
    count, token = params.get("swept", ""), params.get("undo", "")[:40]
    is_number = count.isascii() and count.isdigit() and len(count) < 7
    return {"swept": int(count), "undo": token} if is_number and token else {}


def last_place(reader: Reader, search: StreamSearch, stream: Stream) -> int:
    """Where the last visit ended, on the first page of a plain list that has
    something newer."""
    is_plain = set(search.params) <= {"view"} and search.view not in MARKED
    if search.before or not is_plain or not stream.lines:
        return 0
    place = reader.look.last_place
    return place if place < stream.lines[0].id else 0
