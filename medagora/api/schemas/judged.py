"""What curators and raters said about resources, and with what."""

from datetime import datetime

from pydantic import Field

from medagora.api.schemas.shapes import Shape


class Review(Shape):
    verdict: str = Field(description="agree, decline, renew or retire")
    reason: str
    words: str
    interest: str = Field(description="none or declared")
    interest_words: str
    given_at: datetime
    pseudonym: str = Field(description="For /curators/{pseudonym}.")
    name: str = Field(description="Empty for those who left.")
    declared: list[str] = Field(description="What the judge declares in general.")


class Reviews(Shape):
    items: list[Review]


class FigureSide(Shape):
    """The lowest and the highest figure among so many people of one side."""

    role: str
    count: int
    least: int
    most: int


class FigurePart(Shape):
    name: str
    lowest: int
    best: int
    is_percent: bool
    sides: list[FigureSide]


class ItemSpread(Shape):
    """How the answers of one side to one item lie."""

    role: str
    counts: list[int] = Field(description="For each step of the scale, in its order.")
    left_out: int
    middle: float | None


class ItemSaid(Shape):
    item: str = Field(description="The item's id, such as discern.4.")
    sides: list[ItemSpread]


class Kappa(Shape):
    role: str | None = Field(description="Null: among everybody.")
    raters: int
    linear: float | None
    quadratic: float | None


class Rater(Shape):
    uid: str
    pseudonym: str
    name: str
    role: str
    interests: list[str]
    interest_words: str
    published_at: datetime | None
    answers: dict[str, str | None]
    reasons: dict[str, str]


class Appraisals(Shape):
    instrument: str
    version: str
    parts: list[FigurePart]
    spread: list[ItemSaid]
    agreement: list[Kappa]
    raters: list[Rater] = Field(description="The newest fifty.")
    more: int = Field(description="People who are not in this answer.")


class AllAppraisals(Shape):
    items: list[Appraisals]


class Choice(Shape):
    value: str
    points: int
    label: str


class InstrumentItem(Shape):
    id: str
    section: str
    short: str
    question: str
    hint: str
    choices: list[Choice]
    may_be_left_out: bool
    left_to_people: bool = Field(description="A machine sees nothing that bears on it.")


class InstrumentLine(Shape):
    key: str
    version: str
    name: str
    about: str
    source: str
    address: str
    licence: str


class Instruments(Shape):
    items: list[InstrumentLine]


class InstrumentDetail(InstrumentLine):
    reading: str = Field(description="How its figures are read.")
    scale: list[Choice]
    items: list[InstrumentItem]
