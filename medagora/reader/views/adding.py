"""Adding any source by its address: looked at by the worker, chosen by the reader."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.reader import labels, tasks_health
from medagora.reader.domain.words import ENDED, FeedState
from medagora.reader.forms_health import AddSourceForm
from medagora.reader.models import Feed
from medagora.reader.queries import feeds as feed_queries
from medagora.reader.queries.lookings import Looking, get_looking
from medagora.reader.services import adding, anyone, devices
from medagora.reader.services.adding import FoundSource
from medagora.reader.services.devices import Reader
from medagora.web.pages import PageRequest, render_page
from medagora.web.rates import require_rate

MOST_AN_HOUR = 60
#: The worker has this long before the page stops waiting for it.
PATIENCE = timedelta(seconds=45)


@require_http_methods(["GET", "HEAD", "POST"])
def add_source(request: PageRequest) -> HttpResponse:
    asked = request.GET.get("address", "")[:1000]
    form = AddSourceForm(request.POST or None, initial={"address": asked})
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["address"]
        if known := _known(address):
            return redirect("reader:source", known.pk)
        if settings.CONFIG.outside:
            require_rate(request, "source-add", most=MOST_AN_HOUR, seconds=3600)
            begun = tasks_health.look_for_feeds.enqueue(address)
            return redirect("reader:source-add-looking", begun.id)
        form.add_error(
            "address",
            _("This site does not visit others: only sources it knows can be added."),
        )
    status = 422 if form.errors else 200
    return render_page(request, "reader/add_source.html", None, {"form": form}, status)


def _known(address: str) -> Feed | None:
    """The source, if it is one of the catalogue's that is read already."""
    found = feed_queries.find_feed(address)
    if found is None:
        return None
    feed = feed_queries.get_feed(found.pk)
    lives = feed.state not in ENDED and feed.state != FeedState.MERGED
    return feed if feed.resource_id and lives else None


@require_safe
@never_cache
def looking(request: PageRequest, looking: UUID) -> HttpResponse:
    """The page that waits, and then shows what was found."""
    found = get_looking(looking)
    if _is_waiting(found):
        context: dict[str, Any] = {"looking": found, "is_slow": _is_slow(found)}
        return render_page(request, "reader/add_source_looking.html", context=context)
    reader = devices.reader_of(request)
    context = {
        "looking": found,
        "form": AddSourceForm(initial={"address": found.address}),
        "title": found.found.get("title", ""),
        "found": [_shown(feed, reader) for feed in found.found.get("feeds", [])],
        "failure": _failure(found),
    }
    return render_page(request, "reader/add_source_found.html", context=context)


def _is_waiting(found: Looking) -> bool:
    return not found.is_done and not found.is_failed


def _is_slow(found: Looking) -> bool:
    return timezone.now() - found.begun_at > PATIENCE


def _failure(found: Looking) -> Any:
    """Why it could not be looked at, as a sentence; "" when it could."""
    if found.is_failed:
        return _("Something broke on our side while we looked.")
    failure = found.found.get("failure", "")
    return labels.fetch_sentence(failure, found.found.get("status", 0))


def _shown(feed: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """A found feed as the page shows it, with what its button sends."""
    names = ("address", "title", "site", "sort", "language")
    known = feed_queries.find_feed(feed["address"])
    return {
        **feed,
        "entries": [(title, parse_date(day)) for title, day in feed["entries"]],
        "signed": adding.sign(FoundSource(*(feed[name] for name in names))),
        "is_followed": known is not None and known.pk in reader.reading.by_feed,
    }


@require_safe
@never_cache
def ready(request: PageRequest, looking: UUID) -> HttpResponse:
    """What htmx asks while it waits: 204, or an order to load the page again."""
    if _is_waiting(get_looking(looking)):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_POST
def follow_found(request: PageRequest) -> HttpResponse:
    """Puts a found source on the page of whoever found it, account or not."""
    found = adding.open_signed(request.POST.get("found", "")[:4000])
    require_rate(request, "source-follow", most=4 * MOST_AN_HOUR, seconds=3600)
    feed = adding.add_found(found, at=timezone.now())
    reader = anyone.follow(devices.reader_of(request), feed)
    messages.success(request, _("The source is on your page now."))
    return devices.keep(redirect("reader:source", feed.pk), reader)
