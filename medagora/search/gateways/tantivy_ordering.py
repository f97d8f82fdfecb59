"""The best hits and their order.

Words, topics and kinds are judged by Tantivy, for every hit. Marks, freshness and who a
page is for weigh so little that they are only looked up for the best ones, in columns:
each of them, as a part of the question, would cost as much as another word. So it is
with the words that the best hits share, where there are many hits.
"""

import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

import tantivy
from tantivy import Occur, Query

from medagora.search.domain import ranking
from medagora.search.domain.requests import ContentQuery
from medagora.search.gateways.tantivy_counting import count_of
from medagora.search.gateways.tantivy_librarian import wanted_words
from medagora.search.gateways.tantivy_queries import QueryBuilder, with_wish
from medagora.search.gateways.tantivy_schema import SIGNS

#: So many are put in order by what weighs little; all that a reader can leaf through.
RESCORED = 1_000
#: Words that the best hits share are looked for in all hits up to so many, else in the
#: best of them.
_ALL_SHARE = 5_000
_BEST_SHARE = 200

#: Questions that a thread remembers: one search asks in several ways.
_REMEMBERED = 2
#: Among what is given: not a sign that a page has, since it passes.
FRESH = "fresh"

Hit = tuple[float, tantivy.DocAddress]


@dataclass(frozen=True)
class Best:
    """The best hits in order with their scores, and how many there are in all."""

    hits: Sequence[Hit]
    total: int


class Ordering:
    """Puts the hits of one state of the index in order; each thread's last questions
    are remembered: the words that the best hits share, and the other choices, are
    asked for next."""

    def __init__(self, searcher: tantivy.Searcher, queries: QueryBuilder) -> None:
        self._searcher = searcher
        self._queries = queries
        self._last = threading.local()

    def page(self, query: ContentQuery) -> Best:
        """The hits that are wanted."""
        is_by_words = query.groups or wanted_words(query.tree)
        if query.by_day or not is_by_words:
            return self._newest(query)
        if not query.limit:
            return Best((), self._judged(_without_shared(query)).total)
        best = self._best(query)
        return Best(best.hits[query.offset : query.offset + query.limit], best.total)

    def _best(self, query: ContentQuery) -> Best:
        shared = query.wishes.feedback
        judged = self._judged(_without_shared(query))
        if not shared:
            return self._with_gifts(judged, query, query.offset + query.limit)
        if judged.total <= _ALL_SHARE:
            judged = self._judge(query)
            return self._with_gifts(judged, query, query.offset + query.limit)
        return self._with_shared(judged, query)

    def _newest(self, query: ContentQuery) -> Best:
        """Whatever the words say."""
        found = self._searcher.search(
            self._queries.content(query),
            limit=max(query.limit, 1),
            offset=query.offset,
            order_by_field="published",
        )
        hits = [(0.0, at) for _day, at in found.hits]
        return Best(hits[: query.limit], count_of(found))

    def _judged(self, query: ContentQuery) -> Best:
        key = replace(query, limit=_window(query), offset=0, has_facets=False)
        known: deque[tuple[ContentQuery, Best]] = self._last.__dict__.setdefault(
            "known", deque(maxlen=_REMEMBERED)
        )
        for asked, best in known:
            if asked == key:
                return best
        best = self._judge(query)
        known.append((key, best))
        return best

    def _judge(self, query: ContentQuery) -> Best:
        """By all but what is looked up for the best ones only."""
        page = self._queries.content(query)
        found = self._searcher.search(page, limit=_window(query))
        return Best(found.hits, count_of(found))

    def _with_gifts(self, judged: Best, query: ContentQuery, wanted: int) -> Best:
        """With what marks, freshness and audience give. Those that cannot come among
        the first ``wanted`` by it are left out."""
        given = gifts_of(query)
        if not judged.hits or not given:
            return judged
        last = judged.hits[min(wanted, len(judged.hits)) - 1][0]
        least = last - sum(given.values())
        hits = list(takewhile(lambda hit: hit[0] >= least, judged.hits))
        gifts = self._gifts(query, given, [at for _score, at in hits])
        raised = [
            (score + gift, at) for (score, at), gift in zip(hits, gifts, strict=True)
        ]
        return Best(_ordered(raised), judged.total)

    def _gifts(
        self,
        query: ContentQuery,
        given: Mapping[str, float],
        places: list[tantivy.DocAddress],
    ) -> list[float]:
        read = self._searcher.fast_field_values
        worth = _Worth(given)
        gifts = [worth[signs or 0] for signs in read("signs", places)]
        if not given.get(FRESH):
            return gifts
        since = query.wishes.fresh_since
        return [
            gift + given[FRESH] if (day or 0) >= since else gift
            for gift, day in zip(gifts, read("published", places), strict=True)
        ]

    def _with_shared(self, judged: Best, query: ContentQuery) -> Best:
        """The best ones by these words as well; the others stay behind them in order,
        as they were."""
        plain = self._with_gifts(judged, query, max(RESCORED, len(judged.hits)))
        best = plain.hits[:_BEST_SHARE]
        numbers = self._numbers([at for _score, at in best])
        parts = [(Occur.Should, part) for _, part in self._queries.shared(query.wishes)]
        among = self._queries.numbered(numbers)
        asked = with_wish(among, Query.boolean_query(parts))
        found = self._searcher.search(asked, limit=_BEST_SHARE, count=False)
        there = self._numbers([at for _score, at in found.hits])
        more = dict(zip(there, [score for score, _at in found.hits], strict=True))
        hits = [
            (score + more.get(number, 0.0), at)
            for (score, at), number in zip(best, numbers, strict=True)
        ]
        return Best([*_ordered(hits), *plain.hits[_BEST_SHARE:]], plain.total)

    def _numbers(self, places: list[tantivy.DocAddress]) -> list[int]:
        read = self._searcher.fast_field_values("number", places)
        return [int(number or 0) for number in read]


def _without_shared(query: ContentQuery) -> ContentQuery:
    return replace(query, wishes=replace(query.wishes, feedback=()))


def _window(query: ContentQuery) -> int:
    return max(RESCORED, query.offset + query.limit)


def _ordered(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit[0])


class _Worth(dict[int | float | bool, float]):
    """What the signs of a page give to it; few of their sums are met."""

    def __init__(self, given: Mapping[str, float]) -> None:
        super().__init__()
        self._given = [given.get(sign, 0.0) for sign in SIGNS]

    def __missing__(self, signs: int) -> float:
        there = (gift for place, gift in enumerate(self._given) if signs >> place & 1)
        return self.setdefault(signs, sum(there))


def gifts_of(query: ContentQuery) -> dict[str, float]:
    """What each sign gives to a page that has it, and freshness."""
    given = {}
    if query.groups:
        given = {mark.value: weight for mark, weight in ranking.MARKS.items()}
        given[FRESH] = ranking.FRESH if query.wishes.fresh_since else 0.0
    if query.wishes.audience:
        given[query.wishes.audience] = ranking.AUDIENCE_ASKED
    return given
