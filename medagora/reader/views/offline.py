"""Reading without a line: the worker that keeps pages, and what it shall keep."""

from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medagora.reader.domain.words import View
from medagora.reader.queries import lines as entry_lines
from medagora.reader.queries import streams
from medagora.reader.queries.page_states import list_states
from medagora.reader.queries.readings import StreamSearch
from medagora.reader.services import devices
from medagora.reader.services.devices import Reader
from medagora.web.middleware import QUIET
from medagora.web.pages import PageRequest, render_page

#: Says whose page it is. The worker keeps pages that carry it, and keeps those of two
#: people apart.
OWNER = "X-Reader-Owner"
#: Says what state an entry's page is in; the worker compares it with the list's.
STATE = "X-Reader-State"
MOST_KEPT = 200
_SCRIPT = Path(__file__).parents[1] / "static" / "reader" / "sw.js"

PageView = Callable[..., HttpResponse]


def kept_offline(view: PageView) -> PageView:
    """For a page that may be kept on the reader's device and read without a line."""

    @wraps(view)
    def with_owner(
        request: HttpRequest, *args: object, **words: object
    ) -> HttpResponse:
        response = view(request, *args, **words)
        if response.status_code == 200:
            response.headers[OWNER] = owner_of(devices.reader_of(request))
        return response

    return with_owner


def owner_of(reader: Reader) -> str:
    """An opaque word for whoever reads; the same for all without an account, whose
    pages hold nothing that the device does not hold itself."""
    who = str(reader.person.pk) if reader.person else ""
    salt = "medagora.reader.offline"
    return salted_hmac(salt, who, algorithm="sha256").hexdigest()[:24]


def is_quiet(request: HttpRequest) -> bool:
    """True when nobody looks at the page yet: our worker, or a browser's guess."""
    purpose = request.headers.get("Sec-Purpose", "")
    return QUIET in request.headers or purpose.startswith("prefetch")


@require_safe
@never_cache
@kept_offline
def offline(request: PageRequest) -> HttpResponse:
    """What can be read without a line; also shown when a page cannot be had."""
    lines = _lines(devices.reader_of(request))
    return render_page(request, "reader/entry_offline.html", context={"lines": lines})


@require_safe
@never_cache
def offline_list(request: PageRequest) -> JsonResponse:
    """For the worker: whose pages, which, and in what state they are now."""
    reader = devices.reader_of(request)
    lines = _lines(reader)
    pages = [reverse("reader:entry", args=[line.id]) for line in lines]
    return JsonResponse(
        {
            "owner": owner_of(reader),
            "home": reverse("reader:my-page"),
            "fallback": reverse("reader:offline"),
            "pages": pages,
            "states": dict(zip(pages, list_states(lines), strict=True)),
        }
    )


def _lines(reader: Reader) -> tuple[entry_lines.Line, ...]:
    search = StreamSearch(view=View.ALL)
    return streams.list_stream(reader.reading, search, limit=MOST_KEPT).lines


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker itself, at the top so that it may serve every language; browsers
    ask for it each time they look for a newer one."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@lru_cache(maxsize=1)
def _script() -> bytes:
    return _SCRIPT.read_bytes()
