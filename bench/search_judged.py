"""How well the search of a fresh site answers what real people would type.

The starter collection is loaded into a home of its own; each query of ``bench/judged``
is asked as a reader of that language asks it on the page. For each language: nDCG@10
of the resources (gain 2^grade - 1), how often the first resource deserves a 2 or 3, how
often the first topic is one of the right ones, and how often nothing came at all.

python bench/search_judged.py [tune|report] [--misses] [--json]   (default: report)
"""

import csv
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.measures import ndcg
from bench.report import print_report

JUDGED = ROOT / "bench" / "judged"
HOME = ROOT / "build" / "bench-judged"


@dataclass(frozen=True)
class Judged:
    language: str
    half: str
    kind: str
    query: str
    topics: tuple[str, ...]
    grades: dict[str, int]  # by address


@dataclass(frozen=True)
class Outcome:
    judged: Judged
    addresses: tuple[str, ...]
    topics: tuple[str, ...]

    @property
    def ndcg(self) -> float:
        gains = {address: 2.0**g - 1 for address, g in self.judged.grades.items()}
        return ndcg(self.addresses, gains)

    @property
    def is_first_good(self) -> bool:
        first = self.addresses[0] if self.addresses else ""
        return self.judged.grades.get(first, 0) >= 2

    @property
    def is_topic_right(self) -> bool:
        return bool(self.topics) and self.topics[0] in self.judged.topics


def read_judged(half: str) -> Iterator[Judged]:
    for path in sorted(JUDGED.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if row["half"] == half:
                    pairs = (pair.rpartition("=") for pair in row["answers"].split())
                    yield Judged(
                        path.stem,
                        half,
                        row["kind"],
                        row["query"],
                        tuple(filter(None, row["topics"].split(","))),
                        {address: int(grade) for address, _is, grade in pairs},
                    )


def open_home() -> None:
    """The starter collection in a home of its own, with an index as it is now."""
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("MEDAGORA_HOME", str(HOME))
    os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
    import django

    django.setup()
    from django.core.cache import cache

    from medagora.cli.preparing import prepare_site

    for _line in prepare_site(starter=True, say=lambda _doing: None):
        pass
    # how much there is on a topic is remembered for minutes
    cache.clear()


def ask(judged: Judged) -> Outcome:
    from django.utils import translation

    from medagora.search import queries
    from medagora.search.domain.requests import SearchRequest

    with translation.override(judged.language):
        found = queries.search(SearchRequest(judged.query, reader=judged.language))
    return Outcome(
        judged,
        tuple(hit.card.address for hit in found.page),
        tuple(hit.card.slug for hit in found.topics),
    )


def summary(name: str, outcomes: Iterable[Outcome]) -> dict[str, Any]:
    every = list(outcomes)
    answered = [o for o in every if o.judged.grades]
    topical = [o for o in every if o.judged.topics]
    good = [o for o in answered if max(o.judged.grades.values()) >= 2]
    return {
        "what": name,
        "queries": len(every),
        "ndcg@10": round(mean(o.ndcg for o in answered), 3),
        "first_good": round(mean(o.is_first_good for o in good), 2),
        "topic_right": round(mean(o.is_topic_right for o in topical), 2),
        "nothing": sum(not o.addresses for o in every),
    }


def main() -> None:
    half = "tune" if "tune" in sys.argv else "report"
    open_home()
    outcomes = [ask(judged) for judged in read_judged(half)]
    languages = sorted({o.judged.language for o in outcomes})
    kinds = sorted({o.judged.kind for o in outcomes})
    rows = [summary("all", outcomes)]
    for code in languages:
        rows.append(summary(code, [o for o in outcomes if o.judged.language == code]))
    for kind in kinds:
        rows.append(summary(kind, [o for o in outcomes if o.judged.kind == kind]))
    if "--misses" in sys.argv and half == "tune":
        show_misses(outcomes)
    print_report(f"searches as people type them ({half} half)", rows)


def show_misses(outcomes: Iterable[Outcome]) -> None:
    """The tuning half only: what disappoints, to be looked at."""
    for o in sorted(outcomes, key=lambda o: o.ndcg):
        if o.ndcg < 0.5 or (o.judged.topics and not o.is_topic_right):
            wanted = ",".join(o.judged.topics)
            print(f"{o.ndcg:.2f} {o.judged.language} {o.judged.kind}: {o.judged.query}")
            print(f"     topics {','.join(o.topics)}   wanted {wanted}")
            for address in o.addresses[:4]:
                print(f"     {o.judged.grades.get(address, 0)} {address}")
            best = sorted(o.judged.grades.items(), key=lambda pair: -pair[1])[:3]
            print("     wanted", *(f"{grade} {address}" for address, grade in best))


if __name__ == "__main__":
    main()
