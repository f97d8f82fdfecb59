"""Pictures of entries, from us instead of from whoever would like to know who reads."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from medagora.reader.services import images
from medagora.web.rates import TooOften, require_rate

#: A picture may change behind its address; nobody minds for a month.
_LONG = "public, max-age=2592000, immutable"
_SHORT = "public, max-age=300"
#: If somebody opens the picture by itself, it is a picture and nothing else.
_POLICY = "default-src 'none'; sandbox"
#: Pictures that one place may have fetched in a minute.
MOST_A_MINUTE = 600
#: Stands where a picture could not be had: a frame with a line through it.
_PLACEHOLDER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="90" '
    'viewBox="0 0 160 90" fill="none" stroke="#857a69" stroke-width="1.5">'
    '<rect x="1" y="1" width="158" height="88" stroke-dasharray="4 4"/>'
    '<path d="M60 60l14-18 10 12 6-7 10 13z"/><circle cx="94" cy="36" r="4"/>'
    "</svg>"
)


@require_safe
def image(request: HttpRequest, token: str) -> HttpResponse:
    try:
        require_rate(request, "picture", most=MOST_A_MINUTE, seconds=60)
        picture = images.desk().get(token)
    except images.NotYet:
        return _ask_again()
    except TooOften as refusal:
        return _placeholder(refusal.status)
    except (images.NoPicture, images.BrokenPicture) as refusal:
        return _placeholder(refusal.status)
    return _answer(picture.body, picture.content_type, 200, _LONG)


def _ask_again() -> HttpResponse:
    """No picture at all, so that the page notices and asks again (``pictures.js``)."""
    response = HttpResponse(status=503)
    response.headers["Retry-After"] = "1"
    response.headers["Cache-Control"] = "no-store"
    return response


def _placeholder(status: int) -> HttpResponse:
    return _answer(_PLACEHOLDER.encode(), "image/svg+xml", status, _SHORT)


def _answer(body: bytes, content_type: str, status: int, kept: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type, status=status)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = kept
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
