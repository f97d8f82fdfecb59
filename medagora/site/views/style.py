"""The style guide: every component in every state, for those who build pages."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from medagora.kernel import languages
from medagora.web.pages import PageRequest, render_page
from medagora.web.paging import Page


class SampleForm(forms.Form):
    """One field of every sort; nothing is stored."""

    address = forms.URLField(
        label="Address of the page",
        help_text="Copy it from the top of your browser.",
        assume_scheme="https",
    )
    title = forms.CharField(label="Title", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("website", "Website"), ("podcast", "Podcast")]
    )
    audience = forms.ChoiceField(
        label="Whom is it for?",
        choices=[("patients", "Patients and carers"), ("professionals", "Doctors")],
        widget=forms.RadioSelect,
        help_text="If it serves both, choose the one who gains most.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics",
        choices=[("asthma", "Asthma"), ("copd", "COPD"), ("allergy", "Allergy")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label="Why would somebody go there?",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    no_interest = forms.BooleanField(
        label="I have no ties to its publisher",
        help_text="Employment, funding, ownership, membership or family.",
    )


def style(request: PageRequest) -> HttpResponse:
    messages.success(request, "Your suggestion is on the desk. Thank you.")
    messages.warning(request, "Two curators are needed, and you are one of them.")
    context = {
        "form": SampleForm(prefix="empty"),
        "wrong_form": SampleForm({"wrong-title": "A title"}, prefix="wrong"),
        "middle_page": Page(rows=[], number=3, pages=9, total=261),
        "trail": [
            {"name": "Topics", "path": request.path},
            {"name": "Asthma", "path": ""},
        ],
        "bars": [
            {"label": "Websites", "count": 312, "percent": 100},
            {"label": "Communities", "count": 121, "percent": 38.8},
            {"label": "Podcasts", "count": 40, "percent": 12.8},
            {"label": "Decision aids", "count": 3, "percent": 1},
        ],
        "steps_of_scale": range(4, -3, -1),
    }
    return render_page(request, "site/style.html", context=context)


def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to keep the site among its apps."""
    code = get_language() or "en"
    body = {
        "name": settings.CONFIG.site_name,
        "short_name": settings.CONFIG.site_name,
        "description": _(
            "Reliable medical resources in your language, chosen by people in the open."
        ),
        "lang": code,
        "dir": languages.direction(code),
        "start_url": reverse("site:home"),
        "scope": "/",
        # its own window, with the buttons of a browser: pages have no "back"
        "display": "minimal-ui",
        "background_color": "#fdfcf8",
        "theme_color": "#0d4f4d",
        "icons": [
            {
                "src": static("web/img/icon.svg"),
                "sizes": "any",
                "type": "image/svg+xml",
            },
            {
                "src": static("web/img/icon-512.png"),
                "sizes": "512x512",
                "type": "image/png",
            },
        ],
        "shortcuts": [{"name": _("My page"), "url": reverse("reader:my-page")}],
    }
    return JsonResponse(body, content_type="application/manifest+json")
