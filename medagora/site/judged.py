"""Resources as the room of appraisals needs them; lent to it when the site starts."""

from typing import TYPE_CHECKING

from django.urls import reverse

from medagora.appraisal.services import Judged
from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain.words import State
from medagora.kernel.refusals import BadInput, NotFound

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource
    from medagora.people.models import Person


def find_judged(uid: str, language: str, viewer: "Person | None") -> Judged | None:
    """The resource, or None where this viewer may not know of it."""
    try:
        resource = access.get_resource_to_read(uid, viewer=viewer)
    except NotFound:
        return None
    return _judged(resource, language)


def find_judged_by_address(address: str, language: str) -> Judged | None:
    """The published resource at an address, however it is spelt."""
    try:
        resource = catalogue.find_by_address(address)
    except BadInput:
        return None
    if resource is None or resource.state != State.PUBLISHED:
        return None
    return _judged(resource, language)


def _judged(resource: "Resource", language: str) -> Judged:
    card = catalogue.card_of(resource, language)
    return Judged(
        uid=resource.uid,
        address=resource.address,
        title=card.title,
        language=card.title_language,
        page=reverse("site:resource-detail", args=[resource.uid]),
        is_open=resource.state == State.PUBLISHED,
    )
