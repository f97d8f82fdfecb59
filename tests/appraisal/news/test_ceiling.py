"""What the measuring of the news model's limits says of scores and of parts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.news_ceiling import auc_of, best_of, held_out, part_of
from medagora.appraisal.domain.news.criteria import NewsCriterion
from scripts.news_rows import Measured, measure
from scripts.news_training import macro_f1
from tests.appraisal.news.test_training import reviewed


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure([reviewed(number) for number in range(64)])


def test_scores_that_part_both_answers_leave_nothing_to_a_threshold() -> None:
    truth = np.array([0, 0, 1, 1])

    assert auc_of(np.array([-3.0, -2.0, -1.0, 5.0]), truth) == 1
    assert best_of(np.array([-3.0, -2.0, -1.0, 5.0]), truth) == 1


def test_equal_scores_are_chance() -> None:
    truth = np.array([0, 1, 1])

    assert auc_of(np.zeros(3), truth) == 0.5


@given(
    st.lists(st.tuples(st.floats(-5, 5), st.integers(0, 1)), min_size=2, max_size=30)
)
def test_no_threshold_is_better_than_the_one_with_hindsight(
    rows: list[tuple[float, int]],
) -> None:
    scores = np.array([score for score, _ in rows])
    truth = np.array([label for _, label in rows])

    best = best_of(scores, truth)

    for threshold in (-1.0, 0.0, 1.0, *scores[:3]):
        some = (scores >= threshold).astype(np.int64)
        if some.any():
            assert best >= macro_f1(truth, some)


def test_a_part_holds_whole_publishers(measured: Measured) -> None:
    index = np.arange(64)

    part = part_of(measured, index, 0.5, seed=1)

    inside = set(measured.publishers[part].tolist())
    outside = set(measured.publishers[np.setdiff1d(index, part)].tolist())
    assert len(inside) == 15
    assert not inside & outside
    assert part_of(measured, index, 1.0, seed=1).tolist() == index.tolist()


def test_what_is_plain_to_see_is_learned_from_a_part(measured: Measured) -> None:
    f1, auc, best = held_out(measured, NewsCriterion.HARMS, 0.75, seed=1)

    assert auc > 0.95
    assert best >= f1 > 0.9
