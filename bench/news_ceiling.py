"""Where learning from reviewed news seems to end.

news_ceiling.py FILE.jsonl [--repeats N] [--json]

FILE is that of appraisal_quality.py. Publishers are held out as there; of the others,
a quarter, half, three quarters and all are learned from. Beside macro-F1 stand two
figures that no threshold can spoil: how often a satisfactory text scores above another
(AUC; 0.5 is chance), and the macro-F1 of the best threshold with hindsight, which is
more than any honest threshold can reach.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.report import print_report
from medagora.appraisal.domain.news import NewsCriterion
from scripts.news_rows import Floats, Ints, Measured, measure, read_rows
from scripts.news_training import by_publisher, macro_f1, train

SHARES = (0.25, 0.5, 0.75, 1.0)
#: A part with fewer answers of a side cannot be learned from in five folds.
FEWEST = 5


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", type=Path, nargs="?")
    words.add_argument("--json", action="store_true")
    words.add_argument("--repeats", type=int, default=3)
    asked = words.parse_args()
    if asked.file is None:
        print("news ceiling: needs a file of reviewed news, see its --help")
        return
    measured = measure(read_rows(asked.file))
    table = list(criteria(measured, asked.repeats))
    print_report(
        "news: what learning from more texts brings",
        table,
        **{f"mean_{name}": _mean(table, name) for name in table[0] if name[0] != "c"},
    )


def criteria(measured: Measured, repeats: int) -> Iterator[dict[str, Any]]:
    for criterion in NewsCriterion:
        row: dict[str, Any] = {"criterion": criterion.value}
        for share in SHARES:
            tries = [
                held_out(measured, criterion, share, seed) for seed in range(repeats)
            ]
            f1, auc, best = np.mean(tries, axis=0)
            row[f"f1_of_{share:.0%}"] = round(float(f1), 3)
        yield {**row, "auc": round(float(auc), 3), "hindsight": round(float(best), 3)}


def held_out(
    measured: Measured, criterion: NewsCriterion, share: float, seed: int
) -> tuple[float, float, float]:
    """Macro-F1, AUC and macro-F1 with hindsight, learned from a share of the
    publishers that are not held out."""
    index, truth = measured.labelled(criterion)
    fold = by_publisher(measured, index, truth, seed)
    scores = np.zeros(len(index))
    for number in np.unique(fold):
        out = fold == number
        some = part_of(measured, index[~out], share, seed)
        if min(np.bincount(_truth(measured, criterion, some), minlength=2)) < FEWEST:
            some = index[~out]
        model = train(measured, criterion, some)
        scores[out] = model.linear.scores(measured, index[out])
    present = (scores >= 0).astype(np.int64)
    return macro_f1(truth, present), auc_of(scores, truth), best_of(scores, truth)


def part_of(measured: Measured, index: Ints, share: float, seed: int) -> Ints:
    names = np.unique(measured.publishers[index])
    np.random.default_rng(seed).shuffle(names)
    chosen = names[: round(share * len(names))]
    return np.asarray(index[np.isin(measured.publishers[index], chosen)])


def _truth(measured: Measured, criterion: NewsCriterion, index: Ints) -> Ints:
    column = measured.labels[index, list(NewsCriterion).index(criterion)]
    return np.asarray(column.astype(np.int64))


def auc_of(scores: Floats, truth: Ints) -> float:
    """How often a satisfactory text scores above one that is not; ties count half."""
    above = scores[truth == 1][:, None] - scores[truth == 0][None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def best_of(scores: Floats, truth: Ints) -> float:
    return max(
        macro_f1(truth, (scores >= threshold).astype(np.int64)) for threshold in scores
    )


def _mean(table: list[dict[str, Any]], column: str) -> float:
    return round(float(np.mean([row[column] for row in table])), 3)


if __name__ == "__main__":
    main()
