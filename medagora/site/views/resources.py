"""The page of one resource: what it is, why it is here, who chose it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from medagora.appraisal import queries as appraisal
from medagora.catalogue import access
from medagora.catalogue import queries as catalogue
from medagora.catalogue.domain import schema_org
from medagora.catalogue.domain.records import ResourceRecord, TopicName
from medagora.catalogue.domain.words import State
from medagora.catalogue.queries import successors, upkeep
from medagora.curation import queries as curation
from medagora.kernel.dates import parse_iso_utc
from medagora.people.access import Permission, can
from medagora.reader.queries import own_sources
from medagora.reader.services import devices
from medagora.topics import queries as topics
from medagora.web.links import absolute
from medagora.web.pages import PageRequest, render_page, viewer

if TYPE_CHECKING:
    from medagora.catalogue.models import Resource

SIMILAR = 5
VISITS = 8
GONE = 410
#: Where anybody can ask for old copies of a page.
ARCHIVE = "https://web.archive.org/web/*/"


@dataclass(frozen=True)
class Event:
    """One entry of the log about the resource, as its page tells it."""

    number: int
    at: datetime
    verb: str
    actor: str
    name: str
    reason: str
    words: str
    interest: str
    is_single_review: bool
    source: str


@dataclass(frozen=True)
class TopicLink:
    slug: str
    name: str
    language: str


def resource_detail(request: PageRequest, uid: str) -> HttpResponse:
    person = viewer(request)
    resource = access.get_resource_to_read(uid, viewer=person)
    card = catalogue.card_of(resource, request.LANGUAGE_CODE)
    events, links = list_events(resource), _topic_links(resource, request.LANGUAGE_CODE)
    context = {
        "resource": resource,
        "card": card,
        "events": events,
        "topics": links,
        "archive": f"{ARCHIVE}{resource.address}",
        "can_judge": can(person, Permission.DESK_SEE),
        "appraisal_counts": appraisal.count_by_instrument(resource.uid),
    }
    if resource.state == State.RETIRED:
        ends = (event for event in events if event.verb == "resource_retired")
        context["end"] = next(ends, None)
        context["successor"] = _successor(resource, request.LANGUAGE_CODE)
        return render_page(request, "site/resource_retired.html", None, context, GONE)
    context |= _around(resource, card, request.LANGUAGE_CODE)
    reader = devices.reader_of(request)
    context["sources"] = own_sources.sources_of_resource(resource.pk, reader.reading)
    context["has_page"] = reader.has_page
    context["structured_data"] = _structured(resource, card, links)
    return render_page(request, "site/resource_detail.html", context=context)


def _successor(resource: "Resource", language: str) -> catalogue.Card | None:
    found = successors.find_successor(resource)
    return catalogue.cards_of([found.pk], language)[0] if found else None


def _around(
    resource: "Resource", card: catalogue.Card, language: str
) -> dict[str, Any]:
    """What stands beside the resource's own facts."""
    topic_ids = [topic.pk for topic in resource.topics.all()]
    similar = catalogue.similar_ids(
        resource.pk,
        topic_ids,
        language=card.languages[0] if card.languages else "",
        kind=resource.kind,
        limit=SIMILAR,
    )
    others = [
        text
        for text in resource.texts.all()
        if text.language != card.description_language and text.description
    ]
    return {
        "similar": catalogue.cards_of(similar, language),
        "collections": catalogue.list_with_resource(resource.pk),
        "visits": upkeep.list_link_checks(resource, limit=VISITS),
        "other_texts": sorted(others, key=lambda text: text.language),
        "further_addresses": [
            row.address
            for row in resource.addresses.all()
            if row.address != resource.address
        ],
        "single_review": settings.CONFIG.single_review,
    }


def list_events(resource: "Resource") -> list[Event]:
    """The resource's part of the log, the last entry first."""
    found = []
    for named in curation.list_history(resource):
        entry = named.entry
        personal = entry.personal or {}
        found.append(
            Event(
                number=entry.number,
                at=parse_iso_utc(entry.at),
                verb=entry.verb,
                actor=entry.actor,
                name=named.name,
                reason=str(entry.facts.get("reason", "")),
                words=str(personal.get("words", "")),
                interest=str(personal.get("interest", "")),
                is_single_review=bool(entry.facts.get("single_review")),
                source=str(entry.facts.get("source", "")),
            )
        )
    return found


def _topic_links(resource: "Resource", language: str) -> list[TopicLink]:
    links = []
    for topic in resource.topics.all():
        text = topics.text_of(topic, language)
        name, code = (text.name, text.language) if text else (topic.slug, "en")
        links.append(TopicLink(topic.slug, name, code))
    return sorted(links, key=lambda link: link.name.casefold())


def _structured(
    resource: "Resource", card: catalogue.Card, links: list[TopicLink]
) -> dict[str, Any]:
    page = absolute(reverse("site:resource-detail", args=[resource.uid]))
    record = ResourceRecord(
        uid=resource.uid,
        draft=catalogue.draft_of(resource),
        state=resource.state,
        last_reviewed_on=resource.last_reviewed_on,
    )
    names = {link.slug: TopicName(link.slug, link.name) for link in links}
    about = schema_org.of_resource(
        record,
        language=card.description_language or card.title_language,
        topics=names,
    )
    return {"@type": "WebPage", "@id": page, "url": page, "mainEntity": about}
