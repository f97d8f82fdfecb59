"""What programs do for a person with a key: what they send, what they are told."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from medagora.api.entrance.bodies import Body
from medagora.api.entrance.parameters import Language
from medagora.api.schemas.judged import Review
from medagora.api.schemas.shapes import Shape
from medagora.api.schemas.site import Grant
from medagora.catalogue.domain.words import Audience, Kind
from medagora.curation.domain.verdicts import Interest, Reason


class Guarded(Body):
    identifies_nobody: list[str] = Field(
        [],
        max_length=100,
        description="“confirm” of a refusal, when its words identify nobody.",
    )


class KeySaid(Shape):
    name: str
    scopes: list[str]
    expires_at: datetime


class Me(Shape):
    pseudonym: str
    name: str
    languages: list[str]
    grants: list[Grant]
    key: KeySaid


# ---- suggestions -----------------------------------------------------------------


class Details(Guarded):
    """What is known of a page; what is left out stays as it is."""

    title: str | None = Field(None, max_length=300)
    description: str | None = Field(None, max_length=2000)
    text_language: Language = Field(
        "", description="Of title and description; else the page's first language."
    )
    languages: list[Language] | None = Field(None, max_length=30)
    kind: Kind | None = None
    audience: Audience | None = None
    topics: list[str] | None = Field(None, max_length=50, description="Slugs.")


class SuggestionBody(Details):
    address: str = Field(min_length=1, max_length=4000)
    note: str = Field("", max_length=2000, description="Only curators read it.")


class Suggestion(Shape):
    token: str = Field(description="Whoever has it can read and correct it: keep it.")
    address: str
    state: Literal["waiting", "deciding", "closed"]
    outcome: str = Field(description="published, declined, retired or empty")
    suggested_at: datetime
    resource_uid: str = Field(description="Once it is public.")
    page: str = Field(description="Where a person corrects it and sees the outcome.")
    reviews: list[Review] = Field(description="Once it is closed.")


# ---- the desk ---------------------------------------------------------------------


class Waiting(Shape):
    id: int
    address: str
    suggested_at: datetime
    needs_second: bool = Field(description="Somebody agreed; a second voice decides.")
    is_taken: bool = Field(description="Somebody else looks at it now.")
    is_ready: bool = Field(description="Has what it needs to be published.")
    note: str
    titles: dict[str, str] = Field(description="By language.")
    languages: list[str]
    kind: str
    audience: str
    topics: list[str]
    seen_by_machine: dict[str, Any]


class VerdictBody(Guarded):
    interest: Interest = Field(description="Do you have an interest in it?")
    interest_words: str = Field("", max_length=500)
    reason: Reason | Literal[""] = Field("", description="Needed to say no.")
    words: str = Field("", max_length=2000, description="Stands in the public log.")


class SuggestionVerdict(VerdictBody):
    verdict: Literal["agree", "decline"]


class DueVerdict(VerdictBody):
    verdict: Literal["renew", "retire"]
    successor: str = Field(
        "",
        max_length=1000,
        description="When it is retired: uid or address of what takes its place.",
    )


class Decided(Shape):
    outcome: Literal["waiting", "published", "declined", "renewed", "retired"]


# ---- the reader -------------------------------------------------------------------


class Subscription(Shape):
    source: int
    title: str
    folder: str
    topic: str = Field(description="The topic that brought it; empty: by hand.")
    sort: str
    language: str
    address: str
    is_hidden: bool
    is_ended: bool
    unread: int


class SubscriptionBody(Body):
    source: int = Field(0, ge=0, le=2**53, description="Its number, from /sources.")
    address: str = Field("", max_length=1000, description="Or the feed's address.")
    title: str = Field("", max_length=300, description="A name of one's own for it.")
    folder: str = Field("", max_length=100)


class SubscriptionChange(Body):
    title: str | None = Field(None, max_length=300)
    folder: str | None = Field(None, max_length=100)
    is_hidden: bool | None = None


class FollowedTopics(Body):
    topics: list[str] = Field(max_length=500, description="Slugs.")


# ---- prescriptions ----------------------------------------------------------------


class PrescribedLine(Body):
    kind: Literal["resource", "collection", "service"]
    uid: str = Field(min_length=1, max_length=40)
    note: str = Field("", max_length=300)


class PrescriptionBody(Guarded):
    """Nothing in it may tell who the patient is."""

    language: Language = Field(min_length=2, description="Of the sheet.")
    lines: list[PrescribedLine] = Field(min_length=1, max_length=40)
    title: str = Field("", max_length=120)
    note: str = Field("", max_length=1500)
    level: Literal["any", "simple"] = "any"
    allow_other_languages: bool = False
    wants_receipt: bool = False
    days: int = Field(90, ge=7, le=365)
    hat: str = Field("", max_length=40, description="The uid of a hat of yours.")


class Prescription(Shape):
    code: str = Field(description="To be read over a telephone.")
    link: str
    title: str
    language: str
    made_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    opened_on: date | None = Field(description="Only if the patient said so.")
    lines: int
    flagged: int = Field(description="Lines that no longer work.")
