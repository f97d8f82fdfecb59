"""What this room knows about a person, and how it forgets them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from medagora.people import services as people
from medagora.reader.domain.places import moment_of
from medagora.reader.domain.words import FeedState
from medagora.reader.models import (
    Alert,
    AlertHit,
    Digest,
    Entry,
    Feed,
    Mark,
    MuteRule,
    MyPage,
    ReaderKey,
    ReaderNews,
    Subscription,
    Undo,
)
from medagora.reader.services import changing, kept, uploads

if TYPE_CHECKING:
    from medagora.people.models import Person

#: Every table with rows of a person; hits of alerts go with their alerts.
_TABLES = (
    AlertHit,
    Alert,
    Digest,
    Mark,
    MuteRule,
    MyPage,
    ReaderKey,
    ReaderNews,
    Subscription,
    Undo,
)


_CHUNK = 1000


def register() -> None:
    covers = [model._meta.label for model in _TABLES]
    people.register_personal_data("reader", covers=covers, export=export, erase=erase)


# ---- export ----------------------------------------------------------------------


def export(person: "Person") -> Iterable[people.Part]:
    yield people.Part(
        "sources",
        _("The sources that you follow or took off your page"),
        list(_sources(person)),
    )
    yield people.Part(
        "papers",
        _("What you read, saved, opened, heard and wrote notes on"),
        list(_papers(person)),
    )
    yield people.Part("page", _("How your page looks"), list(_page(person)))
    yield people.Part(
        "watching",
        _("What you watch for with what was found, and what you do not want to see"),
        {"alerts": list(_alerts(person)), "mute_rules": list(_mute_rules(person))},
    )
    yield people.Part(
        "mails", _("When and in which language you are mailed"), list(_digest(person))
    )
    yield people.Part(
        "keys",
        _("Names of the private keys of your programs; the keys are not kept here"),
        list(_of(ReaderKey, person, "name", "scope", "made_at", "used_at")),
    )
    yield people.Part(
        "news",
        _("What you were told about your sources and saved papers"),
        list(_of(ReaderNews, person, "kind", "details", "made_at", "seen_at")),
    )
    yield people.Part(
        "undo",
        _("What you marked as read at once and can still take back"),
        list(_of(Undo, person, "made_at", "before")),
    )


def _of(model: Any, person: "Person", *fields: str) -> Iterator[dict[str, Any]]:
    rows = model.objects.filter(person=person).order_by("pk")
    yield from rows.values(*fields)


def _sources(person: "Person") -> Iterator[dict[str, Any]]:
    fields = ("title", "folder", "topic", "is_hidden", "wants_full_text", "added_at")
    for row in _of(
        Subscription,
        person,
        *("feed__title", "feed__address", "read_through"),
        *fields,
    ):
        through = row.pop("read_through")
        yield {
            "source": row.pop("feed__title"),
            "address": row.pop("feed__address"),
            **row,
            "read_up_to": moment_of(through) if through else None,
        }


def _papers(person: "Person") -> Iterator[dict[str, Any]]:
    """Marks with the title and link of the paper, while it is kept here."""
    fields = ("work", "is_read", "saved_at", "opened_at", "played_seconds", "note")
    marks = list(_of(Mark, person, *fields))
    for start in range(0, len(marks), _CHUNK):
        chunk = marks[start : start + _CHUNK]
        names = _names_of([mark["work"] for mark in chunk])
        for mark in chunk:
            yield {**names.get(mark["work"], {}), **mark}


def _names_of(works: list[int]) -> dict[int, dict[str, Any]]:
    rows = Entry.objects.filter(pk__in=works).values_list("pk", "title", "link", "doi")
    return {
        pk: {"title": title, "link": link, "doi": doi} for pk, title, link, doi in rows
    }


def _page(person: "Person") -> Iterator[dict[str, Any]]:
    sections = ("section_order", "hidden_sections")
    return _of(MyPage, person, "layout", *sections, "last_place", "made_at")


def _alerts(person: "Person") -> Iterator[dict[str, Any]]:
    fields = ("name", "query", "only_followed", "frequency", "is_on", "added_at")
    for row in _of(Alert, person, "pk", *fields):
        hits = AlertHit.objects.filter(alert=row.pop("pk")).order_by("found_at", "pk")
        found = list(hits.values("work", "found_at", "mailed_at"))
        names = _names_of([hit["work"] for hit in found])
        yield {**row, "found": [{**names.get(h["work"], {}), **h} for h in found]}


def _mute_rules(person: "Person") -> Iterator[dict[str, Any]]:
    return _of(MuteRule, person, "query", "feed__title", "until", "added_at")


def _digest(person: "Person") -> Iterator[dict[str, Any]]:
    """Without its token, which opens the page that stops it."""
    clock = ("frequency", "hour", "weekday", "time_zone", "language", "most")
    return _of(Digest, person, *clock, "due_at", "sent_at")


# ---- erasure ---------------------------------------------------------------------


def erase(person: "Person", at: datetime) -> None:
    """Everything above, the sources that only this person had, and what was kept for
    them from files that they brought."""
    _forget_private_sources(person)
    kept.forget_kept(person)
    uploads.drop_upload(person.pk)
    for model in _TABLES:
        owner = "alert__person" if model is AlertHit else "person"
        model.objects.filter(**{owner: person}).delete()


def _forget_private_sources(person: "Person") -> None:
    """An address that one person added for themselves may say who that is (a feed
    that they pay for), so it goes with them; but not what others saved from it."""
    own = Feed.objects.filter(resource=None, subscriptions__person=person)
    others = Subscription.objects.exclude(person=person).values("feed")
    for feed in own.exclude(pk__in=others).distinct():
        works = Entry.objects.filter(feed=feed).values("work")
        saved = Mark.objects.filter(work__in=works, saved_at__isnull=False)
        if not saved.exclude(person=person).exists():
            _forget(feed)


def _forget(feed: Feed) -> None:
    entries = list(Entry.objects.filter(feed=feed).values_list("pk", flat=True))
    changing.forget_entries(entries)
    signs = Q(state=FeedState.MERGED, replaced_by=feed)
    Feed.objects.filter(signs | Q(pk=feed.pk)).delete()
