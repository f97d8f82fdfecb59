"""Telling people: a notice on their page, and later a mail or a push as they wish.

Call ``notify`` inside the transaction of the write that it tells about: the notice
exists exactly if the write does. Who wishes what is asked when it is sent.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from medagora.people.domain.notice_paths import without_language
from medagora.people.domain.notices import TOPIC, Level, level_of
from medagora.people.models import Notice, NoticeChoice, NoticeSettings, Person
from medagora.people.notice_kinds import (
    NoticeGroup,
    NoticeKind,
    kind_of,
    register_group,
    register_kind,
)
from medagora.people.queries.notices import forget_count
from medagora.web.time_zones import usual_zone

__all__ = [
    "Level",
    "NoticeGroup",
    "NoticeKind",
    "mark_thread_read",
    "notify",
    "register_group",
    "register_kind",
    "set_thread",
    "take_back",
]


@transaction.atomic
def notify(  # noqa: PLR0913 - what, whom, where and when, each by its name
    people_ids: Iterable[int],
    kind: str | NoticeKind,
    *,
    about: str,
    url_path: str,
    params: Mapping[str, str],
    at: datetime,
    key: str = "",
    topics: Iterable[str] = (),
) -> None:
    """Tells people something, each once for a kind and key; the rest is as they chose.

    ``about`` is the thread ("question:UID"); ``key`` is what happened in it (an
    answer's id), without it the thread and the address. ``params`` fill the kind's
    sentence: plain words, and of health no more than a title. The number of queries
    does not depend on the number of people.
    """
    name = kind if isinstance(kind, str) else kind.key
    kind_of(name)
    path = without_language(url_path)
    found = Person.objects.filter(pk__in=set(people_ids), is_active=True)
    ids = sorted(found.values_list("pk", flat=True))
    slugs = list(topics)
    levels = _levels(ids, about, slugs)
    plain = {name: " ".join(word.split()) for name, word in params.items()}
    notices = []
    for pk in ids:
        is_muted = level_of(about, slugs, levels.get(pk, {})) is Level.MUTE
        notices.append(
            Notice(
                person_id=pk,
                kind=name,
                key=key or f"{about} {path}",
                about=about,
                topics=slugs,
                url_path=path,
                params=plain,
                made_at=at,
                read_at=at if is_muted else None,
                waits_for_mail=not is_muted,
                waits_for_push=not is_muted,
            )
        )
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    look_again(ids, at)
    transaction.on_commit(partial(forget_count, ids))


def _levels(
    ids: Collection[int], about: str, slugs: Iterable[str]
) -> dict[int, dict[str, Level]]:
    """What these people chose for this thread and its topics."""
    keys = [about, *(f"{TOPIC}{slug}" for slug in slugs)]
    found: dict[int, dict[str, Level]] = {}
    choices = NoticeChoice.objects.filter(person__in=ids, about__in=keys)
    for pk, chosen, level in choices.values_list("person_id", "about", "level"):
        found.setdefault(pk, {})[chosen] = Level(level)
    return found


def look_again(ids: Collection[int], at: datetime) -> None:
    """Has the worker plan what waits for these people. Rows are locked in one order,
    so that two tellings at once do not wait for each other."""
    known = NoticeSettings.objects.select_for_update().filter(person__in=ids)
    has_row = set(known.order_by("person_id").values_list("person_id", flat=True))
    missing = [new_settings(pk) for pk in ids if pk not in has_row]
    if missing:
        NoticeSettings.objects.bulk_create(missing, ignore_conflicts=True)
    NoticeSettings.objects.filter(person__in=ids).update(due_at=at)


def new_settings(person_id: int) -> NoticeSettings:
    """The wishes of somebody who said nothing yet; not stored."""
    return NoticeSettings(
        person_id=person_id, token=secrets.token_urlsafe(24), time_zone=usual_zone()
    )


@transaction.atomic
def set_thread(
    person: Person,
    about: str,
    level: Level | str,
    *,
    title: str = "",
    url_path: str = "",
) -> None:
    """Mutes or follows one thread, or one topic (``topic:SLUG``); ``usual`` takes it
    back. ``title`` and ``url_path`` say on the page of wishes what was chosen."""
    wanted = Level(level)
    if wanted is Level.USUAL:
        NoticeChoice.objects.filter(person=person, about=about).delete()
        return
    words = {
        "level": wanted,
        "title": title[:300],
        "url_path": without_language(url_path) if url_path else "",
    }
    NoticeChoice.objects.update_or_create(person=person, about=about, defaults=words)


@transaction.atomic
def take_back(about: str, *, keys: Iterable[str] | None = None) -> int:
    """Forgets what people were told of a thread that is gone, or only of some of what
    happened in it (``keys``), with its title; what was not sent yet is not sent. For
    posts that are erased or taken away; gives how many notices went."""
    told = Notice.objects.filter(about=about)
    if keys is None:
        NoticeChoice.objects.filter(about=about).delete()
    else:
        told = told.filter(key__in=list(keys))
    people = set(told.values_list("person_id", flat=True))
    count = told.delete()[0]
    transaction.on_commit(partial(forget_count, people))
    return int(count)


# ---- reading -------------------------------------------------------------------


def mark_thread_read(person: Person, about: str, *, at: datetime) -> int:
    """For a page that shows the thread: its notices are no news any more, and what was
    not sent yet is not sent."""
    return _mark(Notice.objects.filter(person=person, about=about), person, at)


def mark_read(notice_ids: Iterable[int], *, by: Person, at: datetime) -> int:
    own = Notice.objects.filter(person=by, pk__in=set(notice_ids))
    return _mark(own, by, at)


def mark_all_read(*, by: Person, at: datetime) -> int:
    """All of them at one moment, by which it can be taken back."""
    return _mark(Notice.objects.filter(person=by), by, at)


def _mark(notices: QuerySet[Notice], person: Person, at: datetime) -> int:
    unread = notices.filter(read_at=None)
    if not unread.exists():  # a page that is read should wait for no writer
        return 0
    count = unread.update(read_at=at)
    if count:
        transaction.on_commit(partial(forget_count, [person.pk]))
    return count


@transaction.atomic
def unmark_all(*, by: Person, marked_at: datetime, at: datetime) -> int:
    """As before ``mark_all_read``; nothing that was sent is sent again."""
    count = Notice.objects.filter(person=by, read_at=marked_at).update(read_at=None)
    look_again([by.pk], at)
    transaction.on_commit(partial(forget_count, [by.pk]))
    return count
