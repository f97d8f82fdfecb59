"""CDS Hooks 2.0: what a record system may show when a patient's record is opened.

The request says who the patient is. Read are the codes of conditions and a language;
the record system's address and token are never used, and nothing is kept.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medagora.api.domain.fhir import conditions, hooks
from medagora.api.domain.fhir.refusals import NothingThere
from medagora.api.queries.advice import TopicAdvice, advice_for
from medagora.api.views.record_doors import (
    door,
    read_json,
    unreadable,
    wanted_languages,
)
from medagora.kernel import languages
from medagora.kernel.refusals import Refusal
from medagora.web.links import absolute
from medagora.web.refusals import sentence


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    body = {"error": refusal.code, "message": sentence(refusal)}
    if refusal.field:
        body["field"] = refusal.field
    return JsonResponse(body, status=refusal.status)


refuse_unreadable = unreadable(_refused)


@door("GET", refuse=_refused)
def services(request: HttpRequest) -> HttpResponse:
    with translation.override(_user_language(request)):
        found = hooks.discovery(
            title=_("Resources for patients, in their language"),
            description=_(
                "For the conditions in an open record: chosen web pages, videos and "
                "communities that the patient can read."
            ),
            usage=_(
                "Send the conditions along (prefetch): this service asks no record "
                "system itself, and keeps nothing of what it is sent."
            ),
        )
    return JsonResponse(found)


@door("POST", refuse=_refused)
def patient_view(request: HttpRequest, service: str) -> HttpResponse:
    _require_service(service)
    prefetch = hooks.require_request(read_json(request)).get("prefetch")
    problems = conditions.list_problems(prefetch)
    user = _user_language(request)
    patient = _patient_language(request, prefetch)
    found = advice_for(problems, patient=patient, user=user) if problems else []
    with translation.override(user):
        advice = [_advice(one, patient=patient, user=user) for one in found]
        source = hooks.Source(settings.CONFIG.site_name, absolute("/"))
        return JsonResponse(hooks.answer(advice, source))


@door("POST", refuse=_refused)
def feedback(request: HttpRequest, service: str) -> HttpResponse:
    """Taken, and forgotten: what became of a card is between doctor and patient."""
    _require_service(service)
    hooks.require_feedback(read_json(request))
    return JsonResponse({})


def _require_service(service: str) -> None:
    if service != hooks.SERVICE:
        raise NothingThere("There is no such service; see /cds-services.")


def _user_language(request: HttpRequest) -> str:
    """Of the words around the resources: one that our pages are complete in."""
    asked = (one for one in wanted_languages(request) if one in languages.FINISHED)
    return next(asked, "en")


def _patient_language(request: HttpRequest, prefetch: object) -> str:
    told = languages.primary(conditions.language_of(prefetch))
    if told and languages.is_known(told):
        return told
    return next(iter(wanted_languages(request)), "en")


def _advice(found: TopicAdvice, *, patient: str, user: str) -> hooks.Advice:
    asked = {"code": found.name, "language": patient}
    path = reverse("site:topic-detail", args=[found.slug])
    count = len(found.cards)
    return hooks.Advice(
        summary=ngettext(
            "%(topic)s: %(count)s resource for patients (%(language)s)",
            "%(topic)s: %(count)s resources for patients (%(language)s)",
            count,
        )
        % {
            "topic": found.name,
            "count": count,
            "language": languages.name_in(patient, user),
        },
        page=hooks.Link(
            _("All about this topic on %(site)s") % {"site": settings.CONFIG.site_name},
            absolute(f"{path}?language={patient}"),
        ),
        handing=hooks.Link(
            _("Hand over to the patient, printed or as a link"),
            absolute(f"{reverse('prescriptions:new')}?{urlencode(asked)}"),
        ),
        links=tuple(hooks.Link(card.title, card.address) for card in found.cards),
        lines=tuple((card.title, card.description) for card in found.cards),
    )
