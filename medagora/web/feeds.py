"""What is new, for programs: one feed written as Atom or as JSON Feed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from medagora.kernel.dates import iso_utc

#: How long a reader may keep a feed before asking again, in seconds.
FRESH = 600


@dataclass(frozen=True)
class FeedItem:
    """One item; ``id`` is an absolute address that never changes."""

    id: str
    address: str
    title: str
    summary: str
    published_at: datetime
    updated_at: datetime
    language: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeedDocument:
    """A feed with absolute addresses: its own and the page that it follows."""

    title: str
    description: str
    address: str
    page: str
    author: str
    language: str
    items: Sequence[FeedItem]


class _Atom(Atom1Feed):
    """Django's, with the language of each entry where it differs from the feed's.

    A feed without items has one date for ever, so that its ETag stays the same.
    """

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime(1970, 1, 1, tzinfo=UTC))

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        language = item.get("language", "")
        return {"xml:lang": language} if language else {}


def respond(request: HttpRequest, feed: FeedDocument, form: str) -> HttpResponseBase:
    """The feed as ``form`` ("atom" or "json"); 304 when the reader has it already."""
    write = {"atom": write_atom, "json": write_json}[form]
    content_type = {"atom": "application/atom+xml", "json": "application/feed+json"}
    body = write(feed).encode()
    response = HttpResponse(
        body,
        content_type=f"{content_type[form]}; charset=utf-8",
        headers={"Cache-Control": f"public, max-age={FRESH}"},
    )
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def write_atom(feed: FeedDocument) -> str:
    atom = _Atom(
        feed.title,
        feed.page,
        feed.description,
        author_name=feed.author,
        language=feed.language,
        feed_url=feed.address,
        feed_guid=feed.address,
    )
    for item in feed.items:
        atom.add_item(
            item.title,
            item.address,
            escape(item.summary),  # Django marks it as HTML
            unique_id=item.id,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            categories=item.tags,
            language="" if item.language == feed.language else item.language,
        )
    return str(atom.writeString("utf-8"))


def write_json(feed: FeedDocument) -> str:
    """JSON Feed 1.1 (jsonfeed.org)."""
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "authors": [{"name": feed.author}],
        "language": feed.language,
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(body, ensure_ascii=False, indent=1)


def _json_item(item: FeedItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_text": item.summary,
        "date_published": iso_utc(item.published_at),
        "date_modified": iso_utc(item.updated_at),
        "language": item.language,
        "tags": list(item.tags),
    }
