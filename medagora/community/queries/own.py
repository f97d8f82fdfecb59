"""What one reader gave, got and keeps, and whom they do not want to hear."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from medagora.community.models import Bookmark, GoodWord, Question, Tie
from medagora.community.queries.questions import readable_by, with_card

if TYPE_CHECKING:
    from medagora.people.models import Person


def words_given(person: "Person | None", question: Question) -> dict[int, set[str]]:
    """The good words that this reader gave in a conversation, by post."""
    found: dict[int, set[str]] = defaultdict(set)
    if person is not None:
        own = GoodWord.objects.filter(person=person, post__question=question)
        for post_id, word in own.values_list("post_id", "word"):
            found[post_id].add(word)
    return dict(found)


def words_got(
    person: "Person | None", question: Question
) -> dict[int, dict[str, list[str]]]:
    """For the reader's own posts in it: the good words with the aliases of their
    givers. Nobody else is told."""
    found: dict[int, dict[str, list[str]]] = {}
    if person is not None:
        got = GoodWord.objects.filter(post__author=person, post__question=question)
        rows = got.order_by("given_at").values_list("post_id", "word", "person__alias")
        for post_id, word, alias in rows:
            found.setdefault(post_id, {}).setdefault(word, []).append(alias)
    return found


def folded_for(person: "Person | None") -> list[int]:
    """Ids of people whose words this reader does not want to see."""
    if person is None:
        return []
    return list(Tie.objects.filter(person=person).values_list("other_id", flat=True))


def tie_with(viewer: "Person | None", other: "Person") -> str:
    """How the viewer hears somebody: "mute", "block" or ""."""
    if viewer is None:
        return ""
    own = Tie.objects.filter(person=viewer, other=other)
    return own.values_list("kind", flat=True).first() or ""


def list_ties(person: "Person") -> list[Tie]:
    own = Tie.objects.filter(person=person).select_related("other")
    return list(own.order_by("kind", "-made_at"))


def is_bookmarked(person: "Person | None", question: Question) -> bool:
    if person is None:
        return False
    return Bookmark.objects.filter(person=person, question=question).exists()


def list_bookmarked(person: "Person") -> QuerySet[Question]:
    """Kept conversations that can still be read."""
    kept = Bookmark.objects.filter(person=person).values("question")
    found = readable_by(person).filter(pk__in=kept)
    return with_card(found.order_by("-last_post_at", "-pk"))


def who_hear(person_ids: Iterable[int], author_id: int | None) -> list[int]:
    """Of these people those who neither muted nor blocked an author."""
    wanted = list(person_ids)
    deaf = Tie.objects.filter(other=author_id, person__in=wanted)
    silent = set(deaf.values_list("person_id", flat=True))
    return [pk for pk in wanted if pk not in silent]
