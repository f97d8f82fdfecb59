"""The browser companion: its page, its package, its list, and details by the crowd.

What programs ask here is open to every page's scripts, sets no cookie and is the same
for everybody.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from medagora.catalogue import queries as catalogue
from medagora.kernel import languages
from medagora.kernel.refusals import NotFound
from medagora.site import counts
from medagora.site.domain import companion_package as packing
from medagora.site.services.companion import building, keys
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, render_page
from medagora.web.rates import require_rate

_HOUR = "public, max-age=3600"
#: Of the package and of buckets, which cost more than a page.
_MOST, _SECONDS = 60, 60


@require_safe
def companion(request: PageRequest) -> HttpResponse:
    """What the companion is, what it can see, and how to get it."""
    count, kilobytes = counts.companion_list()
    context = {
        "bookmarklet": _bookmarklet(),
        "fingerprint": keys.fingerprint(),
        "count": count,
        "kilobytes": kilobytes,
        "version": packing.version(),
    }
    return render_page(request, "site/companion.html", context=context)


def _bookmarklet() -> str:
    """Leads to our report on the page that is open; the page learns nothing."""
    judge = absolute("/judge/?url=")
    return (
        f"javascript:void(open('{judge}'+encodeURIComponent(location.href),"
        "'_blank','noopener,noreferrer'))"
    )


@require_safe
def signed_list(request: HttpRequest) -> HttpResponse:
    """The list, compressed once for all who ask."""
    signed = building.signed_list(timezone.now())
    response = HttpResponse(content_type="application/octet-stream")
    response.headers["ETag"] = signed.etag
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = signed.compressed
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.content = signed.body
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    answer: Any = get_conditional_response(request, signed.etag, response=response)
    return _open_to_all(answer)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The public half of the key that signs the list."""
    response = JsonResponse(
        {
            "algorithm": "ECDSA P-256 SHA-256",
            "public_key": keys.public_text(),
            "fingerprint": keys.fingerprint(),
        }
    )
    response.headers["Cache-Control"] = _HOUR
    return _open_to_all(response)


@require_safe
@gzip_page
def bucket(request: HttpRequest, bits: int, number: int) -> HttpResponse:
    """All resources whose address falls into one part of the catalogue.

    Who asks says only in which part, shared by a hundred resources, and picks the
    right one on their own machine. A finer part is not answered.
    """
    require_rate(request, "companion", most=_MOST, seconds=_SECONDS)
    now = timezone.now()
    if bits > building.signed_list(now).bucket_bits or number >> bits:
        raise NotFound(_("There is no such part of the list."))
    asked = request.GET.get("language", "")
    language = asked if asked in languages.FINISHED else "en"
    rows = building.bucket(bits, number, now)
    cards = {
        card.id: card for card in catalogue.cards_of({i for _h, i in rows}, language)
    }
    pages = [
        {"hash": digest, **_details(cards[pk])} for digest, pk in rows if pk in cards
    ]
    response = JsonResponse({"pages": pages})
    response.headers["Cache-Control"] = _HOUR
    return _open_to_all(response)


def _details(card: catalogue.Card) -> dict[str, Any]:
    return {
        "uid": card.uid,
        "kind": card.kind,
        "audience": card.audience,
        "title": card.title,
        "title_language": card.title_language,
        "description": card.description,
        "description_language": card.description_language,
        "reviewed_on": card.last_reviewed_on,
        "is_unconfirmed": card.is_unconfirmed,
    }


@require_safe
def package(request: HttpRequest, browser: str) -> HttpResponse:
    """The extension for one browser, ready to ask this site."""
    require_rate(request, "companion", most=_MOST, seconds=_SECONDS)
    if browser not in packing.BROWSERS:
        raise NotFound(_("There is no companion for this browser."))
    home = packing.Home(settings.CONFIG.site_url.rstrip("/"), keys.public_text())
    response = HttpResponse(packing.pack(browser, home), content_type="application/zip")
    name = f"medagora-companion-{browser}-{packing.version()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = _HOUR
    return response


def _open_to_all(response: HttpResponse) -> HttpResponse:
    """No answer here depends on who asks, so scripts of any page may read it."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
