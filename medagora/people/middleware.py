"""Middleware of this room."""

import hashlib
from collections.abc import Callable

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

#: Asked for by pages, many at a time: pictures and scripts are no visits.
_NO_PAGES = ("/reader/image/", "/sw.js", "/static/")
#: "Last used a minute ago" is exact enough, and spares a write for each page.
_SECONDS = 60


def sessions_of_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Remembers when each session was last used, to the minute."""
    remembering = UserSessionsMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_NO_PAGES) or _is_fresh(request):
            return get_response(request)
        answer: HttpResponse = remembering(request)
        return answer

    return middleware


def _is_fresh(request: HttpRequest) -> bool:
    """Whether this session was remembered within the last minute. When the cache
    forgets, it is remembered again."""
    key = request.session.session_key
    if not key:
        return True
    name = hashlib.sha256(f"session:{key}".encode()).hexdigest()
    return not cache.add(f"seen:{name}", True, _SECONDS)
