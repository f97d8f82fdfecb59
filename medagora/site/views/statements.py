"""Short, honest statements about this site."""

from django.conf import settings
from django.http import HttpResponse

from medagora.web.pages import PageRequest, render_page


def about(request: PageRequest) -> HttpResponse:
    return render_page(request, "site/about.html")


def privacy(request: PageRequest) -> HttpResponse:
    days = settings.SESSION_COOKIE_AGE // 86_400
    return render_page(request, "site/privacy.html", context={"session_days": days})


def accessibility(request: PageRequest) -> HttpResponse:
    return render_page(request, "site/accessibility.html")
