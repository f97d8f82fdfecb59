"""The weights in the package fit the code beside them, and hold no text."""

import json
from importlib.resources import files

from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.news.measuring import sign_names, take_apart
from medagora.appraisal.domain.news.model import (
    MOST_SPREADS,
    chance,
    evidence_in,
    ngrams_of,
    scaled,
    score,
    shipped_model,
)
from medagora.appraisal.domain.news.signs import sign_list
from tests.appraisal.news import releases

WEIGHTS = files("medagora.appraisal.domain.news") / "weights_en.json"


def test_weights_and_code_agree_on_the_signs() -> None:
    model = shipped_model()

    assert list(model.middles) == sign_names(sign_list())
    assert model.signs_version == sign_list().version
    assert set(model.criteria) == set(NewsCriterion)


def test_every_spread_can_be_divided_by() -> None:
    assert all(spread > 0 for spread in shipped_model().spreads.values())


def test_the_file_says_what_it_was_trained_on_and_how_well_it_did() -> None:
    plain = json.loads(WEIGHTS.read_text(encoding="utf-8"))

    assert {"date", "rows", "publishers", "ids"} <= set(plain["trained"])
    for key in NewsCriterion:
        its = plain["criteria"][key]
        assert 0 < its["present"] < its["rows"]
        assert 0 < its["held_out_macro_f1"] < 1


def test_no_ngram_is_long_enough_to_name_a_text() -> None:
    ngrams = shipped_model().rarity

    assert all(len(written.split()) <= 2 for written in ngrams)


def test_neighbours_are_pairs_only_within_a_sentence() -> None:
    news = take_apart("Side effects. Many 12 saw")

    written = [name for name, _ in ngrams_of(news)]

    assert written == [
        "side", "effects", "side effects", "many", "#", "many #", "saw", "# saw",
    ]  # fmt: skip


def test_one_sign_cannot_drown_the_others() -> None:
    assert scaled(1_000_000.0, 1.0, 0.1) == MOST_SPREADS
    assert scaled(-1_000_000.0, 1.0, 0.1) == -MOST_SPREADS


def test_a_higher_score_is_a_higher_chance_for_every_criterion() -> None:
    model = shipped_model()

    for criterion in NewsCriterion:
        assert chance(model, criterion, 1.0) > chance(model, criterion, -1.0)
        assert 0 <= chance(model, criterion, -1e9) <= chance(model, criterion, 1e9) <= 1


def test_scores_are_the_sum_that_the_file_says() -> None:
    model = shipped_model()
    evidence = evidence_in(model, take_apart(releases.PLAIN + releases.COST))
    weights = model.criteria[NewsCriterion.COST]
    by_hand = weights.bias
    for name, weight in weights.signs.items():
        by_hand += weight * evidence.scaled[name]
    for name, sign in evidence.ngrams.items():
        by_hand += weights.ngrams.get(name, 0) * sign.amount

    counted = score(model, NewsCriterion.COST, evidence)

    assert abs(counted - by_hand) < 1e-9
