"""Conversations that everybody may read."""

from datetime import datetime

from pydantic import Field

from medagora.api.schemas.shapes import Shape


class QuestionLine(Shape):
    uid: str
    title: str
    kind: str
    language: str
    asked_at: datetime
    last_post_at: datetime
    answers: int
    professional_answers: int = Field(description="Under verified hats.")
    accepted: int = Field(description="Answers of which the asker says they helped.")
    is_closed: bool
    page: str = Field(description="The page for people.")


class WornHat(Shape):
    uid: str
    role: str
    is_professional: bool = Field(
        description="Verified and in force when the post was written."
    )


class Cited(Shape):
    kind: str = Field(description="resource, doi or pmid")
    value: str
    title: str
    address: str
    notice: str = Field(description="retraction, concern or empty")


class Post(Shape):
    uid: str
    part: str = Field(description="question, answer or comment")
    state: str = Field(description="shown or erased; an erased one has no words")
    by: str = Field(description="The name that its author shows; empty once they left.")
    hat: WornHat | None
    text: str = Field(description="Markdown, as it was written.")
    html: str = Field(description="The same, cleaned.")
    posted_at: datetime
    edited_at: datetime | None
    accepted_at: datetime | None
    cites: list[Cited]


class Answer(Post):
    comments: list[Post]


class QuestionDetail(QuestionLine):
    topics: list[str]
    asked: Answer
    items: list[Answer] = Field(description="Answers: accepted ones first.")
    number: int = Field(description="Of this page of answers.")
    pages: int
