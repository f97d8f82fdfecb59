"""The Fever protocol, which older reading programs speak (feedafever.com/api).

One address; the parameters say what is asked, several things at once. Every answer is
JSON with ``auth`` 0 or 1.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from medagora.kernel.refusals import Refusal
from medagora.reader.domain.places import SPREAD_BITS
from medagora.reader.domain.taking.fever import group_id, joined, read_numbers
from medagora.reader.domain.words import View
from medagora.reader.queries import taking
from medagora.reader.queries.lines import Line, lines_of
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.queries.taking import FollowedFeed
from medagora.reader.services import keys, marking
from medagora.reader.views.app_calls import (
    GUESSES_SECONDS,
    MOST_GUESSES,
    Call,
    html_for_programs,
    title_of,
    values_in,
)
from medagora.web.rates import TooOften, require_rate
from medagora.web.refusals import sentence

VERSION = 3
#: The protocol's own limit of one answer.
_ITEMS = 50
_MOST_NUMBERS = 20_000


@csrf_exempt
def fever(request: HttpRequest) -> HttpResponse:
    """The answer to everything that the request asks; marks first."""
    try:
        call = _call(request)
    except TooOften as refusal:
        body = {"api_version": VERSION, "auth": 0, "error": sentence(refusal)}
        return _answer(body, refusal.status)
    except Refusal:
        return _answer({"api_version": VERSION, "auth": 0})
    if call is None:
        return _answer({"api_version": VERSION, "auth": 0})
    with translation.override(call.language):
        return _answer(_body(call))


def _answer(body: dict[str, Any], status: int = 200) -> JsonResponse:
    return JsonResponse(
        body,
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers={"Cache-Control": "private, no-store"},
    )


def _call(request: HttpRequest) -> Call | None:
    """The person's call. The key counts only in the body: addresses stand in logs."""
    call = Call(request, None, values_in(request))  # type: ignore[arg-type]  # known below
    sent = call.one("api_key")[:200] if request.method == "POST" else ""
    person = keys.person_of_fever_key(sent, at=timezone.now()) if sent else None
    if person is None:
        if sent:
            require_rate(
                request, "reader-key", most=MOST_GUESSES, seconds=GUESSES_SECONDS
            )
        return None
    return replace(call, person=person)


def _body(call: Call) -> dict[str, Any]:
    body: dict[str, Any] = {"api_version": VERSION, "auth": 1}
    followed = taking.list_followed(call.reading, call.language)
    changed = [feed.changed_at for feed in followed if feed.changed_at]
    body["last_refreshed_on_time"] = int(max(changed).timestamp()) if changed else 0
    marked = _mark(call, followed)
    for name, answer in _ANSWERS.items():
        if name in call.values or name == marked:
            body |= answer(call, followed)
    return body


# ---- what is asked -------------------------------------------------------------------

Followed = list[FollowedFeed]


def _groups(_call: Call, followed: Followed) -> dict[str, Any]:
    labels = dict.fromkeys(feed.label for feed in followed if feed.label)
    groups = [{"id": group_id(label), "title": label} for label in labels]
    return {"groups": groups, "feeds_groups": _feeds_groups(followed)}


def _feeds(_call: Call, followed: Followed) -> dict[str, Any]:
    return {
        "feeds": [_feed(feed) for feed in followed],
        "feeds_groups": _feeds_groups(followed),
    }


def _feed(feed: FollowedFeed) -> dict[str, Any]:
    changed = feed.changed_at
    return {
        "id": feed.feed_id,
        "favicon_id": 0,
        "title": feed.title,
        "url": feed.address,
        "site_url": feed.site,
        "is_spark": 0,
        "last_updated_on_time": int(changed.timestamp()) if changed else 0,
    }


def _feeds_groups(followed: Followed) -> list[dict[str, Any]]:
    groups: dict[str, list[int]] = {}
    for feed in followed:
        if feed.label:
            groups.setdefault(feed.label, []).append(feed.feed_id)
    return [
        {"group_id": group_id(label), "feed_ids": joined(ids)}
        for label, ids in groups.items()
    ]


def _favicons(_call: Call, _followed: Followed) -> dict[str, Any]:
    """None: an icon that a source gives could count its readers."""
    return {"favicons": []}


