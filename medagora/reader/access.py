"""Who may see what, and who may look after sources: returns the object or refuses.

A source that nobody published here belongs to the readers who added it.
"""

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from medagora.curation import access as curation
from medagora.kernel.refusals import NotFound
from medagora.people import access
from medagora.people.access import Permission
from medagora.reader.models import Entry, Feed
from medagora.reader.queries import feeds
from medagora.reader.queries import lines as entry_lines
from medagora.reader.queries.lines import Line
from medagora.reader.queries.readings import Reading

if TYPE_CHECKING:
    from medagora.people.models import Person


# ---- reading -------------------------------------------------------------------


#: What a column of numbers holds; an address may say more.
_LARGEST = 2**63 - 1


def get_source_to_see(feed_id: int, reading: Reading) -> Feed:
    """A source of the catalogue, or one that the reader follows.

    Addresses of other sources may be private (a podcast somebody pays for, a
    hospital's own server), so they are not found.
    """
    feed = feeds.get_feed(feed_id)
    if feed.resource_id is None and feed.pk not in reading.by_feed:
        raise NotFound("There is no such source.")
    return feed


def get_work_to_mark(entry_id: int, reading: Reading) -> int:
    """The paper that an entry is; saving one must not open a private source."""
    found = Entry.objects.filter(pk=entry_id).values_list("work", "feed_id").first()
    if found is None:
        raise NotFound("This entry is not kept here any more.")
    work, feed_id = found
    if feed_id not in reading.by_feed:
        get_line_to_read(entry_id, reading)
    return int(work)


def get_line_to_read(entry_id: int, reading: Reading) -> Line:
    """An entry of a source that the reader may see, or one that they saved."""
    if entry_id > _LARGEST:
        raise NotFound("This entry is not kept here any more.")
    line = entry_lines.get_line(reading, entry_id)
    if not line.is_saved:
        get_source_to_see(line.feed_id, reading)
    return line


# ---- looking after sources -----------------------------------------------------


def can_see_health(person: "Person | None") -> bool:
    return curation.can_see_desk(person)


def require_health(person: "Person | None") -> "Person":
    return curation.require_desk(person)


def sees_private(person: "Person | None") -> bool:
    """Sources that belong to no resource were added by readers for themselves: their
    addresses may hold secrets, and what they are tells about people. Only whoever
    runs the site, and can read the database anyway, sees them."""
    return access.can(person, Permission.SITE_OPERATE)


def feeds_seen_by(person: "Person") -> QuerySet[Feed]:
    """The sources that a person at the desk may know of."""
    if sees_private(person):
        return Feed.objects.all()
    is_ours = Q(resource__isnull=False) | Q(replaced_by__resource__isnull=False)
    return Feed.objects.filter(is_ours)


def get_feed_to_see(person: "Person | None", feed_id: int) -> Feed:
    """With its resource, its hub's promise and what took its place."""
    rows = feeds_seen_by(require_health(person))
    related = ("resource", "replaced_by", "hub_lease")
    feed = rows.select_related(*related).filter(pk=feed_id).first()
    if feed is None:
        raise NotFound("There is no such source.")
    return feed


def can_keep(person: "Person | None", feed: Feed | None = None) -> bool:
    """May they look after the source; without one, after any at all?"""
    if feed is None:
        return access.can(person, Permission.FEED_KEEP)
    if feed.resource is None:
        return sees_private(person)
    return access.can(person, Permission.FEED_KEEP, **curation.scope_of(feed.resource))


def require_keep(person: "Person | None", feed: Feed) -> "Person":
    """NotAllowed outside the topics and languages of a curator."""
    if feed.resource is None:
        return access.require(person, Permission.SITE_OPERATE)
    scope = curation.scope_of(feed.resource)
    return access.require(person, Permission.FEED_KEEP, **scope)
