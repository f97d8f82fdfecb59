"""Alerts: what somebody watches for, and what was found."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from medagora.kernel.refusals import Refusal
from medagora.reader.domain.wanted import parse
from medagora.reader.domain.wanted_fields import FIELDS, IS
from medagora.reader.domain.words import Frequency, Sort
from medagora.reader.forms_watching import AlertForm
from medagora.reader.models import Alert
from medagora.reader.queries import watching as queries
from medagora.reader.queries.digests import find_digest
from medagora.reader.queries.watching import Preview
from medagora.reader.services import digests, watching
from medagora.reader.views.account_needed import WATCHING, with_account
from medagora.web.pages import PersonRequest, render_page
from medagora.web.paging import Page, page_number, paginate
from medagora.web.refusals import add_refusal


@require_safe
@with_account(WATCHING)
def overview(request: PersonRequest) -> HttpResponse:
    """Everything that somebody watches, at a glance."""
    person = request.user
    context = {
        "alerts": queries.list_alerts(person),
        "mutes": queries.list_mutes(person),
        "digest": find_digest(person),
        "news_count": queries.count_news(person),
    }
    return render_page(request, "reader/watching.html", context=context)


@require_safe
def query_help(request: HttpRequest) -> HttpResponse:
    """How to write a query; for everybody."""
    context = {"fields": list(FIELDS), "kinds": list(Sort), "states": list(IS)}
    return render_page(request, "reader/watching_query.html", context=context)


@with_account(WATCHING, kept=AlertForm.TYPED)
def alert_new(request: PersonRequest) -> HttpResponse:
    """Boxes, then what they would have found, then the alert; one page."""
    is_sent = request.method == "POST"
    # a link may bring words: "watch this search", or what was typed before signing in
    asked = request.GET.get("q", "")
    typed = {n: request.GET[n] for n in AlertForm.TYPED if n in request.GET}
    initial = {"query": asked, **typed}
    form = AlertForm(request.POST if is_sent else None, initial=initial)
    if not is_sent and asked:
        form = AlertForm({"query": asked, "where": "all", "frequency": Frequency.DAILY})
    return _alert_form(request, form, None)


@login_required
def alert_edit(request: PersonRequest, alert_id: int) -> HttpResponse:
    alert = queries.get_alert(request.user, alert_id)
    initial = {
        "query": alert.query,
        "composed": "",
        "name": alert.name,
        "where": "followed" if alert.only_followed else "all",
        "frequency": alert.frequency,
    }
    form = AlertForm(request.POST or None, initial=initial)
    return _alert_form(request, form, alert)


def _alert_form(
    request: PersonRequest, form: AlertForm, alert: Alert | None
) -> HttpResponse:
    found: Preview | None = None
    if form.is_bound and form.is_valid():
        if "save" in request.POST:
            response = _save(request, form, alert)
            if response is not None:
                return response
        found = queries.preview(
            request.user,
            parse(form.chosen),
            only_followed=form.draft.only_followed,
            at=timezone.now(),
        )
        form = form.shown_again() if form.is_valid() else form
    context = {"form": form, "alert": alert, "found": found, "now": timezone.now()}
    return render_page(request, "reader/watching_alert_form.html", context=context)


def _save(
    request: PersonRequest, form: AlertForm, alert: Alert | None
) -> HttpResponse | None:
    """The alert's page; None when a rule refused it, which the form then shows."""
    now = timezone.now()
    try:
        if alert is None:
            alert = watching.add_alert(request.user, form.draft)
        else:
            alert = watching.change_alert(alert, form.draft, at=now)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return None
    frequency = Frequency(alert.frequency)
    messages.success(request, _("The alert is set. It watches from now on."))
    if digests.turn_on_for_alert(request.user, frequency, at=now):
        messages.info(
            request,
            _(
                "You got no mails until now. From now on you get one when your alerts "
                "found something; you can choose its day and hour."
            ),
        )
        return redirect("reader:digest")
    return redirect("reader:alert", alert.pk)


@require_safe
@login_required
def alert(request: PersonRequest, alert_id: int) -> HttpResponse:
    """What an alert found, and how it is set."""
    own = queries.get_alert(request.user, alert_id)
    page = paginate(queries.hits_of(own), page_number(request.GET.get("page")))
    lines = queries.hit_lines(request.user, page.rows)
    context = {
        "alert": own,
        "page": Page(lines, page.number, page.pages, page.total),
        "now": timezone.now(),
    }
    return render_page(request, "reader/watching_alert.html", context=context)


@require_POST
@login_required
def alert_change(request: PersonRequest, alert_id: int) -> HttpResponse:
    """Lets it rest, wakes it, or removes it."""
    own = queries.get_alert(request.user, alert_id)
    action = request.POST.get("action", "")
    if action == "remove":
        watching.remove_alert(own)
        messages.success(request, _("The alert is removed."))
        return redirect("reader:watching")
    if action in {"rest", "wake"}:
        watching.switch_alert(own, is_on=action == "wake")
        words = {"rest": _("The alert rests."), "wake": _("The alert watches again.")}
        messages.success(request, words[action])
    return redirect("reader:alert", own.pk)
