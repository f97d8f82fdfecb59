"""oEmbed: how to show a page of ours, for editors that are given its address.

https://oembed.com (1.0): type "rich", as JSON or XML; 404 for what cannot be shown,
501 for another form.
"""

from typing import Any
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.catalogue.domain.citing.works import line
from medagora.kernel.refusals import BadInput, NotFound, Refusal
from medagora.kernel.text import fit_for_xml
from medagora.site import embedding, widgets
from medagora.web.links import absolute
from medagora.web.refusals import sentence

#: How long whoever asked may keep the answer, in seconds.
FRESH = 86_400
FORMS = ("json", "xml")
_DIGITS = 5


class OtherForm(Refusal):
    code, status = "other_form", 501


@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Open to every program, scripts on other sites too."""
    try:
        form = request.GET.get("format", "json")
        if form not in FORMS:
            raise OtherForm(_("There is json and xml."))
        response = _write(_about(request), form)
        response["Cache-Control"] = f"public, max-age={FRESH}"
    except Refusal as refusal:
        told = {"error": refusal.code, "message": sentence(refusal)}
        if refusal.field:
            told["field"] = refusal.field
        status = 400 if isinstance(refusal, BadInput) else refusal.status
        response = JsonResponse(told, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _about(request: HttpRequest) -> dict[str, Any]:
    address = request.GET.get("url", "")
    if not address:
        raise BadInput(_("Say which page: url=…"), field="url")
    width = _most(request, "maxwidth")
    height = _most(request, "maxheight")
    subject = embedding.subject_of(address)
    if subject is None:
        raise NotFound(_("That is no page of this site that others can show."))
    shown = widgets.get_widget(subject)
    title = line(shown.title)
    shown_width = min(embedding.WIDTH, width or embedding.WIDTH)
    shown_height = min(subject.height, height or subject.height)
    frame_title = f"{title} · {settings.CONFIG.site_name}"
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        **({"author_name": line(shown.by_name)} if shown.by_name else {}),
        "provider_name": settings.CONFIG.site_name,
        "provider_url": absolute("/"),
        "cache_age": FRESH,
        **_picture(width, height),
        "html": embedding.html_of(
            subject, frame_title, width=shown_width, height=shown_height
        ),
        "width": shown_width,
        "height": shown_height,
    }


def _picture(width: int, height: int) -> dict[str, Any]:
    """Our picture, where it fits: the three go together or not at all."""
    if (width and width < 1200) or (height and height < 630):
        return {}
    return {
        "thumbnail_url": absolute(static("web/img/share.png")),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


def _most(request: HttpRequest, name: str) -> int:
    """0 when it is not said."""
    text = request.GET.get(name, "")
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text)):
        raise BadInput(_("This is a number of pixels from 1 to 99999."), field=name)
    return int(text)


def _write(told: dict[str, Any], form: str) -> HttpResponse:
    if form == "json":
        return JsonResponse(told)
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = fit_for_xml(str(value))
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8")
