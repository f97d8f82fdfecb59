"""What was decided about my posts, and appealing against it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medagora.community.domain.moderation.matters import MatterKind, MatterState
from medagora.community.forms_moderation import MessageForm
from medagora.community.labels_safety import NOT_A_CRISIS_SERVICE
from medagora.community.queries import appeals as queries
from medagora.community.queries import sanctions
from medagora.community.queries.appeals import DecisionView
from medagora.community.services import appeals, threads
from medagora.community.views.crisis import help_about
from medagora.community.views.writing import attempt
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate


@login_required
@require_safe
def decided(request: PersonRequest) -> HttpResponse:
    """Everything that waits or was decided, the newest first."""
    rows = queries.list_decisions(request.user)
    context = {
        "page": paginate(rows, page_number(request.GET.get("page"))),
        "restriction": sanctions.restriction_of(request.user, timezone.now()),
    }
    return render_page(request, "community/moderation/decided.html", context=context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: PersonRequest, uid: str) -> HttpResponse:
    """One decision: what, why, the words concerned; the appeal and its thread."""
    view = queries.get_decision(uid, request.user, timezone.now())
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = attempt(form, lambda: _say(request, view, form.cleaned_data["text"]))
        if said is not None:
            messages.success(request, _("Sent. You are told when somebody answers."))
            return redirect("community:decision", uid)
    context = {
        "view": view,
        "matter": view.matter,
        "form": form,
        "can_write": _can_write(view),
    }
    if view.matter.kind == MatterKind.CRISIS:
        lines = help_about(request, view.matter.post)
        context |= {"help": lines, "said": NOT_A_CRISIS_SERVICE}
    status = 422 if form.errors else 200
    return render_page(
        request, "community/moderation/decision.html", context=context, status=status
    )


def _say(request: PersonRequest, view: DecisionView, text: str) -> object:
    """The first words open the appeal; the next ones go on in its thread."""
    now = timezone.now()
    if view.appeal is not None:
        return threads.write(view.appeal, text, by=request.user, at=now)
    if view.matter.kind == MatterKind.CRISIS:
        return threads.write(view.matter, text, by=request.user, at=now)
    return appeals.open_appeal(view.matter, text, by=request.user, at=now)


def _can_write(view: DecisionView) -> bool:
    if view.appeal is not None:
        return view.appeal.state == MatterState.OPEN
    return view.can_appeal or bool(view.messages)
