"""Stopping the mails: one click in the mail program (RFC 8058), or a page with one.

The token in the address is all that is asked for; whoever has the mail may stop it.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from medagora.kernel.refusals import NotFound
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Digest
from medagora.reader.queries.digests import get_by_token
from medagora.reader.services import digests
from medagora.web.pages import render_page
from medagora.web.rates import require_rate

#: Wrong tokens from one place. Right ones are never counted: one mail provider sends
#: the clicks of all its users.
MOST_WRONG = 60


@never_cache
@csrf_exempt  # mail programs send it, without cookies; the token is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing, as programs look at the links of mails."""
    digest = _digest_of(request, token)
    before = Frequency(digest.frequency)
    is_back = False
    if request.method == "POST" and "again" in request.POST:
        word = request.POST["again"]
        before = Frequency(word) if word in set(Frequency) else Frequency.DAILY
        digests.resume(digest, before, at=timezone.now())
        is_back = before is not Frequency.OFF
    elif request.method == "POST":
        digests.stop(digest)
    digest.refresh_from_db()
    is_off = digest.frequency == Frequency.OFF
    context = {"digest": digest, "before": before, "is_off": is_off, "is_back": is_back}
    with translation.override(digest.language):
        # in the language of the mail, wherever the click came from
        request.LANGUAGE_CODE = digest.language
        return render_page(request, "reader/watching_stop.html", context=context)


def _digest_of(request: HttpRequest, token: str) -> Digest:
    try:
        return get_by_token(token)
    except NotFound:
        require_rate(request, "unsubscribe", most=MOST_WRONG, seconds=3600)
        raise
