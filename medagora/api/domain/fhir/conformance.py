"""What this server says of itself: capabilities, its search parameter, its words."""

from collections.abc import Mapping
from dataclasses import dataclass

from medagora.api.domain.fhir.parts import MEDIA_TYPE, VERSION, Json
from medagora.api.domain.fhir.search import PARAMETERS, Parameter
from medagora.catalogue.domain.words import Audience, Kind

#: When the statements below were last changed.
CHANGED = "2026-11-27"
CODE_PARAMETER = "documentreference-code"
KINDS, AUDIENCES = "resource-kind", "resource-audience"
AUDIENCE_WORDS = {
    Audience.PATIENTS.value: "Patients and carers",
    Audience.PROFESSIONALS.value: "Health professionals",
}


@dataclass(frozen=True)
class Site:
    """``base``: the absolute address of ``/fhir``, without a slash at its end."""

    name: str
    base: str
    home: str
    software_version: str

    def canonical(self, kind: str, name: str) -> str:
        return f"{self.base}/{kind}/{name}"


def capability_statement(site: Site) -> Json:
    return {
        "resourceType": "CapabilityStatement",
        "id": "medagora",
        "url": f"{site.base}/metadata",
        "version": site.software_version,
        "name": "Medagora",
        "title": f"{site.name}: curated medical resources",
        "status": "active",
        "date": CHANGED,
        "publisher": site.name,
        "description": (
            "Links to medical resources that people have chosen, by diagnosis and by "
            "language. Everything here is public; nothing about patients is kept."
        ),
        "kind": "instance",
        "software": {"name": "Medagora", "version": site.software_version},
        "implementation": {"description": site.name, "url": site.base},
        "fhirVersion": VERSION,
        "format": ["json", MEDIA_TYPE],
        "rest": [_rest(site)],
    }


def _rest(site: Site) -> Json:
    read_only = [{"code": "read"}]
    return {
        "mode": "server",
        "documentation": (
            "No account and no token: what is sent in an Authorization header is not "
            "looked at. Searches are answered to GET and to POST with _search."
        ),
        "security": {"cors": True, "description": "Open to everybody, for reading."},
        "resource": [
            {
                "type": "DocumentReference",
                "interaction": [{"code": "read"}, {"code": "search-type"}],
                "versioning": "no-version",
                "readHistory": False,
                "updateCreate": False,
                "conditionalCreate": False,
                "conditionalUpdate": False,
                "conditionalDelete": "not-supported",
                "searchParam": [_declared(one, site) for one in PARAMETERS],
            },
            {"type": "SearchParameter", "interaction": read_only},
            {"type": "CodeSystem", "interaction": read_only},
        ],
    }


def _declared(parameter: Parameter, site: Site) -> Json:
    definition = parameter.definition
    if ":" not in definition:
        definition = site.canonical("SearchParameter", definition)
    return {
        "name": parameter.name,
        "definition": definition,
        "type": parameter.type,
        "documentation": parameter.meaning,
    }


def code_parameter(site: Site) -> Json:
    """The one parameter that the standard does not have."""
    meaning = next(one.meaning for one in PARAMETERS if one.name == "code")
    return {
        "resourceType": "SearchParameter",
        "id": CODE_PARAMETER,
        "url": site.canonical("SearchParameter", CODE_PARAMETER),
        "version": site.software_version,
        "name": "DocumentReferenceCode",
        "status": "active",
        "experimental": False,
        "date": CHANGED,
        "publisher": site.name,
        "description": meaning,
        "code": "code",
        "base": ["DocumentReference"],
        "type": "token",
        "expression": "DocumentReference.context.event",
        "xpath": "f:DocumentReference/f:context/f:event",
        "xpathUsage": "normal",
        "multipleOr": True,
        "multipleAnd": True,
        "modifier": ["text"],
    }


def kind_words() -> dict[str, str]:
    """ "video-channel" reads "Video channel"."""
    return {kind.value: kind.value.replace("-", " ").capitalize() for kind in Kind}


def code_systems(site: Site) -> dict[str, Json]:
    """The closed lists of ours that documents are marked with, by name."""
    return {
        KINDS: _code_system(site, KINDS, "Kinds of resources", kind_words()),
        AUDIENCES: _code_system(
            site, AUDIENCES, "For whom resources are", AUDIENCE_WORDS
        ),
    }


def _code_system(site: Site, name: str, title: str, words: Mapping[str, str]) -> Json:
    return {
        "resourceType": "CodeSystem",
        "id": name,
        "url": site.canonical("CodeSystem", name),
        "version": site.software_version,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "title": title,
        "status": "active",
        "experimental": False,
        "date": CHANGED,
        "publisher": site.name,
        "caseSensitive": True,
        "content": "complete",
        "count": len(words),
        "concept": [
            {"code": code, "display": display} for code, display in words.items()
        ],
    }