def _links(_call: Call, _followed: Followed) -> dict[str, Any]:
    """Fever's "Hot" list, which we do not have."""
    return {"links": []}


def _items(call: Call, followed: Followed) -> dict[str, Any]:
    """Fifty entries: those named, or the next above or below a number."""
    lines = lines_of(call.reading, _asked_ids(call))
    texts = taking.texts_of(line.id for line in lines)
    total = taking.count_entries(feed.feed_id for feed in followed)
    items = [_item(line, texts.get(line.id, "")) for line in lines]
    return {"total_items": total, "items": items}


def _asked_ids(call: Call) -> list[int]:
    if "with_ids" in call.values:
        ids = read_numbers(call.one("with_ids"), most=_ITEMS)
        known = taking.works_of(call.reading, ids)
        return [number for number in ids if number in known]
    search = StreamSearch(view=View.ALL, oldest_first=True)
    if "max_id" in call.values:
        search = StreamSearch(view=View.ALL, before=call.number("max_id"))
    elif "since_id" in call.values:
        search = replace(search, after=call.number("since_id"))
    return taking.list_numbers(call.reading, search, limit=_ITEMS).ids


def _item(line: Line, html: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "feed_id": line.feed_id,
        "title": title_of(line),
        "author": "; ".join(line.authors),
        "html": html_for_programs(html, _("Table")),
        "url": line.link,
        "is_saved": int(line.is_saved),
        "is_read": int(line.is_read),
        "created_on_time": int(line.date.timestamp()),
    }


def _unread_ids(call: Call, _followed: Followed) -> dict[str, Any]:
    found = taking.list_numbers(call.reading, StreamSearch(), limit=_MOST_NUMBERS)
    return {"unread_item_ids": joined(found.ids)}


def _saved_ids(call: Call, _followed: Followed) -> dict[str, Any]:
    saved = StreamSearch(view=View.SAVED)
    found = taking.list_numbers(call.reading, saved, limit=_MOST_NUMBERS)
    return {"saved_item_ids": joined(found.ids)}


_ANSWERS: dict[str, Callable[[Call, Followed], dict[str, Any]]] = {
    "groups": _groups,
    "feeds": _feeds,
    "favicons": _favicons,
    "items": _items,
    "links": _links,
    "unread_item_ids": _unread_ids,
    "saved_item_ids": _saved_ids,
}


# ---- what is marked ------------------------------------------------------------------


@transaction.atomic
def _mark(call: Call, followed: Followed) -> str:
    """Does what the request asks for; gives the list that changed, or ""."""
    what, how = call.one("mark"), call.one("as")
    if call.request.method != "POST" or not what:
        return ""
    if what == "item":
        return _mark_item(call, call.number("id"), how)
    if what in {"feed", "group"} and how == "read":
        _mark_many(call, what, followed)
        return "unread_item_ids"
    return ""


def _mark_item(call: Call, number: int, how: str) -> str:
    work = taking.works_of(call.reading, [number]).get(number)
    if work is None:
        return ""
    if how in {"read", "unread"}:
        marking.mark_read(call.person, [work], is_read=how == "read")
        return "unread_item_ids"
    if how == "saved":
        marking.save(call.person, work, at=timezone.now())
    elif how == "unsaved":
        marking.unsave(call.person, work)
    return "saved_item_ids"


def _mark_many(call: Call, what: str, followed: Followed) -> None:
    """A source or a group up to a second; group 0 is everything. Groups that we do
    not know, and Fever's "sparks", mark nothing."""
    number = call.number("id", -1)
    if what == "feed":
        ids = [feed.feed_id for feed in followed if feed.feed_id == number]
    elif number == 0 and call.one("id") == "0":
        ids = [feed.feed_id for feed in followed]
    else:
        ids = [f.feed_id for f in followed if f.label and group_id(f.label) == number]
    if ids:
        before = call.number("before", most=2**33)
        through = ((before + 1) << SPREAD_BITS) - 1 if before else 0
        reading = call.reading.within(ids)
        marking.mark_all_read(
            reading, StreamSearch(), through=through, at=timezone.now()
        )
        call.read_again()
