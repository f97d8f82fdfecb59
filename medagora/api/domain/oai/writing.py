"""Answers as XML: the frame of every answer, and what each verb puts into it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from medagora.api.domain.oai import dublin_core, full
from medagora.api.domain.oai.asking import Asked
from medagora.api.domain.oai.dates import stamp
from medagora.api.domain.oai.records import OaiRecord
from medagora.api.domain.oai.sets import OaiSet
from medagora.api.domain.oai.words import OAI, OAI_XSD, Fault, OaiFault
from medagora.api.domain.oai.xml import element, parent

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
#: What the protocol for identifiers takes as a name: a host with a dot in it.
_HOST = re.compile(r"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+")
#: After these no argument is said back, as it may be the one that is wrong (3.2).
_SAYS_NOTHING = frozenset({Fault.BAD_VERB, Fault.BAD_ARGUMENT})


@dataclass(frozen=True)
class Repository:
    """Who we are, for programs: ``address`` is that of this interface."""

    name: str
    address: str
    host: str
    mail: str
    schema_address: str

    def identifier(self, uid: str) -> str:
        return f"oai:{self.host}:{uid}"

    def uid_of(self, identifier: str) -> str:
        """The uid in one of our identifiers; empty for any other words."""
        start = f"oai:{self.host}:"
        return identifier[len(start) :] if identifier.startswith(start) else ""


@dataclass(frozen=True)
class GoesOn:
    """The end of a part of a list; no token: there is no more."""

    token: str
    cursor: int
    size: int


def write_answer(
    repository: Repository, asked: Asked, inside: str, *, at: datetime
) -> str:
    said = {"verb": asked.verb.value, **asked.arguments}
    return _frame(repository, said, parent(asked.verb, [inside]), at)


def write_fault(
    repository: Repository,
    fault: OaiFault,
    said: Mapping[str, str],
    *,
    at: datetime,
) -> str:
    known = {} if fault.code in _SAYS_NOTHING else said
    return _frame(
        repository, known, element("error", fault.sentence, code=fault.code), at
    )


def _frame(
    repository: Repository, said: Mapping[str, str], inside: str, at: datetime
) -> str:
    body = parent(
        "OAI-PMH",
        [
            element("responseDate", stamp(at)),
            element("request", repository.address, **said),
            inside,
        ],
        xmlns=OAI,
        xmlns_xsi=_XSI,
        xsi_schemaLocation=f"{OAI} {OAI_XSD}",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def write_identity(repository: Repository, earliest: datetime) -> str:
    parts = [
        element("repositoryName", repository.name),
        element("baseURL", repository.address),
        element("protocolVersion", "2.0"),
        element("adminEmail", repository.mail),
        element("earliestDatestamp", stamp(earliest)),
        element("deletedRecord", "persistent"),
        element("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ]
    if _HOST.fullmatch(repository.host):
        parts.append(parent("description", [_about_identifiers(repository)]))
    return "".join(parts)


def _about_identifiers(repository: Repository) -> str:
    inside = [
        element("scheme", "oai"),
        element("repositoryIdentifier", repository.host),
        element("delimiter", ":"),
        element("sampleIdentifier", repository.identifier("abcdefgh12345678")),
    ]
    return parent(
        "oai-identifier",
        inside,
        xmlns=_IDENTIFIER,
        xsi_schemaLocation=f"{_IDENTIFIER} {_IDENTIFIER}.xsd",
    )


def write_formats(repository: Repository) -> str:
    known = (
        (dublin_core.PREFIX, dublin_core.SCHEMA, dublin_core.NAMESPACE),
        (full.PREFIX, repository.schema_address, full.NAMESPACE),
    )
    return "".join(
        parent(
            "metadataFormat",
            [
                element("metadataPrefix", prefix),
                element("schema", schema),
                element("metadataNamespace", namespace),
            ],
        )
        for prefix, schema, namespace in known
    )


def writer_for(repository: Repository, prefix: str) -> Callable[[OaiRecord], str]:
    """How the records of this format are written; OaiFault for one we do not have."""
    if prefix == dublin_core.PREFIX:
        return dublin_core.write_dublin_core
    if prefix == full.PREFIX:
        return lambda record: full.write_full(record, repository.schema_address)
    raise OaiFault(
        Fault.NO_FORMAT, "There is no such format; ListMetadataFormats names them."
    )


def write_sets(found: Iterable[OaiSet], goes_on: GoesOn | None) -> str:
    rows = (
        parent("set", [element("setSpec", one.spec), element("setName", one.name)])
        for one in found
    )
    return "".join([*rows, _token(goes_on)])


def write_headers(records: Iterable[OaiRecord], goes_on: GoesOn | None) -> str:
    return "".join([*map(_header, records), _token(goes_on)])


def write_records(
    records: Iterable[OaiRecord],
    write: Callable[[OaiRecord], str],
    goes_on: GoesOn | None = None,
) -> str:
    return "".join([*_records(records, write), _token(goes_on)])


def _records(
    records: Iterable[OaiRecord], write: Callable[[OaiRecord], str]
) -> Iterator[str]:
    for record in records:
        parts = [_header(record)]
        if not record.is_deleted:
            parts.append(parent("metadata", [write(record)]))
        yield parent("record", parts)


def _header(record: OaiRecord) -> str:
    return parent(
        "header",
        [
            element("identifier", record.identifier),
            element("datestamp", stamp(record.changed_at)),
            *(element("setSpec", spec) for spec in record.sets),
        ],
        status="deleted" if record.is_deleted else "",
    )


def _token(goes_on: GoesOn | None) -> str:
    """Empty after the last part of a list that had several (3.5)."""
    if goes_on is None:
        return ""
    return element(
        "resumptionToken",
        goes_on.token,
        completeListSize=str(goes_on.size),
        cursor=str(goes_on.cursor),
    )
