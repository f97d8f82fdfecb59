"""Conversations and people for tests of moderation."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from medagora.community.domain.moderation.deciding import Verdict
from medagora.community.domain.moderation.matters import MatterKind, Outcome
from medagora.community.domain.moderation.reasons import Reason
from medagora.community.domain.moderation.sanctions import SanctionDraft, SanctionKind
from medagora.community.domain.words import Part, State
from medagora.community.models import Matter, Post, Question
from medagora.community.services import matters, showing
from medagora.people.models import Person
from medagora.topics.models import Topic
from tests.conftest import NOW

TEXT = "Stop your insulin, it only feeds the illness."


def ask(
    author: Person, *, topics: Iterable[Topic] = (), at: datetime = NOW, **fields: Any
) -> Post:
    """A question that is shown; gives its own text."""
    text = fields.pop("text", "My daughter has had this cough for weeks.")
    question = Question.objects.create(
        kind="living",
        author=author,
        asked_at=at,
        last_post_at=at,
        **{
            "language": "en",
            "title": "How do you live with a cough that stays?",
            "state": State.HELD,
            **fields,
        },
    )
    question.topics.set(topics)
    return say(question, author, Part.QUESTION, text=text, at=at)


def say(
    question: Question,
    author: Person,
    part: Part = Part.ANSWER,
    *,
    text: str = TEXT,
    at: datetime = NOW,
    is_shown: bool = True,
    **fields: Any,
) -> Post:
    post = Post.objects.create(
        question=question,
        part=part,
        author=author,
        text=text,
        state=State.HELD,
        posted_at=at,
        **{"html": f"<p>{text}</p>", **fields},
    )
    if is_shown:
        showing.show_post(post, at=at)
    return post


def hold(post: Post, kind: MatterKind = MatterKind.ADVICE) -> Matter:
    """As the machine does."""
    return matters.open_matter(post, kind, ["dangerous"], by=None, at=NOW)


def words(page: Any) -> str:
    """A test client's response, as its reader gets it."""
    return str(page.content.decode())


def page_of(matter: Matter) -> str:
    return reverse("community:matter", args=[matter.uid])


def no(
    outcome: Outcome = Outcome.REMOVE,
    sanction: SanctionDraft | None = None,
    **said: Any,
) -> Verdict:
    fields = {"reason": Reason.DANGEROUS, "words": "Please do not.", **said}
    return Verdict(outcome, sanction=sanction, **fields)


def suspension(days: int = 7) -> SanctionDraft:
    return SanctionDraft(SanctionKind.SUSPENDED, timedelta(days=days))


def short_read_only(hours: int = 6) -> SanctionDraft:
    return SanctionDraft(SanctionKind.READ_ONLY, timedelta(hours=hours))


def joined(person: Person, days: int) -> Person:
    """The person has had the account for so many days."""
    person.joined_at = NOW - timedelta(days=days)
    person.save(update_fields=["joined_at"])
    return person
