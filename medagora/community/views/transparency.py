"""Figures about moderation, for everybody."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from medagora.community.queries import moderators, transparency
from medagora.web.pages import PageRequest, render_page


@require_safe
def figures(request: PageRequest) -> HttpResponse:
    now = timezone.now()
    starts = transparency.month_named(request.GET, now)
    context = {
        "figures": transparency.measure_month(starts),
        "months": transparency.months_until(now),
        "waiting": transparency.waiting_now(now),
        "moderator_count": len(moderators.list_moderators()),
    }
    return render_page(
        request, "community/moderation/transparency.html", context=context
    )
