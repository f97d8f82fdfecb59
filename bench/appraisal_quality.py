"""How often the news reader answers as reviewers of health news did.

appraisal_quality.py FILE.jsonl [--json]
appraisal_quality.py FILE.jsonl --cross-validate [--repeats N] [--json]

FILE has lines {id, url, title, text or html, labels: {criterion: true|false|null}}.
The first form judges with the model in the package. The second trains a model for
each fold without its publishers, and does the same with simpler ways of judging.
See docs/appraisal-quality.md.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.news_peers import peers
from bench.report import print_report
from medagora.appraisal.domain.adapt.making import make_page
from medagora.appraisal.domain.findings import Answer
from medagora.appraisal.domain.news import (
    NewsAnswer,
    NewsCriterion,
    judge_news,
    leave_open,
)
from medagora.appraisal.domain.page import BlockKind, Page, Region
from scripts.news_rows import measure, row_of
from scripts.news_training import (
    HeldOut,
    Split,
    by_host,
    by_publisher,
    cross_validate,
    macro_f1,
    plain,
)
from scripts.train_news import WEIGHTS, digest

COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
NOT_LANGUAGE = ""


def main() -> None:
    asked = _asked()
    if asked.file is None:
        print("appraisal quality: needs a file of reviewed news, see its --help")
        return
    with asked.file.open(encoding="utf-8") as lines:
        rows = [with_text(json.loads(line)) for line in lines if line.strip()]
    if asked.cross_validate:
        print_held_out(rows, asked.repeats)
    else:
        print_judged(rows)


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("file", type=Path, nargs="?")
    words.add_argument("--json", action="store_true")
    words.add_argument("--cross-validate", action="store_true")
    words.add_argument("--repeats", type=int, default=10)
    return words.parse_args()


def with_text(row: dict[str, Any]) -> dict[str, Any]:
    """The row with the text of its page, where it came as HTML."""
    if row.get("text") or not row.get("html"):
        return row
    page = make_page(
        row["html"].encode(),
        {"content-type": "text/html; charset=utf-8"},
        row.get("url", ""),
        guess_language=lambda text: NOT_LANGUAGE,
    )
    return {**row, "text": main_text(page)}


def main_text(page: Page) -> str:
    return "\n".join(
        page.words_of(block)
        for block in page.blocks
        if block.region is Region.MAIN and block.kind is not BlockKind.CONTROL
    )


def print_judged(rows: Sequence[dict[str, Any]]) -> None:
    """The shipped model, through the same door as the pages."""
    answers = [judge_news(row.get("title", ""), row.get("text") or "") for row in rows]
    shown = [leave_open(each) for each in answers]
    table, curves, pooled = [], {}, []
    for criterion in NewsCriterion:
        judged = [
            (bool(row["labels"][criterion]), each[criterion], seen[criterion])
            for row, each, seen in zip(rows, answers, shown, strict=True)
            if row["labels"].get(criterion) is not None
        ]
        if not judged:
            continue
        truth = np.array([label for label, _, _ in judged], dtype=np.int64)
        said = present_in([answer for _, answer, _ in judged])
        told = [answer for _, _, answer in judged]
        certain = np.array([answer.confidence for _, answer, _ in judged])
        right = said == truth
        pooled += list(zip(certain, right, strict=True))
        curves[criterion.value] = curve(certain, right)
        table.append(
            {
                "criterion": criterion.value,
                "rows": len(judged),
                "macro_f1": round(macro_f1(truth, said), 3),
                "accuracy": round(float(right.mean()), 3),
                **as_shown(truth, told),
            }
        )
    if not table:
        print("appraisal quality: no row has a label of a known criterion")
        return
    facts = {
        "mean_macro_f1": _mean(table, "macro_f1"),
        "mean_shown_macro_f1": _mean(table, "shown_macro_f1"),
        "mean_coverage": _mean(table, "coverage"),
        "pooled_curve": curve(*map(np.array, zip(*pooled, strict=True))),
        "curves": curves,
    }
    trained = json.loads(WEIGHTS.read_text())["trained"]
    if trained["ids"] == digest(str(row["id"]) for row in rows):
        facts["warning"] = "the model was trained on these rows: use --cross-validate"
    print_report("appraisal quality: the shipped model", table, **facts)


def present_in(answers: Sequence[NewsAnswer]) -> Any:
    """1 for present; what is left open counts as false."""
    present = [answer.answer is Answer.PRESENT for answer in answers]
    return np.array(present, dtype=np.int64)


def as_shown(truth: Any, told: Sequence[NewsAnswer]) -> dict[str, float]:
    """Of the answers that readers see, where unsure ones are left open."""
    answered = np.array([one.answer is not Answer.CANNOT_TELL for one in told])
    said = present_in(told)
    right = (said == truth)[answered]
    return {
        "coverage": round(float(answered.mean()), 3),
        "accuracy_of_shown": round(float(right.mean()), 3) if right.size else 0.0,
        "shown_macro_f1": round(macro_f1(truth, said), 3),
    }


def curve(certain: Any, right: Any) -> dict[str, float]:
    """Accuracy of the surest answers, for each share of them that is given."""
    order = np.argsort(-certain, kind="stable")
    return {
        f"{coverage:.0%}": round(
            float(right[order][: max(1, round(coverage * len(order)))].mean()), 3
        )
        for coverage in COVERAGES
    }


def _mean(table: Sequence[Mapping[str, Any]], column: str) -> float:
    return round(float(np.mean([line[column] for line in table])), 4)


def print_held_out(rows: Sequence[dict[str, Any]], repeats: int) -> None:
    """Models that never saw the publisher of what they judge, and their peers."""
    measured = measure([row_of(row) for row in rows])

    def held(split: Split, times: int) -> dict[NewsCriterion, list[HeldOut]]:
        return {
            criterion: [
                cross_validate(measured, criterion, split, seed)
                for seed in range(times)
            ]
            for criterion in NewsCriterion
        }

    main_results = held(by_publisher, repeats)
    others = {
        "plain": held(plain, repeats),
        "by_host": held(by_host, 1),
    }
    other_ways = peers(measured)
    table = []
    for criterion, results in main_results.items():
        values = scores_of(results)
        table.append(
            {
                "criterion": criterion.value,
                "rows": len(results[0].truth),
                "present": int(results[0].truth.sum()),
                "macro_f1": round(float(np.mean(values)), 3),
                "spread": round(float(np.std(values)), 3),
                **{
                    name: round(float(np.mean(scores_of(other[criterion]))), 3)
                    for name, other in others.items()
                },
                **{name: round(way[criterion], 3) for name, way in other_ways.items()},
            }
        )
    columns = ("plain", "by_host", *other_ways)
    by_repeat = np.mean([scores_of(each) for each in main_results.values()], axis=0)
    print_report(
        "appraisal quality: publishers held out",
        table,
        mean_macro_f1=_mean(table, "macro_f1"),
        spread_of_mean=round(float(np.std(by_repeat)), 4),
        **{f"mean_{name}": _mean(table, name) for name in columns},
        **held_out_curves(main_results),
    )


def scores_of(results: Sequence[HeldOut]) -> list[float]:
    return [macro_f1(one.truth, one.present) for one in results]


def held_out_curves(
    results: Mapping[NewsCriterion, Sequence[HeldOut]],
) -> dict[str, Any]:
    sure, right = {}, {}
    for criterion, repeats in results.items():
        chances = np.concatenate([one.chances for one in repeats])
        said = np.concatenate([one.present for one in repeats])
        truth = np.concatenate([one.truth for one in repeats])
        sure[criterion] = np.where(said == 1, chances, 1 - chances)
        right[criterion] = said == truth
    all_sure = np.concatenate(list(sure.values()))
    all_right = np.concatenate(list(right.values()))
    return {
        "pooled_curve": curve(all_sure, all_right),
        "calibration": calibration(all_sure, all_right),
        "curves": {c.value: curve(sure[c], right[c]) for c in sure},
    }


def calibration(certain: Any, right: Any) -> dict[str, str]:
    """Beside each tenth of confidence, how often the answer was right, of how many."""
    return {
        f"{low / 10:.1f}": f"{right[inside].mean():.2f} of {inside.mean():.0%}"
        for low in range(10)
        if (inside := (certain * 10).astype(int) == low).any()
    }


if __name__ == "__main__":
    main()
