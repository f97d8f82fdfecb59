"""Many queries against what has just arrived, without trying each on each. Pure.

The arrivals are turned round: for each word and fact, which of them have it. A query
then only looks at those that have the rarest thing that it cannot do without; for
nearly every query of ten thousand that is nothing at all.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from medagora.reader.domain.wanted import Item, Wanted
from medagora.reader.domain.wanted_needs import (
    WORD,
    Every,
    Has,
    Need,
    Some,
)
from medagora.reader.domain.wanted_parts import FACTS, SOURCE, facts_of

#: Facts that can be looked up; days are judged on each entry.
_LOOKED_UP = tuple(name for name in FACTS if name not in ("after", "before"))


class Arrivals:
    """Entries, and for each word and fact which of them have it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, item in enumerate(items):
            for key in _keys_of(item):
                self._places.setdefault(key, []).append(place)

    @cached_property
    def _sorted_keys(self) -> list[tuple[str, str]]:
        return sorted(self._places)

    def find(self, wanted: Wanted) -> Iterator[Item]:
        """The entries that the query matches, in their order."""
        for place in sorted(self._candidates(wanted.need)):
            if wanted.matches(self.items[place]):
                yield self.items[place]

    def _cost(self, need: Need) -> int:
        """How many would have to be looked at."""
        if isinstance(need, Has):
            lists = self._lists(need)
            return len(self.items) if lists is None else sum(map(len, lists))
        if isinstance(need, Every):
            return min(map(self._cost, need.parts))
        if isinstance(need, Some):
            return sum(map(self._cost, need.parts))
        return len(self.items)

    def _candidates(self, need: Need) -> Iterable[int]:
        if isinstance(need, Every):
            return self._candidates(min(need.parts, key=self._cost))
        if isinstance(need, Some):
            return {p for part in need.parts for p in self._candidates(part)}
        lists = self._lists(need) if isinstance(need, Has) else None
        if lists is None:
            return range(len(self.items))
        return lists[0] if len(lists) == 1 else {p for found in lists for p in found}

    def _lists(self, has: Has) -> list[list[int]] | None:
        """Which entries have it; None when that cannot be looked up."""
        if has.kind in ("after", "before"):
            return None
        if not has.is_prefix:
            found = self._places.get((has.kind, has.value))
            return [found] if found else []
        keys = self._sorted_keys
        at = bisect_left(keys, (has.kind, has.value))
        lists = []
        while (
            at < len(keys)
            and keys[at][0] == has.kind
            and keys[at][1].startswith(has.value)
        ):
            lists.append(self._places[keys[at]])
            at += 1
        return lists


def _keys_of(item: Item) -> Iterator[tuple[str, str]]:
    for word in item.vocabulary:
        yield WORD, word
    for word in item.source_words:
        yield SOURCE, word
    for name in _LOOKED_UP:
        for value in facts_of(item, name):
            yield name, value


def match_all(
    queries: Mapping[int, Wanted], items: Sequence[Item], *, most: int | None = None
) -> Iterator[tuple[int, Item]]:
    """Each query (by its number) with the entries that it matches, the first ``most``
    of them."""
    arrivals = Arrivals(items)
    for number, wanted in queries.items():
        for item in islice(arrivals.find(wanted), most):
            yield number, item
