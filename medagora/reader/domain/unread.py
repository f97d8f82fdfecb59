"""How much is new: of each source, and of several together, each paper once."""

from collections.abc import Collection, Mapping, Sequence

#: The sources of one paper's unread entries, the first entry first; a muted one is
#: negative: it was not counted, and hides the paper where it is the first.
Paper = tuple[int, ...]


class Unread(dict[int, int]):
    """What the unread list of each source holds; sources without are left out.

    ``total`` is what the list of several sources holds: less than the sum, as a list
    shows each paper once.
    """

    def __init__(
        self,
        entries: Mapping[int, int] | None = None,
        papers: Mapping[Paper, int] | None = None,
    ) -> None:
        #: Unread entries of each source; how many papers lie in the same sources.
        self._entries = dict(entries or {})
        self._papers = dict(papers or {})
        found = dict(self._entries)
        for paper, count in self._papers.items():
            for feed in {abs(feed) for feed in paper}:
                own = [share for share in paper if abs(share) == feed]
                found[feed] = found.get(feed, 0) - count * _surplus(own)
        super().__init__({feed: count for feed, count in found.items() if count > 0})

    def total(self, feeds: Collection[int] | None = None) -> int:
        """Of these sources together; None: of all."""
        wanted = set(self._entries if feeds is None else feeds)
        total = sum(self._entries.get(feed, 0) for feed in wanted)
        for paper, count in self._papers.items():
            here = [share for share in paper if abs(share) in wanted]
            total -= count * _surplus(here)
        return max(total, 0)


def _surplus(shares: Sequence[int]) -> int:
    """How many more of them were counted than a list shows."""
    counted = sum(share > 0 for share in shares)
    is_shown = bool(shares) and shares[0] > 0
    return counted - is_shown
