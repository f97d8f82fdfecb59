"""A local service as somebody writes it down."""

import re
from dataclasses import dataclass, replace

from medagora.catalogue.domain import addresses
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput
from medagora.kernel.text import tidy

_NOT_DIALLED = re.compile(r"[^\d]")
_MOST_DIGITS = 20


@dataclass(frozen=True)
class ServiceDraft:
    name: str
    what: str = ""
    phone: str = ""
    place: str = ""
    hours: str = ""
    address: str = ""
    language: str = "en"


def clean(draft: ServiceDraft) -> ServiceDraft:
    """The draft with tidy words, or BadInput with the fault."""
    name = tidy(draft.name, limit=160)
    if not name:
        raise BadInput("Give the service a name.", field="name")
    language = languages.primary(draft.language)
    if not language or not languages.is_known(language):
        raise BadInput("Choose a language from the list.", field="language")
    found = replace(
        draft,
        name=name,
        what=tidy(draft.what, limit=500),
        phone=_phone(draft.phone),
        place=tidy(draft.place, limit=200),
        hours=tidy(draft.hours, limit=200),
        address=_address(draft.address),
        language=language,
    )
    if not (found.phone or found.place or found.address):
        raise BadInput(
            "Say how to reach it: a telephone number, a place or a page.",
            field="phone",
        )
    return found


def _phone(text: str) -> str:
    phone = tidy(text)
    digits = len(_NOT_DIALLED.sub("", phone))
    if phone and (not digits or digits > _MOST_DIGITS or len(phone) > 40):
        raise BadInput("This is not a telephone number.", field="phone")
    return phone


def _address(text: str) -> str:
    if not text.strip():
        return ""
    address = addresses.canonical(text)
    if len(address) > 1000:
        raise BadInput("This address is too long.", field="address")
    return address
