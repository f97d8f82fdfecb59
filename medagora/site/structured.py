"""What pages are about, in the words of schema.org, for search engines."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from medagora.topics.domain.words import CODE_NAMES, CodeSystem, TopicKind
from medagora.web.links import absolute

if TYPE_CHECKING:
    from medagora.topics.models import Topic, TopicText

_CONDITIONS = {
    TopicKind.CONDITION,
    TopicKind.MENTAL_HEALTH,
    TopicKind.RARE_DISEASE,
}


def topic_page(
    topic: "Topic", text: "TopicText | None", request: HttpRequest
) -> dict[str, Any]:
    """A page that collects resources about a medical subject."""
    name = text.name if text else topic.slug
    about: dict[str, Any] = {
        "@type": "MedicalCondition" if topic.kind in _CONDITIONS else "MedicalEntity",
        "name": name,
        "alternateName": [
            term.text
            for term in topic.terms.all()
            if text and term.language == text.language
        ],
        "code": [
            {
                "@type": "MedicalCode",
                "codeValue": code.value,
                "codingSystem": CODE_NAMES[CodeSystem(code.system)],
            }
            for code in topic.codes.all()
        ],
    }
    page = {
        "@type": ["CollectionPage", "MedicalWebPage"],
        "@id": absolute(request.path),
        "url": absolute(request.path),
        "name": name,
        "description": text.description if text else "",
        "inLanguage": text.language if text else "",
        "dateModified": topic.updated_at.isoformat(),
        "about": _known(about),
    }
    return _known(page)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in ("", [])}


def home_page(name: str, search: str) -> dict[str, Any]:
    """The site, and the address by which it is searched."""
    return {
        "@type": "WebSite",
        "name": name,
        "url": absolute("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": f"{absolute(search)}?q={{search_term_string}}",
            "query-input": "required name=search_term_string",
        },
    }
