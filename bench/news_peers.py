"""Simpler ways of judging news, to stand beside the model: always the majority, rules
of thumb on the same signs, and the usual TF-IDF with logistic regression."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from medagora.appraisal.domain.news import NewsCriterion
from medagora.appraisal.domain.news.measuring import Sign, signs_of, take_apart
from scripts.news_rows import Measured
from scripts.news_training import folds_of, macro_f1

Signs = Mapping[str, Sign]


def _count(signs: Signs, *names: str) -> int:
    return sum(len(signs[name].spans) for name in names)


#: What one would write without looking at a single label.
RULES: dict[NewsCriterion, Callable[[Signs], bool]] = {
    NewsCriterion.COST: lambda s: (
        _count(s, "number.price", "cheap_or_dear", "insured") >= 2
    ),
    NewsCriterion.BENEFITS_QUANTIFIED: lambda s: (
        _count(s, "number.two_percents", "number.compared") >= 2
    ),
    NewsCriterion.HARMS: lambda s: _count(s, "side_effect", "most_common_harm") >= 2,
    NewsCriterion.EVIDENCE_QUALITY: lambda s: (
        _count(s, "limits_named", "more_study_needed") >= 2
        and _count(s, "strong_design", "observation", "people_counted") >= 2
    ),
    NewsCriterion.NO_DISEASE_MONGERING: lambda s: _count(s, "alarming") <= 2,
    NewsCriterion.FUNDING_AND_CONFLICTS: lambda s: (
        _count(s, "together.funding_said", "interests") >= 1
    ),
    NewsCriterion.ALTERNATIVES: lambda s: (
        _count(s, "alternatives", "standard", "together.other_compared") >= 3
    ),
    NewsCriterion.AVAILABILITY: lambda s: (
        _count(s, "available_now", "regulator", "not_yet") >= 2
    ),
    NewsCriterion.NOVELTY: lambda s: _count(s, "first", "earlier_work") >= 2,
    NewsCriterion.NO_UNJUSTIFIED_LANGUAGE: lambda s: _count(s, "loud") <= 1,
}


def peers(measured: Measured) -> dict[str, dict[NewsCriterion, float]]:
    """Macro-F1 of each way; TF-IDF only where scikit-learn is installed."""
    found = {"majority": _majority(measured), "rules": _rules(measured)}
    try:
        import sklearn  # noqa: F401  # only whether it is there
    except ImportError:
        return found
    return {
        **found,
        "tfidf": _tfidf(measured, None),
        "tfidf_balanced": _tfidf(measured, "balanced"),
    }


def _majority(measured: Measured) -> dict[NewsCriterion, float]:
    scores = {}
    for criterion in NewsCriterion:
        _, truth = measured.labelled(criterion)
        scores[criterion] = macro_f1(truth, np.full_like(truth, truth.mean() >= 0.5))
    return scores


def _rules(measured: Measured) -> dict[NewsCriterion, float]:
    signs = [signs_of(take_apart(row.text)) for row in measured.rows]
    scores = {}
    for criterion, rule in RULES.items():
        index, truth = measured.labelled(criterion)
        said = np.array([rule(signs[at]) for at in index], dtype=np.int64)
        scores[criterion] = macro_f1(truth, said)
    return scores


def _tfidf(measured: Measured, balance: str | None) -> dict[NewsCriterion, float]:
    """By the same folds as the model, vocabulary from the training rows only."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = np.array([row.text for row in measured.rows], dtype=object)
    scores = {}
    for criterion in NewsCriterion:
        index, truth = measured.labelled(criterion)
        fold = folds_of(truth, measured.publishers[index], 0)
        said = np.zeros_like(truth)
        for number in np.unique(fold):
            out = fold == number
            words: Any = TfidfVectorizer(
                min_df=3, sublinear_tf=True, ngram_range=(1, 2)
            )
            learned = LogisticRegression(C=10, class_weight=balance, max_iter=1000)
            learned.fit(words.fit_transform(texts[index[~out]]), truth[~out])
            said[out] = learned.predict(words.transform(texts[index[out]]))
        scores[criterion] = macro_f1(truth, said)
    return scores
