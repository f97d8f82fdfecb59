"""Resources in the words of schema.org, for pages and for the JSON-LD export.

``of_resource`` gives plain data for ``json.dumps``; only what is known appears.
"""

from collections.abc import Mapping
from typing import Any

from medagora.catalogue.domain.records import ResourceRecord, TopicName
from medagora.catalogue.domain.words import Audience, Cost, Kind
from medagora.topics.domain.words import CODE_NAMES, CodeSystem

CONTEXT = "https://schema.org"

#: The nearest type of each kind; all of them are creative works, so that every
#: property below is one that the type has.
TYPES: Mapping[str, str] = {
    Kind.WEBSITE: "WebSite",
    Kind.ARTICLE: "MedicalWebPage",
    Kind.BLOG: "Blog",
    Kind.PODCAST: "PodcastSeries",
    Kind.VIDEO_CHANNEL: "CreativeWorkSeries",
    Kind.COMMUNITY: "WebSite",
    Kind.SOCIAL_ACCOUNT: "ProfilePage",
    Kind.JOURNAL: "Periodical",
    Kind.NEWS: "WebSite",
    Kind.WIKI_PAGE: "MedicalWebPage",
    Kind.APP: "SoftwareApplication",
    Kind.SLIDES: "PresentationDigitalDocument",
    Kind.COURSE: "Course",
    Kind.TOOL: "WebApplication",
    Kind.GUIDELINE: "MedicalWebPage",
    Kind.DECISION_AID: "MedicalWebPage",
    Kind.VIRTUAL_WORLD: "WebSite",
}
_PAGES = {"MedicalWebPage", "ProfilePage"}
_AUDIENCES = {
    Audience.PATIENTS: {"@type": "MedicalAudience", "audienceType": "Patient"},
    Audience.PROFESSIONALS: {"@type": "MedicalAudience", "audienceType": "Clinician"},
}


def of_resource(
    record: ResourceRecord,
    *,
    language: str = "",
    page: str = "",
    topics: Mapping[str, TopicName] | None = None,
) -> dict[str, Any]:
    """The resource without ``@context``.

    ``language`` chooses the words; without it every language appears, each marked.
    ``page`` is the full address of our page about it; ``topics`` gives the names
    and codes of the topics by slug (those it lacks are left out).
    """
    draft = record.draft
    found: dict[str, Any] = {
        "@type": TYPES[Kind(draft.kind)],
        "@id": page or None,
        "url": draft.address,
        "sameAs": list(draft.further_addresses),
        **_words(record, language),
        "inLanguage": list(draft.languages),
        "audience": _AUDIENCES.get(Audience(draft.audience)),
        "about": [
            _topic(topics[slug]) for slug in draft.topics if topics and slug in topics
        ],
        "publisher": _publisher(record),
        "isAccessibleForFree": draft.cost != Cost.PAID,
        "accessibilitySummary": draft.accessibility_notes,
        "identifier": record.uid,
    }
    if found["@type"] in _PAGES and record.last_reviewed_on:
        found["lastReviewed"] = record.last_reviewed_on.isoformat()
    return {name: value for name, value in found.items() if value not in ("", [], None)}


def _words(record: ResourceRecord, language: str) -> dict[str, Any]:
    if language:
        _code, text = record.text_in(language)
        return {"name": text.title, "description": text.description}
    texts = sorted(record.draft.texts.items())
    return {
        "name": [_marked(code, text.title) for code, text in texts],
        "description": [
            _marked(code, text.description) for code, text in texts if text.description
        ],
    }


def _marked(language: str, words: str) -> dict[str, str]:
    return {"@language": language, "@value": words}


def _topic(topic: TopicName) -> dict[str, Any]:
    codes = [
        {
            "@type": "MedicalCode",
            "codeValue": value,
            "codingSystem": CODE_NAMES[CodeSystem(system)],
        }
        for system, value in topic.codes
    ]
    named = {"@type": "MedicalEntity", "name": topic.name}
    return {**named, "code": codes} if codes else named


def _publisher(record: ResourceRecord) -> dict[str, Any] | None:
    if not record.draft.publisher:
        return None
    publisher: dict[str, Any] = {
        "@type": "Organization",
        "name": record.draft.publisher,
    }
    if record.draft.country:
        publisher["address"] = {
            "@type": "PostalAddress",
            "addressCountry": record.draft.country,
        }
    return publisher
