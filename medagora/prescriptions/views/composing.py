"""From what is ticked to a sheet, on one page: look, choose, hand over."""

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from medagora.kernel import languages
from medagora.kernel.refusals import Refusal
from medagora.kernel.text import tidy
from medagora.prescriptions import access, queries
from medagora.prescriptions.domain.codes import grouped
from medagora.prescriptions.domain.drafts import MOST_LINES, Chosen, is_uid
from medagora.prescriptions.domain.words import Level, LineKind
from medagora.prescriptions.forms import ComposeForm
from medagora.prescriptions.services import handing, templates
from medagora.prescriptions.services.local_services import MOST_SERVICES
from medagora.prescriptions.views import baskets
from medagora.prescriptions.views.drawing import document, pdf_response
from medagora.web.pages import PageRequest, render_page, viewer
from medagora.web.rates import require_rate
from medagora.web.refusals import add_refusal

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Suggestions whose boxes are ticked already.
_TICKED = 5
#: What one page offers: a template, a full basket, what was found, and all services.
_MOST_OFFERED = 3 * MOST_LINES + MOST_SERVICES
_LONGEST_WORDS = 200

Key = tuple[str, str]


@dataclass
class Offer:
    """What may go on the sheet, what of it is ticked, and the form's first values."""

    chosen: list[Chosen] = field(default_factory=list)
    ticked: set[Key] = field(default_factory=set)
    initial: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    found: queries.Suggestion | None = None

    @property
    def language(self) -> str:
        return str(self.initial["language"])

    @property
    def notes(self) -> dict[Key, str]:
        return {line.key: line.note for line in self.chosen if line.note}

    def add(self, lines: list[Chosen], *, ticked: bool) -> None:
        known = {line.key for line in self.chosen}
        self.chosen += [line for line in lines if line.key not in known]
        if ticked:
            self.ticked |= {line.key for line in lines}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: PageRequest) -> HttpResponse:
    """``?code=`` a diagnosis by code or in words, ``?template=`` one of one's own."""
    if request.method == "POST":
        return _sent(request)
    came_along = baskets.take_over(request)
    offer = _offer(request)
    response = _page(request, _form(request, offer), offer)
    if came_along:
        baskets.forget_device(response)
    return response


def _offer(request: PageRequest) -> Offer:
    person = viewer(request)
    offer = Offer(initial={"language": _language(request), "level": _level(request)})
    if person and (uid := request.GET.get("template")):
        _from_template(offer, uid, person)
    offer.add(list(baskets.basket_of(request).chosen), ticked=True)
    words = tidy(request.GET.get("code", "")[:_LONGEST_WORDS])
    if words:
        _from_words(offer, words)
    if person:
        own = queries.list_services(person)
        services = [Chosen(LineKind.SERVICE, service.uid) for service in own]
        offer.add(services, ticked=False)
    return offer


def _from_template(offer: Offer, uid: str, person: "Person") -> None:
    template = access.get_template(uid, person)
    ready = templates.use_template(template, by=person, at=timezone.now())
    offer.add(list(ready.draft.lines), ticked=True)
    names = ("language", "level", "title", "note", "days")
    offer.initial |= {name: getattr(ready.draft, name) for name in names}
    flags = ("allow_other_languages", "wants_receipt")
    offer.initial |= {name: getattr(ready.draft, name) for name in flags}
    offer.missing = ready.missing


def _from_words(offer: Offer, words: str) -> None:
    level = str(offer.initial["level"])
    offer.found = queries.for_code(words, offer.language, level=level)
    lines = [Chosen(line.kind, line.uid) for line in offer.found.lines]
    had_none = not offer.chosen
    offer.add(lines, ticked=False)
    if had_none:
        offer.ticked |= {line.key for line in lines[:_TICKED]}
    if offer.found.topics and not offer.initial.get("title"):
        topic = offer.found.topics[0]
        if topic.language == offer.language:
            offer.initial["title"] = topic.name


def _language(request: PageRequest) -> str:
    asked = languages.primary(request.GET.get("language", "")[:_LONGEST_WORDS])
    is_known = asked in languages.common_codes()
    return asked if is_known else str(request.LANGUAGE_CODE)


def _level(request: PageRequest) -> str:
    asked = request.GET.get("level", "")
    return asked if asked in set(Level) else Level.ANY.value


# ---- sent ------------------------------------------------------------------------


def _sent(request: PageRequest) -> HttpResponse:
    offer = Offer(initial={"language": _language_sent(request)})
    offer.add(list(_offered(request)), ticked=False)
    form = _form(request, offer)
    if not form.is_valid():
        return _page(request, form, offer)
    try:
        return _done(request, form)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return _page(request, form, offer)


def _done(request: PageRequest, form: ComposeForm) -> HttpResponse:
    person, wish, draft = viewer(request), request.POST.get("do", ""), form.draft()
    if person is not None and wish == "hand":
        own = form.cleaned_data["form"]
        made = handing.hand_over(draft, by=person, at=timezone.now(), form=own)
        return redirect("prescriptions:made", grouped(made.code))
    require_rate(request, "sheet", most=60, seconds=600)
    sheet = queries.draft_sheet(draft, viewer=person, now=timezone.now())
    is_large = "large" in request.POST
    if wish == "pdf":
        return pdf_response(sheet, is_large=is_large)
    return HttpResponse(document(sheet, is_large=is_large))


def _offered(request: PageRequest) -> list[Chosen]:
    """What the page had offered; whatever else stands there is passed over."""
    found = []
    for text in request.POST.getlist("offered")[:_MOST_OFFERED]:
        kind, _colon, uid = text.partition(":")
        if kind in set(LineKind) and is_uid(uid):
            found.append(Chosen(kind, uid))
    return found


def _language_sent(request: PageRequest) -> str:
    sent = request.POST.get("language", "")
    is_known = sent in languages.common_codes()
    return sent if is_known else str(request.LANGUAGE_CODE)


# ---- the page -----------------------------------------------------------------------


def _form(request: PageRequest, offer: Offer) -> ComposeForm:
    person = viewer(request)
    lines = queries.basket_lines(offer.chosen, offer.language, viewer=person)
    return ComposeForm(
        request.POST if request.method == "POST" else None,
        lines=lines,
        ticked=offer.ticked,
        notes=offer.notes,
        person=person,
        initial=offer.initial | {"form": secrets.token_urlsafe(12)},
    )


def _page(request: PageRequest, form: ComposeForm, offer: Offer) -> HttpResponse:
    person = viewer(request)
    context = {
        "form": form,
        "offer": offer,
        "words": request.GET.get("code", "")[:_LONGEST_WORDS],
        "templates": queries.list_templates(person) if person else [],
        "person": person,
        "has_basket": bool(baskets.basket_of(request).chosen),
    }
    return render_page(request, "prescriptions/compose.html", context=context)


def by_code(request: PageRequest) -> HttpResponse:
    """Where patients' records lead to: ``/prescriptions/new/?code=E11``."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{reverse('prescriptions:compose')}{query}")
