"""Who hears of what happens in conversations. Called by tasks, after the write."""

from datetime import datetime

from django.urls import reverse

from medagora.community.domain.words import Audience, Part, State
from medagora.community.models import Post, Question
from medagora.community.queries import conversations, own
from medagora.people.queries.notices import list_followers
from medagora.people.queries.people import alias_of
from medagora.people.services.notifying import notify

MOST_TITLE = 120


def announce_post(uid: str, *, at: datetime) -> None:
    """A post that is shown: to whoever asked, whoever was commented, and followers."""
    post = _find(uid)
    if post is None or {post.state, post.question.state} != {State.SHOWN}:
        return
    question = post.question
    if post.part == Part.QUESTION:
        _tell_topic_followers(post, question, at=at)
        return
    kind = "answer" if post.part == Part.ANSWER else "comment"
    concerned = {question.author_id, post.under.author_id if post.under else None}
    followers = list_followers(_about(question))
    people = {pk for pk in (*concerned, *followers) if pk and pk != post.author_id}
    _tell(people, kind, post, at=at)


def _tell_topic_followers(post: Post, question: Question, *, at: datetime) -> None:
    """A question that everybody may read, to those who follow one of its topics."""
    if question.audience != Audience.EVERYONE:
        return
    followers = {
        pk
        for slug in _slugs(question)
        for pk in list_followers(f"topic:{slug}")
        if pk != post.author_id
    }
    _tell(followers, "question", post, at=at)


def announce_acceptance(uid: str, *, at: datetime) -> None:
    """To the author of an answer that helped."""
    post = _find(uid)
    if post and post.accepted_at and post.author_id:
        _tell({post.author_id}, "helped", post, at=at)


def announce_word(uid: str, giver: int, *, at: datetime) -> None:
    """To the author of a post that got a good word."""
    post = _find(uid)
    if post is None or not post.author_id or post.state != State.SHOWN:
        return
    key = f"{uid}:{giver}"
    _tell({post.author_id}, "good_word", post, at=at, who=alias_of(giver), key=key)


def _find(uid: str) -> Post | None:
    posts = Post.objects.select_related("question", "under", "author", "hat")
    return posts.filter(uid=uid).first()


def _tell(
    people: set[int],
    kind: str,
    post: Post,
    *,
    at: datetime,
    **told: str,
) -> None:
    """``told``: the giver's alias as ``who``, and a ``key`` other than the post's."""
    question = post.question
    if not told and conversations.alias_key_shown(post):
        people = set(own.who_hear(people, post.author_id))
    notify(
        people,
        kind,
        about=_about(question),
        url_path=reverse("community:post", args=[post.uid]),
        params={"title": question.title[:MOST_TITLE], "who": told.get("who", "")},
        at=at,
        key=told.get("key", post.uid),
        topics=_slugs(question),
    )


def _about(question: Question) -> str:
    return f"question:{question.uid}"


def _slugs(question: Question) -> list[str]:
    return list(question.topics.order_by("slug").values_list("slug", flat=True))
