"""Under which topics a question is listed: a derived table, kept beside every write."""

from typing import Any

from django.db.models.functions import Greatest

from medagora.community.domain.words import ANSWERABLE, Part, State
from medagora.community.models import Post, Question, QuestionPlace
from medagora.topics import queries as topics


def file(question: Question) -> None:
    """Lists the question as it stands now, or nowhere while it is not shown.

    Call it inside the transaction of the write that changed it.
    """
    if question.state != State.SHOWN:
        question.places.all().delete()
        return
    wanted = _topics_of(question)
    fields = _fields_of(question)
    question.places.exclude(topic__in=wanted).delete()
    there = set(question.places.values_list("topic_id", flat=True))
    question.places.update(**fields)
    QuestionPlace.objects.bulk_create(
        QuestionPlace(question=question, topic_id=topic, **fields)
        for topic in sorted(wanted - there)
    )


def refresh(question: Question) -> None:
    """What its places say of it, after a post under it came or went: its topics and
    whether it is listed at all are as they were. One statement."""
    question.places.update(**_fields_of(question))


def note_new(post: Post) -> None:
    """As ``refresh``, after one more post: nothing has to be read for it."""
    changed: dict[str, Any] = {
        "last_post_at": Greatest("last_post_at", post.posted_at),
    }
    if post.part == Part.ANSWER:
        changed["is_waiting"] = False
    QuestionPlace.objects.filter(question=post.question_id).update(**changed)


def _fields_of(question: Question) -> dict[str, Any]:
    return {
        "language": question.language,
        "audience": question.audience,
        "kind": question.kind,
        "asked_at": question.asked_at,
        "is_waiting": question.kind in ANSWERABLE and not question.answer_count,
        "last_post_at": question.last_post_at,
    }


def _topics_of(question: Question) -> set[int]:
    slugs = question.topics.values_list("slug", flat=True)
    return set(topics.ids_by_slug(topics.with_ancestors(slugs)).values())


def refile_topic(slug: str) -> int:
    """After a topic moved: files every question under it, or under one of those below
    it, anew; gives how many."""
    listed = list(Question.objects.filter(places__topic__slug=slug))
    for question in listed:
        file(question)
    return len(listed)
