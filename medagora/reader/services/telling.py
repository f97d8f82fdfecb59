"""Tells other rooms which papers to look at anew: they are new, or what can be seen of
them has changed, or they are public no more. ``queries.for_search`` says which."""

from collections.abc import Iterable

from medagora.reader.models import Entry
from medagora.reader.services import bulk
from medagora.web import news

#: News carry this many numbers each, separated by spaces.
AT_ONCE = 500


def tell_numbers(kind: str, numbers: Iterable[int]) -> None:
    """One piece of news for each few hundred numbers; none for none."""
    wanted = list(numbers)
    for start in range(0, len(wanted), AT_ONCE):
        news.tell(kind, " ".join(map(str, wanted[start : start + AT_ONCE])))


def tell_of_works(works: Iterable[int]) -> None:
    """The news "works_changed" of these papers, each once."""
    tell_numbers("works_changed", sorted(set(works)))


def tell_of_feeds(feed_ids: Iterable[int]) -> None:
    """The same of every paper in these feeds."""
    sql = f"SELECT DISTINCT work FROM {Entry._meta.db_table} WHERE feed_id IN %s"  # noqa: S608  # our own name
    tell_of_works(work for (work,) in bulk.select_in(sql, set(feed_ids)))
