"""The public log: a timeline, one page for each entry, Atom and JSON Lines."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State
from medagora.catalogue.queries import upkeep
from medagora.curation.labels import VERBS
from medagora.curation.queries import log as log_queries
from medagora.curation.queries.log import LogSearch, NamedEntry
from medagora.kernel.dates import parse_iso_utc
from medagora.web import feeds
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, render_page

_PUBLIC = frozenset({State.PUBLISHED, State.RETIRED})
FEED_SIZE = 60


@require_safe
def log(request: PageRequest) -> HttpResponse:
    search = LogSearch.from_params(request.GET)
    rows = list(log_queries.search_log(search)[: log_queries.PAGE_SIZE + 1])
    entries = log_queries.with_names(rows[: log_queries.PAGE_SIZE])
    context = {
        "search": search,
        "lines": _lines(entries, request.LANGUAGE_CODE),
        "next": entries[-1].entry.number if len(rows) > len(entries) else None,
        "count": log_queries.count_log_entries(),
        "head": log_queries.head_hash(),
        "verbs": VERBS,
    }
    return render_page(request, "curation/log.html", "results", context)


@require_safe
def log_entry(request: PageRequest, number: int) -> HttpResponse:
    named = log_queries.get_entry(number)
    context = {
        "line": _lines([named], request.LANGUAGE_CODE)[0],
        "entry": named.entry,
        "count": log_queries.count_log_entries(),
    }
    return render_page(request, "curation/log_entry.html", context=context)


def _lines(entries: list[NamedEntry], language: str) -> list[dict[str, Any]]:
    """What a line of the timeline shows; four queries, however many lines."""
    uids = {entry.uid for entry in entries if entry.uid}
    cards = {
        card.uid: card
        for card in catalogue.cards_of(upkeep.ids_of(uids), language)
        if card.state in _PUBLIC
    }
    return [
        {
            "entry": named.entry,
            "name": named.name,
            "at": parse_iso_utc(named.entry.at),
            "card": cards.get(named.uid),
            "personal": named.entry.personal or {},
            "is_erased": bool(named.entry.personal_digest and not named.entry.personal),
        }
        for named in entries
    ]


@require_safe
def log_feed(request: PageRequest, form: str) -> HttpResponseBase:
    """The last entries, or those before ``?before=1200``, so that the whole log can be
    read in parts; in English, as one address has one content."""
    before = LogSearch.from_params(request.GET).before
    with override("en"):
        found = log_queries.search_log(LogSearch(before=before))
        rows = list(found[: FEED_SIZE + 1])
        entries = log_queries.with_names(rows[:FEED_SIZE])
        start = absolute(request.path)
        older = entries[-1].entry.number if len(rows) > FEED_SIZE else 0
        document = feeds.FeedDocument(
            title=_("%(site)s: the public log") % {"site": settings.CONFIG.site_name},
            description=_("Every choice of the curators, with its reason."),
            address=f"{start}?before={before}" if before else start,
            page=absolute(reverse("curation:log")),
            author=settings.CONFIG.site_name,
            language="en",
            items=[_item(named) for named in entries],
            first=start,
            newer=_newer(before, start),
            older=f"{start}?before={older}" if older else "",
        )
        return feeds.respond(request, document, form)


def _newer(before: int, start: str) -> str:
    """The part with newer entries than one before a number; numbers have no gaps."""
    if not before:
        return ""
    number = before + FEED_SIZE
    has_more = number <= log_queries.count_log_entries()
    return f"{start}?before={number}" if has_more else start


def _item(named: NamedEntry) -> feeds.FeedItem:
    entry, personal = named.entry, named.entry.personal or {}
    page = absolute(reverse("curation:log-entry", args=[entry.number]))
    where = entry.facts.get("address") or entry.subject
    at: datetime = parse_iso_utc(entry.at)
    return feeds.FeedItem(
        id=page,
        address=page,
        title=f"{entry.number}. {named.name or entry.actor}: "
        f"{VERBS.get(entry.verb, entry.verb)} – {where}",
        summary=str(personal.get("words", "")),
        published_at=at,
        updated_at=at,
        language="en",
        tags=(entry.verb,),
    )


@require_safe
def log_jsonl(request: PageRequest) -> StreamingHttpResponse:
    """Every entry, one JSON object a line: all that is needed to verify the chain.

    ``?after=1200`` gives what came since.
    """
    after = request.GET.get("after", "")
    start = int(after) if after.isdecimal() and len(after) < 16 else 0
    return StreamingHttpResponse(
        _json_lines(start),
        content_type="application/jsonl; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="log.jsonl"'},
    )


def _json_lines(after: int) -> Iterator[str]:
    for entry in log_queries.stream_entries(after=after):
        body = log_queries.as_json(entry)
        yield json.dumps(body, ensure_ascii=False, sort_keys=True) + "\n"
