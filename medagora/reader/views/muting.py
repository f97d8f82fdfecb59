"""What somebody does not want to see."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from medagora.kernel.refusals import Refusal
from medagora.reader import access
from medagora.reader.forms_watching import MuteForm
from medagora.reader.queries import watching as queries
from medagora.reader.queries.readings import Reading, reading_of
from medagora.reader.queries.source_names import (
    hints_of,
    list_named,
    name_of,
    with_hint,
)
from medagora.reader.services import watching
from medagora.reader.views.account_needed import WATCHING, with_account
from medagora.web.pages import PersonRequest, render_page
from medagora.web.refusals import add_refusal


@require_http_methods(["GET", "HEAD", "POST"])
@with_account(WATCHING)
def mutes(request: PersonRequest) -> HttpResponse:
    """The rules, and a form for one more. ``?source=`` fills it in."""
    reading = reading_of(request.user)
    asked = request.GET.get("source", "")
    source = (
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else 0
    )
    rules = list(queries.list_mutes(request.user))
    names = _names(reading, {rule.feed_id for rule in rules if rule.feed_id})
    form = MuteForm(
        request.POST or None,
        sources=_sources(reading, source, names),
        initial={"source": source or "", "days": "7" if source else "0"},
    )
    if request.method == "POST" and form.is_valid() and _add(request, form, reading):
        return redirect("reader:mutes")
    context = {
        "form": form,
        "rules": [(rule, names.get(rule.feed_id or 0, "")) for rule in rules],
    }
    return render_page(request, "reader/watching_mutes.html", context=context)


def _names(reading: Reading, muted: set[int]) -> dict[int, str]:
    """What the person calls each source that they follow or muted; two of one name
    with their addresses."""
    followed = reading.by_feed
    named = [
        (feed.pk, _own_title(reading, feed.pk) or name_of(feed), feed.address)
        for feed in list_named({*followed, *muted})
    ]
    hints = hints_of(named)
    return {pk: with_hint(name, hints.get(pk, "")) for pk, name, _address in named}


def _own_title(reading: Reading, feed_id: int) -> str:
    follow = reading.by_feed.get(feed_id)
    return follow.title if follow else ""


def _sources(
    reading: Reading, asked: int, names: dict[int, str]
) -> list[tuple[int, str]]:
    """What the person follows, A-Z, and the source that was asked for."""
    named = {pk: names[pk] for pk in reading.by_feed if pk in names}
    if asked and asked not in named:
        named[asked] = name_of(access.get_source_to_see(asked, reading))
    return sorted(named.items(), key=lambda pair: pair[1].casefold())


def _add(request: PersonRequest, form: MuteForm, reading: Reading) -> bool:
    """True if it is muted; else the form shows why not."""
    source = form.cleaned_data["source"]
    try:
        watching.add_mute(
            request.user,
            query=form.cleaned_data["query"],
            feed=access.get_source_to_see(source, reading) if source else None,
            until=form.until(timezone.now().date()),
        )
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    messages.success(request, _("It is hidden from your lists and your mails."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mute(request: PersonRequest, rule_id: int) -> HttpResponse:
    """What one rule hides; sending the form takes the rule back."""
    rule = queries.get_mute(request.user, rule_id)
    if request.method == "POST":
        watching.remove_mute(rule)
        messages.success(request, _("It is shown again."))
        return redirect("reader:mutes")
    now = timezone.now()
    found = queries.preview_mute(request.user, rule, at=now)
    context = {"rule": rule, "found": found, "now": now}
    return render_page(request, "reader/watching_mute.html", context=context)
