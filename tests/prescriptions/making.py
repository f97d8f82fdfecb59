"""Sheets, collections and services for tests, through the product's own doors."""

from datetime import datetime
from typing import Any

from medagora.appraisal.domain.findings import Answer, Criterion, Finding
from medagora.appraisal.domain.plain import as_plain
from medagora.appraisal.models import PageSeen
from medagora.catalogue import services as catalogue
from medagora.catalogue.domain.collections import CollectionDraft
from medagora.catalogue.domain.words import LinkState
from medagora.catalogue.models import Collection, Resource
from medagora.people.models import Person
from medagora.prescriptions.domain.drafts import Chosen, Draft
from medagora.prescriptions.domain.services_draft import ServiceDraft
from medagora.prescriptions.models import LocalService, Prescription
from medagora.prescriptions.services.handing import hand_over
from medagora.prescriptions.services.local_services import add_service
from tests.conftest import NOW

Thing = Resource | Collection | LocalService


def chosen(*things: Thing) -> tuple[Chosen, ...]:
    return tuple(Chosen(kind_of(thing), thing.uid) for thing in things)


def kind_of(thing: Thing) -> str:
    if isinstance(thing, Resource):
        return "resource"
    return "collection" if isinstance(thing, Collection) else "service"


def draft(*things: Thing, **fields: Any) -> Draft:
    return Draft(**{"language": "en", "lines": chosen(*things), **fields})


def handed(
    *things: Thing,
    by: Person,
    at: datetime = NOW,
    **fields: Any,
) -> Prescription:
    return hand_over(draft(*things, **fields), by=by, at=at)


def make_collection(
    *resources: Resource, by: Person, visibility: str = "public", language: str = "en"
) -> Collection:
    words = CollectionDraft(
        title="Breathing well",
        by_name="Dr Alice",
        language=language,
        description="What helps.",
        visibility=visibility,
    )
    collection = catalogue.create_collection(words, by=by)
    for resource in resources:
        catalogue.add_item(collection, resource, by=by)
    return collection


def make_service(by: Person, **fields: Any) -> LocalService:
    words = {"name": "Asthma class", "phone": "+36 1 234 5678", **fields}
    return add_service(ServiceDraft(**words), by=by, at=NOW)


def break_link(resource: Resource, state: str = LinkState.BROKEN) -> None:
    """As the visits to its address would, after some days."""
    resource.link_state = state
    resource.save(update_fields=["link_state"])


def measured(resource: Resource, answer: Answer) -> None:
    """As if the engine had read its page and measured how hard it reads."""
    finding = Finding(Criterion.READING_LEVEL, answer, 0.7, "reading_level.within")
    PageSeen.objects.create(
        resource_uid=resource.uid,
        address=resource.address,
        findings=[as_plain(finding)],
        version="1",
        read_at=NOW,
    )
