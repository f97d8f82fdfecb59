"""OAI-PMH 2.0: libraries harvest the catalogue. One address, six verbs."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from medagora.api.domain.oai import full, tokens, writing
from medagora.api.domain.oai.asking import TOKEN, Asked, read_request
from medagora.api.domain.oai.records import OaiRecord
from medagora.api.domain.oai.sets import read_set
from medagora.api.domain.oai.tokens import Place
from medagora.api.domain.oai.words import Fault, OaiFault, Verb
from medagora.api.domain.oai.writing import GoesOn, Repository
from medagora.api.queries import harvest
from medagora.kernel.refusals import BadInput
from medagora.web.links import absolute

_XML = "text/xml; charset=utf-8"  # section 3.1.2.1
_FORM = "application/x-www-form-urlencoded"
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")
SETS_SIZE = 500


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Faults are answers too, with status 200, as the protocol wants."""
    now = timezone.now()
    # addresses of pages are the same whoever asks
    with translation.override("en"):
        repository = _repository()
        asked: Asked | None = None
        try:
            asked = read_request(_pairs(request))
            inside = _ANSWERS[asked.verb](asked, repository)
            body = writing.write_answer(repository, asked, inside, at=now)
        except OaiFault as fault:
            said = {"verb": asked.verb.value, **asked.arguments} if asked else {}
            body = writing.write_fault(repository, fault, said, at=now)
    return HttpResponse(
        body, content_type=_XML, headers={"Cache-Control": "public, max-age=60"}
    )


def refuse_unreadable(_request: HttpRequest, refusal: BadInput) -> HttpResponse:
    """What cannot be read has a fault among its arguments."""
    fault = OaiFault(Fault.BAD_ARGUMENT, str(refusal))
    with translation.override("en"):
        body = writing.write_fault(_repository(), fault, {}, at=timezone.now())
    return HttpResponse(body, content_type=_XML, headers={"Cache-Control": "no-store"})


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """The schema of our own format."""
    return HttpResponse(
        full.schema(),
        content_type="application/xml; charset=utf-8",
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _pairs(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """The arguments as they were sent: after the "?", or in the form of a POST."""
    if request.method == "POST" and request.content_type != _FORM:
        raise OaiFault(Fault.BAD_ARGUMENT, f"A POST has the type {_FORM}.")
    sent = request.POST if request.method == "POST" else request.GET
    for name, values in sent.lists():
        for value in values:
            yield name, str(value)


def _repository() -> Repository:
    config = settings.CONFIG
    is_mail = _MAIL.fullmatch(config.contact.removeprefix("mailto:"))
    return Repository(
        name=config.site_name,
        address=absolute(reverse("oai")),
        host=urlsplit(config.site_url).hostname or "localhost",
        mail=is_mail[0] if is_mail else config.mail_from,
        schema_address=absolute(reverse("oai-schema")),
    )


def _identify(asked: Asked, repository: Repository) -> str:
    return writing.write_identity(repository, harvest.earliest(timezone.now()))


def _formats(asked: Asked, repository: Repository) -> str:
    """Every record has every format; a deleted one had them."""
    if asked.identifier:
        _find(asked, repository)
    return writing.write_formats(repository)


def _sets(asked: Asked, repository: Repository) -> str:
    place = Place(Verb.SETS)
    if TOKEN in asked.arguments:
        place = tokens.read_token(asked.token, Verb.SETS)
    found = harvest.list_sets()
    part = found[place.cursor : place.cursor + SETS_SIZE]
    if not part:
        raise OaiFault(Fault.BAD_TOKEN, "The list of sets has become shorter.")
    end = place.cursor + len(part)
    more = Place(Verb.SETS, cursor=end) if end < len(found) else None
    return writing.write_sets(part, _goes_on(more, place.cursor, len(found)))


def _listed(asked: Asked, repository: Repository) -> str:
    place = _place(asked)
    write = writing.writer_for(repository, place.prefix)
    part = harvest.list_part(place, repository)
    if not part.records and not place.last_at:
        raise OaiFault(Fault.NO_MATCH, "Nothing has changed in there.")
    if not part.records:
        raise OaiFault(Fault.BAD_TOKEN, "The list ended; ask for what changed since.")
    goes_on = _goes_on(part.next, part.cursor, part.size)
    if asked.verb is Verb.IDENTIFIERS:
        return writing.write_headers(part.records, goes_on)
    return writing.write_records(part.records, write, goes_on)


def _place(asked: Asked) -> Place:
    if TOKEN in asked.arguments:
        place = tokens.read_token(asked.token, asked.verb)
        if place.last_at is None:
            raise OaiFault(Fault.BAD_TOKEN, "This resumptionToken leads nowhere.")
        return place
    read_set(asked.set_name)
    return Place(asked.verb, asked.prefix, asked.set_name, asked.span)


def _goes_on(more: Place | None, cursor: int, size: int) -> GoesOn | None:
    """None for a list that fits into one answer."""
    if more is None and not cursor:
        return None
    return GoesOn(tokens.write_token(more) if more else "", cursor, size)


def _record(asked: Asked, repository: Repository) -> str:
    write = writing.writer_for(repository, asked.prefix)
    return writing.write_records([_find(asked, repository)], write)


def _find(asked: Asked, repository: Repository) -> OaiRecord:
    uid = repository.uid_of(asked.identifier)
    record = harvest.find_record(uid, repository)
    if record is None:
        raise OaiFault(Fault.NO_ID, "There is no such identifier here.")
    return record


_ANSWERS: dict[Verb, Callable[[Asked, Repository], str]] = {
    Verb.IDENTIFY: _identify,
    Verb.FORMATS: _formats,
    Verb.SETS: _sets,
    Verb.RECORD: _record,
    Verb.IDENTIFIERS: _listed,
    Verb.RECORDS: _listed,
}
