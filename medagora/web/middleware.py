"""Middleware: security headers, the reader's choices, refusals as pages."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes

from medagora.kernel import languages
from medagora.kernel.refusals import Refusal
from medagora.web import doors, errors

Handler = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
AUDIENCES = ("patients", "professionals", "both")
#: With it the reader's service worker asks for pages that nobody looks at yet.
QUIET = "X-Reader-Quiet"


def security_headers(get_response: Handler) -> Handler:
    """A view whose page plays sound sets ``response.csp_media`` to the origin that it
    comes from: the one thing that may be loaded from elsewhere.

    When a session ends, the browser forgets what it kept for reading offline.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy_for(response))
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        session = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is not None and not session.value:
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return middleware


def quiet_answers(get_response: Handler) -> Handler:
    """What is fetched ahead changes no cookie.

    Somebody may have signed in since it was asked for. Its session is a former one
    then, and the answer would end the new one, bring back an old form's token, or take
    a message that nobody has read.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if QUIET in request.headers:
            response.cookies.clear()
        return response

    return middleware


def short_way(get_response: Handler) -> Handler:
    """Leads programs to their doors past the middleware that only pages need, which
    stands behind this one and takes longer than some of the answers.

    What that would have done for them is done here: the host is one of ours, words are
    in the language that was asked for, and the answer tells its size.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = doors.answer_of(request)
        if answer is None:
            return get_response(request)
        request.get_host()
        language = translation.get_language_from_request(request)
        translation.activate(language)
        response = answer(request)
        if response is None:
            return get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        response.headers.setdefault("Content-Length", str(len(response.content)))
        return response

    return middleware


def _policy_for(response: HttpResponse) -> str:
    media = getattr(response, "csp_media", "")
    if not media:
        return CONTENT_SECURITY_POLICY
    return f"{CONTENT_SECURITY_POLICY}; media-src {media}"


def reading_choices(get_response: Handler) -> Handler:
    """``request.audience``: from ``?audience=``, else the cookie, else both.

    The cookie holds nothing but that word and is only set on request, and never by
    what copies in between may keep: feeds and the widget on other sites.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("audience", "")
        kept = request.COOKIES.get("audience", "")
        choice = next((a for a in (asked, kept) if a in AUDIENCES), "both")
        request.audience = choice  # type: ignore[attr-defined]  # see PageRequest
        response = get_response(request)
        is_shared = "public" in response.headers.get("Cache-Control", "")
        if asked in AUDIENCES and asked != kept and not is_shared:
            response.set_cookie(
                "audience", asked, max_age=31_536_000, httponly=True, samesite="Lax"
            )
        return response

    return middleware


def language_choice(get_response: Handler) -> Handler:
    """Remembers the language that somebody chose from the menu.

    The menu's links carry ``?chosen=hu``; the answer keeps the word in a cookie and
    leads to the same page without it, so the address that people copy is plain.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("chosen", "")
        if request.method != "GET" or chosen not in languages.FINISHED:
            return get_response(request)
        query = request.GET.copy()
        del query["chosen"]
        path = escape_leading_slashes(request.path)
        response = HttpResponseRedirect(
            f"{path}?{query.urlencode()}" if query else path
        )
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            httponly=True,
            samesite="Lax",
        )
        return response

    return middleware


def refusals(get_response: Handler) -> "Refusals":
    return Refusals(get_response)


class Refusals:
    """Turns a Refusal into a page, a fragment or JSON, whoever asked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return errors.refused(request, exception)
        return None
