"""FHIR R4 for record systems: what the catalogue holds as DocumentReference."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from medagora import __version__
from medagora.api.domain.fhir import bundles, conformance, documents, negotiation
from medagora.api.domain.fhir.parts import ID, MEDIA_TYPE, Json, outcome
from medagora.api.domain.fhir.refusals import (
    FhirRefusal,
    NothingThere,
    NotSupported,
    TooLong,
    UnknownMediaType,
    Withdrawn,
)
from medagora.api.domain.fhir.search import DocumentSearch, read_search
from medagora.api.queries.documents import documents_of, matching_uids
from medagora.api.views.record_doors import door, unreadable, wanted_languages
from medagora.catalogue import access
from medagora.catalogue.domain.words import State
from medagora.catalogue.queries.successors import find_successor
from medagora.kernel import languages
from medagora.kernel.refusals import NotFound, Refusal
from medagora.web.links import absolute
from medagora.web.paging import paginate
from medagora.web.refusals import sentence

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource

BASE = "/fhir"
_FORM = "application/x-www-form-urlencoded"
#: Of a search by POST.
_MOST_BYTES = 64 * 1024
_MINUTE = "public, max-age=60"


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Every error is an OperationOutcome, in JSON even to whoever wanted XML."""
    issue, place = "processing", refusal.field or ""
    if isinstance(refusal, FhirRefusal):
        issue = refusal.issue
    return _respond(
        request, outcome("error", issue, sentence(refusal), place), refusal.status
    )


refuse_unreadable = unreadable(_refused)


def _respond(
    request: HttpRequest, resource: Json, status: int = 200, *, language: str = "en"
) -> HttpResponse:
    is_pretty = request.GET.get("_pretty") == "true"
    return HttpResponse(
        json.dumps(resource, ensure_ascii=False, indent=2 if is_pretty else None),
        status=status,
        content_type=f"{MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Language": language},
    )


def _require_json(request: HttpRequest, asked: str | None = None) -> None:
    form = asked or request.GET.get("_format")
    negotiation.require_json(request.headers.get("Accept", ""), form)


def _site() -> conformance.Site:
    return conformance.Site(
        name=settings.CONFIG.site_name,
        base=absolute(BASE),
        home=absolute("/"),
        software_version=__version__,
    )


@door("GET", refuse=_refused)
def metadata(request: HttpRequest) -> HttpResponse:
    _require_json(request)
    return _kept(_respond(request, conformance.capability_statement(_site())))


@door("GET", refuse=_refused)
def search_parameter(request: HttpRequest, name: str) -> HttpResponse:
    _require_json(request)
    if name != conformance.CODE_PARAMETER:
        raise NothingThere("There is no such SearchParameter here.")
    return _kept(_respond(request, conformance.code_parameter(_site())))


@door("GET", refuse=_refused)
def code_system(request: HttpRequest, name: str) -> HttpResponse:
    _require_json(request)
    found = conformance.code_systems(_site()).get(name)
    if found is None:
        raise NothingThere("There is no such CodeSystem here.")
    return _kept(_respond(request, found))


def _kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = _MINUTE
    return response


@door("GET", refuse=_refused)
def read_document(request: HttpRequest, uid: str) -> HttpResponse:
    _require_json(request)
    try:
        if not ID.fullmatch(uid):
            raise NotFound
        resource = access.get_resource_to_read(uid, viewer=None)
    except NotFound as error:
        raise NothingThere("There is no such DocumentReference.") from error
    reader = _reader(request)
    found = documents_of([uid], reader)
    if resource.state != State.PUBLISHED or not found:
        raise _withdrawn(resource)
    reference = documents.document_reference(found[0])
    response = _respond(request, reference, language=reader)
    response.headers["Last-Modified"] = http_date(found[0].updated_at.timestamp())
    return _kept(response)


def _withdrawn(resource: "Resource") -> Withdrawn:
    successor = find_successor(resource)
    if successor is None:
        return Withdrawn("This document was taken out of the catalogue.")
    return Withdrawn(
        "This document was taken out of the catalogue. DocumentReference/%(successor)s "
        "took its place.",
        successor=successor.uid,
    )


@door("GET", refuse=_refused)
def search_documents(request: HttpRequest) -> HttpResponse:
    return _search(request, _pairs(request.GET.lists()))


@door("POST", refuse=_refused)
def search_documents_by_post(request: HttpRequest) -> HttpResponse:
    """The same, with the parameters in the body, where no proxy writes them down."""
    if request.body and request.content_type != _FORM:
        raise UnknownMediaType("The body must be %(form)s.", form=_FORM)
    if len(request.body) > _MOST_BYTES:
        raise TooLong("The body is too long.")
    pairs = [*_pairs(request.GET.lists()), *_pairs(request.POST.lists())]
    return _search(request, pairs)


def _pairs(lists: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    return [(name, value) for name, values in lists for value in values]


def _search(request: HttpRequest, pairs: list[tuple[str, str]]) -> HttpResponse:
    asked = next((value for name, value in pairs if name == "_format"), None)
    _require_json(request, asked)
    is_strict = negotiation.is_strict(request.headers.get("Prefer", ""))
    search = read_search(pairs, is_strict=is_strict)
    reader = _reader(request, search)
    uids = matching_uids(search, reader)
    base = absolute(f"{BASE}/DocumentReference")
    if search.is_count:
        found = bundles.Found(base, search.used, uids.count(), is_count=True)
        return _respond(request, bundles.searchset(found, []))
    page = paginate(uids, search.page, search.count)
    found = bundles.Found(base, search.used, page.total, page.number, page.pages)
    shown = documents_of(page.rows, reader)
    references = [documents.document_reference(one) for one in shown]
    return _respond(request, bundles.searchset(found, references), language=reader)


def _reader(request: HttpRequest, search: DocumentSearch | None = None) -> str:
    """In which words documents are told: the language that is sought, else the first
    that the client takes."""
    asked = [
        languages.primary(token.code)
        for tokens in (search.languages if search else ())
        for token in tokens
    ]
    known = [code for code in asked if languages.is_known(code)]
    return next(iter([*known, *wanted_languages(request)]), "en")


@door("GET", "POST", "PUT", "PATCH", "DELETE", refuse=_refused)
def nothing_else(request: HttpRequest, rest: str = "") -> HttpResponse:
    raise NothingHere(
        "Only DocumentReference is here, to be read and searched; see %(where)s.",
        where=f"{BASE}/metadata",
    )


class NothingHere(NotSupported):
    status = 404
