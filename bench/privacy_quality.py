"""How well the privacy guard finds what identifies somebody.

python bench/privacy_quality.py FILE.jsonl [--language en] [--json]

Each line: {"text": …, "spans": [{"start": …, "end": …, "type": …}, …]}. A span is found
when a finding overlaps it; a finding is right when it overlaps a span. Printed:
span_recall and span_precision, the share of texts without spans in which something was
found, recall by type and precision by kind, and processor milliseconds for 2,000
characters (the texts in blocks of that length, after a first round; the median).
Without --language the guard guesses it text by text. --missed and --wrong print what
was missed or found wrongly. Without a file it says only this.
"""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.report import print_report
from medagora.kernel.privacy import Finding, find_traces, guess_language

BLOCK = 2_000
MOST_BLOCKS = 300


@dataclass
class Count:
    spans: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    clean: int = 0
    flagged: int = 0

    def add(self, row: dict[str, Any], traces: list[Finding]) -> None:
        spans = row["spans"]
        for span in spans:
            self.spans[span["type"]] += 1
            self.found[span["type"]] += any(_overlap(t, span) for t in traces)
        for trace in traces:
            self.findings[trace.kind] += 1
            self.right[trace.kind] += any(_overlap(trace, span) for span in spans)
        self.clean += not spans
        self.flagged += not spans and bool(traces)

    def facts(self) -> dict[str, Any]:
        return {
            "span_recall": _share(self.found.total(), self.spans.total()),
            "span_precision": _share(self.right.total(), self.findings.total()),
            "clean_flagged": _share(self.flagged, self.clean),
            "clean_texts": self.clean,
        }

    def rows(self) -> list[dict[str, Any]]:
        recall = [
            {
                "of": name,
                "number": n,
                "measure": "recall",
                "share": _share(self.found[name], n),
            }
            for name, n in self.spans.most_common()
        ]
        precision = [
            {
                "of": str(kind),
                "number": n,
                "measure": "precision",
                "share": _share(self.right[kind], n),
            }
            for kind, n in self.findings.most_common()
        ]
        return recall + precision


def _overlap(trace: Finding, span: dict[str, Any]) -> bool:
    return bool(trace.start < span["end"] and span["start"] < trace.end)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def look(text: str, language: str) -> list[Finding]:
    return find_traces(text, language or guess_language(text))


def measure(rows: list[dict[str, Any]], options: Namespace) -> Count:
    count = Count()
    for row in rows:
        text, spans = row["text"], row["spans"]
        traces = look(text, options.language)
        count.add(row, traces)
        for span in spans if options.missed else ():
            if not any(_overlap(trace, span) for trace in traces):
                words = _around(text, span["start"], span["end"])
                print("missed", span["type"], repr(words))
        for trace in traces if options.wrong else ():
            if not any(_overlap(trace, span) for span in spans):
                words = _around(text, trace.start, trace.end)
                print("wrong", trace.kind, trace.why, repr(words))
    return count


def milliseconds(rows: list[dict[str, Any]], language: str) -> float:
    """For a block of 2,000 characters; the median of some hundred blocks."""
    text = "\n".join(row["text"] for row in rows)[: BLOCK * MOST_BLOCKS]
    times = []
    for start in range(0, len(text), BLOCK):
        block = text[start : start + BLOCK]
        begin = time.process_time()
        look(block, language)
        if len(block) == BLOCK or len(text) < BLOCK:
            times.append((time.process_time() - begin) * 1000)
    return round(median(times), 2)


def _around(text: str, start: int, end: int) -> str:
    return (
        f"{text[max(0, start - 30) : start]}⟦{text[start:end]}⟧{text[end : end + 20]}"
    )


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--language", default="")
    for name in ("json", "missed", "wrong"):
        parser.add_argument(f"--{name}", action="store_true")
    options = parser.parse_args()
    if options.file is None:
        print(__doc__)
        return
    lines = options.file.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line.strip()]
    count = measure(rows, options)
    took = milliseconds(rows, options.language)
    print_report(
        "privacy guard", count.rows(), **count.facts(), ms_per_2000_characters=took
    )


if __name__ == "__main__":
    main()
