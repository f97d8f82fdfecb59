"""How a benchmark speaks: a table for people, one JSON object for programs."""

import json
import statistics
import sys
from collections.abc import Sequence
from typing import Any


def print_report(title: str, rows: Sequence[dict[str, Any]], **facts: Any) -> None:
    if "--json" in sys.argv:
        print(json.dumps({"bench": title, "rows": list(rows), **facts}))
        return
    print(title)
    if rows:
        names = list(rows[0])
        widths = [max(len(n), *(len(str(r[n])) for r in rows)) for n in names]
        for line in [dict(zip(names, names, strict=True)), *rows]:
            print(
                "  ".join(
                    str(line[n]).ljust(w) for n, w in zip(names, widths, strict=True)
                )
            )
    for name, value in facts.items():
        print(f"{name}: {value}")


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median_and_p95(milliseconds: Sequence[float]) -> dict[str, float]:
    return {
        "median_ms": round(statistics.median(milliseconds), 2),
        "p95_ms": round(percentile(milliseconds, 0.95), 2),
    }
