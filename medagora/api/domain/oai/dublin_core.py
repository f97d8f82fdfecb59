"""oai_dc: Dublin Core without qualifiers, which every library reads.

https://www.openarchives.org/OAI/openarchivesprotocol.html#dublincore
"""

from collections.abc import Iterator

from medagora.api.domain.oai.records import OaiRecord
from medagora.api.domain.oai.xml import element, parent
from medagora.catalogue.domain.words import Kind

PREFIX = "oai_dc"
NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: The word of the DCMI Type Vocabulary for each kind; text where none says more.
_TYPES = {
    Kind.APP: "Software",
    Kind.TOOL: "InteractiveResource",
    Kind.DECISION_AID: "InteractiveResource",
    Kind.COURSE: "InteractiveResource",
    Kind.VIRTUAL_WORLD: "InteractiveResource",
    Kind.COMMUNITY: "Service",
    Kind.PODCAST: "Sound",
    Kind.VIDEO_CHANNEL: "MovingImage",
    Kind.WEBSITE: "Collection",
    Kind.JOURNAL: "Collection",
    Kind.BLOG: "Collection",
    Kind.NEWS: "Collection",
    Kind.SOCIAL_ACCOUNT: "Collection",
}


def write_dublin_core(record: OaiRecord) -> str:
    return parent(
        "oai_dc:dc",
        _elements(record),
        xmlns_oai_dc=NAMESPACE,
        xmlns_dc=_DC,
        xmlns_xsi=_XSI,
        xsi_schemaLocation=f"{NAMESPACE} {SCHEMA}",
    )


def _elements(record: OaiRecord) -> Iterator[str]:
    yield from _words(record)
    yield from _facts(record)


def _words(record: OaiRecord) -> Iterator[str]:
    texts = sorted(record.resource.draft.texts.items())
    for code, text in texts:
        yield element("dc:title", text.title, xml_lang=code)
    for code, text in texts:
        if text.description:
            yield element("dc:description", text.description, xml_lang=code)
    for subject in record.subjects:
        for code in record.spoken:
            if code in subject.names:
                yield element("dc:subject", subject.names[code], xml_lang=code)


def _facts(record: OaiRecord) -> Iterator[str]:
    resource, draft = record.resource, record.resource.draft
    yield from (element("dc:language", code) for code in draft.languages)
    if draft.publisher:
        yield element("dc:publisher", draft.publisher)
    yield element("dc:type", _TYPES.get(Kind(draft.kind), "Text"))
    yield element("dc:type", draft.kind)
    for address in (draft.address, *draft.further_addresses):
        yield element("dc:identifier", address)
    if resource.published_at:
        yield element("dc:date", f"{resource.published_at:%Y-%m-%d}")
    for page in (record.page, *record.replaces):
        yield element("dc:relation", page)
