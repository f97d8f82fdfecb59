"""Short, honest statements about this site."""

from django.conf import settings
from django.http import HttpResponse

from medagora.web.pages import PageRequest, render_page


def about(request: PageRequest) -> HttpResponse:
    return render_page(request, "site/about.html")


def privacy(request: PageRequest) -> HttpResponse:
    days = settings.SESSION_COOKIE_AGE // 86_400
    context = {
        "session_days": days,
        "keep_days": settings.CONFIG.reader_keep_days,
        "asks_unpaywall": settings.CONFIG.outside and settings.CONFIG.unpaywall_contact,
    }
    return render_page(request, "site/privacy.html", context=context)


def accessibility(request: PageRequest) -> HttpResponse:
    return render_page(request, "site/accessibility.html")
