"""What anybody does on their page, with an account or without.

Each verb takes a reader and gives the reader afterwards; ``devices.keep`` then sends
what a device shall remember. An account's own rows are written at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from medagora.kernel.refusals import BadInput, NotFound
from medagora.people import services as people
from medagora.people.services import ProfileDraft
from medagora.reader.domain import device as devices
from medagora.reader.domain.device import Told
from medagora.reader.domain.words import Layout, Sort, View
from medagora.reader.models import Entry, Feed
from medagora.reader.queries.numbers import count_unread, find_numbers, find_shared
from medagora.reader.queries.readings import StreamSearch, in_scope
from medagora.reader.queries.retracted import notices_among
from medagora.reader.queries.siblings import first_of_each
from medagora.reader.services import following, marking
from medagora.reader.services.devices import (
    Reader,
    feed_ids_as_they_come,
    feed_ids_of,
    read_cookie_of,
    read_marks_of,
)

#: The word with which a device takes its last sweep back.
DEVICE_UNDO = "device"


# ---- marks -----------------------------------------------------------------------


def mark_read(reader: Reader, works: Iterable[int]) -> Reader:
    if reader.person is not None:
        marking.mark_read(reader.person, works)
        return reader
    return reader.with_device(devices.mark_read(reader.device, works))


def mark_unread(reader: Reader, works: Iterable[int]) -> Reader:
    """On a device, what a sweep covered stays read: it remembers no exceptions."""
    if reader.person is not None:
        marking.mark_unread(reader.person, works)
        return reader
    return reader.with_device(devices.mark_unread(reader.device, works))


def note_opened(reader: Reader, work: int, *, at: datetime) -> Reader:
    """It was opened: it is read, and stands in the history."""
    if reader.person is not None:
        marking.note_opened(reader.person, work, at=at)
        return reader
    return reader.with_device(devices.note_opened(reader.device, work))


def note_told(reader: Reader, notices: Iterable[Told]) -> Reader:
    """The reader saw what was said about these saved papers; an account's news know
    that by themselves."""
    return reader.with_device(devices.note_told(reader.device, notices))


def save(reader: Reader, work: int, *, at: datetime) -> Reader:
    if reader.person is not None:
        marking.save(reader.person, work, at=at)
        return reader
    device = devices.save(reader.device, work)
    # what stands on it already is no news
    return reader.with_device(devices.note_told(device, notices_among([work])))


def unsave(reader: Reader, work: int) -> Reader:
    if reader.person is not None:
        marking.unsave(reader.person, work)
        return reader
    return reader.with_device(devices.unsave(reader.device, work))


# ---- many at once ----------------------------------------------------------------


def sweep(
    reader: Reader, search: StreamSearch, *, above: int, below: int, at: datetime
) -> tuple[Reader, int, str]:
    """Marks the entries of a list as read: those from a place upwards, or those from
    a place downwards. Gives how many, and the word to take it back with."""
    if search.words or search.view not in {View.UNREAD, View.ALL}:
        raise BadInput("Only lists of new or all entries can be marked at once.")
    if search.oldest_first:
        above, below = below, above
    if reader.person is None:
        return _sweep_device(reader, search, above=above, below=below)
    if above:
        count, token = marking.mark_above_read(
            reader.reading, search, place=above, at=at
        )
    else:
        count, token = marking.mark_below_read(
            reader.reading, search, place=below, at=at
        )
    return reader, count, token


def _sweep_device(
    reader: Reader, search: StreamSearch, *, above: int, below: int
) -> tuple[Reader, int, str]:
    unread = replace(
        search, view=View.UNREAD, before=below + 1 if below else 0, after=0
    )
    if above:
        unread = replace(unread, before=0, after=above - 1)
    is_whole_page = set(search.params) <= {"view", "order"}
    if below and is_whole_page:
        count = count_unread(reader.reading, through=below).total()
        device = devices.mark_through(reader.device, below)
        device = devices.mark_read(device, _still_above(reader, below))
    else:
        scoped = in_scope(reader.reading, unread)
        found = find_numbers(scoped, unread, devices.MOST_READ)
        count = len(first_of_each(scoped, found, is_unread=True))
        # what is read last gives way last: so the oldest come first
        works = [entry.work for entry in sorted(found)]
        device = devices.mark_read(reader.device, works)
    before = read_cookie_of(reader.device) or "0"
    return reader.with_device(device, before=before), count, DEVICE_UNDO


def _still_above(reader: Reader, place: int) -> list[int]:
    """Works that are read up to a place, of which another entry stands above it."""
    read = [work for work in reader.device.read if work <= place]
    feeds = list(reader.reading.by_feed)
    above = Entry.objects.filter(work__in=read, id__gt=place, feed__in=feeds)
    kept = set(above.values_list("work", flat=True))
    shared = find_shared(reader.reading).items()
    kept |= {work for work, entries in shared if min(entries) <= place < max(entries)}
    return sorted(kept)


def undo(reader: Reader, token: str, *, at: datetime) -> Reader:
    """Takes a sweep back; NotFound when it is too late."""
    if reader.person is not None:
        marking.undo(reader.person, token, at=at)
        return reader
    if token != DEVICE_UNDO or not reader.before:
        raise NotFound("This can't be taken back any more.")
    old = read_marks_of(reader.before)
    device = replace(reader.device, read=old.read, read_through=old.read_through)
    return reader.with_device(device, before="")


# ---- what is on the page ---------------------------------------------------------


@transaction.atomic
def choose(
    reader: Reader, topics: Iterable[str], languages: Sequence[str], audience: str
) -> Reader:
    """Topics, languages and audience; the curators' choice comes on to the page."""
    person = reader.person
    if person is None:
        return reader.with_device(
            devices.choose(reader.device, topics, languages, audience)
        )
    people.follow_topics(topics, by=person)
    draft = ProfileDraft(person.name, person.bio, tuple(languages), audience)
    people.change_profile(draft, by=person)
    following.follow_topics(person, languages=languages, audience=audience)
    return Reader(person, reader.device)


