"""Middleware of this room."""

from collections.abc import Callable

from allauth.usersessions.middleware import UserSessionsMiddleware
from django.http import HttpRequest, HttpResponse

#: Asked for by pages, many at a time: pictures and scripts are no visits.
_NO_PAGES = ("/reader/image/", "/sw.js", "/static/")


def sessions_of_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Remembers when each session was last used, with one write for each page."""
    remembering = UserSessionsMiddleware(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(_NO_PAGES):
            return get_response(request)
        answer: HttpResponse = remembering(request)
        return answer

    return middleware
