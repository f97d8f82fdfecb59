"""What people follow: sources by hand, and what the curators chose for their topics."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max

from medagora.kernel.refusals import BadInput, NotFound
from medagora.kernel.text import tidy
from medagora.reader.domain.words import Layout, Sort
from medagora.reader.models import Feed, MyPage, Subscription
from medagora.reader.queries import feeds as feed_queries

if TYPE_CHECKING:
    from medagora.people.models import Person

#: More than anybody reads; it bounds what a person can make us store.
MOST_SOURCES = 20_000


@transaction.atomic
def follow(
    person: "Person",
    feed: Feed,
    *,
    folder: str = "",
    title: str = "",
    topic: str = "",
    read_through: int = 0,
) -> Subscription:
    """Puts a source on a person's page, also one that was taken off before."""
    own = Subscription.objects.filter(person=person)
    if own.count() >= MOST_SOURCES:
        raise BadInput("That would be more than %(most)s sources.", most=MOST_SOURCES)
    subscription, made = Subscription.objects.get_or_create(
        person=person,
        feed=feed,
        defaults={
            "folder": tidy(folder, limit=100),
            "title": tidy(title, limit=300),
            "topic": topic,
            "read_through": read_through,
            "position": (own.aggregate(last=Max("position"))["last"] or 0) + 1,
        },
    )
    if not made and subscription.is_hidden:
        subscription.is_hidden, subscription.topic = False, topic
        subscription.save(update_fields=["is_hidden", "topic"])
    return subscription


def unfollow(person: "Person", feed_id: int) -> None:
    """Takes a source off the page. One that a topic brought is remembered as hidden,
    so that the topic does not bring it back."""
    own = Subscription.objects.filter(person=person, feed=feed_id)
    if own.filter(topic="").delete()[0] == 0:
        own.update(is_hidden=True)


def hide(person: "Person", feed_id: int) -> None:
    """Off the page, but not forgotten: it can be shown again."""
    _get(person, feed_id, is_hidden=True)


def show_again(person: "Person", feed_id: int) -> None:
    _get(person, feed_id, is_hidden=False)


def rename(person: "Person", feed_id: int, title: str) -> None:
    """The person's own name for a source; empty gives its own back."""
    _get(person, feed_id, title=tidy(title, limit=300))


def set_folder(person: "Person", feed_id: int, folder: str) -> None:
    _get(person, feed_id, folder=tidy(folder, limit=100))


def want_full_text(person: "Person", feed_id: int, *, wants: bool) -> None:
    """Whether the whole page of each of its entries is fetched."""
    _get(person, feed_id, wants_full_text=wants)


def _get(person: "Person", feed_id: int, **changes: Any) -> None:
    own = Subscription.objects.filter(person=person, feed=feed_id)
    if not own.update(**changes):
        raise NotFound("You do not follow this source.")


@transaction.atomic
def move(person: "Person", feed_id: int, *, to: int) -> None:
    """Puts a source at a place (from 0) among those of its own sort that are on the
    page."""
    shown = Subscription.objects.filter(person=person, is_hidden=False)
    own = shown.select_related("feed")
    moved = own.filter(feed=feed_id).first()
    if moved is None:
        raise NotFound("You do not follow this source.")
    rest = own.filter(feed__sort=moved.feed.sort).exclude(pk=moved.pk)
    order = list(rest.order_by("position", "feed__title", "feed_id"))
    order.insert(min(max(to, 0), len(order)), moved)
    _put_in_places(order)


@transaction.atomic
def order_sources(person: "Person", feed_ids: Sequence[int]) -> None:
    """These sources in this order; the others come after them as they were."""
    places = {feed: place for place, feed in enumerate(feed_ids)}
    own = Subscription.objects.filter(person=person)
    rows = list(own.order_by("position", "feed__title", "feed_id"))
    _put_in_places(sorted(rows, key=lambda r: places.get(r.feed_id, len(places))))


def _put_in_places(order: Sequence[Subscription]) -> None:
    for place, subscription in enumerate(order, start=1):
        subscription.position = place
    Subscription.objects.bulk_update(order, ["position"], batch_size=500)


@transaction.atomic
def follow_many(
    person: "Person", feeds: Iterable[Feed], *, topic: str = "", folder: str = ""
) -> int:
    """Follows many at once; gives how many are new. Hidden ones stay hidden."""
    own = Subscription.objects.filter(person=person)
    known = set(own.values_list("feed_id", flat=True))
    place = own.aggregate(last=Max("position"))["last"] or 0
    new = [feed for feed in feeds if feed.pk not in known][: MOST_SOURCES - len(known)]
    Subscription.objects.bulk_create(
        [
            Subscription(
                person=person,
                feed=feed,
                topic=topic,
                folder=tidy(folder, limit=100),
                position=place + number,
            )
            for number, feed in enumerate(new, start=1)
        ],
        batch_size=500,
    )
    return len(new)


@transaction.atomic
def follow_topics(person: "Person", *, languages: Sequence[str], audience: str) -> int:
    """Brings the curators' choice for the person's topics on to the page; what came
    with topics that are not theirs any more goes. Gives how many are new.

    What they took off, renamed or chose by hand stays as it is.
    """
    count = 0
    kept: set[int] = set()
    for slug in person.interests:
        chosen = feed_queries.bundle([slug], languages, audience)
        kept |= {feed.pk for feed in chosen}
        count += follow_many(person, chosen, topic=slug)
    brought = Subscription.objects.filter(person=person, is_hidden=False)
    brought.exclude(topic="").exclude(feed__in=kept).delete()
    return count


def page_of(person: "Person") -> MyPage:
    """How the person wants their page; made at first use."""
    return MyPage.objects.get_or_create(person=person)[0]


def set_layout(person: "Person", layout: str) -> None:
    if layout not in set(Layout):
        raise BadInput("“%(value)s” is no way to lay out a page.", value=layout[:40])
    page_of(person)
    MyPage.objects.filter(person=person).update(layout=layout)


def set_section_order(person: "Person", order: Sequence[str]) -> None:
    """The sections in the order in which the person wants them."""
    page_of(person)
    known = [word for word in dict.fromkeys(order) if word in set(Sort)]
    MyPage.objects.filter(person=person).update(section_order=known)


def set_hidden_sections(person: "Person", sections: Sequence[str]) -> None:
    """The sections that the person does not want to see on their page."""
    page_of(person)
    known = [word for word in dict.fromkeys(sections) if word in set(Sort)]
    MyPage.objects.filter(person=person).update(hidden_sections=known)


def note_place(person: "Person", place: int) -> None:
    """Where the person stopped reading, to continue from there."""
    page_of(person)
    MyPage.objects.filter(person=person).update(last_place=place)
