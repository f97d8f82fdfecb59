"""The page that explains the Infobutton responder and lets people try it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from medagora.api.domain.infobutton import names
from medagora.api.domain.infobutton.asked import Form, Person
from medagora.api.domain.infobutton.common import COMMON_CODES
from medagora.api.queries.knowledge import Concept, find_topics
from medagora.kernel import languages
from medagora.topics import queries as topics
from medagora.topics.domain.words import CODE_NAMES, OIDS, URIS, CodeSystem
from medagora.web.links import absolute


@dataclass(frozen=True)
class Example:
    """A diagnosis with the addresses of its answers."""

    code: str
    name: str
    page: str
    xml: str
    json: str


@require_safe
def infobutton_page(request: HttpRequest) -> HttpResponse:
    language = get_language() or "en"
    context = {
        "examples": _examples(language),
        "systems": [
            {"name": CODE_NAMES[system], "oid": OIDS[system], "uri": URIS[system]}
            for system in CodeSystem
        ],
        "languages": [(c, languages.own_name(c)) for c in languages.FINISHED],
        "address": absolute(reverse("infobutton")),
        "sample": absolute(_address("I10", Form.XML, language)),
    }
    return render(request, "api/infobutton.html", context)


def _examples(language: str) -> list[Example]:
    """Those of the twenty that this catalogue has a topic for; two queries."""
    system = OIDS[CodeSystem.ICD10]
    concepts = [Concept(((system, code),)) for code in COMMON_CODES]
    found = find_topics(concepts, language)
    named = topics.names_by_id([topic.id for topic in found], language)
    by_concept: dict[int, str] = {}
    for topic in found:
        if topic.id in named:
            by_concept.setdefault(topic.concept, named[topic.id])
    return [
        Example(
            code,
            by_concept[number],
            page=_address(code, Form.PAGE, language),
            xml=_address(code, Form.XML, language),
            json=_address(code, Form.JSON, language),
        )
        for number, code in enumerate(COMMON_CODES)
        if number in by_concept
    ]


def _address(code: str, form: Form, language: str) -> str:
    pairs = {
        f"{names.MAIN}.c": code,
        f"{names.MAIN}.cs": OIDS[CodeSystem.ICD10],
        names.RECIPIENT: Person.PATIENT,
        f"{names.RECIPIENT_LANGUAGE}.c": language,
        names.FORM: form,
    }
    return f"{reverse('infobutton')}?{urlencode(pairs)}"
