"""Judging a resource: the instrument, its guided form, publishing, taking back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from medagora.appraisal import access, queries, services
from medagora.appraisal.domain.appraisals import (
    AppraisalIncomplete,
    State,
    progress,
)
from medagora.appraisal.domain.instruments import (
    Instrument,
    find_instrument,
    list_instruments,
)
from medagora.appraisal.forms import AppraisalForm
from medagora.appraisal.lending import Judged
from medagora.appraisal.models import Appraisal
from medagora.people import queries as people
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import page_number, paginate
from medagora.web.refusals import sentence

_get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def my_appraisals(request: PersonRequest) -> HttpResponse:
    own = queries.list_own(request.user)
    page = paginate(own, page_number(request.GET.get("page")))
    rows = [(row, find_instrument(row.instrument)) for row in page.rows]
    context = {"page": page, "rows": rows}
    return render_page(request, "appraisal/my_appraisals.html", context=context)


@login_required
@require_safe
def choose(request: PersonRequest, uid: str) -> HttpResponse:
    """Which instrument; drafts that wait are shown beside it."""
    judged = access.get_judged_to_judge(uid, by=request.user)
    own = queries.list_own(request.user).filter(resource_uid=judged.uid)
    states: dict[str, set[str]] = {}
    for row in own:
        states.setdefault(row.instrument, set()).add(row.state)
    context = {
        "judged": judged,
        "instruments": [
            (made, states.get(made.key, set())) for made in list_instruments()
        ],
    }
    return render_page(request, "appraisal/choose.html", context=context)


@login_required
@_get_or_post
def judge(request: PersonRequest, uid: str, key: str) -> HttpResponse:
    """The form. Every POST saves what it can; ``then=publish`` goes on from there.

    htmx sends the form after each change and gets back how far it is.
    """
    judged = access.get_judged_to_judge(uid, by=request.user)
    instrument = access.get_instrument(key)
    draft = queries.find_draft(judged.uid, key, request.user)
    published = queries.find_published(judged.uid, key, request.user)
    form = AppraisalForm(
        instrument,
        access.roles_open_to(request.user),
        queries.draft_of(draft or published),
        request.POST or None,
    )
    if request.method == "POST":
        is_valid = form.is_valid()
        if request.htmx and form.is_unchanged:
            # nothing to keep; or it was published while its last change travelled
            return _progress(request, form, instrument)
        draft = services.save_draft(
            judged, instrument, form.draft(), by=request.user, at=timezone.now()
        )
        if request.htmx:
            return _progress(request, form, instrument)
        if is_valid and _go_on(request, form, draft):
            return _onwards(request, judged, key)
    context = {
        "judged": judged,
        "instrument": instrument,
        "form": form,
        "sections": form.sections(queries.seen_by_item(judged.uid, instrument)),
        "progress": progress(instrument, _answers_of(form)),
        "draft": draft,
        "published": published,
        "interests": people.list_interests(request.user),
    }
    return render_page(request, "appraisal/judge.html", context=context)


def _onwards(request: PersonRequest, judged: Judged, key: str) -> HttpResponse:
    if request.POST.get("then") == "publish":
        return redirect("appraisal:resource", judged.uid)
    return redirect("appraisal:judge", judged.uid, key)


def _answers_of(form: AppraisalForm) -> dict[str, str]:
    return dict((form.draft() if form.is_bound else form.current).answers)


def _progress(
    request: PersonRequest, form: AppraisalForm, instrument: Instrument
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "saved_at": timezone.now(),
        "progress": progress(instrument, _answers_of(form)),
    }
    return render_page(request, "appraisal/judge.html", "progress", context)


def _go_on(request: PersonRequest, form: AppraisalForm, draft: Appraisal) -> bool:
    """Publishes if that was asked; False when the form has to be shown again."""
    if request.POST.get("then") != "publish":
        messages.success(request, _("Saved. Nobody else sees it yet."))
        return True
    try:
        services.publish_appraisal(draft, by=request.user, at=timezone.now())
    except AppraisalIncomplete as refusal:
        form.add_error(None, sentence(refusal))
        form.ask_for(refusal.missing)
        return False
    messages.success(request, _("Published. Thank you for judging it."))
    return True


@login_required
@_get_or_post
def withdraw(request: PersonRequest, uid: str, key: str) -> HttpResponse:
    """Asks, then takes a published appraisal back."""
    own = access.get_own(uid, key, State.PUBLISHED, by=request.user)
    if request.method == "POST":
        services.withdraw_appraisal(own, by=request.user, at=timezone.now())
        messages.success(request, _("Withdrawn. It is no longer shown."))
        return redirect("appraisal:mine")
    context = {"appraisal": own, "instrument": access.get_instrument(key)}
    return render_page(request, "appraisal/withdraw.html", context=context)


@login_required
@_get_or_post
def discard(request: PersonRequest, uid: str, key: str) -> HttpResponse:
    """Asks, then deletes a draft."""
    own = access.get_own(uid, key, State.DRAFT, by=request.user)
    if request.method == "POST":
        services.discard_draft(own, by=request.user)
        messages.success(request, _("The draft is deleted."))
        return redirect("appraisal:mine")
    context = {"appraisal": own, "instrument": access.get_instrument(key)}
    return render_page(request, "appraisal/discard.html", context=context)


@login_required
@_get_or_post
def hide(request: PersonRequest, uid: str, appraisal_uid: str) -> HttpResponse:
    """For moderators: asks, then takes somebody's appraisal out of sight."""
    found = access.get_to_hide(uid, appraisal_uid, by=request.user)
    if request.method == "POST":
        services.hide_appraisal(found, by=request.user, at=timezone.now())
        messages.success(request, _("Hidden. Its author sees that."))
        return redirect("appraisal:resource", uid)
    instrument = access.get_instrument(found.instrument)
    context = {"appraisal": found, "instrument": instrument}
    return render_page(request, "appraisal/hide.html", context=context)
