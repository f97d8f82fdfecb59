"""Sources: one's own, the public page of one, and more like one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.catalogue import queries as catalogue
from medagora.kernel.refusals import BadInput, NotFound
from medagora.reader import access, labels
from medagora.reader.domain.words import ENDED, View
from medagora.reader.forms_choosing import SourceForm
from medagora.reader.queries import own_sources, streams
from medagora.reader.queries.alike import (
    Alike,
    find_sources,
    list_alike,
    published_feeds,
)
from medagora.reader.queries.lines import get_line
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.own_sources import OwnSource
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.queries.sections import order_of
from medagora.reader.queries.source_names import hints_of_feeds, name_of
from medagora.reader.services import anyone, devices, following
from medagora.reader.services.devices import Reader
from medagora.reader.views.marks import number_in, way_back
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, PersonRequest, render_page

#: Entries on the public page of a source.
SHOWN = 20
#: The buttons that move a source, and the word of one that was dragged.
MOVES = ("up", "down", "move")


@require_safe
def source_list(request: PageRequest) -> HttpResponse:
    """Everything followed, by section; and a search for more."""
    reader = devices.reader_of(request)
    words = request.GET.get("q", "").strip()[:100]
    wanted = request.GET.get("find", "").strip()[:100]
    own = _own(reader, count_unread(reader.reading))
    shown = own_sources.with_words(own, words) if words else own
    visible = sorted((s for s in shown if not s.is_hidden), key=_section_of(reader))
    context = {
        "reader": reader,
        "words": words,
        "count": sum(1 for source in own if not source.is_hidden),
        "groups": [
            (sort, list(group))
            for sort, group in groupby(visible, key=lambda s: s.feed.sort)
        ],
        "hidden": [source for source in shown if source.is_hidden],
        "find": wanted,
        "found": _found(wanted),
        "followed": set(reader.reading.by_feed),
        "topic_names": _topic_names({s.topic for s in own} - {""}, request),
    }
    return render_page(request, "reader/sources.html", "results", context)


def _found(words: str) -> list[dict[str, Any]]:
    feeds = list(find_sources(words)) if words else []
    hints = hints_of_feeds(feeds)
    return [
        {"feed": feed, "name": name_of(feed), "hint": hints.get(feed.pk, "")}
        for feed in feeds
    ]


def _own(reader: Reader, unread: Mapping[int, int]) -> list[OwnSource]:
    if reader.person is not None:
        return own_sources.sources_of(reader.person, unread)
    hidden = list(reader.device.hidden)
    shown = devices.feed_ids_of(reader.device)
    return own_sources.sources_of_device(shown, hidden, unread)


def _section_of(reader: Reader) -> Callable[[OwnSource], int]:
    present = [follow.sort for follow in reader.reading.follows]
    places = {s: n for n, s in enumerate(order_of(reader.look.section_order, present))}
    return lambda source: places.get(source.feed.sort, len(places))


def _topic_names(slugs: set[str], request: PageRequest) -> dict[str, str]:
    ids = topics.ids_by_slug(slugs).values()
    lines = topics.list_lines_of(ids, request.LANGUAGE_CODE)
    return {line.slug: line.name for line in lines}


@require_POST
def change(request: PageRequest) -> HttpResponse:
    """Hides a source, shows it again, or moves it; the button's name says which."""
    reader = devices.reader_of(request)
    if feed_id := number_in(request.POST, "hide"):
        reader = _taken_off(request, reader, feed_id)
    elif feed_id := number_in(request.POST, "show"):
        reader = _brought_back(reader, feed_id)
        messages.success(request, _("The source is on your page again."))
    elif feed_id := next(filter(None, (number_in(request.POST, w) for w in MOVES)), 0):
        reader = _moved(reader, feed_id, request.POST)
        # to the row that moved, so that a keyboard goes on from there
        return devices.keep(redirect(f"{way_back(request)}#s{feed_id}"), reader)
    else:
        raise BadInput(_("Nothing was chosen."))
    return devices.keep(redirect(way_back(request)), reader)


def _taken_off(request: PageRequest, reader: Reader, feed_id: int) -> Reader:
    """Off the page; the message has a button that brings it back as it was."""
    if reader.person is not None and feed_id in reader.reading.by_feed:
        following.hide(reader.person, feed_id)
        after = Reader(reader.person, reader.device)
    else:
        after = anyone.unfollow(reader, feed_id)
    said = _("The source is off your page.")
    can_undo = bool(after.reading.follows) and _can_be_brought_back(after, feed_id)
    messages.success(request, _with_undo(request, said, feed_id) if can_undo else said)
    return after


def _can_be_brought_back(reader: Reader, feed_id: int) -> bool:
    """A device forgets what it added, and must not open a private source by number."""
    if reader.person is not None:
        return True
    return published_feeds().filter(pk=feed_id).exists()


def _with_undo(request: PageRequest, said: str, feed_id: int) -> SafeString:
    """The button belongs to the form of marks or of sources that the page has."""
    is_list = way_back(request).startswith(reverse("reader:sources"))
    return format_html(
        '{} <button class="button button-quiet" form="{}" formaction="{}" '
        'name="show" value="{}">{}</button>',
        said,
        "sources-form" if is_list else "marks",
        reverse("reader:sources-change"),
        feed_id,
        _("Undo"),
    )


