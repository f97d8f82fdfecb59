"""On the way to somebody's own Mastodon server with a page to tell of."""

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy
from medagora.site.domain.servers import server_name
from medagora.web.pages import PageRequest, render_page
from medagora.web.refusals import sentence

LONGEST = 1000


@require_safe
def mastodon(request: PageRequest) -> HttpResponse:
    """Leads to ``https://<server>/share`` with the words: at once for whoever pressed
    the button on a page of ours, by a link for whoever was sent here, so that nobody
    can hide behind our name. Nothing about the server is kept.

    The page goes on by itself instead of redirecting: our policy lets forms lead to
    us alone, and browsers hold it against redirects of forms too.
    """
    words = tidy(request.GET.get("text", ""), limit=LONGEST)
    typed = request.GET.get("server", "")
    context: dict[str, Any] = {"words": words, "typed": typed[:300]}
    status = 200
    if typed:
        try:
            server = server_name(typed)
            context |= {"server": server, "target": _target(server, words)}
        except BadInput as fault:
            context["fault"], status = sentence(fault), fault.status
    context["goes_on"] = _is_from_here(request) and "target" in context
    response = render_page(request, "site/share_mastodon.html", None, context, status)
    response["Cache-Control"] = "no-store"
    return response


def _target(server: str, words: str) -> str:
    return f"https://{server}/share?text={quote(words, safe='')}"


def _is_from_here(request: PageRequest) -> bool:
    """As the browser says (Fetch Metadata); old ones say nothing and get the link."""
    return request.headers.get("Sec-Fetch-Site") == "same-origin"
