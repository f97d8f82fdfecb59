"""Suggesting a page: an address, then what the machine saw, then the outcome."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from medagora.catalogue import queries as catalogue
from medagora.catalogue import services as catalogue_services
from medagora.catalogue.domain.words import State
from medagora.curation import access
from medagora.curation.forms import AddressForm, SuggestionForm
from medagora.curation.models import Suggestion
from medagora.curation.queries import history
from medagora.curation.services import suggesting
from medagora.kernel.refusals import BadInput, Conflict
from medagora.topics import queries as topics
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.rates import require_rate
from medagora.web.refusals import add_refusal

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource

MOST_AN_HOUR = 20
#: The machine has this long before the page stops waiting for it.
PATIENCE = timedelta(seconds=45)


def suggest(request: PageRequest) -> HttpResponse:
    form = AddressForm(request.POST or None, initial={"address": _asked(request)})
    context: dict[str, Any] = {
        "form": form,
        "topic": _topic(request),
        "single_review": settings.CONFIG.single_review,
    }
    if request.method != "POST" or not form.is_valid():
        return render_page(request, "curation/suggest.html", context=context)
    if form.is_trapped:
        return redirect("curation:suggest")
    require_rate(request, "suggest", most=MOST_AN_HOUR, seconds=3600)
    try:
        suggestion = suggesting.suggest(
            form.cleaned_data["address"], by=viewer(request), at=timezone.now()
        )
    except catalogue_services.AlreadyThere as known:
        context["known"] = _known(request, known.uid)
        return render_page(request, "curation/suggest.html", context=context)
    except (BadInput, Conflict) as refusal:
        add_refusal(form, refusal)
        return render_page(request, "curation/suggest.html", context=context)
    return redirect(_address_of(suggestion, context["topic"]))


def _asked(request: PageRequest) -> str:
    """Bookmarklets and other pages hand over an address."""
    return request.GET.get("address", "")[:1000]


def _topic(request: PageRequest) -> str:
    """The topic whose page somebody comes from."""
    slug = request.POST.get("topic") or request.GET.get("topic", "")
    return slug if slug in topics.ids_by_slug([slug]) else ""


def _address_of(suggestion: Suggestion, topic: str = "") -> str:
    path = reverse("curation:suggestion", args=[access.sign(suggestion)])
    return f"{path}?topic={topic}" if topic else path


@dataclass(frozen=True)
class Known:
    """A resource that we have already, and what a stranger may know of it."""

    card: catalogue.Card
    is_public: bool
    is_declined: bool
    judgements: list[history.Judgement]


def _known(request: PageRequest, uid: str) -> Known:
    return known_of(catalogue.get_resource(uid), request.LANGUAGE_CODE)


def known_of(resource: "Resource", language: str) -> Known:
    is_declined = resource.state == State.DECLINED
    return Known(
        card=catalogue.card_of(resource, language),
        is_public=resource.state in {State.PUBLISHED, State.RETIRED},
        is_declined=is_declined,
        judgements=history.list_judgements(resource, limit=1) if is_declined else [],
    )


@never_cache
def suggestion(request: PageRequest, token: str) -> HttpResponse:
    """The page behind the link that the suggester keeps."""
    found = access.get_signed_suggestion(token)
    if not suggesting.is_still_open(found):
        return _outcome(request, found)
    if _is_waiting(found) and request.method != "POST" and "now" not in request.GET:
        context = {"suggestion": found, "token": token}
        return render_page(request, "curation/suggestion_waiting.html", context=context)
    return _correct(request, found, token)


def _is_waiting(suggestion: Suggestion) -> bool:
    is_young = timezone.now() - suggestion.suggested_at < PATIENCE
    can_look = settings.CONFIG.outside and suggestion.inspected_at is None
    return can_look and is_young


def _correct(request: PageRequest, suggestion: Suggestion, token: str) -> HttpResponse:
    base = catalogue.draft_of(suggestion.resource)
    initial = SuggestionForm.initial_of(base, request.LANGUAGE_CODE)
    SuggestionForm.add_seen(initial, suggestion.seen_by_machine)
    initial["note"] = suggestion.note
    if not base.topics and (topic := _topic(request)):
        initial["topics"] = topic
    form = SuggestionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            suggesting.correct_suggestion(
                suggestion, form.draft(base), note=form.cleaned_data["note"]
            )
        except BadInput as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Thank you. The curators see what you wrote."))
            return redirect("curation:suggestion", token)
    context = {
        "suggestion": suggestion,
        "form": form,
        "token": token,
        "seen": suggestion.seen_by_machine,
        "duplicates": duplicates_of(suggestion, request.LANGUAGE_CODE),
        "link": request.build_absolute_uri(request.path),
    }
    return render_page(request, "curation/suggestion.html", context=context)


def duplicates_of(suggestion: Suggestion, language: str) -> list[Known]:
    """Resources that have the same page under another address."""
    uids = suggestion.seen_by_machine.get("duplicates", [])
    return [known_of(catalogue.get_resource(uid), language) for uid in uids[:3]]


def _outcome(request: PageRequest, suggestion: Suggestion) -> HttpResponse:
    resource = suggestion.resource
    context = {
        "suggestion": suggestion,
        "resource": resource,
        "card": catalogue.card_of(resource, request.LANGUAGE_CODE),
        "judgements": history.list_judgements(resource),
    }
    return render_page(request, "curation/suggestion_outcome.html", context=context)


@require_safe
@never_cache
def suggestion_ready(request: PageRequest, token: str) -> HttpResponse:
    """What htmx asks while it waits: 204, or an order to load the page again."""
    found = access.get_signed_suggestion(token)
    if _is_waiting(found):
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})
