"""My page: everything new from what somebody follows, as they like to see it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.reader.domain.words import Layout, View
from medagora.reader.queries import sections, streams
from medagora.reader.queries.choosing import list_near
from medagora.reader.queries.numbers import count_unread
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.services import anyone, devices, moving_in
from medagora.reader.services.devices import Reader
from medagora.reader.views import streams as lists
from medagora.web.pages import PageRequest, render_page, viewer


@require_safe
def my_page(request: PageRequest) -> HttpResponse:
    """In sections or as one stream. Whoever chose nothing yet is asked to choose."""
    reader, left = devices.reader_of(request), devices.left_on_device(request)
    if reader.person and not left.is_blank and not reader.has_page:
        return _moved_in(request)
    if not reader.has_page:
        return redirect("reader:choose")
    unread = count_unread(reader.reading)
    context = {
        "reader": reader,
        "now": timezone.now(),
        "can_mark": True,
        "unread_total": sum(unread.values()),
        "beside": lists.list_beside(reader.reading, unread),
        "is_left_on_device": bool(reader.person) and not left.is_blank,
        "last_place": reader.look.last_place,
        **lists.scope_of(StreamSearch(), reader, request.LANGUAGE_CODE),
        **_matter(reader, unread, request.LANGUAGE_CODE),
    }
    return render_page(request, "reader/my_page.html", "matter", context)


def _matter(reader: Reader, unread: dict[int, int], language: str) -> dict[str, Any]:
    """The sections or the stream; or, where nothing was found, what would be."""
    reading = reader.reading
    if not reading.follows:
        near = list_near(reader.topics, reader.languages, language)
        names = [languages.name_in(code, language) for code in reader.languages]
        return {
            "near": near,
            "asked_languages": reader.languages,
            "asked_language_names": ", ".join(names),
        }
    if reader.look.layout == Layout.STREAM:
        search = StreamSearch(view=View.ALL)
        stream = streams.list_stream(reading, search, limit=lists.PAGE)
        top = max((line.id for line in stream.lines), default=0)
        return {
            "search": search,
            "stream": stream,
            "top": top,
            "has_sweep": True,
            "older": "before",
        }
    present = (follow.sort for follow in reading.follows)
    order = sections.order_of(reader.look.section_order, present)
    found = sections.list_sections(reading, order, unread)
    return {
        "sections": found,
        "is_waiting": not any(section.lines for section in found),
    }


@require_POST
def arrange(request: PageRequest) -> HttpResponse:
    """Sections or one stream; a section one step up or down, or all in a new order."""
    reader = devices.reader_of(request)
    asked = request.POST
    if layout := asked.get("layout", ""):
        reader = anyone.set_layout(reader, layout)
    elif order := asked.get("order", "")[:200]:
        reader = anyone.set_section_order(reader, order.split(","))
    else:
        reader = anyone.set_section_order(reader, _moved(reader, asked))
    return devices.keep(redirect("reader:my-page"), reader)


def _moved(reader: Reader, asked: Any) -> list[str]:
    """The present order with one section a step further."""
    present = (follow.sort for follow in reader.reading.follows)
    order = sections.order_of(reader.look.section_order, present)
    up, down = asked.get("up", ""), asked.get("down", "")
    if (up or down) not in order:
        raise BadInput(_("There is no such section."))
    here = order.index(up or down)
    there = min(max(here + (1 if down else -1), 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return order


@require_POST
def move_in(request: PageRequest) -> HttpResponse:
    """What the device remembers goes into the account, or is forgotten."""
    if viewer(request) is None:
        return redirect("reader:my-page")
    if "forget" in request.POST:
        messages.success(request, _("This device remembers nothing of it any more."))
        return devices.forget(redirect("reader:my-page"))
    return _moved_in(request)


def _moved_in(request: PageRequest) -> HttpResponse:
    person = viewer(request)
    if person is not None:
        left = devices.left_on_device(request)
        moving_in.move_in(person, left, at=timezone.now())
        messages.success(
            request, _("Your page is kept: what this device knew is in your account.")
        )
    return devices.forget(redirect("reader:my-page"))
