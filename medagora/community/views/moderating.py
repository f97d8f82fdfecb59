"""The moderators' desk: the queue, one matter, second voices, the rota."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.community.domain.moderation.covering import would_show_picture
from medagora.community.domain.moderation.matters import MatterKind, MatterState
from medagora.community.domain.moderation.rota import load_of
from medagora.community.forms_deciding import AppealDecisionForm, DecisionForm
from medagora.community.forms_moderation import MessageForm, ShiftForm
from medagora.community.labels_moderation import KINDS
from medagora.community.queries import duty as duty_queries
from medagora.community.queries import matters as queries
from medagora.community.queries import moderators
from medagora.community.queries.matters import MatterView, QueueSearch
from medagora.community.services import (
    appeals,
    deciding,
    duty,
    matters,
    sanctions,
    threads,
)
from medagora.community.views.writing import attempt
from medagora.curation.domain.claims import holds, oldest_valid
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate


def _care(request: PersonRequest) -> dict[str, Any]:
    """What a moderator reads about their own week."""
    hard = duty_queries.count_hard_this_week(request.user, timezone.now())
    return {
        "hard": hard,
        "load": load_of(hard),
    }


@login_required
@require_safe
def queue(request: PersonRequest) -> HttpResponse:
    person = moderators.require_moderator(request.user)
    now = timezone.now()
    search = QueueSearch.from_params(request.GET)
    rows = queries.list_queue(person, search)
    context = _care(request) | {
        "page": paginate(rows, page_number(request.GET.get("page"))),
        "seconds": list(queries.list_waiting_for_second(person)[:50]),
        "search": search,
        "kinds": KINDS,
        "languages": languages.FINISHED,
        "moderator_count": len(moderators.list_moderators()),
        "now": now,
        "oldest_claim": oldest_valid(now),
    }
    return render_page(request, "community/moderation/queue.html", "results", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def matter(request: PersonRequest, uid: str) -> HttpResponse:
    """One matter: everything that is known, and the buttons."""
    found = queries.get_matter(uid, request.user)
    now = timezone.now()
    view = queries.view_of(found, request.user, now)
    form = _form_for(request, view)
    if request.method == "POST":
        answer = _answer(request, view, form)
        if answer is not None:
            return answer
    return _show(request, view, form)


DecidingForm = DecisionForm | AppealDecisionForm


def _form_for(request: PersonRequest, view: MatterView) -> DecidingForm:
    is_deciding = request.POST.get("action") == "decide"
    sent = request.POST if is_deciding else None
    if view.matter.kind == MatterKind.APPEAL:
        return AppealDecisionForm(sent)
    return DecisionForm(
        sent,
        kind=MatterKind(view.matter.kind),
        text=view.matter.copy.text,
        has_picture=would_show_picture(view.matter.post.html),
        hats=view.hats,
    )


def _answer(
    request: PersonRequest, view: MatterView, form: DecidingForm
) -> HttpResponse | None:
    """None when the form has something to mend."""
    action, found = request.POST.get("action"), view.matter
    if action == "claim":
        matters.claim(found, by=request.user, at=timezone.now())
        return redirect("community:matter", found.uid)
    if action == "release":
        matters.release(found, by=request.user)
        return redirect("community:moderation")
    if action != "decide" or not form.is_valid():
        return None
    if attempt(form, lambda: _decide(request, view, form)) is None:
        return None
    messages.success(request, _("Decided. Everybody concerned is told."))
    return redirect("community:moderation")


def _decide(request: PersonRequest, view: MatterView, form: DecidingForm) -> object:
    now = timezone.now()
    if isinstance(form, AppealDecisionForm):
        return appeals.decide_appeal(
            view.matter, form.verdict(), by=request.user, at=now
        )
    return deciding.decide(
        view.matter,
        form.verdict(),
        by=request.user,
        at=now,
        note=form.cleaned_data["note"],
        prepared=form.cleaned_data.get("prepared", ""),
    )


def _show(request: PersonRequest, view: MatterView, form: DecidingForm) -> HttpResponse:
    found, now = view.matter, timezone.now()
    has_claim = holds(found.claimed_at, now)
    context = _care(request) | {
        "view": view,
        "matter": found,
        "form": form,
        "is_mine": has_claim and found.claimed_by_id == request.user.pk,
        "is_taken": has_claim and found.claimed_by_id != request.user.pk,
        "is_open": found.state == MatterState.OPEN,
        "has_thread": found.kind in {MatterKind.APPEAL, MatterKind.CRISIS},
        "message_form": MessageForm(),
    }
    status = 422 if form.errors else 200
    return render_page(
        request, "community/moderation/matter.html", context=context, status=status
    )


@login_required
@require_POST
def write(request: PersonRequest, uid: str) -> HttpResponse:
    """A moderator's message in a thread."""
    found = queries.get_matter(uid, request.user)
    form = MessageForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["text"]
        threads.write(found, words, by=request.user, at=timezone.now())
        messages.success(request, _("Sent."))
        return redirect("community:matter", uid)
    context = {"form": form, "back": found}
    return render_page(
        request, "community/moderation/message.html", context=context, status=422
    )


@login_required
@require_POST
def second(request: PersonRequest, uid: str) -> HttpResponse:
    """The second voice about a serious sanction."""
    sanction = queries.get_sanction(uid, request.user)
    answer = request.POST.get("answer")
    if answer == "agree":
        sanctions.agree(sanction, by=request.user, at=timezone.now())
        messages.success(request, _("You agreed. It is in force and in the log."))
    elif answer == "decline":
        sanctions.decline(sanction, by=request.user, at=timezone.now())
        messages.success(request, _("You did not agree. It does not come into force."))
    else:
        raise BadInput("This cannot be decided like that.", field="answer")
    return redirect("community:moderation")


@login_required
@require_POST
def hand_over(request: PersonRequest) -> HttpResponse:
    """Gives back what I have claimed; nobody asks why."""
    count = matters.hand_over(by=request.user, at=timezone.now())
    messages.success(
        request,
        ngettext(
            "Handed over: %(n)d matter. Take care of yourself.",
            "Handed over: %(n)d matters. Take care of yourself.",
            count,
        )
        % {"n": count},
    )
    return redirect("community:moderation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rota(request: PersonRequest) -> HttpResponse:
    """Who is on when; each moderator keeps their own hours."""
    person = moderators.require_moderator(request.user)
    if end := request.POST.get("end", ""):
        duty.end_shift(int(end) if end.isdecimal() else 0, by=person)
        return redirect("community:rota")
    form = ShiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = attempt(
            form,
            lambda: duty.add_shift(
                weekday=form.cleaned_data["weekday"],
                starts=form.minutes("starts"),
                ends=form.minutes("ends"),
                zone=form.cleaned_data["zone"],
                by=person,
            ),
        )
        if added:
            return redirect("community:rota")
    context = {
        "form": form,
        "days": duty_queries.shifts_by_day(),
        "on_duty": duty_queries.names_on_duty(timezone.now()),
    }
    status = 422 if form.errors else 200
    return render_page(
        request, "community/moderation/rota.html", context=context, status=status
    )
