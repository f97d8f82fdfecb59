"""Who a key belongs to, and what it may do."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from medagora.api.domain.scopes import Scope
from medagora.api.entrance.callers import NeedsKey, require_key
from medagora.api.schemas import own as shapes
from medagora.people import queries as people

router = Router()


@router.get(
    "/me",
    auth=NeedsKey(*Scope),
    response={200: shapes.Me},
    summary="Whose key this is, what it may do, until when",
)
def get_me(request: HttpRequest) -> Any:
    key = require_key(request)
    person = key.person
    return {
        "pseudonym": person.pseudonym,
        "name": person.name,
        "languages": person.languages,
        "grants": people.list_grants(person),
        "key": key,
    }