def _brought_back(reader: Reader, feed_id: int) -> Reader:
    """Shown again; what a device had added by hand is added anew."""
    after = anyone.show_again(reader, feed_id)
    if after.person is not None or feed_id in after.reading.by_feed:
        return after
    return anyone.follow(after, access.get_source_to_see(feed_id, after.reading))


def _moved(reader: Reader, feed_id: int, asked: QueryDict) -> Reader:
    """One place up or down among the sources of its section, or to where it was
    dragged."""
    if "move" in asked:
        return anyone.move(reader, feed_id, to=number_in(asked, "to"))
    own = [source for source in _own(reader, {}) if not source.is_hidden]
    sort = next((s.feed.sort for s in own if s.feed.pk == feed_id), "")
    order = [s.feed.pk for s in own if s.feed.sort == sort]
    if feed_id not in order:
        raise NotFound(_("You do not follow this source."))
    step = 1 if "down" in asked else -1
    return anyone.move(reader, feed_id, to=max(order.index(feed_id) + step, 0))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: PersonRequest, feed_id: int) -> HttpResponse:
    """One's own name for a source, its folder, and whether whole pages are read."""
    own = own_sources.get_subscription(request.user, feed_id)
    if own is None:
        raise NotFound(_("You do not follow this source."))
    initial = {
        "title": own.title,
        "folder": own.folder,
        "wants_full_text": own.wants_full_text,
    }
    form = SourceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        wishes = form.cleaned_data
        following.rename(request.user, feed_id, wishes["title"])
        following.set_folder(request.user, feed_id, wishes["folder"])
        wants = wishes["wants_full_text"]
        following.want_full_text(request.user, feed_id, wants=wants)
        messages.success(request, _("Your changes are saved."))
        return redirect("reader:sources")
    context = {
        "form": form,
        "feed": own.feed,
        "name": name_of(own.feed),
        "folders": own_sources.list_folders(request.user),
    }
    return render_page(request, "reader/source_edit.html", context=context)


@require_safe
def source_detail(request: PageRequest, feed_id: int) -> HttpResponse:
    """The public page of a source: what it is, who chose it, how it is, what it
    brought."""
    reader = devices.reader_of(request)
    feed = access.get_source_to_see(feed_id, reader.reading)
    if feed.pk != feed_id:
        return redirect("reader:source", feed.pk, permanent=True)
    before = StreamSearch.from_params(request.GET).before
    search = StreamSearch(view=View.ALL, feed=feed.pk, before=before)
    cards = [feed.resource_id] if feed.resource_id else []
    context = {
        "feed": feed,
        "name": name_of(feed),
        "is_followed": feed.pk in reader.reading.by_feed,
        "is_ended": feed.state in ENDED,
        "failure": labels.fetch_sentence(feed.failure, feed.failure_status),
        "cards": catalogue.cards_of(cards, request.LANGUAGE_CODE),
        "stream": streams.list_stream(reader.reading, search, limit=SHOWN),
        "now": timezone.now(),
        "reader": reader,
        "search": replace(search, before=0),
        "list_query": urlencode({"source": feed.pk, "view": View.ALL}),
        "can_mark": reader.has_page,
        "alike": _named(list_alike(feed, without=reader.reading.by_feed), request),
    }
    return render_page(request, "reader/source.html", "stream", context)


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: PageRequest, feed_id: int) -> HttpResponse:
    """Puts a source on the page, or takes it off; asks whoever has no page yet, since
    a button where they only read would set a cookie."""
    reader = devices.reader_of(request)
    feed = access.get_source_to_see(feed_id, reader.reading)
    if request.method != "POST":
        context = {"feed": feed, "name": name_of(feed)}
        return render_page(request, "reader/source_follow.html", context=context)
    if "unfollow" in request.POST:
        reader = anyone.unfollow(reader, feed.pk)
        messages.success(request, _("The source is off your page."))
    else:
        reader = anyone.follow(reader, feed)
        messages.success(request, _("The source is on your page now."))
    return devices.keep(redirect(way_back(request)), reader)


@require_safe
def alike(request: PageRequest, entry_id: int) -> HttpResponse:
    """Sources that would bring more of what an entry is about, each with the reason."""
    reader = devices.reader_of(request)
    line = get_line(reader.reading, entry_id)
    feed = access.get_source_to_see(line.feed_id, reader.reading)
    found = list_alike(feed, work=line.work, without=reader.reading.by_feed)
    context = {
        "line": line,
        "feed": feed,
        "name": name_of(feed),
        "alike": _named(found, request),
    }
    return render_page(request, "reader/source_alike.html", context=context)


def _named(found: list[Alike], request: PageRequest) -> list[dict[str, Any]]:
    """With the names of the topics that they share."""
    names = _topic_names({slug for other in found for slug in other.topics}, request)
    hints = hints_of_feeds(other.feed for other in found)
    return [
        {
            "feed": other.feed,
            "name": name_of(other.feed),
            "hint": hints.get(other.feed.pk, ""),
            "brought_same": other.brought_same,
            "topics": [names[slug] for slug in other.topics if slug in names],
        }
        for other in found
    ]
