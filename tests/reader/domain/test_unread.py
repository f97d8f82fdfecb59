"""How much is new of several sources together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.unread import Unread

shares = st.integers(1, 4).flatmap(lambda feed: st.sampled_from([feed, -feed]))
papers = st.lists(st.lists(shares, min_size=1, max_size=4).map(tuple), max_size=8)


def shown(paper: tuple[int, ...], feeds: set[int]) -> bool:
    """A list shows a paper at its first entry, unless that is muted."""
    here = [share for share in paper if abs(share) in feeds]
    return bool(here) and here[0] > 0


@given(papers, st.sets(st.integers(1, 4)))
def test_a_total_is_what_the_list_of_these_sources_shows(
    found: list[tuple[int, ...]], feeds: set[int]
) -> None:
    entries = Counter(share for paper in found for share in paper if share > 0)

    unread = Unread(entries, Counter(found))

    assert unread.total(feeds) == sum(shown(paper, feeds) for paper in found)
    for feed in range(1, 5):
        assert unread.get(feed, 0) == unread.total([feed])


def test_nothing_is_new_of_nothing() -> None:
    assert (Unread(), Unread().total()) == ({}, 0)
