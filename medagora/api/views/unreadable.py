"""What the API answers to a request that cannot be read at all (web.doors)."""

from django.http import HttpRequest, HttpResponse

from medagora.api.entrance.problems import NotReadable
from medagora.api.views import api
from medagora.kernel.refusals import BadInput


def refuse_unreadable(request: HttpRequest, refusal: BadInput) -> HttpResponse:
    """A problem like all others; scripts of any page may read it."""
    response = api.refuse(request, NotReadable(refusal.message))
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
