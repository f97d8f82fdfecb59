"""Where programs subscribe to feeds of this site (WebSub)."""

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import Refusal, Unavailable
from medagora.web import tasks_hub
from medagora.web.hub import places, rules, subscribing
from medagora.web.rates import require_rate
from medagora.web.refusals import sentence

#: A reading service may subscribe to many topics at once.
_MOST, _SECONDS = 600, 3600


@csrf_exempt
@require_POST
def hub(request: HttpRequest) -> HttpResponse:
    """202: the callback will be asked whether it meant it. Refusals are plain text,
    as the specification wants."""
    try:
        _take(request)
    except Refusal as refusal:
        return _plain(sentence(refusal), refusal.status)
    return _plain("Your callback is asked now.", 202)


def _take(request: HttpRequest) -> None:
    if not places.is_ours():
        raise Unavailable("This site is not a hub. Its feeds name the hub they have.")
    require_rate(request, "websub", most=_MOST, seconds=_SECONDS)
    asked = rules.read_request(request.POST.dict())
    try:
        row = subscribing.take_request(asked, at=timezone.now())
    except IntegrityError:
        raise Unavailable("The same was asked just now. Ask again.") from None
    if row is not None:
        tasks_hub.ask_back.enqueue(str(row.pk))


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(
        f"{text}\n", status=status, content_type="text/plain; charset=utf-8"
    )
