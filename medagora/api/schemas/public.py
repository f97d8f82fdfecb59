"""What the API's answers look like; the OpenAPI description is made from these."""

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from pydantic import Field

from medagora.api.schemas.shapes import Shape

Item = TypeVar("Item")


class Mistake(Shape):
    field: str
    detail: str


class Problem(Shape):
    """Every refusal (RFC 9457). ``error`` is a stable code for programs."""

    type: str = Field(description="Where the type is explained.")
    title: str
    status: int
    detail: str = Field(description="What is wrong this time, as a sentence.")
    error: str
    message: str = Field(description="The same as detail, as it was called before.")
    field: str = Field("", description="What to mend: a parameter or a member.")
    errors: list[Mistake] = Field([], description="Everything that was found.")
    scope: str = Field("", description="What the key would need, one of these words.")
    uid: str = Field("", description="The resource that is there already.")
    confirm: list[str] = Field([], description="For identifies_nobody in the body.")


class Page(Shape, Generic[Item]):
    """A part of a list, by number or from a cursor on."""

    items: list[Item]
    page: int | None = Field(description="Null where a cursor was given.")
    pages: int | None = Field(description="Null where a cursor was given.")
    total: int | None = Field(description="Null where a cursor was given: not counted.")
    next: str | None = Field(description="For ?cursor=; null at the end.")


class TopicLine(Shape):
    slug: str
    name: str
    language: str = Field(description="Of the name: another if there is none in it.")
    kind: str
    body_system: str
    parent: str = ""


class Term(Shape):
    text: str
    register_: str = Field(alias="register", description="lay or clinical")


class TopicText(Shape):
    name: str
    description: str
    terms: list[Term]


class Topic(Shape):
    slug: str
    kind: str
    body_system: str
    parent: str
    children: list[str]
    related: list[str]
    codes: dict[str, list[str]] = Field(description="By code system: mesh, icd10, …")
    texts: dict[str, TopicText] = Field(description="By language.")
    updated_at: datetime


class Resource(Shape):
    """A resource as a list shows it, in the language asked for if there are words."""

    uid: str
    address: str
    title: str
    title_language: str
    description: str
    description_language: str
    kind: str
    audience: str
    languages: list[str] = Field(description="In which it speaks itself.")
    topics: list[str]
    publisher: str
    country: str
    cost: str
    needs_sign_up: bool
    link_state: str
    published_at: datetime | None
    last_reviewed_on: date | None
    is_confirmed: bool = Field(
        description="False: of the starter collection, not yet looked at here."
    )


class ResourceText(Shape):
    title: str
    description: str


class Feed(Shape):
    address: str
    title: str


class Account(Shape):
    service: str
    address: str


class ResourceDetail(Resource):
    state: str = Field(description="published or retired")
    texts: dict[str, ResourceText] = Field(description="By language.")
    further_addresses: list[str]
    feeds: list[Feed]
    social_accounts: list[Account]
    accessibility_notes: str
    source: str
    first_reviewed_on: date | None
    review_due_on: date | None
    log_subject: str = Field(description="For /log?subject=")
    successor: str = Field(
        "", description="Retired: the uid of what is published in its place, if any."
    )
    replaces: list[str] = Field(
        [], description="The uids of retired resources whose place it took."
    )


class CollectionLine(Shape):
    uid: str
    title: str
    description: str
    language: str
    by_name: str
    size: int
    updated_at: datetime


class CollectionItem(Shape):
    position: int
    note: str
    resource: Resource


class Collection(CollectionLine):
    topics: list[str]
    items: list[CollectionItem]


class FoundTopic(Shape):
    slug: str
    name: str
    language: str
    description: str
    parent: str
    count: int = Field(description="Resources on it in the reader's language.")
    found_by: dict[str, str]


class WhyFound(Shape):
    where: str = Field(description="title, description, publisher or topic")
    words: list[str]
    topic: str


class JudgedSide(Shape):
    role: str = Field(description="patient or professional")
    count: int
    least: int
    middle: float
    most: int


class JudgedPart(Shape):
    name: str
    lowest: int
    best: int
    is_percent: bool
    sides: list[JudgedSide]