def follow(reader: Reader, feed: Feed) -> Reader:
    if reader.person is not None:
        following.follow(reader.person, feed)
        return Reader(reader.person, reader.device)
    return reader.with_device(devices.add_feed(reader.device, feed.pk))


def unfollow(reader: Reader, feed_id: int) -> Reader:
    """Off the page; it can be brought back from the list of sources."""
    if reader.person is not None:
        following.unfollow(reader.person, feed_id)
        return Reader(reader.person, reader.device)
    return reader.with_device(devices.hide_feed(reader.device, feed_id))


def show_again(reader: Reader, feed_id: int) -> Reader:
    if reader.person is not None:
        following.show_again(reader.person, feed_id)
        return Reader(reader.person, reader.device)
    return reader.with_device(devices.show_feed(reader.device, feed_id))


def move(reader: Reader, feed_id: int, *, to: int) -> Reader:
    """Puts a source at a place (from 0) among those of its section."""
    if reader.person is not None:
        following.move(reader.person, feed_id, to=to)
        return Reader(reader.person, reader.device)
    came = feed_ids_as_they_come(reader.device)
    sorts = dict(Feed.objects.filter(pk__in=came).values_list("pk", "sort"))
    if feed_id not in sorts:
        raise NotFound("You do not follow this source.")
    natural = [pk for pk in came if sorts.get(pk) == sorts[feed_id]]
    inside = set(natural)
    wanted = [pk for pk in feed_ids_of(reader.device) if pk in inside and pk != feed_id]
    wanted.insert(min(max(to, 0), len(wanted)), feed_id)
    return reader.with_device(devices.order_feeds(reader.device, wanted, natural))


# ---- how the page looks ----------------------------------------------------------


def set_layout(reader: Reader, layout: str) -> Reader:
    if layout not in set(Layout):
        raise BadInput("“%(value)s” is no way to lay out a page.", value=layout[:40])
    if reader.person is not None:
        following.set_layout(reader.person, layout)
        return reader
    return reader.with_device(replace(reader.device, layout=Layout(layout)))


def set_section_order(reader: Reader, order: Iterable[str]) -> Reader:
    """The sections in this order; those that it does not name come after."""
    known = [Sort(word) for word in dict.fromkeys(order) if word in set(Sort)]
    if reader.person is not None:
        following.set_section_order(reader.person, known)
        return reader
    return reader.with_device(replace(reader.device, section_order=tuple(known)))


def hide_section(reader: Reader, sort: str) -> Reader:
    """Off My page; its sources stay followed, and lists and mails have them."""
    return _with_hidden_sections(reader, [*reader.look.hidden_sections, sort])


def show_section(reader: Reader, sort: str) -> Reader:
    hidden = reader.look.hidden_sections
    return _with_hidden_sections(reader, [word for word in hidden if word != sort])


def _with_hidden_sections(reader: Reader, words: Iterable[str]) -> Reader:
    known = [Sort(word) for word in dict.fromkeys(words) if word in set(Sort)]
    if reader.person is not None:
        following.set_hidden_sections(reader.person, known)
        return reader
    return reader.with_device(replace(reader.device, hidden_sections=tuple(known)))


def note_place(reader: Reader, place: int) -> Reader:
    """Where the reader stopped, to continue from there."""
    if reader.person is not None:
        following.note_place(reader.person, place)
        return reader
    return reader.with_device(replace(reader.device, last_place=place))
