"""Bringing one's reading along and taking it away; keys for programs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.kernel.refusals import Refusal
from medagora.reader.domain.taking.found import Found, NotTaken, Place
from medagora.reader.domain.words import KeyScope, View
from medagora.reader.forms_taking import KeyForm, UploadForm
from medagora.reader.labels_taking import KEY_SCOPES, NOTES, ORIGINS
from medagora.reader.queries import taking as queries
from medagora.reader.queries.readings import reading_of
from medagora.reader.services import devices, keys, taking, uploads
from medagora.reader.services.taking_files import read_upload
from medagora.reader.views.account_needed import TAKING, with_account
from medagora.reader.views.outgoing import opml_of
from medagora.topics import queries as topics
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, PersonRequest, render_page
from medagora.web.rates import TooOften, require_rate
from medagora.web.refusals import sentence

#: Reading a large archive takes seconds.
_MOST_UPLOADS, _UPLOADS_SECONDS = 20, 600
_SOURCES_SHOWN, _NOT_TAKEN_SHOWN = 20, 1000
_READ_METHODS = ["GET", "HEAD", "POST"]


def _what_a_device_can(request: HttpRequest) -> dict[str, Any]:
    return {"source_count": len(devices.reader_of(request).reading.follows)}


@with_account(TAKING, context=_what_a_device_can)
@require_http_methods(_READ_METHODS)
def overview(request: PersonRequest) -> HttpResponse:
    """The file to bring; what can be taken away."""
    posted = request.POST if request.method == "POST" else None
    form = UploadForm(posted, request.FILES or None)
    if form.is_valid():
        try:
            _receive(request, form)
            return redirect("reader:taking-look")
        except TooOften as refusal:
            form.add_error(None, sentence(refusal))
        except Refusal as refusal:
            form.add_error("file", sentence(refusal))
    context = {
        "form": form,
        "source_count": len(reading_of(request.user).follows),
        "key_count": queries.list_keys(request.user).count(),
    }
    status = 422 if form.errors else 200
    return render_page(request, "reader/taking.html", None, context, status)


def _receive(request: PersonRequest, form: UploadForm) -> None:
    """Keeps the file for the look at it, if anything in it can be used."""
    # each person for themselves: a whole hospital may have one address
    what = f"reader-upload-{request.user.pk}"
    require_rate(request, what, most=_MOST_UPLOADS, seconds=_UPLOADS_SECONDS)
    file = form.cleaned_data["file"]
    uploads.forget_old_uploads(timezone.now())
    uploads.keep_upload(request.user.pk, file, file.name)
    try:
        read_upload(*uploads.get_upload(request.user.pk))
    except Refusal:
        uploads.drop_upload(request.user.pk)
        raise


@never_cache
@login_required
@require_http_methods(_READ_METHODS)
def look(request: PersonRequest) -> HttpResponse:
    """What is in the file, and what bringing it in would do; then doing it."""
    person = request.user
    if request.method == "POST" and request.POST.get("action") == "drop":
        uploads.drop_upload(person.pk)
        messages.success(request, _("The file was dropped; nothing was changed."))
        return redirect("reader:taking")
    found = read_upload(*uploads.get_upload(person.pk))
    if request.method != "POST":
        taken = taking.look_into(person, found, at=timezone.now())
        return render_page(
            request, "reader/taking_look.html", None, _told(found, taken)
        )
    taken = taking.bring_in(person, found, at=timezone.now())
    uploads.drop_upload(person.pk)
    return render_page(request, "reader/taking_done.html", None, _told(found, taken))


def _told(found: Found, taken: taking.Taken) -> dict[str, Any]:
    rows = [_row(skipped) for skipped in found.not_taken]
    return {
        "origins": [ORIGINS[origin] for origin in sorted(found.origins)],
        "notes": [NOTES[note] for note in sorted(found.notes)],
        "taken": taken,
        "first_sources": taken.new[:_SOURCES_SHOWN],
        "not_taken": rows[:_NOT_TAKEN_SHOWN],
        "not_taken_count": len(rows),
        "not_taken_more": max(len(rows) - _NOT_TAKEN_SHOWN, 0),
        "entry_count": len(found.entries),
        "is_off": not settings.CONFIG.outside,
    }


@dataclass(frozen=True)
class _Row:
    place: Place
    reason: str
    excerpt: str


def _row(skipped: NotTaken) -> _Row:
    return _Row(skipped.place, sentence(skipped.why), skipped.excerpt)


@require_safe
def sources(request: PageRequest) -> HttpResponse:
    """What one follows, as a file; also what only a device remembers."""
    reading = devices.reader_of(request).reading
    response = opml_of(reading, request.LANGUAGE_CODE)
    response["Content-Disposition"] = 'attachment; filename="sources.opml"'
    return response


# ---- keys ----------------------------------------------------------------------------


@never_cache
@with_account(TAKING)
@require_http_methods(_READ_METHODS)
def key_list(request: PersonRequest) -> HttpResponse:
    """One's keys; a new one is shown once, right after it was made."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        scope = KeyScope(said["scope"])
        try:
            row, secret = keys.make_key(
                request.user, said["name"], scope, by=request.user
            )
        except Refusal as refusal:
            form.add_error("name", sentence(refusal))
        else:
            context = {"key": row, "secret": secret, **_addresses(request, secret)}
            return render_page(request, "reader/taking_key.html", None, context)
    context = {
        "form": form,
        "keys": [
            (key, KEY_SCOPES[key.scope]) for key in queries.list_keys(request.user)
        ],
        **_apps(request),
    }
    status = 422 if form.errors else 200
    return render_page(request, "reader/taking_keys.html", None, context, status)


@login_required
@require_POST
def key_revoke(request: PersonRequest, key_id: int) -> HttpResponse:
    keys.revoke_key(request.user, key_id, by=request.user)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("reader:taking-keys")


def _apps(request: PersonRequest) -> dict[str, str]:
    """What people type into a reading program."""
    return {
        "greader_address": absolute("/greader"),
        "fever_address": absolute("/fever/"),
        "email": request.user.email,
    }


def _addresses(request: PersonRequest, secret: str) -> dict[str, Any]:
    """Every list that a key of either scope opens."""
    reading = reading_of(request.user)
    own = sorted({follow.topic for follow in reading.follows if follow.topic})
    ids = topics.ids_by_slug(own).values()
    lines = topics.list_lines_of(ids, request.LANGUAGE_CODE)
    folders = sorted({follow.folder for follow in reading.follows if follow.folder})
    alerts = queries.list_alerts(request.user)
    views = [
        (_("Unread"), View.UNREAD.value),
        (_("Everything"), View.ALL.value),
        (_("Saved"), View.SAVED.value),
    ]
    return {
        **_apps(request),
        "lists": _named(secret, views),
        "groups": [
            (_("Topics"), _named(secret, ((n.name, f"topic/{n.slug}") for n in lines))),
            (_("Folders"), _named(secret, ((f, f"folder/{f}") for f in folders))),
            (_("Alerts"), _named(secret, ((a.name, f"alert/{a.pk}") for a in alerts))),
            (
                _("Sources"),
                _named(
                    secret, ((f.title, f"source/{f.feed_id}") for f in reading.follows)
                ),
            ),
        ],
        "opml_address": absolute(reverse("reader-opml", args=[secret])),
    }


def _named(secret: str, views: Iterable[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Name and both addresses of each list."""

    def address(view: str, form: str) -> str:
        return absolute(reverse("reader-feed", args=[secret, f"{view}.{form}"]))

    return [
        (name, address(view, "atom"), address(view, "json")) for name, view in views
    ]
