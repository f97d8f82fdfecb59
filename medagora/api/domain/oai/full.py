"""``medagora``: everything public that we know of a resource, in a form of our own.

The schema in ``medagora.xsd`` beside this file says what may stand where; nothing that
libraries use for metadata has places for languages of each word, audiences, reading
dates and medical codes at once.
"""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from medagora.api.domain.oai.dates import stamp
from medagora.api.domain.oai.records import OaiRecord
from medagora.api.domain.oai.xml import element, parent

PREFIX = "medagora"
#: A name, not a place: it is the same on every site.
NAMESPACE = "urn:medagora:oai:resource:1"


@cache
def schema() -> bytes:
    return files("medagora.api.domain.oai").joinpath("medagora.xsd").read_bytes()


def write_full(record: OaiRecord, schema_address: str) -> str:
    return parent(
        "resource",
        _elements(record),
        xmlns=NAMESPACE,
        xmlns_xsi="http://www.w3.org/2001/XMLSchema-instance",
        xsi_schemaLocation=f"{NAMESPACE} {schema_address}",
        uid=record.resource.uid,
        kind=record.resource.draft.kind,
        audience=record.resource.draft.audience,
    )


def _elements(record: OaiRecord) -> Iterator[str]:
    draft = record.resource.draft
    yield element("page", record.page)
    for address in (draft.address, *draft.further_addresses):
        yield element("address", address)
    for code in sorted(draft.texts):
        text = draft.texts[code]
        inside = [element("title", text.title)]
        if text.description:
            inside.append(element("description", text.description))
        yield parent("about", inside, xml_lang=code)
    yield from (element("language", code) for code in draft.languages)
    yield from _topics(record)
    if draft.publisher or draft.country:
        yield element("publisher", draft.publisher, country=draft.country)
    yield element(
        "access",
        draft.accessibility_notes,
        cost=draft.cost,
        signUp="true" if draft.needs_sign_up else "false",
    )
    for feed in draft.feeds:
        yield element("feed", feed.address, title=feed.title)
    for account in draft.social_accounts:
        yield element("account", account.address, service=account.service)
    yield from _dates(record)
    yield from (element("replaces", page) for page in record.replaces)


def _topics(record: OaiRecord) -> Iterator[str]:
    for subject in record.subjects:
        names = [
            element("name", subject.names[code], xml_lang=code)
            for code in record.spoken
            if code in subject.names
        ]
        codes = [element("code", value, system=name) for name, value in subject.codes]
        yield parent("topic", [*names, *codes], slug=subject.slug)


def _dates(record: OaiRecord) -> Iterator[str]:
    resource = record.resource
    found = (
        ("published", resource.published_at),
        ("firstReviewed", resource.first_reviewed_on),
        ("lastReviewed", resource.last_reviewed_on),
        ("reviewDue", resource.review_due_on),
    )
    yield parent("dates", [element(name, _spelt(when)) for name, when in found if when])


def _spelt(when: date | datetime) -> str:
    return stamp(when) if isinstance(when, datetime) else when.isoformat()
