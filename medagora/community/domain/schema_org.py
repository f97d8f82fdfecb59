"""A conversation that everybody may read, in the words of schema.org."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from medagora.community.domain.words import Kind


@dataclass(frozen=True)
class Said:
    """A post that is shown, in plain text. ``name``: "" once its author has left."""

    text: str
    name: str
    address: str
    at: datetime
    changed_at: datetime | None = None
    is_accepted: bool = False


@dataclass(frozen=True)
class Asked:
    """``answer_count``: of all pages; ``topics``: names in the reader's language."""

    kind: str
    title: str
    language: str
    address: str
    post: Said
    answer_count: int
    topics: Sequence[str] = ()


def of_conversation(asked: Asked, answers: Sequence[Said]) -> dict[str, Any]:
    """Without ``@context``. A thread for support asks nothing that could be answered:
    it is a posting with comments."""
    if asked.kind == Kind.SUPPORT:
        return _thread(asked, answers)
    accepted = [_said("Answer", one) for one in answers if one.is_accepted]
    suggested = [_said("Answer", one) for one in answers if not one.is_accepted]
    question = {
        **_said("Question", asked.post),
        "name": asked.title,
        "inLanguage": asked.language,
        "about": _about(asked),
        "answerCount": asked.answer_count,
        "acceptedAnswer": accepted,
        "suggestedAnswer": suggested,
    }
    return {
        "@type": "QAPage",
        "@id": asked.address,
        "url": asked.address,
        "inLanguage": asked.language,
        "mainEntity": _known(question),
    }


def _thread(asked: Asked, answers: Sequence[Said]) -> dict[str, Any]:
    return _known(
        {
            **_said("DiscussionForumPosting", asked.post),
            "@id": asked.address,
            "headline": asked.title,
            "inLanguage": asked.language,
            "about": _about(asked),
            "commentCount": asked.answer_count,
            "comment": [_said("Comment", one) for one in answers],
        }
    )


def _said(kind: str, said: Said) -> dict[str, Any]:
    author = {"@type": "Person", "name": said.name} if said.name else None
    changed = said.changed_at.isoformat() if said.changed_at else None
    return _known(
        {
            "@type": kind,
            "url": said.address,
            "text": said.text,
            "author": author,
            "datePublished": said.at.isoformat(),
            "dateModified": changed,
        }
    )


def _about(asked: Asked) -> list[dict[str, str]]:
    return [{"@type": "MedicalEntity", "name": name} for name in asked.topics]


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value for name, value in fields.items() if value not in (None, "", [])
    }
