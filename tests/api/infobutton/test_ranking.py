"""What comes first: the subject, then what was asked for, then what people gave."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from medagora.api.domain.infobutton.ranking import Candidate, rank
from medagora.api.domain.infobutton.wishes import Wishes
from medagora.catalogue.domain.words import Audience, Kind, LinkState

NOW = datetime(2026, 11, 27, tzinfo=UTC)
PLAIN = Candidate(
    id=1,
    kind=Kind.WEBSITE,
    audience=Audience.BOTH,
    link_state=LinkState.UNCHECKED,
    is_confirmed=False,
    published_at=NOW - timedelta(days=1000),
    weight=1.0,
    concept=0,
)
WISHES = Wishes(
    audience=Audience.PATIENTS,
    kinds=(Kind.GUIDELINE,),
    topics=frozenset({"child-health"}),
    unsuited=frozenset({"geriatrics"}),
)


def order(*candidates: Candidate, wishes: Wishes = WISHES) -> list[int]:
    ranked = rank(candidates, wishes, now=NOW, limit=20)
    return [row.candidate.id for row in ranked]


def test_a_kind_that_was_asked_for_outweighs_all_that_people_gave() -> None:
    wanted = PLAIN._replace(id=2, kind=Kind.GUIDELINE)
    given_much = PLAIN._replace(
        id=3,
        is_confirmed=True,
        audience=Audience.PATIENTS,
        link_state=LinkState.WORKING,
        published_at=NOW,
    )

    assert order(given_much, wanted) == [2, 3]
    assert order(given_much, wanted, wishes=Wishes()) == [3, 2]


def test_a_topic_that_fits_less_well_comes_later() -> None:
    wide = PLAIN._replace(id=2, weight=0.6, is_confirmed=True)

    assert order(wide, PLAIN) == [1, 2]


def test_what_is_about_another_age_comes_last() -> None:
    old = PLAIN._replace(id=2, is_confirmed=True, topics=frozenset({"geriatrics"}))
    child = PLAIN._replace(id=3, topics=frozenset({"child-health"}))
    both = PLAIN._replace(id=4, topics=frozenset({"child-health", "geriatrics"}))

    assert order(old, child, both, PLAIN) == [4, 3, 1, 2]


def test_dead_links_are_left_out_and_silent_ones_come_later() -> None:
    states = (LinkState.BROKEN, LinkState.PARKED, LinkState.UNREACHABLE)
    rows = [PLAIN._replace(id=n, link_state=s) for n, s in enumerate(states, 2)]

    assert order(*rows, PLAIN) == [1, 4]


_CANDIDATES = st.builds(
    Candidate,
    id=st.integers(1, 10_000),
    kind=st.sampled_from(list(Kind)),
    audience=st.sampled_from(list(Audience)),
    link_state=st.sampled_from(list(LinkState)),
    is_confirmed=st.booleans(),
    published_at=st.integers(0, 9000).map(lambda days: NOW - timedelta(days=days)),
    weight=st.floats(0, 1),
    concept=st.integers(0, 3),
    topics=st.frozensets(st.sampled_from(["child-health", "geriatrics", "x"])),
)


@given(st.lists(_CANDIDATES, max_size=60), st.integers(1, 30))
def test_scores_are_shares_in_order_and_every_concept_has_a_place(
    candidates: list[Candidate], limit: int
) -> None:
    ranked = rank(candidates, WISHES, now=NOW, limit=limit)

    scores = [row.score for row in ranked]
    alive = [c for c in candidates if c.link_state not in {"broken", "parked"}]
    concepts = {candidate.concept for candidate in alive}
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert len(ranked) == min(limit, len(alive))
    if limit >= len(concepts):
        assert {row.candidate.concept for row in ranked} == concepts
