"""Parts of which resources consist: codings, concepts, narrative, outcomes."""

import re
from dataclasses import dataclass
from html import escape
from typing import Any

from medagora.kernel.text import fit_for_xml

Json = dict[str, Any]

MEDIA_TYPE = "application/fhir+json"
VERSION = "4.0.1"
#: What an id may look like, in every resource (datatypes, "id").
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True)
class Coding:
    system: str
    code: str
    display: str = ""

    def as_json(self) -> Json:
        return known(
            {"system": self.system, "code": self.code, "display": self.display}
        )


def known(fields: Json) -> Json:
    """Without what is empty: FHIR allows no empty element anywhere."""
    return {
        name: value for name, value in fields.items() if value not in ("", [], {}, None)
    }


def concept(*codings: Coding, text: str = "") -> Json:
    return known(
        {"coding": [coding.as_json() for coding in codings], "text": clean(text)}
    )


def clean(text: str) -> str:
    """A FHIR string: without control characters, one space instead of many."""
    return " ".join(fit_for_xml(text).split())


def narrative(link: Json, description: Json) -> Json:
    """What a program shows that understands nothing else of the resource: two
    paragraphs of ``{"text", "language"}``, the first a link to its ``"address"``."""
    address, label = (escape(clean(link[name])) for name in ("address", "text"))
    title = f'<p{_marked(link["language"])}><a href="{address}">{label}</a></p>'
    words = escape(clean(description["text"]))
    more = f"<p{_marked(description['language'])}>{words}</p>" if words else ""
    return {
        "status": "generated",
        "div": f'<div xmlns="{_XHTML}">{title}{more}</div>',
    }


def _marked(language: str) -> str:
    if not language:
        return ""
    return f' xml:lang="{escape(language)}" lang="{escape(language)}"'


def outcome(severity: str, issue: str, diagnostics: str, place: str = "") -> Json:
    """An OperationOutcome with one issue; ``place``: the parameter or element."""
    return {
        "resourceType": "OperationOutcome",
        "issue": [
            known(
                {
                    "severity": severity,
                    "code": issue,
                    "diagnostics": clean(diagnostics) or issue,
                    "expression": [clean(place)] if clean(place) else [],
                }
            )
        ],
    }
