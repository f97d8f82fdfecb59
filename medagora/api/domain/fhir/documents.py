"""A resource of the catalogue as a DocumentReference.

=====================  ==========================================================
``id``                 our uid; the page of the resource stands in ``identifier``
``type``, ``category`` what kind of thing it is, for whom: code systems of our own
``description``        why it was chosen, in ``language``
``content``            its address, once for each language that it speaks
``context.event``      its topics with their codes: R4 has no better place in which a
                       search by diagnosis looks (see ADR 26)
``author``             who publishes it, by name only
``relatesTo``          the retired documents whose place it took
=====================  ==========================================================
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from medagora.api.domain.fhir.parts import (
    Coding,
    Json,
    clean,
    concept,
    known,
    narrative,
)


@dataclass(frozen=True)
class Subject:
    """A topic with its codes in the systems of others."""

    name: str
    codings: tuple[Coding, ...] = ()


@dataclass(frozen=True)
class Document:
    """What the catalogue knows of a published resource. Addresses are absolute."""

    uid: str
    address: str
    page: str
    title: str
    title_language: str
    description: str
    description_language: str
    #: That the resource itself speaks.
    languages: tuple[str, ...]
    kind: Coding
    #: What is for everybody has both.
    audiences: tuple[Coding, ...]
    publisher: str
    published_at: datetime | None
    updated_at: datetime
    subjects: tuple[Subject, ...] = ()
    #: Uids of retired ones whose place it took.
    replaced: tuple[str, ...] = ()


def document_reference(document: Document) -> Json:
    return known(
        {
            "resourceType": "DocumentReference",
            "id": document.uid,
            "meta": {"lastUpdated": instant(document.updated_at)},
            "language": document.description_language or document.title_language,
            "text": _narrative(document),
            "identifier": [{"system": "urn:ietf:rfc:3986", "value": document.page}],
            "status": "current",
            "type": concept(document.kind, text=document.kind.display),
            "category": [concept(one, text=one.display) for one in document.audiences],
            "date": instant(document.published_at) if document.published_at else "",
            "author": _author(document.publisher),
            "relatesTo": [_replaces(uid) for uid in document.replaced],
            "description": clean(document.description),
            "content": _contents(document),
            "context": known({"event": [_event(one) for one in document.subjects]}),
        }
    )


def instant(moment: datetime) -> str:
    """FHIR's instant, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _narrative(document: Document) -> Json:
    title = {
        "text": document.title,
        "language": document.title_language,
        "address": document.address,
    }
    why = {"text": document.description, "language": document.description_language}
    return narrative(title, why)


def _author(publisher: str) -> list[Json]:
    name = clean(publisher)
    return [{"type": "Organization", "display": name}] if name else []


def _replaces(uid: str) -> Json:
    return {"code": "replaces", "target": {"reference": f"DocumentReference/{uid}"}}


def _contents(document: Document) -> list[Json]:
    """The same page once for each language: an attachment has only one."""
    return [
        {
            "attachment": known(
                {
                    "language": language,
                    "url": document.address,
                    "title": clean(document.title),
                }
            )
        }
        for language in document.languages or ("",)
    ]


def _event(subject: Subject) -> Json:
    return concept(*subject.codings, text=subject.name)
