"""The mail with what is new: when, in which language, and how it looks."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from medagora.reader.domain.words import Frequency
from medagora.reader.forms_watching import DigestForm
from medagora.reader.models import Digest
from medagora.reader.queries.digests import schedule_of
from medagora.reader.services import digests
from medagora.reader.views.account_needed import WATCHING, with_account
from medagora.web.pages import PersonRequest, render_page
from medagora.web.rates import require_rate
from medagora.web.time_zones import present_zone, usual_zone

#: Mails that somebody may send themselves to look at.
MOST_TRIALS = 5
#: The mail's own few style rules, and nothing else: no script, no picture.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


@require_http_methods(["GET", "HEAD", "POST"])
@with_account(WATCHING)
def digest(request: PersonRequest) -> HttpResponse:
    own = digests.digest_of(request.user)
    form = DigestForm(request.POST or None, initial=_initial(own))
    if request.method == "POST" and form.is_valid():
        own = digests.change_digest(own, form.draft, at=timezone.now())
        if own.frequency == Frequency.OFF:
            messages.success(request, _("You get no mails of what is new."))
        else:
            messages.success(request, _("Saved."))
        return redirect("reader:digest")
    is_due = own.due_at and own.frequency != Frequency.IMMEDIATE
    context = {
        "form": form,
        "digest": own,
        "due": _on_own_clock(own, own.due_at if is_due else None),
        "sent": _on_own_clock(own, own.sent_at),
        "has_no_zone": _has_no_zone(own) and not form.is_bound,
    }
    return render_page(request, "reader/watching_digest.html", context=context)


def _has_no_zone(own: Digest) -> bool:
    """Whether the zone is only what everybody begins with."""
    return own.frequency == Frequency.OFF and own.time_zone == usual_zone()


def _on_own_clock(own: Digest, moment: datetime | None) -> datetime | None:
    """A moment as the person's own clock shows it."""
    return moment and moment.astimezone(schedule_of(own).zone)


def _initial(own: Digest) -> dict[str, object]:
    return {
        "frequency": own.frequency,
        "what": "alerts" if own.only_alerts else "all",
        "weekday": own.weekday,
        "hour": own.hour,
        "time_zone": present_zone(own.time_zone),
        "language": own.language,
        "most": own.most,
    }


@never_cache
@require_safe
@login_required
def preview(request: PersonRequest) -> HttpResponse:
    """The mail as it would look now, as text, with a way to the other form of it."""
    own = digests.digest_of(request.user)
    letter = digests.write_trial(own, at=timezone.now())
    context = {"letter": letter, "digest": own}
    return render_page(request, "reader/watching_preview.html", context=context)


@never_cache
@require_safe
@login_required
def preview_html(request: PersonRequest) -> HttpResponse:
    """The mail itself, as a mail program shows it; it may run and load nothing."""
    letter = digests.write_trial(digests.digest_of(request.user), at=timezone.now())
    return HttpResponse(letter.html, headers={"Content-Security-Policy": MAIL_POLICY})


@require_POST
@login_required
def send(request: PersonRequest) -> HttpResponse:
    """One now, to look at; the next one comes as it would have come."""
    require_rate(request, "digest", most=MOST_TRIALS, seconds=3600)
    digests.send_trial(digests.digest_of(request.user), at=timezone.now())
    messages.success(
        request,
        _("A mail is on its way to %(address)s.") % {"address": request.user.email},
    )
    return redirect("reader:digest-preview")
