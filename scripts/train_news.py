#!/usr/bin/env python3
"""Trains the news model from reviews, in about a minute.

train_news.py FILE.jsonl --version 1 --date 2026-11-26

FILE has lines {id, url, text, labels: {criterion: true|false|null}}. Only weights are
written, of signs and of n-grams that many publishers use: no sentence of any text.
The same file, version and date give the same weights.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from medagora.appraisal.domain.news.criteria import NewsCriterion  # noqa: E402
from medagora.appraisal.domain.news.signs import sign_list  # noqa: E402
from scripts.news_rows import Measured, measure, read_rows  # noqa: E402
from scripts.news_training import Trained, by_publisher, figures, train  # noqa: E402

WEIGHTS = ROOT / "medagora/appraisal/domain/news/weights_en.json"
#: Thresholds and chances come from so many ways of holding out.
REPEATS = 10
FEWEST = 20
_DIGITS = 4


def main() -> int:
    asked = _asked()
    measured = measure(read_rows(asked.file))
    if thin := too_thin(measured):
        print(f"too few answers of either side to learn from: {', '.join(thin)}")
        return 1
    trained = {
        criterion: train(
            measured, criterion, measured.labelled(criterion)[0], repeats=REPEATS
        )
        for criterion in NewsCriterion
    }
    held_out = dict(figures(measured, by_publisher, asked.repeats))
    weights = weights_file(measured, trained, asked.version, asked.date)
    for criterion, values in held_out.items():
        its = weights["criteria"][criterion.value]
        its["held_out_macro_f1"] = round(float(np.mean(values)), 3)
        its["held_out_spread"] = round(float(np.std(values)), 3)
        print(f"{criterion:26}{np.mean(values):.3f} ± {np.std(values):.3f}")
    print(f"{'mean':26}{np.mean(list(held_out.values())):.3f}")
    write(weights, asked.out)
    return 0


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("file", type=Path)
    words.add_argument("--version", required=True)
    words.add_argument("--date", required=True, help="the day of the training")
    words.add_argument("--repeats", type=int, default=REPEATS)
    words.add_argument("--out", type=Path, default=WEIGHTS)
    return words.parse_args()


def too_thin(measured: Measured) -> list[str]:
    """Criteria of which a fold might see only one answer."""
    counts = {
        c: np.bincount(measured.labelled(c)[1], minlength=2) for c in NewsCriterion
    }
    return [
        criterion.value for criterion, count in counts.items() if min(count) < FEWEST
    ]


def weights_file(
    measured: Measured,
    trained: dict[NewsCriterion, Trained],
    version: str,
    date: str,
) -> dict[str, Any]:
    """What ``model.model_of`` reads."""
    models = [trained[criterion] for criterion in NewsCriterion]
    return {
        "version": version,
        "signs_version": sign_list().version,
        "trained": {
            "date": date,
            "rows": len(measured.rows),
            "publishers": len(set(measured.publishers.tolist())),
            "ids": digest(row.id for row in measured.rows),
        },
        "criteria_order": [criterion.value for criterion in NewsCriterion],
        "criteria": {
            criterion.value: {
                "rows": len(measured.labelled(criterion)[0]),
                "present": int(measured.labelled(criterion)[1].sum()),
                "bias": _short(model.linear.bias),
                "slope": _short(model.slope),
                "offset": _short(model.offset),
            }
            for criterion, model in trained.items()
        },
        "signs": {
            name: [
                _short(measured.middles[at]),
                _short(measured.spreads[at]),
                *(_short(model.linear.signs[at]) for model in models),
            ]
            for at, name in enumerate(measured.sign_names)
        },
        "ngrams": {
            name: [
                _short(measured.rarity[at]),
                *(_short(model.linear.ngrams[at]) for model in models),
            ]
            for at, name in enumerate(measured.ngram_names)
        },
    }


def digest(ids: Iterable[str]) -> str:
    """By this a benchmark knows that it was given the texts of the training."""
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()


def _short(number: float) -> float:
    return round(float(number), _DIGITS)


def write(weights: dict[str, Any], path: Path) -> None:
    """One line for each sign and n-gram, so that a change can be read."""
    tables = {name: weights.pop(name) for name in ("signs", "ngrams")}
    head = json.dumps(weights, indent=1, ensure_ascii=False)[:-2]
    parts = [f' "{name}": {_lines(table)}' for name, table in tables.items()]
    path.write_text(",\n".join([head, *parts]) + "\n}\n", encoding="utf-8")


def _lines(table: dict[str, Sequence[float]]) -> str:
    rows = [
        f"  {json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}"
        for name, row in table.items()
    ]
    return "{\n" + ",\n".join(rows) + "\n }"


if __name__ == "__main__":
    sys.exit(main())
