"""What the buttons of a list do; each works as a form and as a fragment."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import BadInput
from medagora.reader import access
from medagora.reader.queries import lines as entry_lines
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.services import anyone, devices
from medagora.reader.services.devices import Reader
from medagora.web import pages
from medagora.web.pages import PageRequest

MARKS = ("read", "unread", "save", "unsave")


@require_POST
def mark(request: PageRequest) -> HttpResponse:
    """One entry read, unread, saved or no longer saved: the button's name says which.

    A fragment is the entry's line as it looks now."""
    verb = next((name for name in MARKS if name in request.POST), "")
    if not verb:
        raise BadInput(_("Nothing was chosen."))
    entry_id = number_in(request.POST, verb)
    reader = _marked(devices.reader_of(request), verb, entry_id)
    if request.htmx:
        context = {
            **_with_line(reader, entry_id),
            "can_mark": True,
            "list_query": urlencode(StreamSearch.from_params(request.POST).params),
            "has_sweep": request.POST.get("has_sweep") == "1",
            "feed": number_in(request.POST, "feed"),
            "is_compact": request.POST.get("is_compact") == "1",
        }
        return devices.keep(render(request, "reader/_line.html", context), reader)
    return devices.keep(redirect(f"{way_back(request)}#e{entry_id}"), reader)


def _marked(reader: Reader, verb: str, entry_id: int) -> Reader:
    work, now = access.get_work_to_mark(entry_id, reader.reading), timezone.now()
    if verb == "read":
        return anyone.mark_read(reader, [work])
    if verb == "unread":
        return anyone.mark_unread(reader, [work])
    if verb == "save":
        return anyone.save(reader, work, at=now)
    return anyone.unsave(reader, work)


def _with_line(reader: Reader, entry_id: int) -> dict[str, object]:
    line = entry_lines.get_line(reader.reading, entry_id)
    return {"line": line, "now": timezone.now()}


@require_POST
def sweep(request: PageRequest) -> HttpResponse:
    """Marks all of a list, or what stands above or below an entry, as read."""
    search = StreamSearch.from_params(request.POST)
    above, below = number_in(request.POST, "above"), number_in(request.POST, "below")
    if not above and not below:
        raise BadInput(_("Nothing was chosen."))
    reader = devices.reader_of(request)
    reader, count, token = anyone.sweep(
        reader, search, above=above, below=below, at=timezone.now()
    )
    found = QueryDict(mutable=True)
    found.update({**search.params, "swept": str(count), "undo": token})
    address = f"{reverse('reader:list')}?{found.urlencode()}"
    return devices.keep(redirect(address), reader)


@require_POST
def undo(request: PageRequest) -> HttpResponse:
    """Takes the last sweep back."""
    reader = devices.reader_of(request)
    token = request.POST.get("token", "")[:40]
    reader = anyone.undo(reader, token, at=timezone.now())
    return devices.keep(redirect(way_back(request)), reader)


@require_POST
def place(request: PageRequest) -> HttpResponse:
    """Where somebody stopped reading; sent by a script while the page is left."""
    reader = devices.reader_of(request)
    if entry_id := number_in(request.POST, "place"):
        reader = anyone.note_place(reader, entry_id)
    return devices.keep(HttpResponse(status=204), reader)


def way_back(request: HttpRequest) -> str:
    """The page that the form was on; My page for anything odd."""
    return pages.way_back(request, reverse("reader:my-page"))


def number_in(params: QueryDict, name: str) -> int:
    """0 for what is no number."""
    text = params.get(name, "")
    is_number = text.isascii() and text.isdigit() and len(text) < 19
    return int(text) if is_number else 0
