"""How many hits each other choice would give."""

import os
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import cache, partial
from typing import Any

import tantivy

from medagora.catalogue.domain.words import Audience
from medagora.search.domain.requests import Facets
from medagora.search.gateways.tantivy_schema import SIGNS

_SIZES = {"language": 100, "kind": 40, "topic": 100}
#: Each file names so many of its topics: naming all costs as much as counting them.
_NAMED_EACH = 300
#: Audiences and marks are bits of one number, which is counted once for both.
_IN_SIGNS = {"audience", "mark"}
#: From so many hits on, another thread is worth its while.
_MANY = 20_000
_AUDIENCES = {audience.value for audience in Audience}

Counts = dict[str, dict[str, int]]


def count_facets(
    searcher: tantivy.Searcher,
    queries: Mapping[tuple[str, ...], tantivy.Query],
    total: int,
) -> Facets:
    """The facets that each of the queries is for, counted over it; ``total`` is how
    many hits there are: those that share a query have just these. Many are counted
    side by side: Tantivy needs no Python meanwhile."""
    there = {f: one for f, one in queries.items() if total or len(f) == 1}
    run = _beside().map if total > _MANY and len(there) > 1 else map
    counted = run(partial(_counted, searcher), there, there.values())
    return Facets(**{field: counts for one in counted for field, counts in one.items()})


def _counted(
    searcher: tantivy.Searcher, fields: tuple[str, ...], query: tantivy.Query
) -> Counts:
    sizes = {field: _SIZES[field] for field in fields if field not in _IN_SIGNS}
    if _IN_SIGNS.intersection(fields):
        sizes["signs"] = 1 << len(SIGNS)
    counted = values_in(searcher, query, sizes)
    counted |= _unfolded(counted.pop("signs", {}))
    return {field: counted[field] for field in fields}


@cache
def _beside() -> Executor:
    return ThreadPoolExecutor(os.cpu_count() or 1, "count")


def _unfolded(signs: dict[Any, int]) -> Counts:
    counts: Counter[str] = Counter()
    for number, count in signs.items():
        for place, sign in enumerate(SIGNS):
            if int(number) >> place & 1:
                counts[sign] += count
    return {
        "audience": {sign: n for sign, n in counts.items() if sign in _AUDIENCES},
        "mark": {sign: n for sign, n in counts.items() if sign not in _AUDIENCES},
    }


def values_in(
    searcher: tantivy.Searcher, query: tantivy.Query, sizes: Mapping[str, int]
) -> dict[str, dict[Any, int]]:
    """How many documents have each value of some fields, the frequent ones first."""
    if not sizes:
        return {}
    wanted = {
        f: {"terms": {"field": f, "size": size, "segment_size": max(size, _NAMED_EACH)}}
        for f, size in sizes.items()
    }
    found = searcher.aggregate(query, wanted)
    return {
        field: {b["key"]: b["doc_count"] for b in found[field]["buckets"]}
        for field in sizes
    }


def count_of(found: tantivy.SearchResult) -> int:
    return int(getattr(found, "count", 0) or 0)
