"""Pages for programs: sitemaps, robots.txt, the description of our search."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from medagora.kernel.refusals import NotFound
from medagora.site import sitemaps
from medagora.web.links import absolute

_XML = "application/xml; charset=utf-8"
_DAY = {"Cache-Control": "public, max-age=86400"}
#: Nothing to find there for a search engine, or endless combinations of it.
_CLOSED = (
    "/*/account/",
    "/*/search/",
    "/*/desk/",
    "/*/reader/",
    "/*/judge/*/",
    "/*/prescriptions/",
    "/rx/",
    "/desk/",
    "/i18n/",
    "/*?*kind=",
    "/*?*sort=",
)


def sitemap(request: HttpRequest) -> HttpResponse:
    addresses = [
        absolute(reverse("sitemap-part", args=part.rsplit("-", 1)))
        for part in sitemaps.list_parts()
    ]
    return HttpResponse(sitemaps.write_index(addresses), content_type=_XML)


def sitemap_part(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    if f"{name}-{number}" not in sitemaps.list_parts():
        raise NotFound(_("There is no such part of the sitemap."))
    return StreamingHttpResponse(
        sitemaps.write_part(name, number), content_type=_XML, headers=_DAY
    )


def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _CLOSED),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser offer this site's search in its own address line."""
    return render(
        request,
        "site/opensearch.xml",
        {"search_address": absolute(reverse("search:search"))},
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
