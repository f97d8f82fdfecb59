"""What curators and raters said about resources, and with what."""

from datetime import datetime

from ninja import Schema
from pydantic import Field


class Review(Schema):
    verdict: str = Field(description="agree, decline, renew or retire")
    reason: str
    words: str
    interest: str = Field(description="none or declared")
    interest_words: str
    given_at: datetime
    pseudonym: str = Field(description="For /curators/{pseudonym}.")
    name: str = Field(description="Empty for those who left.")
    declared: list[str] = Field(description="What the judge declares in general.")


class Reviews(Schema):
    items: list[Review]


class FigureSide(Schema):
    """The lowest and the highest figure among so many people of one side."""

    role: str
    count: int
    least: int
    most: int


class FigurePart(Schema):
    name: str
    lowest: int
    best: int
    is_percent: bool
    sides: list[FigureSide]


class ItemSpread(Schema):
    """How the answers of one side to one item lie."""

    role: str
    counts: list[int] = Field(description="For each step of the scale, in its order.")
    left_out: int
    middle: float | None


class ItemSaid(Schema):
    item: str = Field(description="The item's id, such as discern.4.")
    sides: list[ItemSpread]


class Kappa(Schema):
    role: str | None = Field(description="Null: among everybody.")
    raters: int
    linear: float | None
    quadratic: float | None


class Rater(Schema):
    uid: str
    pseudonym: str
    name: str
    role: str
    interests: list[str]
    interest_words: str
    published_at: datetime | None
    answers: dict[str, str | None]
    reasons: dict[str, str]


class Appraisals(Schema):
    instrument: str
    version: str
    parts: list[FigurePart]
    spread: list[ItemSaid]
    agreement: list[Kappa]
    raters: list[Rater] = Field(description="The newest fifty.")
    more: int = Field(description="People who are not in this answer.")


class AllAppraisals(Schema):
    items: list[Appraisals]


class Choice(Schema):
    value: str
    points: int
    label: str


class InstrumentItem(Schema):
    id: str
    section: str
    short: str
    question: str
    hint: str
    choices: list[Choice]
    may_be_left_out: bool
    left_to_people: bool = Field(description="A machine sees nothing that bears on it.")


class InstrumentLine(Schema):
    key: str
    version: str
    name: str
    about: str
    source: str
    address: str
    licence: str


class Instruments(Schema):
    items: list[InstrumentLine]


class InstrumentDetail(InstrumentLine):
    reading: str = Field(description="How its figures are read.")
    scale: list[Choice]
    items: list[InstrumentItem]
