"""What people said about a resource: pictures and tables, no verdict."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medagora.appraisal import access, queries
from medagora.web.pages import PageRequest, render_page, viewer


@require_safe
def resource_ratings(request: PageRequest, uid: str) -> HttpResponse:
    person = viewer(request)
    judged = access.get_judged(uid, viewer=person)
    context = {
        "judged": judged,
        "ratings": queries.list_ratings(judged.uid),
        "can_hide": access.can_hide(person),
    }
    return render_page(request, "appraisal/resource_ratings.html", context=context)
