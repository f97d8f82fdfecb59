"""The tick: one thing into the basket or out of it, from any page."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from medagora.kernel.refusals import BadInput
from medagora.prescriptions.views import baskets
from medagora.prescriptions.views.origin import own_pages_only
from medagora.web.pages import PageRequest, way_back

#: The longest uid of anything is shorter.
_LONGEST = 40


@require_POST
@own_pages_only
def tick(request: PageRequest) -> HttpResponse:
    """``kind``, ``uid``; with ``untick`` out of the basket. To a script it says what
    the bar shall say, to a browser without one the page that it came from."""
    kind, uid = request.POST.get("kind", ""), request.POST.get("uid", "")
    if len(kind) > _LONGEST or len(uid) > _LONGEST:
        raise BadInput(_("There is no such thing to hand over."))
    back = way_back(request, reverse("prescriptions:compose"))
    response = HttpResponseRedirect(back, status=303)
    if "untick" in request.POST:
        basket = baskets.untick(request, response, kind, uid)
    else:
        basket = baskets.tick(request, response, kind, uid)
    if request.get_preferred_type(["text/html", "application/json"]) != (
        "application/json"
    ):
        return response
    count = len(basket.chosen)
    body = {
        "is_ticked": (kind, uid) in basket.keys,
        "count": count,
        "words": bar_words(count),
    }
    answer = JsonResponse(body, headers={"Cache-Control": "no-store"})
    answer.cookies.update(response.cookies)
    return answer


@require_POST
@own_pages_only
def clear(request: PageRequest) -> HttpResponse:
    response = HttpResponseRedirect(reverse("prescriptions:compose"), status=303)
    baskets.clear(request, response)
    return response


def bar_words(count: int) -> str:
    """ "3 things ticked for a sheet"."""
    return ngettext(
        "%(count)s thing ticked for a sheet",
        "%(count)s things ticked for a sheet",
        count,
    ) % {"count": count}
