"""What people are told: their page, the number in the menu, what they chose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.db.models import Case, Count, IntegerField, Max, Min, QuerySet, When

from medagora.kernel.refusals import NotFound
from medagora.people import notice_kinds
from medagora.people.domain.notice_paths import in_language
from medagora.people.domain.notices import TOPIC, Level
from medagora.people.models import Notice, NoticeChoice, Person

#: How long a menu may show an old number of unread notices, in seconds.
_COUNT_SECONDS = 60
#: A number beyond this is "99+" to anybody.
MOST_COUNTED = 100


@dataclass(frozen=True)
class Line:
    """Notices of one kind in one thread, all read or all unread, as a page shows
    them; templates ask it no questions."""

    id: int  # of the oldest: where reading goes on
    kind: str
    about: str
    count: int
    words: str
    title: str
    at: datetime
    is_new: bool
    level: str

    @property
    def is_muted(self) -> bool:
        return self.level == Level.MUTE


# ---- the page ------------------------------------------------------------------


def lines_of(person: Person) -> QuerySet[Any, Any]:
    """Groups of notices, unread ones first, the newest first; see ``fill_lines``."""
    is_new = Case(When(read_at=None, then=1), default=0, output_field=IntegerField())
    known = Notice.objects.filter(person=person, kind__in=notice_kinds.known_kinds())
    groups = known.annotate(is_new=is_new).values("kind", "about", "is_new")
    return groups.annotate(
        count=Count("pk"), oldest=Min("pk"), newest=Max("pk"), at=Max("made_at")
    ).order_by("-is_new", "-at", "-newest")


def fill_lines(person: Person, groups: Sequence[dict[str, Any]]) -> list[Line]:
    """The groups with their words, in the active language; two queries."""
    rows = Notice.objects.in_bulk([group["newest"] for group in groups])
    levels = dict(
        NoticeChoice.objects.filter(
            person=person, about__in={group["about"] for group in groups}
        ).values_list("about", "level")
    )
    return [
        _line(group, rows[group["newest"]], levels)
        for group in groups
        if group["newest"] in rows
    ]


def _line(group: dict[str, Any], newest: Notice, levels: dict[str, str]) -> Line:
    count: int = group["count"]
    kind = notice_kinds.kind_of(newest.kind)
    return Line(
        id=group["oldest"],
        kind=newest.kind,
        about=newest.about,
        count=count,
        words=kind.words(newest.params, count),
        title=str(newest.params.get("title", "")),
        at=newest.made_at,
        is_new=newest.read_at is None,
        level=levels.get(newest.about, Level.USUAL),
    )


def get_notice(person: Person, notice_id: int) -> Notice:
    notice = Notice.objects.filter(person=person, pk=notice_id).first()
    if notice is None:
        raise NotFound("This notice is not kept any more.")
    return notice


def unread_like(notice: Notice) -> list[int]:
    """The unread notices that stand on its line."""
    like = Notice.objects.filter(
        person=notice.person_id, kind=notice.kind, about=notice.about, read_at=None
    )
    return list(like.values_list("pk", flat=True))


def address_of(notice: Notice, language: str) -> str:
    """The path that it leads to, in a language."""
    return in_language(notice.url_path, language)


def count_unread(person: Person) -> int:
    """How many lines are new, for every page: asked once a minute at most."""
    key = _count_key(person.pk)
    count: int | None = cache.get(key)
    if count is None:
        unread = Notice.objects.filter(
            person=person, read_at=None, kind__in=notice_kinds.known_kinds()
        )
        count = unread.values("kind", "about").distinct()[:MOST_COUNTED].count()
        cache.set(key, count, _COUNT_SECONDS)
    return count


def forget_count(person_ids: Iterable[int]) -> None:
    """After a change: the next page counts again."""
    cache.delete_many([_count_key(pk) for pk in person_ids])


def _count_key(person_id: int) -> str:
    return f"notices:unread:{person_id}"


# ---- threads and topics --------------------------------------------------------


def level_for(person: Person | None, about: str) -> Level:
    """What somebody chose for a thread: for the buttons on its page."""
    if person is None:
        return Level.USUAL
    own = NoticeChoice.objects.filter(person=person, about=about)
    return Level(own.values_list("level", flat=True).first() or Level.USUAL)


def find_thread(person: Person, about: str) -> tuple[str, str] | None:
    """Title and path of a thread of which somebody was told or for which they chose;
    None: they know nothing of it."""
    told = Notice.objects.filter(person=person, about=about).order_by("-made_at", "-pk")
    newest = told.first()
    if newest:
        return str(newest.params.get("title", "")), newest.url_path
    chosen = NoticeChoice.objects.filter(person=person, about=about)
    return chosen.values_list("title", "url_path").first()


def list_followers(about: str) -> list[int]:
    """Ids of the people who follow a thread or topic; whom to tell of what is new."""
    chosen = NoticeChoice.objects.filter(
        about=about, level=Level.FOLLOW, person__is_active=True
    )
    return list(chosen.order_by("person_id").values_list("person_id", flat=True))


def list_thread_choices(person: Person) -> list[NoticeChoice]:
    """Threads that somebody mutes or follows, the newest first."""
    own = NoticeChoice.objects.filter(person=person)
    return list(own.exclude(about__startswith=TOPIC).order_by("-made_at", "-pk"))


def topic_levels(person: Person) -> dict[str, str]:
    """What somebody chose for topics, by slug."""
    own = NoticeChoice.objects.filter(person=person, about__startswith=TOPIC)
    return {
        about.removeprefix(TOPIC): level
        for about, level in own.values_list("about", "level")
    }
