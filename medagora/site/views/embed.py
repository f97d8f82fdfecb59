"""The widget on others' sites: the one page of ours that any site may frame."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from medagora.catalogue.domain.words import Audience
from medagora.kernel import languages
from medagora.kernel.refusals import NotFound, Refusal
from medagora.site import embedding, widgets
from medagora.site.embedding import Subject
from medagora.web.refusals import sentence

#: How long browsers and proxies may show it without asking, in seconds.
FRESH = 600
LOOKS = ("light", "dark")
#: Instead of the site's own: no script, no form, nothing from elsewhere.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]
)


@require_safe
@xframe_options_exempt
def widget(
    request: HttpRequest, language: str, kind: str, key: str
) -> HttpResponseBase:
    """The frame, also when there is nothing to show: then it says so.

    The address alone decides, never a cookie: everybody shares what is kept.
    """
    code = language if language in languages.FINISHED else "en"
    with translation.override(code):
        try:
            shown = _shown(request, Subject(kind, key, language))
            response = _frame(request, code, shown)
        except Refusal as refusal:
            told = {"refusal": sentence(refusal)}
            response = _frame(request, code, told, refusal.status)
    return _kept(request, response)


def _shown(request: HttpRequest, subject: Subject) -> dict[str, Any]:
    if subject.kind not in embedding.PAGES or (
        subject.language not in languages.FINISHED
    ):
        raise NotFound(_("There is no such widget."))
    found = widgets.get_widget(
        subject,
        count=_count(request.GET.get("count", "")),
        audience=one_of(request.GET.get("for", ""), Audience) or Audience.BOTH,
    )
    return {"widget": found, "subject": subject}


def _frame(
    request: HttpRequest, language: str, told: dict[str, Any], status: int = 200
) -> HttpResponse:
    look = one_of(request.GET.get("look", ""), LOOKS)
    context = {"look": look, **told}
    response = render(request, "site/embed.html", context, status=status)
    response["Content-Language"] = language
    return response


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """With its headers; 304 when the browser has it already. That one carries the
    policy too: its headers take the place of those that the browser kept."""
    kept: HttpResponseBase = response
    response["Cache-Control"] = f"public, max-age={FRESH}"
    if response.status_code == 200:
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        found = get_conditional_response(request, etag=etag, response=response)
        kept = found or response
    kept["Content-Security-Policy"] = POLICY
    kept["X-Robots-Tag"] = "noindex"
    return kept


def _count(text: str) -> int:
    """As many rows as asked for, within reason; the usual number for anything odd."""
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        return widgets.USUAL_COUNT
    return min(max(int(text), 1), widgets.MOST_COUNT)


def one_of(text: str, words: Iterable[str]) -> str:
    """The word, if it is one of these."""
    return text if text in set(words) else ""
