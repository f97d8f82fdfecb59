"""How the news model is trained: publishers apart, nothing left to chance."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.news.measuring import take_apart
from medagora.appraisal.domain.news.model import evidence_in, model_of, score
from scripts.news_rows import Measured, Row, measure, publisher_of
from scripts.news_training import (
    by_publisher,
    cross_validate,
    folds_of,
    macro_f1,
    train,
)
from scripts.train_news import digest, too_thin, weights_file, write
from tests.appraisal.news import releases

ABOUT = {
    NewsCriterion.COST: releases.COST,
    NewsCriterion.HARMS: releases.HARMS,
    NewsCriterion.FUNDING_AND_CONFLICTS: releases.FUNDING,
}


def reviewed(number: int) -> Row:
    """A release that holds some paragraphs, and reviewers who saw just those."""
    held = {c: bool(number >> at & 1) for at, c in enumerate(ABOUT)}
    paragraphs = [text for c, text in ABOUT.items() if held[c]]
    labels: dict[NewsCriterion, bool | None] = {
        c: held.get(c, (number % 5) > 1) for c in NewsCriterion
    }
    labels[NewsCriterion.NOVELTY] = None if number % 7 == 0 else number % 2 == 0
    text = releases.PLAIN + "".join(paragraphs) + releases.NEW * (number % 3)
    return Row(f"r{number}", f"publisher {number % 30}", text, labels)


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure([reviewed(number) for number in range(64)])


def test_a_model_learns_what_the_reviewers_saw(measured: Measured) -> None:
    held = cross_validate(measured, NewsCriterion.HARMS, by_publisher, seed=1)

    assert macro_f1(held.truth, held.present) > 0.95


def test_rows_without_an_answer_are_left_out(measured: Measured) -> None:
    index, truth = measured.labelled(NewsCriterion.NOVELTY)

    assert len(index) == len(truth) == sum(number % 7 != 0 for number in range(64))


def test_training_twice_gives_the_same_weights(measured: Measured) -> None:
    index, _ = measured.labelled(NewsCriterion.COST)

    one = train(measured, NewsCriterion.COST, index)
    other = train(measured, NewsCriterion.COST, index)

    assert np.array_equal(one.linear.signs, other.linear.signs)
    assert (one.linear.bias, one.slope) == (other.linear.bias, other.slope)


def test_the_file_scores_a_text_as_the_training_did(
    measured: Measured, tmp_path: Path
) -> None:
    trained = {c: train(measured, c, measured.labelled(c)[0]) for c in NewsCriterion}
    place = tmp_path / "weights.json"

    plain = weights_file(measured, trained, "7", "2026-01-01")
    model = model_of(plain)
    write(dict(plain), place)

    from_arrays = trained[NewsCriterion.COST].linear.scores(measured, np.array([5]))
    text = evidence_in(model, take_apart(measured.rows[5].text))
    assert score(model, NewsCriterion.COST, text) == pytest.approx(
        from_arrays[0], abs=0.02
    )
    assert model.version == "7"
    assert "2026-01-01" in place.read_text()


def test_no_sentence_of_a_text_is_in_the_file(measured: Measured) -> None:
    trained = {c: train(measured, c, measured.labelled(c)[0]) for c in NewsCriterion}

    plain = weights_file(measured, trained, "7", "2026-01-01")

    assert "r5" not in plain["trained"]["ids"].split()
    assert all(len(name.split()) <= 2 for name in plain["ngrams"])


def test_an_ngram_of_few_publishers_is_not_learned() -> None:
    rows = [reviewed(number) for number in range(64)]
    rows[3] = Row("x", "one", rows[3].text + " zyzzyva" * 50, rows[3].labels)

    names = measure(rows).ngram_names

    assert "zyzzyva" not in names
    assert "frequently" not in names


def test_a_file_with_too_few_answers_is_refused(measured: Measured) -> None:
    few = measure([reviewed(number) for number in range(30)])

    assert too_thin(measured) == []
    assert "cost" in too_thin(few)


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 12)), min_size=5),
    st.integers(0, 5),
)
def test_a_publisher_is_never_in_two_folds(
    rows: list[tuple[int, int]], seed: int
) -> None:
    truth = np.array([label for label, _ in rows])
    publishers = np.array([f"p{name}" for _, name in rows])

    fold = folds_of(truth, publishers, seed)

    for name in set(publishers.tolist()):
        assert len(set(fold[publishers == name].tolist())) == 1


@pytest.mark.parametrize(
    ("address", "publisher"),
    [
        ("https://www.eurekalert.org/pub_releases/2018-01/tu-x1.php", "eurekalert tu"),
        ("https://www.prnewswire.com/news-releases/a-b-c.html", "prnewswire.com"),
        ("", ""),
    ],
)
def test_a_distributor_is_not_the_publisher(address: str, publisher: str) -> None:
    assert publisher_of(address) == publisher


def test_macro_f1_counts_both_answers_alike() -> None:
    truth = np.array([1, 0, 0, 0])

    assert macro_f1(truth, np.array([1, 0, 0, 0])) == 1
    assert macro_f1(truth, np.array([0, 0, 0, 0])) == pytest.approx(3 / 7)


def test_the_digest_does_not_depend_on_the_order() -> None:
    assert digest(["b", "a"]) == digest(["a", "b"])
    assert digest(["a"]) != digest(["a", "b"])
