"""One conversation as a page shows it: the question, its answers, the comments."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from medagora.community import access
from medagora.community.domain.words import Part, State
from medagora.community.models import Post, PostVersion, Question
from medagora.community.queries.cards import PostCards, cards_by_post
from medagora.community.queries.matters import waiting_by_post
from medagora.people.domain.hats import name_shown
from medagora.web.paging import Page, paginate

if TYPE_CHECKING:
    from medagora.community.models import Matter
    from medagora.people.models import Hat, Person

NO_CARDS = PostCards()
PAGE_SIZE = 20
#: The earliest comments on a page of a conversation; the rest of a flood is left out.
MOST_COMMENTS = 1_000


@dataclass(frozen=True)
class PostView:
    """A post as one reader sees it. ``name``: "" once its author has left.

    ``alias_key`` leads to the page of the alias. It is empty under a hat that shows the
    real name: that the two belong together is told to nobody.
    """

    post: Post
    name: str
    alias_key: str
    hat: "Hat | None"
    is_own: bool
    cards: PostCards = NO_CARDS
    comments: tuple["PostView", ...] = ()
    #: For its author: the moderators' matters that it waits for.
    waits: tuple["Matter", ...] = ()
    #: Under an alias that this reader muted or blocked: folded away.
    is_folded: bool = False

    @property
    def is_shown(self) -> bool:
        return self.post.state == State.SHOWN


@dataclass(frozen=True)
class Conversation:
    """``answers``: accepted ones first, then in the order in which they came."""

    question: Question
    asked: PostView
    answers: Page[PostView] = field(repr=False)

    @property
    def is_own(self) -> bool:
        return self.asked.is_own

    @property
    def has_own(self) -> bool:
        """Whether a post on this page is the reader's, comments too."""
        top = (self.asked, *self.answers)
        return any(view.is_own for one in top for view in (one, *one.comments))


def get_conversation(
    question: Question,
    viewer: "Person | None",
    *,
    page: int,
    language: str,
    folded: Iterable[int] = (),
) -> Conversation:
    """``folded``: ids of people whose aliases this reader does not want to hear. The
    number of queries does not grow with the posts."""
    seen = _visible(question, viewer)
    asked = seen.get(part=Part.QUESTION)
    answers = paginate(_in_order(seen.filter(part=Part.ANSWER)), page, PAGE_SIZE)
    comments = _comments(seen, [asked.pk, *(post.pk for post in answers)])
    ids = [asked.pk, *(a.pk for a in answers), *_ids(comments)]
    own = [p.pk for p in (asked, *answers) if viewer and p.author_id == viewer.pk]
    view = _Viewing(
        viewer,
        cards_by_post(ids, language),
        frozenset(folded),
        comments,
        waiting_by_post(own) if own else {},
    )
    rows = [view.of(post) for post in answers]
    shown = Page(rows, answers.number, answers.pages, answers.total)
    return Conversation(question, view.of(asked), shown)


def get_post_view(post: Post, viewer: "Person | None", *, language: str) -> PostView:
    """One post alone, for its own page and after a small change to it."""
    cards = cards_by_post([post.pk], language)
    return _Viewing(viewer, cards, frozenset(), {}, {}).of(post)


def list_versions(post: Post) -> list[PostVersion]:
    """How it read before, the newest first."""
    return list(post.versions.order_by("-number"))


def page_of_answer(post: Post, viewer: "Person | None") -> int:
    """The page of its conversation on which an answer, or what is under it, stands."""
    target = post.under if post.part == Part.COMMENT else post
    if target is None or target.part != Part.ANSWER:
        return 1
    order = _in_order(_visible(post.question, viewer).filter(part=Part.ANSWER))
    keys = list(order.values_list("pk", flat=True))
    return keys.index(target.pk) // PAGE_SIZE + 1 if target.pk in keys else 1


def _visible(question: Question, viewer: "Person | None") -> QuerySet[Post]:
    """What everybody sees, and what waits or is hidden for those whom it concerns."""
    posts = Post.objects.filter(question=question).select_related("author", "hat")
    if access.can_moderate(viewer):
        return posts.exclude(state=State.ERASED, part=Part.COMMENT)
    allowed = Q(state__in=[State.SHOWN, State.ERASED])
    if viewer is not None:
        gone = Q(state__in=[State.WITHDRAWN, State.ERASED])
        allowed |= Q(author=viewer) & ~gone
    return posts.filter(allowed)


def _in_order(answers: QuerySet[Post]) -> QuerySet[Post]:
    accepted = Case(
        When(accepted_at__isnull=False, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return answers.order_by(accepted, "posted_at", "pk")


def _comments(seen: QuerySet[Post], under: list[int]) -> Mapping[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    rows = seen.filter(part=Part.COMMENT, under__in=under).exclude(state=State.ERASED)
    for post in rows.order_by("posted_at", "pk")[:MOST_COMMENTS]:
        found[post.under_id or 0].append(post)
    return found


def _ids(comments: Mapping[int, list[Post]]) -> list[int]:
    return [post.pk for posts in comments.values() for post in posts]


def alias_key_shown(post: Post) -> str:
    """Where the page of the alias is; "" when another name is shown, or nobody is."""
    author = post.author
    if author is None or name_shown(author, post.hat) != author.alias:
        return ""
    return author.alias_key or ""


@dataclass(frozen=True)
class _Viewing:
    """What turns rows into what one reader sees."""

    viewer: "Person | None"
    cards: Mapping[int, PostCards]
    folded: frozenset[int]
    comments: Mapping[int, list[Post]]
    waits: "Mapping[int, list[Matter]]"

    def of(self, post: Post) -> PostView:
        alias_key = alias_key_shown(post)
        return PostView(
            post=post,
            name=name_shown(post.author, post.hat) if post.author else "",
            alias_key=alias_key,
            hat=post.hat,
            is_own=self.viewer is not None and post.author_id == self.viewer.pk,
            cards=self.cards.get(post.pk, NO_CARDS),
            comments=tuple(self.of(c) for c in self.comments.get(post.pk, ())),
            waits=tuple(self.waits.get(post.pk, ())),
            # who folds an alias must not learn which name belongs to it
            is_folded=bool(alias_key) and post.author_id in self.folded,
        )
