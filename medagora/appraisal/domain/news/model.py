"""The trained weights, and the sums that they make.

A linear model for each criterion: signs and word pairs times weights. It was trained
by ``scripts/train_news.py``; the file says on how much, when, and how well it did on
reviews that it had not seen.
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from medagora.appraisal.domain.news.criteria import NewsCriterion
from medagora.appraisal.domain.news.measuring import NewsText, Sign, Span, signs_of

#: One text full of one sign is no stronger than a text with plenty of it.
MOST_SPREADS = 4.0


@dataclass(frozen=True, slots=True)
class Weights:
    """One criterion. ``slope`` and ``offset`` make a chance of a score;
    ``held_out`` is the macro-F1 on publishers that the training had not seen."""

    signs: Mapping[str, float]
    ngrams: Mapping[str, float]
    bias: float
    slope: float
    offset: float
    held_out: float


@dataclass(frozen=True, slots=True)
class Model:
    """``middles`` and ``spreads`` bring every sign to one scale; ``rarity`` is an
    n-gram's weight in a text (the less usual, the more)."""

    version: str
    signs_version: str
    middles: Mapping[str, float]
    spreads: Mapping[str, float]
    rarity: Mapping[str, float]
    criteria: Mapping[NewsCriterion, Weights]


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """The model in the package."""
    place = files("medagora.appraisal.domain.news") / "weights_en.json"
    return model_of(json.loads(place.read_text(encoding="utf-8")))


def model_of(plain: Mapping[str, Any]) -> Model:
    """The model that a weights file holds."""
    order = plain["criteria_order"]
    return Model(
        version=plain["version"],
        signs_version=plain["signs_version"],
        middles={name: row[0] for name, row in plain["signs"].items()},
        spreads={name: row[1] for name, row in plain["signs"].items()},
        rarity={name: row[0] for name, row in plain["ngrams"].items()},
        criteria={
            NewsCriterion(key): Weights(
                signs=_column(plain["signs"], order.index(key) + 2),
                ngrams=_column(plain["ngrams"], order.index(key) + 1),
                bias=plain["criteria"][key]["bias"],
                slope=plain["criteria"][key]["slope"],
                offset=plain["criteria"][key]["offset"],
                held_out=plain["criteria"][key].get("held_out_macro_f1", 0.0),
            )
            for key in order
        },
    )


def _column(table: Mapping[str, list[float]], index: int) -> dict[str, float]:
    return {name: row[index] for name, row in table.items() if row[index]}


def ngrams_of(news: NewsText) -> Iterator[tuple[str, Span]]:
    """Words and pairs of neighbours within a sentence; any number is "#"."""
    before, start = "", 0
    for word in news.words:
        written = "#" if word.folded[:1].isdigit() else word.folded
        yield written, (word.start, word.end)
        if before and not word.is_after_break:
            yield f"{before} {written}", (start, word.end)
        before, start = written, word.start


def found_ngrams(news: NewsText, known: Mapping[str, float]) -> dict[str, Sign]:
    """The known n-grams of a text; amounts are scaled to the length one."""
    spans: dict[str, list[Span]] = {}
    for written, span in ngrams_of(news):
        if written in known:
            spans.setdefault(written, []).append(span)
    raw = {w: (1 + math.log(len(at))) * known[w] for w, at in spans.items()}
    length = math.sqrt(sum(amount * amount for amount in raw.values())) or 1.0
    return {w: Sign(raw[w] / length, tuple(at)) for w, at in spans.items()}


def scaled(amount: float, middle: float, spread: float) -> float:
    """An amount in spreads from the middle, within ``MOST_SPREADS``."""
    return max(-MOST_SPREADS, min(MOST_SPREADS, (amount - middle) / spread))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a model sees of a text: signs and n-grams, and signs on their one scale."""

    signs: Mapping[str, Sign]
    ngrams: Mapping[str, Sign]
    scaled: Mapping[str, float]


def evidence_in(model: Model, news: NewsText) -> Evidence:
    """Everything in a text that the model weighs."""
    signs = signs_of(news)
    return Evidence(
        signs,
        found_ngrams(news, model.rarity),
        {name: _scaled_in(model, name, signs[name].amount) for name in model.middles},
    )


def score(model: Model, criterion: NewsCriterion, evidence: Evidence) -> float:
    """Above nothing for present, below for absent; further is surer."""
    weights = model.criteria[criterion]
    by_ngram = weights.ngrams
    return (
        weights.bias
        + sum(weight * evidence.scaled[name] for name, weight in weights.signs.items())
        + sum(
            sign.amount * by_ngram.get(name, 0.0)
            for name, sign in evidence.ngrams.items()
        )
    )


def chance(model: Model, criterion: NewsCriterion, score: float) -> float:
    """How often reviewers said "satisfactory" at such a score."""
    weights = model.criteria[criterion]
    exponent = max(-30.0, min(30.0, weights.slope * score + weights.offset))
    return 1 / (1 + math.exp(-exponent))


def pushes(
    model: Model, criterion: NewsCriterion, names: Iterable[str], evidence: Evidence
) -> dict[str, float]:
    """What each of these signs adds to the score, against its absence. Only signs
    that stand somewhere in the text are named."""
    weights = model.criteria[criterion].signs
    return {
        name: weights.get(name, 0.0)
        * (evidence.scaled[name] - _scaled_in(model, name, 0.0))
        for name in names
        if evidence.signs[name].spans
    }


def _scaled_in(model: Model, name: str, amount: float) -> float:
    return scaled(amount, model.middles[name], model.spreads[name])
