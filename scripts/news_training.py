"""How the news model learns, and how well it does on publishers it has not seen.

Three ridge regressions a criterion, added up to one linear model: over the signs that
the criterion looks at, over n-grams, and (smaller) over all signs for how satisfied
the reviewers were with a text as a whole. All are closed sums: no dice, no iterations
but those of one logistic curve, the same result on every machine.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.news.signs import sign_list
from scripts.news_rows import Floats, Ints, Measured

#: Strong penalties: three hundred texts teach little.
SIGNS_PENALTY, NGRAM_PENALTY, SATISFACTION_PENALTY = 1000.0, 5.0, 1000.0
NGRAM_SHARE, SATISFACTION_SHARE = 1.0, 0.3
#: Who paid has nothing to do with how good the rest is.
APART = frozenset({NewsCriterion.FUNDING_AND_CONFLICTS})
FOLDS = 5


@dataclass(frozen=True)
class Linear:
    """Scores are signs times ``signs`` plus n-grams times ``ngrams`` plus ``bias``."""

    signs: Floats
    ngrams: Floats
    bias: float

    def scores(self, measured: Measured, index: Ints) -> Floats:
        return np.asarray(
            measured.signs[index] @ self.signs
            + measured.ngrams[index] @ self.ngrams
            + self.bias
        )


@dataclass(frozen=True)
class Trained:
    """``linear`` has its threshold at nothing; slope and offset give the chance."""

    linear: Linear
    slope: float
    offset: float

    def chances(self, scores: Floats) -> Floats:
        return np.asarray(1 / (1 + np.exp(-(self.slope * scores + self.offset))))


def folds_of(truth: Ints, publishers: NDArray[np.str_], seed: int) -> Ints:
    """A fold for each row: a publisher is never in two, and each fold gets its part
    of both answers. Big publishers are placed first, others as the seed shuffles."""
    dice = np.random.default_rng(seed)
    names = np.unique(publishers)
    dice.shuffle(names)
    sizes = {name: int((publishers == name).sum()) for name in names}
    held = np.zeros((FOLDS, 2))
    totals = np.maximum(np.bincount(truth, minlength=2), 1)
    fold = np.zeros(len(truth), dtype=np.int64)
    for name in sorted(names, key=lambda name: -sizes[name]):
        its = publishers == name
        adds = np.bincount(truth[its], minlength=2)
        fullness = [(((held[f] + adds) / totals) ** 2).sum() for f in range(FOLDS)]
        # the fold that would stay the emptiest, compared with what it was
        gains = [
            full - ((held[f] / totals) ** 2).sum() for f, full in enumerate(fullness)
        ]
        chosen = int(np.argmin(gains))
        fold[its] = chosen
        held[chosen] += adds
    return fold


def fit(measured: Measured, criterion: NewsCriterion, index: Ints) -> Linear:
    """The three regressions on these rows, as one linear model."""
    column = list(NewsCriterion).index(criterion)
    truth = 2 * measured.labels[index, column] - 1
    present = (truth > 0).mean()
    weights = np.where(truth > 0, 0.5 / present, 0.5 / (1 - present))
    looked_at = set(sign_list().looks_at[criterion])
    own = np.array([name in looked_at for name in measured.sign_names])
    by_signs = _ridge(measured.signs[index] * own, truth, weights, SIGNS_PENALTY)
    by_ngrams = _ridge(measured.ngrams[index], truth, weights, NGRAM_PENALTY)
    signs = by_signs[0]
    bias = by_signs[1] + NGRAM_SHARE * by_ngrams[1]
    if criterion not in APART:
        even = np.ones(len(index))
        satisfied = _satisfaction(measured.labels[index])
        shared = _ridge(measured.signs[index], satisfied, even, SATISFACTION_PENALTY)
        signs = signs + SATISFACTION_SHARE * shared[0]
        bias += SATISFACTION_SHARE * shared[1]
    return Linear(signs, NGRAM_SHARE * by_ngrams[0], bias)


def _satisfaction(labels: Floats) -> Floats:
    """How satisfied the reviewers were with a text, each criterion weighing alike."""
    middles, spreads = np.nanmean(labels, axis=0), np.nanstd(labels, axis=0)
    return np.asarray(np.nanmean((labels - middles) / (spreads + 1e-9), axis=1))


def _ridge(
    table: Floats, wanted: Floats, weights: Floats, penalty: float
) -> tuple[Floats, float]:
    """Weights and bias whose scores on these rows have the middle 0 and spread 1.

    Solved for the rows, not the columns: there are fewer of them.
    """
    middle = np.average(table, axis=0, weights=weights)
    centred = table - middle
    target = wanted - np.average(wanted, weights=weights)
    share = np.linalg.solve(
        centred @ centred.T + penalty * np.diag(1 / weights), target
    )
    slopes = centred.T @ share
    scores = centred @ slopes
    spread = scores.std() or 1.0
    return slopes / spread, float(-(middle @ slopes + scores.mean()) / spread)


def train(
    measured: Measured, criterion: NewsCriterion, index: Ints, repeats: int = 1
) -> Trained:
    """Fitted on these rows; threshold and chances from folds held out among them.

    The threshold makes "present" as frequent as the reviewers did: with so few texts
    that is as good as the best threshold found, and cannot be overfitted.
    """
    truth = measured.labels[index, list(NewsCriterion).index(criterion)]
    truth = truth.astype(np.int64)
    held_out = np.mean(
        [_held_out_scores(measured, criterion, index, truth, 1000 + r)
         for r in range(repeats)],
        axis=0,
    )  # fmt: skip
    threshold = float(np.quantile(held_out, 1 - truth.mean()))
    whole = fit(measured, criterion, index)
    slope, offset = _logistic_curve(held_out - threshold, truth)
    linear = Linear(whole.signs, whole.ngrams, whole.bias - threshold)
    return Trained(linear, slope, offset)


def _held_out_scores(
    measured: Measured, criterion: NewsCriterion, index: Ints, truth: Ints, seed: int
) -> Floats:
    scores = np.zeros(len(index))
    fold = folds_of(truth, measured.publishers[index], seed)
    for number in range(FOLDS):
        out = fold == number
        if out.any():
            model = fit(measured, criterion, index[~out])
            scores[out] = model.scores(measured, index[out])
    return scores


def _logistic_curve(scores: Floats, truth: Ints) -> tuple[float, float]:
    """Slope and offset of the chance by score (Platt 1999, with his soft targets)."""
    positive = int(truth.sum())
    negative = len(truth) - positive
    soft = np.where(truth == 1, (positive + 1) / (positive + 2), 1 / (negative + 2))
    table = np.column_stack([scores, np.ones(len(scores))])
    curve = np.zeros(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ curve))
        pull = table.T @ (soft - chance)
        bend = table.T @ (table * (chance * (1 - chance))[:, None])
        curve = curve + np.linalg.solve(bend + 1e-6 * np.eye(2), pull)
    return float(curve[0]), float(curve[1])


@dataclass(frozen=True)
class HeldOut:
    """What was said of rows whose publisher was not learned from."""

    index: Ints
    truth: Ints
    present: Ints
    chances: Floats


#: Row indices and answers, and a seed, to a fold for each row.
Split = Callable[[Measured, Ints, Ints, int], Ints]


def by_publisher(measured: Measured, index: Ints, truth: Ints, seed: int) -> Ints:
    return folds_of(truth, measured.publishers[index], seed)


def plain(measured: Measured, index: Ints, truth: Ints, seed: int) -> Ints:
    """Every row its own publisher: what most papers report."""
    return folds_of(truth, index.astype(np.str_), seed)


def by_host(measured: Measured, index: Ints, truth: Ints, seed: int) -> Ints:
    """EurekAlert as one publisher, and each other host as its own fold."""
    hosts = [name.split(" ")[0] for name in measured.publishers[index]]
    return np.unique(hosts, return_inverse=True)[1].astype(np.int64)


def cross_validate(
    measured: Measured, criterion: NewsCriterion, split: Split, seed: int
) -> HeldOut:
    """Every labelled row judged once by a model trained without its fold, whose
    threshold was found without it too."""
    index, truth = measured.labelled(criterion)
    fold = split(measured, index, truth, seed)
    present = np.zeros(len(index), dtype=np.int64)
    chances = np.zeros(len(index))
    for number in np.unique(fold):
        out = fold == number
        trained = train(measured, criterion, index[~out])
        scores = trained.linear.scores(measured, index[out])
        present[out] = scores >= 0
        chances[out] = trained.chances(scores)
    return HeldOut(index, truth, present, chances)


def macro_f1(truth: Ints, present: Ints) -> float:
    """The mean of the F1 of "present" and the F1 of "absent"."""
    return sum(_f1(truth == side, present == side) for side in (0, 1)) / 2


def _f1(truth: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    both = int((truth & said).sum())
    either = int(truth.sum()) + int(said.sum())
    return 2 * both / either if either else 0.0


def figures(
    measured: Measured, split: Split, repeats: int
) -> Iterator[tuple[NewsCriterion, list[float]]]:
    """Macro-F1 of each criterion in each repeat."""
    for criterion in NewsCriterion:
        yield (
            criterion,
            [
                macro_f1(held.truth, held.present)
                for held in (
                    cross_validate(measured, criterion, split, seed)
                    for seed in range(repeats)
                )
            ],
        )
