"""What is to be seen of somebody: under an alias, or under a hat that shows a name.

The two are kept apart. Whoever writes as a doctor under her own name and as a patient
under an alias has two pages that nobody can connect.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from medagora.catalogue import queries as catalogue
from medagora.community.domain.words import Part, State
from medagora.community.models import Post, Question
from medagora.community.queries.questions import audiences_of, with_card
from medagora.people import queries as people
from medagora.people.domain.hats import name_shown

if TYPE_CHECKING:
    from medagora.people.models import Hat, Person

MOST = 10


@dataclass(frozen=True)
class Profile:
    """``hat``: the hat whose page it is, or None on the page of an alias.

    ``is_named``: under the hat stands a name that is not the alias.
    """

    name: str
    answered: tuple[Question, ...]
    answer_count: int
    accepted_count: int
    hat: "Hat | None" = None
    is_named: bool = False
    bio: str = ""
    interests: tuple[Any, ...] = ()
    collections: tuple[Any, ...] = ()


def of_alias(person: "Person", viewer: "Person | None") -> Profile:
    """Answers that show the alias. What somebody asked is not listed: it would draw a
    picture of their illness."""
    return _profile(
        _shown(Post.objects.filter(author=person), viewer).filter(_SHOWS_ALIAS),
        viewer,
        name=person.alias,
    )


def of_hat(hat: "Hat", viewer: "Person | None") -> Profile:
    """Everything said under one hat, its wearer's interests and collections."""
    person = hat.person
    name = name_shown(person, hat)
    is_named = name != person.alias
    return _profile(
        _shown(Post.objects.filter(hat=hat), viewer),
        viewer,
        name=name,
        hat=hat,
        is_named=is_named,
        bio=person.bio if is_named else "",
        interests=tuple(people.list_interests(person)) if is_named else (),
        collections=_collections(person) if is_named else (),
    )


_SHOWS_ALIAS = Q(hat=None) | Q(hat__shows_name=False)


def _shown(posts: QuerySet[Post], viewer: "Person | None") -> QuerySet[Post]:
    return posts.filter(
        part=Part.ANSWER,
        state=State.SHOWN,
        question__state=State.SHOWN,
        question__audience__in=audiences_of(viewer),
    )


def _profile(answers: QuerySet[Post], viewer: "Person | None", **told: Any) -> Profile:
    newest = answers.order_by("-posted_at").values_list("question_id", flat=True)
    ids = list(dict.fromkeys(newest[: MOST * 3]))[:MOST]
    found = with_card(Question.objects.filter(pk__in=ids)).in_bulk()
    return Profile(
        answered=tuple(found[pk] for pk in ids if pk in found),
        answer_count=answers.count(),
        accepted_count=answers.filter(accepted_at__isnull=False).count(),
        **told,
    )


def _collections(person: "Person") -> tuple[Any, ...]:
    return tuple(catalogue.public_collections().filter(owner=person)[:MOST])