class Judged(Shape):
    instrument: str = Field(description="The key of the instrument.")
    patients: int
    professionals: int
    parts: list[JudgedPart]


class FoundCollection(Shape):
    uid: str
    title: str
    description: str
    language: str
    by_name: str
    size: int
    topics: list[str]


class FoundEntry(Shape):
    entry: int = Field(description="Its number in the reader.")
    title: str
    link: str
    source: str
    sort: str
    journal: str
    authors: list[str]
    day: datetime
    language: str
    topics: list[str]
    notice: str = Field(description="retraction, concern, correction or empty")
    also_in: int
    resource_uid: str


class Reference(Shape):
    name: str
    address: str


class FoundResource(Resource):
    judged: list[Judged] = Field(description="How people judged it.")
    chosen_by: list[str] = Field(description="Curators who agreed to it.")
    found_by: list[WhyFound]


class NearTopic(Shape):
    slug: str
    name: str
    language: str


class Search(Shape):
    query: str
    reader: str
    topics: list[FoundTopic]
    near_topics: list[NearTopic]
    resources: list[FoundResource]
    elsewhere: list[FoundResource] = Field(
        description="On the topic in other languages, where nothing of the reader's is."
    )
    missing_kind: str = Field(
        description="The kind that was asked for, if the topic has none of it yet."
    )
    collections: list[FoundCollection]
    entries: list[FoundEntry] = Field(description="New in sources; first page only.")
    reference: Reference | None = Field(description="Where a typed DOI or PMID leads.")
    page: int
    pages: int
    total: int
    next: str | None = Field(description="For ?cursor=; null at the end.")
    matching: str = Field(
        description="all, most (few have all), start, some or any of the words"
    )
    taken_for: str = Field(
        description="What was searched for instead: a word of the query stands nowhere."
    )
    proposed: str = Field(
        description="What may have been meant; nothing was replaced by it."
    )
    is_widened: bool = Field(description="Nothing in the reader's language: others.")
    is_degraded: bool = Field(description="The index is being rebuilt: topics only.")
    facets: dict[str, dict[str, int]]


class SuggestedTopic(Shape):
    slug: str
    name: str
    language: str
    because: str = Field(description="The term that was typed, if not the name.")


class SuggestedResource(Shape):
    uid: str
    title: str


class SuggestedCollection(Shape):
    uid: str
    title: str


class Suggestions(Shape):
    query: str
    topics: list[SuggestedTopic]
    resources: list[SuggestedResource]
    collections: list[SuggestedCollection]


class LogEntry(Shape):
    """An entry of the public log, with all that its hash is computed from."""

    number: int
    at: str
    verb: str
    subject: str
    actor: str
    facts: dict[str, Any]
    personal: dict[str, Any] | None
    personal_digest: str
    previous_hash: str
    hash: str


class LogPage(Shape):
    items: list[LogEntry]
    next: int | None = Field(description="For ?after=; null at the end.")
    head: str = Field(description="The hash of the last entry of the whole log.")


class Instance(Shape):
    """Who answers here, what it holds, and under which rules."""

    name: str
    address: str
    software: str
    version: str
    contact: str
    country: str
    languages: list[str]
    reviews_needed: int
    topics: int
    resources: int
    log_entries: int
    log_head: str


class Quote(Shape):
    words: str = Field(description="As they stand on the page.")
    where: str = Field(description="text, markup, header or address.")
    start: int | None = Field(description="Place in the page's text, if there.")


class Finding(Shape):
    """What the engine saw for one criterion. It decides nothing."""

    criterion: str
    answer: str = Field(description="present, absent or cannot_tell")
    confidence: float
    sentence: str = Field(description="In the language asked for.")
    said: str = Field(description="The sentence's stable code.")
    facts: dict[str, Any]
    quotes: list[Quote]
    version: str


class PageReport(Shape):
    token: str = Field(description="The report's page is /judge/TOKEN/, for a month.")
    state: str = Field(description="waiting, read or failed")
    failure: str = Field(description="Why the page could not be fetched; or empty.")
    address: str
    title: str
    language: str
    seen_by: str = Field(description="Always machine.")
    version: str
    findings: list[Finding]
    not_assessed: list[str]
