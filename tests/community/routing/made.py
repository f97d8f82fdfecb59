"""Questions and helpers for the tests of the pure rules."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from medagora.community.domain.routing.facts import Asked, Helper
from medagora.community.domain.routing.words import Nearness, Source
from medagora.community.domain.words import Kind
from medagora.people.domain.clocks import Quiet
from medagora.people.domain.hats import Role

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NEAR = {
    "asthma": Nearness.EXACT,
    "pulmonology": Nearness.SPECIALTY,
    "childhood-asthma": Nearness.NARROWER,
    "lung-disease": Nearness.BROADER,
}
ZONES = ("UTC", "Europe/Budapest", "America/New_York", "Asia/Kathmandu")


def question(uid: str = "q1", **facts: Any) -> Asked:
    """About asthma, in Hungarian, asked by person 0."""
    defaults: dict[str, Any] = {
        "kind": Kind.LIVING,
        "language": "hu",
        "author": 0,
        "asked_at": NOON,
        "near": NEAR,
    }
    return Asked(uid=uid, **{**defaults, **facts})


def helper(number: int, **facts: Any) -> Helper:
    """Follows asthma and speaks Hungarian."""
    defaults: dict[str, Any] = {
        "languages": frozenset({"hu"}),
        "topics": {"asthma": frozenset({Source.INTEREST})},
    }
    return Helper(id=number, **{**defaults, **facts})


def doctor(number: int, **facts: Any) -> Helper:
    defaults: dict[str, Any] = {
        "roles": frozenset({Role.PHYSICIAN}),
        "topics": {"pulmonology": frozenset({Source.SPECIALTY})},
    }
    return helper(number, **{**defaults, **facts})


def subsets(words: Any, least: int = 0) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(list(words)), min_size=least)


quiets = st.builds(
    Quiet,
    st.integers(0, 23).map(time),
    st.integers(0, 23).map(time),
    st.sampled_from(ZONES).map(ZoneInfo),
)
moments = st.integers(0, 14 * 24 * 60).map(lambda m: NOON + timedelta(minutes=m))
asked = st.builds(
    Asked,
    uid=st.text("bcdfg", min_size=4, max_size=8),
    kind=st.sampled_from(Kind),
    language=st.sampled_from(["hu", "en"]),
    author=st.integers(0, 30),
    asked_at=st.just(NOON),
    near=st.just(NEAR),
    also_languages=subsets(["de", "en"]),
)


def helpers_with_ids(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[Helper]:
    return st.builds(
        Helper,
        id=numbers,
        languages=subsets(["hu", "en", "de"], least=1),
        topics=st.dictionaries(
            st.sampled_from([*NEAR, "gout"]), subsets(Source, least=1), max_size=3
        ),
        kinds=subsets(Kind),
        roles=subsets([Role.PHYSICIAN, Role.LIBRARIAN, Role.SPEAKS_FOR]),
        is_sanctioned=st.sampled_from([False, False, False, True]),
        muted=subsets(["gout", "lung-disease"]),
        paid=subsets(["gout", "asthma"]),
        weekly_limit=st.integers(1, 4),
        quiet=quiets,
        away_until=st.none() | moments,
        recent=st.lists(
            st.integers(-10 * 24 * 60, 0).map(lambda m: NOON + timedelta(minutes=m)),
            max_size=5,
        ).map(tuple),
        open_offers=st.integers(0, 4),
        last_offered=st.none() | moments,
        helpfulness=st.floats(0, 0.6),
        has_helped=st.booleans(),
    )


many_helpers = st.lists(
    helpers_with_ids(st.integers(0, 60)), max_size=30, unique_by=lambda h: h.id
)
