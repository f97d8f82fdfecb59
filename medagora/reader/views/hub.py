"""Where hubs (WebSub) confirm and deliver. Programs come here, not people."""

import base64
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from medagora.kernel.refusals import NotFound
from medagora.reader import tasks, tasks_health
from medagora.reader.domain import websub
from medagora.reader.services import hubs

#: What is longer is not taken from the hub but asked for at its source.
MOST_PUSHED = 512 * 1024


@csrf_exempt
@require_http_methods(["GET", "POST"])
def callback(request: HttpRequest, token: str) -> HttpResponse:
    if request.method == "POST":
        return _deliver(request, token)
    return _confirm(request, token, timezone.now())


def _confirm(request: HttpRequest, token: str, at: datetime) -> HttpResponse:
    """The challenge as plain text says yes, 404 says no (WebSub, 5.3)."""
    try:
        challenge = hubs.confirm(token, request.GET.dict(), at=at)
    except NotFound:
        return HttpResponse(status=404)
    return HttpResponse(
        challenge, content_type="text/plain; charset=utf-8", headers=_PLAIN
    )


#: A challenge is a stranger's text: no browser may take it for anything else.
_PLAIN = {"X-Content-Type-Options": "nosniff", "Content-Disposition": "attachment"}


def _deliver(request: HttpRequest, token: str) -> HttpResponse:
    """410 tells a hub to forget us. A delivery that is not signed is answered like one
    that is: the sender shall not learn which (WebSub, 8)."""
    lease = hubs.find_wanted(token)
    if lease is None:
        return HttpResponse(status=410)
    body = request.read(MOST_PUSHED + 1)
    if len(body) > MOST_PUSHED:
        tasks.refresh_feed.enqueue(str(lease.feed_id))
        return HttpResponse(status=202)
    signature = request.headers.get("X-Hub-Signature", "")
    if websub.is_signed(body, signature, secret=lease.secret):
        tasks_health.take_push.enqueue(
            str(lease.feed_id),
            request.headers.get("Content-Type", "")[:200],
            base64.b64encode(body).decode(),
        )
    return HttpResponse(status=202)
