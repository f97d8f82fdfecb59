"""What is new, for programs: one feed written as Atom or as JSON Feed."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.html import escape

from medagora.kernel.dates import iso_utc
from medagora.kernel.text import fit_for_xml
from medagora.web.hub.places import hub_address

#: How long a reader may keep a feed before asking again, in seconds.
FRESH = 600
#: Longer heads are cut off on the way; the feed itself says the same.
_LONGEST_IN_HEAD = 2000
_DC = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True)
class FeedFile:
    """A sound, film or document beside an item."""

    address: str
    content_type: str
    size: int = 0  # bytes; 0 when it is not known
    seconds: int = 0  # how long it plays; 0 when it is not known


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
    authors: tuple[str, ...] = ()
    content_html: str = ""  # safe to show
    files: tuple[FeedFile, ...] = ()
    doi: str = ""
    image: str = ""


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
    #: Parts of a long feed (RFC 5005, 3): where it begins, newer and older items.
    first: str = ""
    newer: str = ""
    older: str = ""
    #: Another's hub is told when it changes; ours looks itself.
    is_told: bool = True


class _Atom(Atom1Feed):
    """Django's, with the language of each entry where it differs from the feed's, with
    what papers have (several authors, a DOI, their words), and with more links.

    A feed without items has one date for ever, so that its ETag stays the same.
    """

    def latest_post_date(self) -> datetime:
        dates = [item["updateddate"] for item in self.items]
        return max(dates, default=datetime(1970, 1, 1, tzinfo=UTC))

    def item_attributes(self, item: dict[str, Any]) -> dict[str, Any]:
        language = item.get("language", "")
        return {"xml:lang": language} if language else {}

    def root_attributes(self) -> dict[str, str]:
        attributes: dict[str, str] = super().root_attributes()
        if any(item.get("doi") for item in self.items):
            attributes["xmlns:dc"] = _DC
        return attributes

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel, address in self.feed["links"]:
            handler.addQuickElement("link", "", {"rel": rel, "href": address})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item.get("authors", ()):
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item.get("content_html"):
            handler.addQuickElement("content", item["content_html"], {"type": "html"})
        if doi := item.get("doi"):
            link = {"rel": "related", "href": _doi_address(doi), "title": f"doi:{doi}"}
            handler.addQuickElement("link", "", link)
            handler.addQuickElement("dc:identifier", f"doi:{doi}")


def respond(
    request: HttpRequest, feed: FeedDocument, form: str, *, is_private: bool = False
) -> HttpResponseBase:
    """The feed as ``form`` ("atom" or "json"); 304 when the reader has it already.

    It names the hub that tells when it changes. A private one does not, is kept by no
    proxy on the way and found by no search engine.
    """
    write = {"atom": write_atom, "json": write_json}[form]
    content_type = {"atom": "application/atom+xml", "json": "application/feed+json"}
    hub = "" if is_private or feed.newer else hub_address(is_told=feed.is_told)
    body = write(feed, hub).encode()
    response = HttpResponse(
        body,
        content_type=f"{content_type[form]}; charset=utf-8",
        headers={
            "Cache-Control": f"{'private' if is_private else 'public'}, max-age={FRESH}"
        },
    )
    if is_private:
        response["X-Robots-Tag"] = "noindex"
    if hub and len(feed.address) <= _LONGEST_IN_HEAD:
        response["Link"] = f'<{hub}>; rel="hub", <{feed.address}>; rel="self"'
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def write_atom(feed: FeedDocument, hub: str = "") -> str:
    atom = _Atom(
        fit_for_xml(feed.title),
        feed.page,
        feed.description,
        author_name=fit_for_xml(feed.author),
        language=feed.language,
        feed_url=feed.address,
        feed_guid=feed.first or feed.address,
        links=[link for link in _links(feed, hub) if link[1]],
    )
    for item in feed.items:
        atom.add_item(
            fit_for_xml(item.title),
            item.address,
            escape(fit_for_xml(item.summary)),  # Django marks it as HTML
            unique_id=item.id,
            pubdate=item.published_at,
            updateddate=item.updated_at,
            categories=[fit_for_xml(tag) for tag in item.tags],
            enclosures=[
                Enclosure(file.address, str(file.size), fit_for_xml(file.content_type))
                for file in item.files
            ],
            language="" if item.language == feed.language else item.language,
            authors=[fit_for_xml(name) for name in item.authors],
            content_html=fit_for_xml(item.content_html),
            doi=item.doi,
        )
    return str(atom.writeString("utf-8"))


def _links(feed: FeedDocument, hub: str) -> tuple[tuple[str, str], ...]:
    return (
        ("hub", hub),
        ("first", feed.first),
        ("previous", feed.newer),
        ("next", feed.older),
    )


def _doi_address(doi: str) -> str:
    return f"https://doi.org/{quote(doi, safe='/:;.,()-_<>[]')}"


def write_json(feed: FeedDocument, hub: str = "") -> str:
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
    if feed.older:
        body["next_url"] = feed.older
    if hub:
        body["hubs"] = [{"type": "WebSub", "url": hub}]
    return json.dumps(body, ensure_ascii=False, indent=1)


def _json_item(item: FeedItem) -> dict[str, Any]:
    body: dict[str, Any] = {
        "id": item.id,
        "url": item.address,
        "title": item.title,
        "content_text": item.summary,
        "date_published": iso_utc(item.published_at),
        "date_modified": iso_utc(item.updated_at),
        "language": item.language,
        "tags": list(item.tags),
    }
    if item.content_html:
        body["content_html"] = item.content_html
        body["summary"] = body.pop("content_text")
    if item.authors:
        body["authors"] = [{"name": name} for name in item.authors]
    if item.files:
        body["attachments"] = [_json_file(file) for file in item.files]
    if item.image:
        body["image"] = item.image
    if item.doi:
        # an extension begins with an underscore (JSON Feed 1.1)
        body["external_url"] = _doi_address(item.doi)
        body["_identifiers"] = {"doi": item.doi}
    if not item.language:
        del body["language"]
    return body


def _json_file(file: FeedFile) -> dict[str, Any]:
    body = {
        "url": file.address,
        "mime_type": file.content_type or "application/octet-stream",
        "size_in_bytes": file.size,
        "duration_in_seconds": file.seconds,
    }
    return {name: value for name, value in body.items() if value}
