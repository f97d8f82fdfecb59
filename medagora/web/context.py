"""What every page knows: the site, the reader's language, the other languages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from medagora import __version__
from medagora.kernel import languages
from medagora.web import menu


def page(request: HttpRequest) -> dict[str, Any]:
    code = get_language() or "en"
    return {
        "site_name": settings.CONFIG.site_name,
        "site_url": settings.CONFIG.site_url.rstrip("/"),
        "site_contact": settings.CONFIG.contact,
        "site_version": __version__,
        "sign_up_open": settings.CONFIG.sign_up,
        "language": code,
        "direction": languages.direction(code),
        "audience": getattr(request, "audience", "both"),
        "alternates": SimpleLazyObject(lambda: _alternates(request)),
        "menu_pages": SimpleLazyObject(lambda: _menu_pages(request)),
    }


def _alternates(request: HttpRequest) -> list[dict[str, Any]]:
    """This page in each finished language: code, own name, path, and the menu's link,
    which keeps the question and has the choice remembered."""
    here = request.path
    code = get_language() or "en"
    query = request.GET.copy()
    return [
        {
            "code": other,
            "name": languages.own_name(other),
            "path": _in_language(here, code, other),
            "link": _choosing(_in_language(here, code, other), query, other),
            "is_current": other == code,
        }
        for other in languages.FINISHED
    ]


def _in_language(path: str, code: str, other: str) -> str:
    """The same page in another language: only the first step of a path has one."""
    prefix = get_script_prefix()
    start = f"{prefix}{code}/"
    return f"{prefix}{other}/{path[len(start) :]}" if path.startswith(start) else path


def _choosing(path: str, query: QueryDict, code: str) -> str:
    query["chosen"] = code
    return f"{path}?{query.urlencode()}"


def _menu_pages(request: HttpRequest) -> list[menu.Entry]:
    """Also asked on error pages, where nobody may have looked who it is."""
    user = getattr(request, "user", None)
    return menu.list_entries(user if user and user.is_authenticated else None)
