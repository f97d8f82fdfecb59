"""What moderators do with a whole conversation."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from medagora.community import access
from medagora.community.services import ordering
from medagora.kernel.refusals import BadInput
from medagora.web.pages import PersonRequest


@login_required
@require_POST
def order(request: PersonRequest, uid: str) -> HttpResponse:
    """``action``: "close", "open", or "slow" with a number of ``seconds``."""
    question, now = access.get_question(uid, request.user), timezone.now()
    action, seconds = request.POST.get("action"), request.POST.get("seconds", "")
    if action == "close":
        ordering.close_conversation(question, by=request.user, at=now)
    elif action == "open":
        ordering.open_conversation(question, by=request.user, at=now)
    elif action == "slow" and seconds.isdecimal():
        ordering.slow_down(question, int(seconds), by=request.user, at=now)
    else:
        raise BadInput("Please choose an answer.", field="action")
    return redirect("community:question", uid)
