"""The entries of one paper: which a reader may know of, which is read, which is shown.

Read once is read everywhere: what a source brings again, after a place up to which its
reader has read, is read as well. An entry that came first is never read by a later one
alone; sweeping a list marks such papers (``services.marking``).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models import Q

from medagora.reader.domain.words import KEPT
from medagora.reader.models import Entry, Mark, Subscription
from medagora.reader.queries.readings import Reading


class Found(NamedTuple):
    id: int
    work: int
    feed_id: int


def may_know(reading: Reading) -> Q:
    """Which entries a reader may know of: those of the sources of this site, of what
    they follow, and what was kept for them from a file of theirs.

    What only others follow stays between them and their source: neither its name nor
    its words, which may be made up, show anywhere else.
    """
    shared = Q(feed__resource__isnull=False)
    if reading.person is None:
        return shared | Q(feed__in=list(reading.everything.by_feed))
    own = Subscription.objects.filter(person=reading.person).values("feed")
    marked = Mark.objects.filter(person=reading.person).values("work")
    kept = Q(feed__key__startswith=KEPT, work__in=marked)
    return shared | Q(feed__in=own) | kept


def siblings_of(works: Sequence[int], reading: Reading) -> dict[int, list[Found]]:
    """The entries of these works that this reader may know of, the first to come
    first."""
    found: dict[int, list[Found]] = {}
    if works:
        rows = Entry.objects.filter(may_know(reading), work__in=set(works))
        for row in rows.order_by("id").values_list("id", "work", "feed_id"):
            found.setdefault(row[1], []).append(Found(*row))
    return found


def is_swept(
    entry: Found, siblings: Iterable[Found], places: Mapping[int, int]
) -> bool:
    """Whether everything up to this entry was read, or up to an earlier one of the
    same paper. ``places``: up to where each source is read."""
    if entry.id <= places.get(entry.feed_id, 0):
        return True
    return entry.id != entry.work and any(
        other.id < entry.id and other.id <= places.get(other.feed_id, 0)
        for other in siblings
    )


def first_of_each(
    scoped: Reading, found: Sequence[Found], *, is_unread: bool
) -> list[Found]:
    """Of these entries the first of each paper among the sources in scope; in a list
    of unread ones the first that is unread."""
    siblings = siblings_of([entry.work for entry in found], scoped)
    several = {work: own for work, own in siblings.items() if len(own) > 1}
    kept = kept_unread_among(scoped, several) if is_unread else set()
    firsts: dict[int, int] = {}
    for work, own in several.items():
        here = [entry.id for entry in own if entry.feed_id in scoped.by_feed]
        if is_unread and work not in kept:
            unread = _unread_among(own, scoped)
            here = [number for number in here if number in unread]
        firsts[work] = here[0] if here else 0
    return [entry for entry in found if firsts.get(entry.work, entry.id) == entry.id]


def _unread_among(several: Sequence[Found], scoped: Reading) -> set[int]:
    places = scoped.places
    return {e.id for e in several if not is_swept(e, several, places)}


def kept_unread_among(reading: Reading, works: Iterable[int]) -> set[int]:
    """Which of these works the reader marked as unread again; a device remembers
    none."""
    asked = list(works)
    if reading.person is None or not asked:
        return set()
    marks = Mark.objects.filter(person=reading.person, is_read=False, work__in=asked)
    return set(marks.values_list("work", flat=True))
