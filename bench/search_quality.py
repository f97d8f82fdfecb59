"""How well the product's own search ranks a judged collection.

python bench/search_quality.py DOCS.tsv QUERIES.tsv QRELS [--language en] [--json]

DOCS and QUERIES hold "id TAB text" a line, QRELS TREC judgements "query 0 document
grade" (or three columns, or BEIR's header). The documents are put into an index of
their own, beside the terms of the starter topics, and every query that has a judgement
is asked as a page of a hundred hits for any of its words, as the link "some of the
words" on the page asks it. Printed: nDCG@10 (the grade is the gain, as in trec_eval),
recall@100 and MRR, and how long a query takes. Without files it says only this.
"""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.measures import ndcg, recall, reciprocal_rank
from bench.report import median_and_p95, print_report

if TYPE_CHECKING:
    from medagora.search.domain.documents import Document

DEPTH = 100


def read_texts(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            identifier, tab, text = line.rstrip("\n").partition("\t")
            if not tab:
                raise SystemExit(f"{path}, line {number}: no tab between id and text")
            yield identifier, text.replace("\t", " ")


def read_judgements(path: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            columns = line.split()
            if not columns or columns[0] == "query-id":
                continue
            try:
                found[columns[0]][columns[-2]] = float(columns[-1])
            except (IndexError, ValueError):
                raise SystemExit(f"{path}, line {number}: not a judgement") from None
    return dict(found)


def documents(path: Path, language: str) -> Iterator["Document"]:
    from medagora.search.domain.documents import ContentDocument
    from medagora.search.sources import topic_documents

    yield from topic_documents()
    for identifier, text in read_texts(path):
        yield ContentDocument(
            identifier, titles=(), descriptions=(text,), languages=(language,)
        )


def open_home(folder: str) -> None:
    os.environ["MEDAGORA_HOME"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
    import django

    django.setup()
    from django.core.management import call_command

    from medagora.topics.services import load_starter_topics

    call_command("migrate", verbosity=0)
    load_starter_topics()


def measure(args: Namespace) -> dict[str, Any]:
    from medagora.search.domain.requests import SearchRequest
    from medagora.search.gateways import engine
    from medagora.search.queries.finding import find_uids

    started = time.perf_counter()
    count = engine().rebuild(documents(args.docs, args.language))
    indexing = time.perf_counter() - started
    judgements = read_judgements(args.qrels)
    times, results = [], []
    for identifier, text in read_texts(args.queries):
        grades = judgements.get(identifier)
        if not grades:
            continue
        request = SearchRequest(text, reader=args.language, size=DEPTH, is_broad=True)
        started = time.perf_counter()
        found = find_uids(engine(), request)
        times.append((time.perf_counter() - started) * 1000)
        results.append((found, grades))
    return {
        "documents": count,
        "queries": len(results),
        "ndcg@10": round(mean(ndcg(f, g) for f, g in results), 4),
        "recall@100": round(mean(recall(f, g) for f, g in results), 4),
        "mrr": round(mean(reciprocal_rank(f, g) for f, g in results), 4),
        "indexing_s": round(indexing, 1),
        **median_and_p95(times),
    }


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    for name in ("docs", "queries", "qrels"):
        parser.add_argument(name, type=Path, nargs="?")
    parser.add_argument("--language", default="en")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.qrels is None:  # `make bench` has no collection to give
        parser.print_usage()
        return
    with tempfile.TemporaryDirectory() as folder:
        open_home(folder)
        print_report("search quality", [], **measure(args))


if __name__ == "__main__":
    main()
