"""Agreement of raters: worked examples, and laws that hold for all ratings."""

from statistics import fmean, pvariance

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medagora.appraisal.domain.agreement import (
    Weights,
    mean_kappa,
    spread,
    weighted_kappa,
)

both_weights = pytest.mark.parametrize("weights", Weights)
ratings = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30
)


def from_table(table: list[list[int]]) -> tuple[list[int], list[int]]:
    """Two raters' answers from a table of counts, one rater by rows."""
    pairs = [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]
    return [a for a, _ in pairs], [b for _, b in pairs]


@both_weights
def test_two_categories_give_the_plain_kappa_of_cohen(weights: Weights) -> None:
    # the textbook table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no; po 0.7, pe 0.5
    one, other = from_table([[15, 10], [5, 20]])

    kappa = weighted_kappa(one, other, weights)

    assert kappa == pytest.approx(0.4)


def test_a_table_of_three_categories_computed_by_hand() -> None:
    # rows 5, 4, 3; columns 5, 4, 3; n = 12
    table = [[4, 1, 0], [1, 2, 1], [0, 1, 2]]
    one, other = from_table(table)

    linear = weighted_kappa(one, other, Weights.LINEAR)
    quadratic = weighted_kappa(one, other, Weights.QUADRATIC)

    # observed: four neighbours, 4/12 either way. expected, of 144: distance 1 is
    # 2*(5*4) + 2*(4*3) = 64, distance 2 is 2*(5*3) = 30, so 64 + 30*2 = 124 linear
    # and 64 + 30*4 = 184 quadratic
    assert linear == pytest.approx(1 - (4 / 12) / (124 / 144))
    assert quadratic == pytest.approx(1 - (4 / 12) / (184 / 144))


@given(ratings)
def test_quadratic_kappa_is_the_concordance_of_lin(
    pairs: list[tuple[int, int]],
) -> None:
    # Krippendorff 1970, Lin 1989: 2 cov / (var + var + (mean - mean)^2)
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    kappa = weighted_kappa(one, other, Weights.QUADRATIC)
    assume(kappa is not None)

    mean_one, mean_other = fmean(one), fmean(other)
    shared = fmean(a * b for a, b in pairs) - mean_one * mean_other
    whole = pvariance(one) + pvariance(other) + (mean_one - mean_other) ** 2
    assert kappa == pytest.approx(2 * shared / whole)


@given(ratings, st.sampled_from(Weights))
def test_it_does_not_matter_who_comes_first(
    pairs: list[tuple[int, int]], weights: Weights
) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]

    there, back = (
        weighted_kappa(*two, weights) for two in ((one, other), (other, one))
    )

    assert there == pytest.approx(back)
    assert there is None or there <= 1


@given(st.lists(st.integers(0, 4), min_size=2, max_size=30), st.sampled_from(Weights))
def test_whoever_agrees_throughout_has_kappa_one(
    same: list[int], weights: Weights
) -> None:
    assume(len(set(same)) > 1)

    kappa = weighted_kappa(same, same, weights)

    assert kappa == 1


@both_weights
def test_kappa_is_undefined_where_chance_could_not_disagree(weights: Weights) -> None:
    assert weighted_kappa([2, 2, 2], [2, 2, 2], weights) is None
    assert weighted_kappa([None, 1], [1, None], weights) is None
    assert weighted_kappa([], [], weights) is None


def test_items_that_one_rater_left_out_do_not_count() -> None:
    with_gaps = weighted_kappa([0, 1, 4, None], [0, 1, 4, 2], Weights.LINEAR)

    assert with_gaps == 1


def test_several_raters_have_the_mean_of_their_pairs() -> None:
    one, two, three = [0, 1, 2, 3], [0, 1, 2, 3], [3, 2, 1, 0]

    kappa = mean_kappa([one, two, three], Weights.LINEAR, fewest=4)

    # pairs: 1, and twice 1 - 2/1.25 = -0.6
    assert kappa == pytest.approx((1 - 0.6 - 0.6) / 3)


def test_few_items_in_common_tell_nothing() -> None:
    assert mean_kappa([[0, 1, 2], [0, 1, 2]], Weights.LINEAR) is None
    assert mean_kappa([[0, 1, 2, 3, 4, 0, 1, 2]], Weights.LINEAR) is None


def test_the_spread_of_an_item_tells_how_its_answers_lie() -> None:
    lying = spread([0, 4, 4, None, 3], 5)

    assert lying.counts == (1, 0, 0, 1, 2)
    assert (lying.least, lying.middle, lying.most) == (0, 3.5, 4)
    assert (lying.answered, lying.left_out, lying.is_unanimous) == (4, 1, False)


def test_one_answer_is_no_agreement() -> None:
    assert not spread([3], 5).is_unanimous
    assert spread([3, 3], 5).is_unanimous
    assert spread([], 5).middle is None
