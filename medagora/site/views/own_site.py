"""The page that hands out the HTML of a widget: "Put this on your own site"."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from medagora.kernel.refusals import Refusal
from medagora.site import counts, embedding, widgets
from medagora.site.embedding import Subject
from medagora.site.views.embed import LOOKS, one_of
from medagora.site.widgets import Widget
from medagora.topics import queries as topics
from medagora.web.middleware import CONTENT_SECURITY_POLICY
from medagora.web.pages import PageRequest, render_page
from medagora.web.refusals import sentence

#: The page shows the widget as others will: it may frame what is ours.
POLICY = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"


@require_safe
def own_site(request: PageRequest) -> HttpResponse:
    """The HTML for the page of ours that ``address`` names, and how it looks; the
    topic with most resources as an example without one."""
    asked = request.GET.get("address", "").strip()
    subject = embedding.subject_of(asked) if asked else _example(request)
    context: dict[str, Any] = {"asked": asked[: embedding.LONGEST_ADDRESS]}
    status = 200
    if subject is not None:
        try:
            context |= _offered(request, subject, widgets.get_widget(subject))
        except Refusal as refusal:
            context["fault"], status = sentence(refusal), refusal.status
    elif asked:
        context["fault"] = _("That is no page of this site that others can show.")
        status = 422
    response = render_page(request, "site/own_site.html", None, context, status)
    response["Content-Security-Policy"] = POLICY
    return response


def _offered(request: PageRequest, subject: Subject, shown: Widget) -> dict[str, Any]:
    look = one_of(request.GET.get("look", ""), LOOKS)
    query = f"?look={look}" if look else ""
    title = f"{shown.title} · {settings.CONFIG.site_name}"
    return {
        "subject": subject,
        "shown": shown,
        "look": look,
        "frame": f"{subject.frame}{query}",
        "frame_title": title,
        "code": embedding.html_of(subject, title, query=query),
    }


def _example(request: PageRequest) -> Subject | None:
    """None on a site without resources in the language."""
    language = request.LANGUAGE_CODE
    most = next(iter(counts.by_topic(language, "both")), None)
    lines = topics.list_lines_of([most], language) if most else []
    return Subject("topic", lines[0].slug, language) if lines else None
