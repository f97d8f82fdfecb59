"""Suggesting a page in somebody's name, and what became of it."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from medagora.api import drafts, forms
from medagora.api.domain import limits
from medagora.api.domain.problems import Problem
from medagora.api.domain.scopes import Scope
from medagora.api.entrance import rates
from medagora.api.entrance.callers import NeedsKey, require_key
from medagora.api.entrance.problems import Refused
from medagora.api.schemas import own as shapes
from medagora.api.schemas import public as schemas
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State
from medagora.catalogue.services import AlreadyThere
from medagora.curation import access
from medagora.curation.queries import history
from medagora.curation.services import suggesting
from medagora.web.links import absolute
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.curation.models import Suggestion
    from medagora.people.models import Person

router = Router()


@router.post(
    "/suggestions",
    auth=NeedsKey(Scope.SUGGEST),
    response={201: shapes.Suggestion, 409: schemas.Problem},
    summary="Suggest a page; an address is enough",
)
def make_suggestion(
    request: HttpRequest, body: shapes.SuggestionBody, response: HttpResponse
) -> Any:
    """Two curators decide. A machine looks at the page and fills the gaps."""
    rates.require(request, limits.WRITING)
    words = forms.guarded(
        forms.SuggestedWords,
        title=body.title or "",
        description=body.description or "",
        note=body.note,
        identifies_nobody=body.identifies_nobody,
    )
    try:
        suggestion = _put(body, words, by=require_key(request).person)
    except AlreadyThere as known:
        raise _there(known) from None
    data = _data(suggestion)
    response.headers["Location"] = reverse("api:get_suggestion", args=[data["token"]])
    return Status(201, data)


@transaction.atomic
def _put(
    body: shapes.SuggestionBody, words: dict[str, Any], *, by: "Person"
) -> "Suggestion":
    suggestion = suggesting.suggest(body.address, by=by, at=timezone.now())
    if not drafts.has_details(body) and not words["note"]:
        return suggestion
    resource = catalogue.get_resource(suggestion.resource.uid)
    draft = drafts.merged(catalogue.draft_of(resource), body, words)
    suggestion.resource = resource
    suggesting.correct_suggestion(suggestion, draft, note=words["note"])
    return suggestion


def _there(known: AlreadyThere) -> Refused:
    """That a page was suggested, or declined, is public; where, only if it is shown."""
    resource = catalogue.get_resource(known.uid)
    is_public = resource.state in {State.PUBLISHED, State.RETIRED}
    more = {"uid": known.uid} if is_public else {}
    return Refused(Problem(known.code, known.status, sentence(known), "address", more))


@router.get(
    "/suggestions/{token}",
    response={200: shapes.Suggestion, 404: schemas.Problem},
    summary="What became of a suggestion; its token is enough",
)
def get_suggestion(request: HttpRequest, token: str) -> Any:
    return _data(access.get_signed_suggestion(token))


def _data(suggestion: "Suggestion") -> dict[str, Any]:
    resource, token = suggestion.resource, access.sign(suggestion)
    is_public = resource.state in {State.PUBLISHED, State.RETIRED}
    is_closed = suggestion.state == "closed"
    state = "deciding" if suggestion.first_agreed_at else "waiting"
    return {
        "token": token,
        "address": resource.address,
        "state": "closed" if is_closed else state,
        "outcome": resource.state if is_closed else "",
        "suggested_at": suggestion.suggested_at,
        "resource_uid": resource.uid if is_public else "",
        "page": absolute(reverse("curation:suggestion", args=[token])),
        "reviews": history.list_judgements(resource) if is_closed else [],
    }
