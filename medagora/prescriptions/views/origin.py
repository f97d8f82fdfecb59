"""Forms that need no token, so that a page with them sets no cookie for its reader.

Every browser says where a form was sent from: ``Sec-Fetch-Site`` since 2020 to 2023,
``Origin`` long before. What comes from another site is refused; what says neither is no
browser and carries nobody's cookies. (https://www.w3.org/TR/fetch-metadata/)
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from medagora.kernel.refusals import NotAllowed

View = Callable[..., HttpResponse]


def own_pages_only(view: View) -> View:
    """In the place of a token: only forms of this site's own pages."""

    @csrf_exempt
    @wraps(view)
    def checked(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not _is_from_here(request):
            raise NotAllowed(_("This form came from another site."))
        return view(request, *args, **named)

    return checked


def _is_from_here(request: HttpRequest) -> bool:
    said = request.headers.get("Sec-Fetch-Site")
    if said:
        return said in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return not origin or urlsplit(origin).netloc == request.get_host()
