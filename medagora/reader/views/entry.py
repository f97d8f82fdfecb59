"""The page of one entry: its text, its sound, and what its reader does with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from medagora.kernel.refusals import BadInput, Refusal
from medagora.reader import access
from medagora.reader.domain import showing
from medagora.reader.domain.words import Sort
from medagora.reader.gateways.sound import WebSoundFinder
from medagora.reader.models import EntryText
from medagora.reader.queries import lines as entry_lines
from medagora.reader.queries import neighbours
from medagora.reader.queries.lines import Line
from medagora.reader.queries.neighbours import Neighbours
from medagora.reader.queries.page_states import state_of
from medagora.reader.queries.readings import Reading, StreamSearch
from medagora.reader.services import anyone, devices, full_text, images, marking
from medagora.reader.services.devices import Reader
from medagora.reader.services.sound import Sound, find_sound
from medagora.reader.views.offline import STATE, is_quiet, kept_offline
from medagora.web.pages import PageRequest, render_page
from medagora.web.rates import require_rate

#: Whole pages that one place may ask for in an hour.
MOST_WHOLE_PAGES = 60
#: The worker has this long before the page stops waiting for a whole page.
PATIENCE_SECONDS = 60


@require_safe
@never_cache
@kept_offline
def entry(request: PageRequest, entry_id: int) -> HttpResponse:
    """Opening it marks it as read, as in every reader; looking ahead does not."""
    reader = devices.reader_of(request)
    line = access.get_line_to_read(entry_id, reader.reading)
    text = entry_lines.get_text(entry_id) or EntryText(entry=entry_id)
    is_opened = not is_quiet(request) and "new" not in request.GET
    if is_opened and _keeps_marks(reader):
        after = anyone.note_opened(reader, line.work, at=timezone.now())
    else:
        after = reader
    context = _context(request, reader, line, text)
    context["is_opened"] = is_opened
    response = render_page(request, "reader/entry.html", "whole", context)
    response.headers[STATE] = state_of(line, text)
    if isinstance(sound := context["sound"], Sound):
        response.csp_media = sound.origin  # type: ignore[attr-defined]  # see security_headers
    return devices.keep(response, after) if after is not reader else response


def _keeps_marks(reader: Reader) -> bool:
    """A visitor who chose nothing is not given a cookie for following a link."""
    return reader.person is not None or reader.has_page


def _context(
    request: PageRequest, reader: Reader, line: Line, text: EntryText
) -> dict[str, Any]:
    search = StreamSearch.from_params(request.GET)
    whole = _whole_of(request, text)
    stored = text.full_html if whole.is_shown else text.html
    person = reader.person
    is_armed = "play" in request.GET and line.media_type.startswith("audio/")
    return {
        "line": line,
        "shown": _shown(stored),
        "whole": whole,
        "is_film": line.sort == Sort.VIDEO or line.media_type.startswith("video/"),
        "lead_picture": "" if showing.holds_picture(stored, line.image) else line.image,
        "sound": _sound(line, text.html) if is_armed else None,
        "neighbours": _neighbours(reader.reading, search, line),
        "list_query": urlencode(search.params),
        "person": person,
        "can_mark": _keeps_marks(reader),
        "always_whole": person and full_text.wants_whole_pages(person, line.feed_id),
        "longest_note": marking.LONGEST_NOTE,
        "trail": _trail(line),
    }


def _trail(line: Line) -> list[dict[str, str]]:
    return [
        {"name": _("My page"), "path": reverse("reader:my-page")},
        {"name": line.source, "path": reverse("reader:source", args=[line.feed_id])},
    ]


def _shown(stored: str) -> SafeString:
    html = showing.show(
        stored, picture_address=images.picture_path, table_name=_("Table")
    )
    return mark_safe(html)  # noqa: S308 - cleaned by nh3 a moment ago


def _neighbours(reading: Reading, search: StreamSearch, line: Line) -> Neighbours:
    """None beside an entry when the list in the address cannot be read."""
    try:
        return neighbours.find_neighbours(reading, search, line)
    except Refusal:
        return Neighbours()


def _sound(line: Line, text_html: str) -> Sound:
    return find_sound(line, text_html, finder=WebSoundFinder())


@dataclass(frozen=True)
class Whole:
    """How it stands with the whole page behind an entry."""

    is_here: bool = False
    is_shown: bool = False
    is_waiting: bool = False
    #: It was asked for so long ago that the page stops looking by itself.
    is_slow: bool = False
    failure: str = ""


def _whole_of(request: PageRequest, text: EntryText) -> Whole:
    """``?whole=0`` shows what the source sent, ``?whole=<second>`` is when the whole
    page was asked for."""
    asked = request.GET.get("whole", "")
    if text.full_html:
        return Whole(is_here=True, is_shown=asked != "0")
    if text.full_text_failure:
        return Whole(failure=text.full_text_failure)
    if not (asked.isascii() and asked.isdigit()) or asked == "0":
        return Whole()
    waited = timezone.now().timestamp() - int(asked[:12])
    return Whole(is_waiting=True, is_slow=waited > PATIENCE_SECONDS)


@require_POST
def whole(request: PageRequest, entry_id: int) -> HttpResponse:
    """Asks for the whole page behind an entry."""
    reading = devices.reader_of(request).reading
    access.get_line_to_read(entry_id, reading)
    require_rate(request, "whole-page", most=MOST_WHOLE_PAGES, seconds=3600)
    full_text.ask_for_whole_page(entry_id)
    asked = int(timezone.now().timestamp())
    return _back(request, entry_id, whole=str(asked))


@require_POST
def always_whole(request: PageRequest, entry_id: int) -> HttpResponse:
    """Every new entry of this source comes whole from now on, or not any more."""
    reader = devices.reader_of(request)
    line = access.get_line_to_read(entry_id, reader.reading)
    if reader.person is None:
        raise BadInput("Please sign in first.")
    full_text.want_whole_pages(
        reader.person, line.feed_id, is_wanted="wanted" in request.POST
    )
    return _back(request, entry_id)


@require_POST
def mark(request: PageRequest, entry_id: int) -> HttpResponse:
    """Saves, marks, notes: what stands in ``do``."""
    reader = devices.reader_of(request)
    line = access.get_line_to_read(entry_id, reader.reading)
    done = request.POST.get("do", "")
    after = _do(reader, line, done, request.POST.get("note", ""), timezone.now())
    if request.htmx:
        context = {
            "line": entry_lines.get_line(after.reading, entry_id),
            "can_mark": True,
            "list_query": urlencode(StreamSearch.from_params(request.GET).params),
        }
        response = render_page(request, "reader/entry.html", "marks", context)
    else:
        response = _back(
            request, entry_id, **({"new": "1"} if done == "unread" else {})
        )
    return devices.keep(response, after)


def _do(reader: Reader, line: Line, done: str, note: str, at: datetime) -> Reader:
    if done == "note" and reader.person is not None:
        marking.set_note(reader.person, line.work, note)
        return reader
    acts = {
        "save": lambda: anyone.save(reader, line.work, at=at),
        "unsave": lambda: anyone.unsave(reader, line.work),
        "read": lambda: anyone.mark_read(reader, [line.work]),
        "unread": lambda: anyone.mark_unread(reader, [line.work]),
        "opened": lambda: anyone.note_opened(reader, line.work, at=at),
    }
    if done not in acts:
        raise BadInput("The request could not be understood.")
    return acts[done]()


@require_POST
def played(request: PageRequest, entry_id: int) -> HttpResponse:
    """Where the sound was stopped; a device remembers that by itself."""
    reader = devices.reader_of(request)
    line = access.get_line_to_read(entry_id, reader.reading)
    seconds = request.POST.get("seconds", "")
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) < 8):
        raise BadInput("The request could not be understood.")
    if reader.person is not None:
        marking.note_played(reader.person, line.work, int(seconds))
    return HttpResponse(status=204)


def _back(request: PageRequest, entry_id: int, **more: str) -> HttpResponse:
    """To the page of the entry in the list that its reader came from."""
    params = {**StreamSearch.from_params(request.GET).params, **more}
    path = reverse("reader:entry", args=[entry_id])
    return redirect(f"{path}?{urlencode(params)}" if params else path)
