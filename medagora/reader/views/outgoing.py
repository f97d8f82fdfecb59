"""A person's lists as Atom and JSON Feed, for whoever has the private address."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.kernel.refusals import NotFound
from medagora.reader.domain.taking.opml_writing import OpmlList, write_opml
from medagora.reader.domain.words import KeyScope, View
from medagora.reader.queries import lines as entry_lines
from medagora.reader.queries import streams, taking
from medagora.reader.queries.lines import Line
from medagora.reader.queries.readings import Reading, StreamSearch, reading_of
from medagora.reader.services import keys
from medagora.reader.views.app_calls import (
    GUESSES_SECONDS,
    MOST_GUESSES,
    html_for_programs,
    language_of,
    title_of,
)
from medagora.topics import queries as topics
from medagora.web.feeds import FeedDocument, FeedFile, FeedItem, respond
from medagora.web.links import absolute
from medagora.web.rates import require_rate

if TYPE_CHECKING:
    from medagora.people.models import Person

_USUAL, _MOST = 50, 200
_FORMS = ("atom", "json")


@dataclass(frozen=True)
class _List:
    """What an address asks for: a title, the page that it follows, and the lines."""

    title: str
    page: str
    lines: tuple[Line, ...]


@require_safe
def feed(request: HttpRequest, key: str, view: str) -> HttpResponseBase:
    """One list, newest first; 404 for a key that was taken back."""
    name, _dot, form = view.rpartition(".")
    if form not in _FORMS:
        raise _nothing()
    person = _person(request, key)
    with translation.override(language_of(person)):
        found = _find(person, name, _limit(request))
        document = _document(request, found, person)
        return respond(request, document, form, is_private=True)


@require_safe
def sources(request: HttpRequest, key: str) -> HttpResponse:
    """What the person follows, for programs that take in whole lists of sources."""
    person = _person(request, key)
    response = opml_of(reading_of(person), language_of(person))
    response["X-Robots-Tag"] = "noindex"
    return response


def opml_of(reading: Reading, language: str) -> HttpResponse:
    """Somebody's sources as a file, with folders named in the language."""
    followed = taking.list_followed(reading, language)
    name = reading.person
    title = _("Sources of %(name)s") % {"name": name} if name else _("Your sources")
    listed = OpmlList(title, timezone.now(), taking.as_sources(followed))
    return HttpResponse(
        write_opml(listed),
        content_type="text/x-opml; charset=utf-8",
        headers={"Cache-Control": "private, no-store"},
    )


def _person(request: HttpRequest, key: str) -> "Person":
    person = keys.person_of_key(key[:200], KeyScope.FEEDS, at=timezone.now())
    if person is None:
        require_rate(request, "reader-key", most=MOST_GUESSES, seconds=GUESSES_SECONDS)
        raise _nothing()
    return person


def _nothing() -> NotFound:
    return NotFound("There is no such list, or its key was taken back.")


def _limit(request: HttpRequest) -> int:
    text = request.GET.get("n", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 5
    return min(max(int(text), 1), _MOST) if is_number else _USUAL


def _find(person: "Person", name: str, limit: int) -> _List:
    """The list that an address names; NotFound for one that there is not."""
    reading = reading_of(person)
    kind, _slash, value = name.partition("/")
    if kind == "alert":
        return _alert(reading, person, value, limit)
    title, search = _search(reading, person, kind, value)
    stream = streams.list_stream(reading, search, limit=limit)
    page = reverse("reader:list", query=search.params)
    return _List(title, page, stream.lines)


def _search(
    reading: Reading, person: "Person", kind: str, value: str
) -> tuple[str, StreamSearch]:
    everything = StreamSearch(view=View.ALL)
    if kind in {View.UNREAD, View.ALL, View.SAVED} and not value:
        titles = {
            View.UNREAD: _("Unread"),
            View.ALL: _("Everything"),
            View.SAVED: _("Saved"),
        }
        return titles[View(kind)], StreamSearch(view=View(kind))
    if kind == "source":
        return _of_source(reading, value, everything)
    if kind == "topic" and any(line.slug == value for line in _topics([value], person)):
        name = _topics([value], person)[0].name
        return name, replace(everything, topic=value)
    if kind == "folder" and any(f.folder == value for f in reading.follows) and value:
        return value, replace(everything, folder=value)
    raise _nothing()


def _of_source(
    reading: Reading, value: str, search: StreamSearch
) -> tuple[str, StreamSearch]:
    follow = next((f for f in reading.follows if str(f.feed_id) == value), None)
    if follow is None:
        raise _nothing()
    return follow.title, replace(search, feed=follow.feed_id)


def _topics(slugs: list[str], person: "Person") -> list[topics.TopicLine]:
    ids = topics.ids_by_slug(slugs).values()
    return topics.list_lines_of(ids, language_of(person))


def _alert(reading: Reading, person: "Person", value: str, limit: int) -> _List:
    alert = taking.find_alert(person, value)
    if alert is None:
        raise _nothing()
    lines = entry_lines.lines_of(reading, taking.hits_of(alert, limit=limit))
    return _List(alert.name, reverse("reader:my-page"), tuple(lines))


def _document(request: HttpRequest, found: _List, person: "Person") -> FeedDocument:
    site = settings.CONFIG.site_name
    texts = taking.texts_of(line.id for line in found.lines)
    return FeedDocument(
        title=f"{found.title} · {site}",
        description=_("A private list of %(name)s. Do not pass its address on.")
        % {"name": person},
        address=absolute(request.get_full_path()),
        page=absolute(found.page),
        author=site,
        language=language_of(person),
        items=[_item(line, texts.get(line.id, "")) for line in found.lines],
    )


def _item(line: Line, html: str) -> FeedItem:
    page = absolute(reverse("reader:entry", args=[line.id]))
    files = (FeedFile(line.media, line.media_type, seconds=line.media_seconds),)
    return FeedItem(
        id=absolute(f"/reader/entry/{line.id}/"),  # the same in every language
        address=line.link or page,
        title=title_of(line),
        summary=line.summary,
        published_at=line.date,
        updated_at=line.date,
        language=line.language,
        tags=(line.source, *line.details.get("categories", ())),
        authors=line.authors,
        content_html=html_for_programs(html, _("Table")),
        files=files if line.media else (),
        doi=line.doi,
    )
