"""CDS Hooks 2.0: the services that there are, the request, the cards of the answer.

A card is one topic of the patient's with resources in one language. It suggests and
orders nothing, is always "info", and names a topic, never the patient.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from medagora.api.domain.fhir.parts import Json, clean, known
from medagora.api.domain.fhir.refusals import BadValue

HOOK, SERVICE = "patient-view", "medagora-patient-view"
#: The standard: a summary has fewer than 140 characters.
LONGEST_SUMMARY = 139
MOST_CARDS, MOST_LINKS = 5, 5
#: What a record system shall send along: the least that answers the question.
PREFETCH = {
    "conditions": (
        "Condition?patient={{context.patientId}}"
        "&clinical-status=active,recurrence,relapse"
    ),
    "patient": "Patient?_id={{context.patientId}}&_elements=communication",
}
#: What could be markup within a line; no line begins with words of others.
_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>~&"})


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Advice:
    """One card: what it says in the user's language, what it leads to."""

    summary: str
    #: The page of the topic, which also names the card for ever.
    page: Link
    links: tuple[Link, ...]
    #: Where the user can hand these and others over to the patient.
    handing: Link
    #: A line of plain text for each resource: title, why it was chosen.
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Source:
    label: str
    address: str


def discovery(title: str, description: str, usage: str) -> Json:
    return {
        "services": [
            {
                "hook": HOOK,
                "id": SERVICE,
                "title": title,
                "description": description,
                "usageRequirements": usage,
                "prefetch": PREFETCH,
            }
        ]
    }


def require_request(body: Any) -> Json:
    """The request, when it has what the standard requires; BadValue names the rest.

    ``fhirServer`` and ``fhirAuthorization`` are never looked at.
    """
    if not isinstance(body, dict):
        raise BadValue("The body must be a JSON object.")
    if body.get("hook") != HOOK:
        raise BadValue("hook must be %(hook)s.", field="hook", hook=HOOK)
    instance = body.get("hookInstance")
    if not isinstance(instance, str) or not instance.strip():
        raise BadValue("hookInstance must be a text.", field="hookInstance")
    if not isinstance(body.get("context"), dict):
        raise BadValue("context must be an object.", field="context")
    return body


def require_feedback(body: Any) -> None:
    """BadValue unless it looks like feedback; what it says is not kept."""
    rows = body.get("feedback") if isinstance(body, dict) else None
    if not isinstance(rows, list):
        raise BadValue("feedback must be a list.", field="feedback")


def answer(advice: Sequence[Advice], source: Source) -> Json:
    return {"cards": [_card(one, source) for one in advice[:MOST_CARDS]]}


def _card(advice: Advice, source: Source) -> Json:
    links = (*advice.links[:MOST_LINKS], advice.page, advice.handing)
    return known(
        {
            # the same for everybody: whoever sends it back says nothing of a patient
            "uuid": str(uuid5(NAMESPACE_URL, advice.page.address)),
            "summary": shortened(advice.summary, LONGEST_SUMMARY),
            "detail": "\n".join(_line(*line) for line in advice.lines[:MOST_LINKS]),
            "indicator": "info",
            "source": {"label": source.label, "url": source.address},
            "links": [
                {
                    "label": clean(link.label),
                    "url": link.address,
                    "type": "absolute",
                }
                for link in links
            ],
        }
    )


def _line(title: str, why: str) -> str:
    """Markdown of a list in which nothing of the words is taken for markdown."""
    bold = f"**{clean(title).translate(_MARKDOWN)}**"
    return f"- {bold}: {clean(why).translate(_MARKDOWN)}" if clean(why) else f"- {bold}"


def shortened(text: str, longest: int) -> str:
    """Cut between words, with an ellipsis."""
    bare = clean(text)
    if len(bare) <= longest:
        return bare
    head = bare[: longest - 1]
    return f"{head.rsplit(' ', 1)[0] if ' ' in head else head}…"
