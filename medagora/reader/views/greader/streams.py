"""What programs read: numbers of entries, and the entries themselves."""

import time
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from medagora.reader.domain.places import SPREAD_BITS
from medagora.reader.domain.taking import greader
from medagora.reader.queries import taking
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.views.app_calls import Call, html_for_programs, title_of
from medagora.reader.views.greader import naming
from medagora.reader.views.greader.answers import as_json, plain

#: As many as Google gave, and what programs ask for when they mean everything.
_USUAL, MOST_ITEMS, MOST_NUMBERS = 20, 500, 20_000
_MICROSECONDS = 10**6


def contents(call: Call, stream: str = "") -> HttpResponse:
    """Entries of a stream with their texts."""
    stream = stream or call.one("s") or greader.READING_LIST
    found = naming.collect(naming.listed(call, stream), _count(call, MOST_ITEMS))
    body = {
        "direction": "ltr",
        "id": stream,
        "updated": int(time.time()),
        "items": _items(call, found.ids),
    }
    if found.next:
        body["continuation"] = str(found.next)
    return as_json(body)


def atom(call: Call, stream: str) -> HttpResponse:
    """The same as Atom with its states as categories: newsboat reads this."""
    # lxml stays out of the web process until a program asks for it
    from medagora.reader.views.greader.atom import write_atom  # noqa: PLC0415 - see above

    found = naming.collect(naming.listed(call, stream), _count(call, MOST_ITEMS))
    return HttpResponse(
        write_atom(stream, _items(call, found.ids)),
        content_type="application/atom+xml; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )


def item_ids(call: Call) -> HttpResponse:
    """Numbers of a stream's entries; programs compare them with what they have."""
    stream = call.one("s") or greader.READING_LIST
    found = naming.collect(naming.listed(call, stream), _count(call, MOST_NUMBERS))
    body: dict[str, Any] = {
        "itemRefs": [
            {
                "id": str(number),
                "directStreamIds": [],
                "timestampUsec": str(micros_of(number)),
            }
            for number in found.ids
        ]
    }
    if found.next:
        body["continuation"] = str(found.next)
    return as_json(body)


def item_contents(call: Call) -> HttpResponse:
    """Entries by number, as long as the person may know of them."""
    ids = item_numbers(call, MOST_ITEMS)
    known = taking.works_of(call.reading, ids)
    items = _items(call, [number for number in ids if number in known])
    return as_json(
        {"id": greader.READING_LIST, "updated": int(time.time()), "items": items}
    )


def item_count(call: Call) -> HttpResponse:
    """How many a stream has, to a thousand; "a=true" asks for the newest date, too."""
    stream = call.one("s") or greader.READING_LIST
    count = len(naming.collect(naming.listed(call, stream), 1000).ids)
    return plain(str(count))


def item_numbers(call: Call, most: int) -> list[int]:
    """The entries that a request names, each once."""
    numbers = (greader.read_item_id(text) for text in call.every("i")[:most])
    return list(dict.fromkeys(number for number in numbers if number))


def micros_of(number: int) -> int:
    """When an entry came, in microseconds; grows with the numbers."""
    return (number * _MICROSECONDS) >> SPREAD_BITS


def place_at(micros: int) -> int:
    """The last number that came at or before this microsecond."""
    return (((micros + 1) << SPREAD_BITS) - 1) // _MICROSECONDS


def _count(call: Call, most: int) -> int:
    return max(1, min(call.number("n", _USUAL), most))


def _items(call: Call, ids: Sequence[int]) -> list[dict[str, Any]]:
    lines = lines_of(call.reading, ids)
    texts = taking.texts_of(line.id for line in lines)
    labels = taking.labels_of(call.reading, call.language)
    return [
        _item(line, texts.get(line.id, ""), labels.get(line.feed_id, ""))
        for line in lines
    ]


def _item(line: Line, html: str, label: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": greader.item_id(line.id),
        "crawlTimeMsec": str(micros_of(line.id) // 1000),
        "timestampUsec": str(micros_of(line.id)),
        "published": int(line.date.timestamp()),
        "updated": int(line.date.timestamp()),
        "title": title_of(line),
        "author": "; ".join(line.authors),
        "canonical": [{"href": line.link}],
        "alternate": [{"href": line.link, "type": "text/html"}],
        "categories": list(_categories(line, label)),
        "origin": {"streamId": greader.feed_id(line.feed_id), "title": line.source},
        "summary": {
            "direction": "ltr",
            "content": html_for_programs(html, _("Table")),
        },
    }
    if line.media:
        item["enclosure"] = [{"href": line.media, "type": line.media_type}]
    return item


def _categories(line: Line, label: str) -> Iterable[str]:
    yield greader.READING_LIST
    if line.is_read:
        yield greader.READ
    if line.is_saved:
        yield greader.STARRED
    if label:
        yield greader.label_id(label)
