"""Who judges here, who may do what, and how much was done."""

from pydantic import Field

from medagora.api.schemas.shapes import Shape


class Tie(Shape):
    organisation: str
    nature: str
    details: str
    since: int | None = Field(description="Year.")
    until: int | None = Field(description="Year; null while it lasts.")


class Grant(Shape):
    role: str
    topic: str = Field(description="Empty: every topic.")
    language: str = Field(description="Empty: every language.")


class Curator(Shape):
    pseudonym: str = Field(description="As in the log.")
    name: str
    bio: str
    languages: list[str]
    grants: list[Grant] = Field(description="Empty once a role has ended.")
    interests: list[Tie]


class Role(Shape):
    slug: str
    name: str
    description: str
    permissions: list[str]
    is_scoped: bool = Field(description="Grants may name a topic and a language.")


class Roles(Shape):
    items: list[Role]


class Counted(Shape):
    word: str
    count: int


class Statistics(Shape):
    """How this site chooses, in numbers, as its page of policy tells them."""

    curators: int
    published: int
    confirmed: int = Field(description="Of the published: two people here agreed.")
    waiting: int
    retired: int
    declined: int
    declined_because: list[Counted]
    review_months: dict[str, int] = Field(
        description="After how many months a kind of resource is looked at again."
    )
    published_by_language: dict[str, int]


class Few(Shape):
    word: str
    count: int | None = Field(description="Null: fewer than five, not told exactly.")


class Moderation(Shape):
    month: str
    reports: int | None = Field(description="Null: fewer than five, here and below.")
    decisions: int | None
    appeals: int | None
    median_hours: int | None
    by_reason: list[Few]
    by_outcome: list[Few]
    by_kind: list[Few]
    appeals_ended: list[Few]
    sanctions: list[Few]
    hats: list[Few]
    waiting_now: int | None
    late_now: int | None
    moderators: int


class Table(Shape):
    room: str
    table: str
    about: str
    is_personal: bool
    words: str = Field(description="What it knows of people, and for how long.")
    is_exported: bool


class DataMap(Shape):
    items: list[Table]
