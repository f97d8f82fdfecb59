"""My page: everything new from what somebody follows, as they like to see it."""

from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.reader.domain.device import Device, Told
from medagora.reader.domain.unread import Unread
from medagora.reader.domain.words import Layout, Sort, View
from medagora.reader.queries import sections
from medagora.reader.queries.choosing import list_near
from medagora.reader.queries.news import count_news
from medagora.reader.queries.numbers import count_unread, siblings_of
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.queries.retracted import notices_among
from medagora.reader.queries.streams import list_stream
from medagora.reader.services import anyone, devices, moving_in
from medagora.reader.services.devices import Reader
from medagora.reader.views import streams as lists
from medagora.reader.views.offline import kept_offline
from medagora.web.middleware import QUIET
from medagora.web.pages import PageRequest, render_page, viewer

if TYPE_CHECKING:
    from medagora.people.models import Person


@require_safe
@kept_offline
def my_page(request: PageRequest) -> HttpResponse:
    """In sections or as one stream. Whoever chose nothing yet is asked to choose.

    What a device remembered goes into a new account without a question: signing up
    keeps the page. An account that has a page already is asked first. A look ahead
    takes nothing in: nobody would read that it was done."""
    reader, left = devices.reader_of(request), devices.left_on_device(request)
    if reader.person is None or left.is_blank or QUIET in request.headers:
        return _page(request, reader)
    if reader.has_page:
        return _page(request, reader, is_left_on_device=True)
    _take_in(request, reader.person)
    return devices.forget(_page(request, Reader(reader.person, Device())))


def _page(
    request: PageRequest, reader: Reader, *, is_left_on_device: bool = False
) -> HttpResponse:
    if not reader.has_page:
        return redirect("reader:choose")
    unread = count_unread(reader.reading)
    context = {
        "reader": reader,
        "now": timezone.now(),
        "can_mark": True,
        "unread_total": unread.total(),
        "beside": lists.list_beside(reader.reading, unread),
        "is_left_on_device": is_left_on_device,
        "last_place": reader.look.last_place,
        "news_count": count_news(reader.person) if reader.person else 0,
        "paper_notices": _gravest(_untold(reader)),
        **lists.scope_of(StreamSearch(), reader, request.LANGUAGE_CODE),
        **_matter(reader, unread, request.LANGUAGE_CODE),
    }
    return render_page(request, "reader/my_page.html", "matter", context)


def _untold(reader: Reader) -> list[Told]:
    """What was said about papers saved on a device, as long as its reader was not told;
    an account has news for that."""
    told = set(reader.device.told)
    return [said for said in notices_among(reader.device.saved) if said not in told]


def _gravest(notices: list[Told]) -> dict[str, int]:
    """How many papers were retracted, …; each counts once, by what weighs most."""
    by_work: dict[int, str] = {}
    for work, kind in notices:
        by_work.setdefault(work, kind)
    counts = Counter(by_work.values())
    return {**counts, "all": counts.total()} if counts else {}


def _matter(reader: Reader, unread: Unread, language: str) -> dict[str, Any]:
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
        stream = list_stream(reading, search, limit=lists.PAGE)
        top = max((line.id for line in stream.lines), default=0)
        return {
            "search": search,
            "list_query": urlencode(search.params),
            "stream": stream,
            "last_place": lists.last_place(reader, search, stream),
            "top": top,
            "has_sweep": True,
            "older": "before",
        }
    order, hidden = _section_order(reader)
    found = sections.list_sections(reading, order, unread)
    is_empty = not any(section.lines for section in found)
    return {
        "sections": found,
        "hidden_sections": hidden,
        "is_waiting": is_empty and not hidden,
        "is_off": not settings.CONFIG.outside,
    }


@require_POST
def arrange(request: PageRequest) -> HttpResponse:
    """Sections or one stream; a section hidden, shown again, one step up or down, or
    all of them in a new order."""
    reader = devices.reader_of(request)
    asked, here = request.POST, reverse("reader:my-page")
    if layout := asked.get("layout", ""):
        reader = anyone.set_layout(reader, layout)
    elif order := asked.get("order", "")[:200]:
        reader = anyone.set_section_order(reader, order.split(","))
    elif sort := asked.get("hide", ""):
        reader = anyone.hide_section(reader, _known(sort))
        messages.success(
            request, _("The section is hidden. You find it at the end of your page.")
        )
    elif sort := asked.get("show", ""):
        reader = anyone.show_section(reader, _known(sort))
        return devices.keep(redirect(f"{here}#section-{sort}"), reader)
    else:
        reader = anyone.set_section_order(reader, _moved(reader, asked))
        # to the section that moved, so that a keyboard goes on from there
        here += f"#section-{asked.get('up') or asked['down']}"
    return devices.keep(redirect(here), reader)


def _known(sort: str) -> str:
    if sort not in set(Sort):
        raise BadInput(_("There is no such section."))
    return sort


def _section_order(reader: Reader) -> tuple[list[str], list[str]]:
    """The sections that the page shows, and those that its reader hid."""
    present = (follow.sort for follow in reader.reading.follows)
    order = sections.order_of(reader.look.section_order, present)
    off = set(reader.look.hidden_sections)
    return [s for s in order if s not in off], [s for s in order if s in off]


def _moved(reader: Reader, asked: Any) -> list[str]:
    """The present order with one section a step further."""
    order, _hidden = _section_order(reader)
    up, down = asked.get("up", ""), asked.get("down", "")
    if (up or down) not in order:
        raise BadInput(_("There is no such section."))
    here = order.index(up or down)
    there = min(max(here + (1 if down else -1), 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return order


@require_POST
def see_notices(request: PageRequest) -> HttpResponse:
    """To the saved paper about which something was said, or to all that was saved when
    there are several; My page says it no more."""
    reader = devices.reader_of(request)
    notices = _untold(reader)
    works = list(dict.fromkeys(work for work, _kind in notices))
    entries = siblings_of(works, reader.reading)
    reader = anyone.note_told(reader, notices)
    if len(entries) == 1:
        ((first, *_later),) = entries.values()
        return devices.keep(redirect("reader:entry", first.id), reader)
    return devices.keep(redirect("reader:saved"), reader)


@require_POST
def move_in(request: PageRequest) -> HttpResponse:
    """What the device remembers goes into the account, or is forgotten."""
    person = viewer(request)
    if person is None:
        return redirect("reader:my-page")
    if "forget" in request.POST:
        messages.success(request, _("This device remembers nothing of it any more."))
    else:
        _take_in(request, person)
    return devices.forget(redirect("reader:my-page"))


def _take_in(request: PageRequest, person: "Person") -> None:
    left = devices.left_on_device(request)
    moving_in.move_in(person, left, at=timezone.now())
    messages.success(
        request, _("Your page is kept: what this device knew is in your account.")
    )
