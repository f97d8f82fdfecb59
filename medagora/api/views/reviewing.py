"""The desk for programs: what waits for a curator, and the curator's verdict."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import Field

from medagora.api import drafts, forms
from medagora.api.domain import limits
from medagora.api.domain.scopes import Scope
from medagora.api.entrance import rates
from medagora.api.entrance.callers import NeedsKey, require_key
from medagora.api.entrance.cursors import Order, part_of_rows
from medagora.api.entrance.parameters import Language, Paged
from medagora.api.schemas import judged as judged_shapes
from medagora.api.schemas import own as shapes
from medagora.api.schemas import public as schemas
from medagora.catalogue import access as catalogue_access
from medagora.catalogue import queries as catalogue
from medagora.curation import access
from medagora.curation import queries as curation
from medagora.curation.domain.claims import holds
from medagora.curation.domain.readiness import is_ready
from medagora.curation.domain.states import Move
from medagora.curation.domain.verdicts import Opinion, Verdict
from medagora.curation.queries import desk
from medagora.curation.services import correcting, reviewing
from medagora.kernel.refusals import Conflict

if TYPE_CHECKING:
    from medagora.curation.models import Suggestion
    from medagora.people.models import Person

router = Router()
Number = Annotated[int, Field(ge=1, le=2**53)]
_SAID = {Move.PUBLISH: "published", Move.DECLINE: "declined", Move.RETIRE: "retired"}


class DeskFilters(Paged):
    topic: str = Field("", max_length=80, description="Its slug; those below it too.")
    language: Language = ""
    needs: Literal["", "second", "first", "people"] = Field(
        "", description="second: one more voice decides."
    )


@router.get(
    "/desk/suggestions",
    auth=NeedsKey(Scope.REVIEW),
    response={200: schemas.Page[shapes.Waiting]},
    summary="What you can decide about, the oldest first",
)
def list_desk(request: HttpRequest, filters: Query[DeskFilters]) -> Any:
    person = access.require_desk(require_key(request).person)
    search = desk.QueueSearch(
        topic=filters.topic, language=filters.language, needs=filters.needs
    )
    rows = desk.with_details(desk.list_queue(person, search))
    part = part_of_rows(
        rows, filters.asked, Order("suggested_at", oldest_first=True), name="desk"
    )
    return part.with_items([_waiting(row, person) for row in part.rows])


@router.get(
    "/desk/suggestions/{number}",
    auth=NeedsKey(Scope.REVIEW),
    response={200: shapes.Waiting, 404: schemas.Problem},
    summary="One suggestion that waits",
)
def get_waiting(request: HttpRequest, number: Number) -> Any:
    person = require_key(request).person
    return _waiting(access.get_open_suggestion(person, number), person)


def _waiting(suggestion: "Suggestion", person: "Person") -> dict[str, Any]:
    draft = catalogue.draft_of(suggestion.resource)
    is_mine = suggestion.claimed_by_id in {None, person.pk}
    return {
        "id": suggestion.pk,
        "address": draft.address,
        "suggested_at": suggestion.suggested_at,
        "needs_second": suggestion.first_agreed_at is not None,
        "is_taken": not is_mine and holds(suggestion.claimed_at, timezone.now()),
        "is_ready": is_ready(draft),
        "note": suggestion.note,
        "titles": {code: text.title for code, text in draft.texts.items()},
        "languages": draft.languages,
        "kind": draft.kind,
        "audience": draft.audience,
        "topics": draft.topics,
        "seen_by_machine": suggestion.seen_by_machine,
    }


@router.patch(
    "/desk/suggestions/{number}",
    auth=NeedsKey(Scope.REVIEW),
    response={200: shapes.Waiting, 404: schemas.Problem, 409: schemas.Problem},
    summary="Correct what is known of a suggestion",
)
def correct(request: HttpRequest, number: Number, body: shapes.Details) -> Any:
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    suggestion = _open(person, number)
    resource = catalogue.get_resource(suggestion.resource.uid)
    words = forms.guarded(
        forms.CorrectedWords,
        title=body.title or "",
        description=body.description or "",
        identifies_nobody=body.identifies_nobody,
    )
    draft = drafts.merged(catalogue.draft_of(resource), body, words)
    correcting.correct_resource(resource, draft, by=person, at=timezone.now())
    return _waiting(access.get_open_suggestion(person, number), person)


@router.post(
    "/desk/suggestions/{number}/reviews",
    auth=NeedsKey(Scope.REVIEW),
    response={200: shapes.Decided, 404: schemas.Problem, 409: schemas.Problem},
    summary="Your verdict on a suggestion",
)
def review(request: HttpRequest, number: Number, body: shapes.SuggestionVerdict) -> Any:
    """With an interest in it one may decline, never agree. Two people publish."""
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    decision = reviewing.review_suggestion(
        _open(person, number),
        _opinion(body, Verdict(body.verdict), person),
        by=person,
        at=timezone.now(),
    )
    return {"outcome": _SAID[decision.move] if decision.move else "waiting"}


@router.get(
    "/resources/{uid}/reviews",
    response={200: judged_shapes.Reviews, 404: schemas.Problem},
    summary="What curators said about a resource, with their interests",
    tags=["judging"],
)
def list_reviews(request: HttpRequest, uid: str) -> Any:
    resource = catalogue_access.get_resource_to_read(uid, viewer=None)
    return {"items": curation.list_judgements(resource)}


@router.post(
    "/resources/{uid}/reviews",
    auth=NeedsKey(Scope.REVIEW),
    response={200: shapes.Decided, 404: schemas.Problem, 409: schemas.Problem},
    summary="Your verdict on a published resource: it stays, or it goes",
)
def review_published(request: HttpRequest, uid: str, body: shapes.DueVerdict) -> Any:
    rates.require(request, limits.WRITING)
    person = require_key(request).person
    access.require_desk(person)  # whether a candidate exists is told to nobody else
    decision = reviewing.review_due(
        catalogue.get_resource(uid),
        _opinion(body, Verdict(body.verdict), person),
        by=person,
        at=timezone.now(),
        successor=body.successor,
    )
    return {"outcome": _SAID[decision.move] if decision.move else "renewed"}


def _open(person: "Person", number: int) -> "Suggestion":
    suggestion = access.get_open_suggestion(person, number)
    if suggestion.state != "open":
        raise Conflict("Somebody has decided about this one meanwhile.")
    return suggestion


def _opinion(body: shapes.VerdictBody, verdict: Verdict, by: "Person") -> Opinion:
    """Its words pass the privacy guard, as they do on the page."""
    words = forms.guarded(
        forms.VerdictWords,
        words=body.words,
        interest_words=body.interest_words,
        identifies_nobody=body.identifies_nobody,
    )
    says_no = verdict in {Verdict.DECLINE, Verdict.RETIRE}
    return Opinion(
        by=by.pseudonym,
        verdict=verdict,
        interest=body.interest,
        reason=body.reason if says_no else "",
        words=words["words"],
        interest_words=words["interest_words"],
    )
