"""What a person hands in, before it becomes rows."""

from dataclasses import dataclass

from medagora.community.domain import asks
from medagora.community.domain.words import Audience, Kind
from medagora.kernel import languages
from medagora.kernel.refusals import BadInput

#: Where an unfinished question is kept.
ASK = "ask"
_ANSWER, _COMMENT = "answer:", "comment:"


def answer_place(question_uid: str) -> str:
    """Where an unfinished answer is kept."""
    return f"{_ANSWER}{question_uid}"


def comment_place(post_uid: str) -> str:
    """Where an unfinished comment on a post is kept."""
    return f"{_COMMENT}{post_uid}"


def is_place(place: str) -> bool:
    """Whether there is something to write at such a place."""
    return place == ASK or place.startswith((_ANSWER, _COMMENT))


@dataclass(frozen=True)
class PostDraft:
    """Words for one post. ``hat``: the public id of a hat, or "" without one.

    ``was_confirmed``: the author's word that what the privacy guard saw in it
    identifies nobody.
    """

    text: str
    hat: str = ""
    was_confirmed: bool = False


@dataclass(frozen=True)
class QuestionDraft:
    """A question as it is handed in; ``topics`` are slugs."""

    kind: Kind
    title: str
    post: PostDraft
    topics: tuple[str, ...]
    language: str
    audience: Audience = Audience.EVERYONE


def check_question(draft: QuestionDraft, *, is_professional: bool) -> None:
    """BadInput, naming the field, when the draft breaks a rule of its kind."""
    template = asks.template_of(draft.kind)
    asks.check_title(draft.title)
    asks.check_text(draft.post.text)
    if draft.audience not in template.audiences:
        raise BadInput(
            "Questions among clinicians are read by verified professionals only.",
            field="audience",
        )
    if draft.audience == Audience.PROFESSIONALS and not is_professional:
        raise BadInput(
            "Only verified professionals can ask verified professionals alone. Choose "
            "who else may read this; professionals answer there too.",
            field="audience",
        )
    if not draft.topics:
        raise BadInput(
            "Please choose at least one topic, so that the right people see this.",
            field="topics",
        )
    if len(draft.topics) > asks.MOST_TOPICS:
        raise BadInput(
            "Please choose at most %(most)s topics.",
            field="topics",
            most=asks.MOST_TOPICS,
        )
    if not languages.is_known(draft.language):
        raise BadInput("This is not a language that we know.", field="language")
