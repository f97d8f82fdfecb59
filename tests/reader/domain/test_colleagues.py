"""What colleagues look at: the order, and the crowd that hides each of them."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.reader.domain.colleagues import (
    CROWD,
    HALF_LIFE,
    Echo,
    decayed,
    is_crowd,
    rank,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MOMENTS = st.integers(int(NOW.timestamp()) - 22 * 86_400, int(NOW.timestamp())).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
ECHOES = st.builds(
    Echo,
    st.integers(1, 50),
    st.dictionaries(st.integers(1, 9), MOMENTS, max_size=6),
    st.lists(MOMENTS, max_size=8).map(tuple),
)


def test_what_happened_a_half_life_ago_counts_half() -> None:
    moments = [NOW, NOW - HALF_LIFE, NOW - 2 * HALF_LIFE]

    assert decayed(moments, NOW) == pytest.approx(1.75)


def test_several_sources_bring_a_paper_in_and_the_newer_stands_first() -> None:
    old = Echo(1, {1: NOW - timedelta(days=9), 2: NOW - timedelta(days=9)})
    new = Echo(2, {1: NOW, 2: NOW})
    alone = Echo(3, {1: NOW})

    ranked = rank([old, alone, new], everybody=0, now=NOW)

    assert [(one.work, one.sources) for one in ranked] == [(2, 2), (1, 2)]


@pytest.mark.parametrize(
    ("savers", "everybody", "told"),
    [(2, 99, 0), (3, 6, 3), (3, 5, 0), (5, 8, 5), (5, 7, 0), (0, 0, 0)],
)
def test_saves_are_told_only_in_a_crowd(savers: int, everybody: int, told: int) -> None:
    echo = Echo(1, {1: NOW, 2: NOW}, (NOW,) * savers)

    (one,) = rank([echo], everybody=everybody, now=NOW)

    assert one.saves == told
    assert one.score == pytest.approx(2 + told)


@given(st.lists(ECHOES, max_size=8), st.integers(0, 20))
def test_fewer_than_a_crowd_change_nothing_that_can_be_seen(
    echoes: list[Echo], everybody: int
) -> None:
    silent = [
        e if is_crowd(len(e.saves), everybody) else Echo(e.work, e.sources)
        for e in echoes
    ]

    ranked = rank(echoes, everybody=everybody, now=NOW)

    assert ranked == rank(silent, everybody=everybody, now=NOW)
    assert all(one.saves == 0 or one.saves >= CROWD for one in ranked)


@given(st.lists(ECHOES, max_size=8, unique_by=lambda e: e.work), st.integers(0, 10**6))
def test_waiting_does_not_change_the_order(echoes: list[Echo], seconds: int) -> None:
    later = NOW + timedelta(seconds=seconds)

    now = {one.work: one.score for one in rank(echoes, everybody=20, now=NOW)}
    then = [one.work for one in rank(echoes, everybody=20, now=later)]

    assert all(
        now[a] >= now[b] or now[a] == pytest.approx(now[b]) for a, b in pairwise(then)
    )


@given(ECHOES, MOMENTS)
def test_one_source_more_never_lowers_a_paper(echo: Echo, at: datetime) -> None:
    more = Echo(echo.work, {**echo.sources, 99: at}, echo.saves)

    before = sum(one.score for one in rank([echo], everybody=20, now=NOW))
    after = sum(one.score for one in rank([more], everybody=20, now=NOW))

    assert after >= before
