"""For readers who worry about whoever wrote a post: one tap, then words and lines."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from medagora.community import access
from medagora.community.labels_safety import FOR_THE_WORRIED, NOT_A_CRISIS_SERVICE
from medagora.community.models import Post
from medagora.community.services import worrying
from medagora.community.views.crisis import help_about
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.rates import TooOften, require_rate
from medagora.web.refusals import sentence
from medagora.web.traps import TrapForm

MOST_AN_HOUR = 10


@require_http_methods(["GET", "HEAD", "POST"])
def worry(request: PageRequest, uid: str) -> HttpResponse:
    """Whom to call, whatever else happens; a post calls the moderators."""
    post = access.get_post(uid, viewer(request))
    if request.method != "POST":
        return _show(request, post)
    try:
        require_rate(request, "worry", most=MOST_AN_HOUR, seconds=3600)
    except TooOften as refusal:  # the lines are not kept from anybody
        return _show(request, post, refused=refusal)
    if not TrapForm(request.POST).is_trapped:
        worrying.call_moderators(post, by=viewer(request), at=timezone.now())
    return redirect(f"{reverse('community:worry', args=[post.uid])}?told=yes")


def _show(
    request: PageRequest, post: Post, *, refused: TooOften | None = None
) -> HttpResponse:
    context = {
        "post": post,
        "words": FOR_THE_WORRIED,
        "is_told": request.GET.get("told") == "yes",
        "refused": sentence(refused) if refused else "",
        "form": TrapForm(),
        "help": help_about(request, post),
        "said": NOT_A_CRISIS_SERVICE,
    }
    status = refused.status if refused else 200
    return render_page(
        request, "community/moderation/worry.html", context=context, status=status
    )
