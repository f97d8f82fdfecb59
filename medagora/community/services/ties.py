"""Good words, bookmarks, mute and block: a reader's own small deeds."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from medagora.community.domain.words import State, Word
from medagora.community.models import Bookmark, GoodWord, Post, Question, Tie
from medagora.kernel.refusals import BadInput, NotAllowed
from medagora.web import news

if TYPE_CHECKING:
    from medagora.people.models import Person


@transaction.atomic
def give_word(post: Post, word: str, *, by: "Person", at: datetime) -> None:
    """Thanks, a hug, "me too", "I learnt": told to its author. Twice is once."""
    wanted = _word(word)
    if post.author_id == by.pk:
        raise NotAllowed("A good word is for others.")
    if post.state != State.SHOWN:
        raise NotAllowed("This post is not shown at the moment.")
    _row, is_new = GoodWord.objects.get_or_create(
        post=post, person=by, word=wanted, defaults={"given_at": at}
    )
    if is_new:
        news.tell("good_word_given", f"{post.uid} {by.pk}")


def take_word_back(post: Post, word: str, *, by: "Person") -> None:
    GoodWord.objects.filter(post=post, person=by, word=_word(word)).delete()


def _word(word: str) -> Word:
    try:
        return Word(word)
    except ValueError:
        raise BadInput("There is no such good word.", field="word") from None


def keep_bookmark(question: Question, *, by: "Person", at: datetime) -> None:
    Bookmark.objects.get_or_create(
        person=by, question=question, defaults={"kept_at": at}
    )


def drop_bookmark(question: Question, *, by: "Person") -> None:
    Bookmark.objects.filter(person=by, question=question).delete()


@transaction.atomic
def tie(other: "Person", kind: str, *, by: "Person", at: datetime) -> None:
    """Mutes or blocks somebody; they are not told."""
    if kind not in Tie.Kind.values:
        raise BadInput("People can be muted or blocked.", field="kind")
    if other.pk == by.pk:
        raise BadInput("You cannot mute or block yourself.")
    Tie.objects.update_or_create(
        person=by, other=other, defaults={"kind": kind, "made_at": at}
    )


def untie(other: "Person", *, by: "Person") -> None:
    Tie.objects.filter(person=by, other=other).delete()
