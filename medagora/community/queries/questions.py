"""Lists of questions: by topic, language, kind, what waits for an answer."""

from dataclasses import dataclass
from hashlib import blake2s
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import QueryDict

from medagora.community import access
from medagora.community.domain.words import (
    ANSWERABLE,
    Audience,
    Kind,
    Order,
    Part,
    State,
)
from medagora.community.models import Post, Question, QuestionPlace
from medagora.kernel import languages
from medagora.topics import queries as topics
from medagora.web.paging import LAST_PAGE, PAGE_SIZE

if TYPE_CHECKING:
    from medagora.people.models import Person


#: From this many on a list is long.
LONG_LIST = 10 * PAGE_SIZE
COUNT_SECONDS = 60


@dataclass(frozen=True)
class QuestionSearch:
    """What a list shows. Anything odd in the address is left out, never "all"."""

    topic: str = ""
    language: str = ""
    kind: Kind | None = None
    order: Order = Order.ACTIVE

    @classmethod
    def from_params(cls, params: QueryDict, language: str) -> "QuestionSearch":
        """``language``: the reader's own, unless the address names another or all."""
        asked = params.get("language", language)
        kind = params.get("kind", "")
        order = params.get("order", "")
        return cls(
            # PostgreSQL takes no NUL; with "-" in its place there is no such topic
            topic=params.get("topic", "").replace("\x00", "-"),
            language=asked if languages.is_known(asked) else "",
            kind=Kind(kind) if kind in set(Kind) else None,
            order=Order(order) if order in set(Order) else Order.ACTIVE,
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.topic or self.kind)


def list_questions(
    search: QuestionSearch, viewer: "Person | None"
) -> QuerySet[Question]:
    """Questions that the viewer may read, with all that a card shows."""
    found = _in_topic(search, viewer) if search.topic else _anywhere(search, viewer)
    return with_card(found)


def count_questions(search: QuestionSearch, viewer: "Person | None") -> int:
    """How many a list has, counted no further than its pages reach.

    Of a long list the number is kept for a minute: counting takes longer than reading
    its page, and nobody sees one more or less of them.
    """
    key = _key_of(search, viewer)
    kept: int | None = cache.get(key)
    if kept is not None:
        return kept
    rows: QuerySet[Any]
    if search.topic:  # the places alone know
        rows = QuestionPlace.objects.filter(**_place(search, viewer))
    else:
        rows = _anywhere(search, viewer)
    count = rows.order_by()[: LAST_PAGE * PAGE_SIZE].count()
    if count >= LONG_LIST:
        cache.set(key, count, COUNT_SECONDS)
    return count


def _key_of(search: QuestionSearch, viewer: "Person | None") -> str:
    """Says of the reader only which audiences they belong to."""
    asked = (search, [str(audience) for audience in audiences_of(viewer)])
    return f"community.count.{blake2s(repr(asked).encode()).hexdigest()}"


def with_card(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Everything that a card shows: its own row says it all, topics stay unread."""
    return questions.select_related("author")


def readable_by(viewer: "Person | None") -> QuerySet[Question]:
    """Shown questions whose audience such a reader belongs to."""
    return Question.objects.filter(state=State.SHOWN, audience__in=audiences_of(viewer))


def audiences_of(viewer: "Person | None") -> list[Audience]:
    """The audiences that a reader belongs to."""
    if viewer is None:
        return [Audience.EVERYONE]
    if access.is_professional(viewer):
        return list(Audience)
    return [Audience.EVERYONE, Audience.MEMBERS]


def _anywhere(search: QuestionSearch, viewer: "Person | None") -> QuerySet[Question]:
    found = readable_by(viewer)
    if search.language:
        found = found.filter(language=search.language)
    if search.kind:
        found = found.filter(kind=search.kind)
    if search.order == Order.WAITING:
        waiting = found.filter(kind__in=ANSWERABLE, answer_count=0)
        return waiting.order_by("asked_at", "pk")
    first = "-asked_at" if search.order == Order.NEW else "-last_post_at"
    return found.order_by(first, "-pk")


def _in_topic(search: QuestionSearch, viewer: "Person | None") -> QuerySet[Question]:
    """Reads the derived table, which knows topics above a question's own too."""
    here = {f"places__{name}": value for name, value in _place(search, viewer).items()}
    found = Question.objects.filter(**here)
    if search.order == Order.WAITING:
        return found.order_by("places__last_post_at", "places__question_id")
    if search.order == Order.NEW:
        return found.order_by("-places__asked_at", "-places__question_id")
    return found.order_by("-places__last_post_at", "-places__question_id")


def _place(search: QuestionSearch, viewer: "Person | None") -> dict[str, Any]:
    """What holds for the places of a topic's list. The topic by its id: PostgreSQL
    knows of an id, but not of a slug, how many rows it has, and else sorts them all."""
    here: dict[str, Any] = {
        "topic_id": topics.ids_by_slug([search.topic]).get(search.topic, 0),
        "audience__in": audiences_of(viewer),
    }
    if search.language:
        here["language"] = search.language
    if search.kind:
        here["kind"] = search.kind
    if search.order == Order.WAITING:
        here["is_waiting"] = True
    return here


def list_by_author(person: "Person") -> QuerySet[Question]:
    """What somebody asked, in every state that its author still sees."""
    gone = [State.WITHDRAWN, State.ERASED]
    asked = Question.objects.filter(author=person).exclude(state__in=gone)
    return with_card(asked.order_by("-asked_at", "-pk"))


def list_answered_by(person: "Person") -> QuerySet[Question]:
    """Conversations in which somebody has a shown answer, the newest first."""
    own = Post.objects.filter(author=person, part=Part.ANSWER, state=State.SHOWN)
    found = readable_by(person).filter(pk__in=own.values("question"))
    return with_card(found.order_by("-last_post_at", "-pk"))


def public_uids_with_dates() -> QuerySet[Question, Any]:
    """Every question that anybody may read, with its last word, in a stable order."""
    return readable_by(None).order_by("pk").values_list("uid", "last_post_at")
