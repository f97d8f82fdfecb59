"""Short, honest statements about this site."""

from django.conf import settings
from django.http import HttpResponse

from medagora.people.queries.data_map import list_tables
from medagora.site.retention import list_kept
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


def data_map(request: PageRequest) -> HttpResponse:
    """What every table knows about people, and what is kept only for a while."""
    tables = list_tables()
    context = {
        "tables": tables,
        "personal": [row for row in tables if row.is_personal],
        "kept": list_kept(),
    }
    return render_page(request, "site/data_map.html", context=context)


def accessibility(request: PageRequest) -> HttpResponse:
    return render_page(request, "site/accessibility.html")
