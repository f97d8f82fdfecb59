"""How well, and how fast, questions are found that are alike to a new one.

python bench/similar_questions.py [QUESTIONS.tsv QUERIES.tsv QRELS] [--made N] [--json]

All files are UTF-8, without a header, one a line:

    QUESTIONS.tsv   id TAB language TAB title TAB text     (the text may be empty)
    QUERIES.tsv     id TAB language TAB title              (as somebody begins to ask)
    QRELS           query 0 question grade                 (TREC; above 0 is alike)

Without files: ``bench/judged/similar``. The questions are put into an index of their
own beside the terms of the starter topics, and each judged query is asked as the page
asks it while somebody writes, a hundred deep. Printed for each language: MRR (one
divided by the place of the first that is alike), MAP (the mean, over all that are
alike, of the share of good ones down to each), recall at five (what the page shows),
and milliseconds. With --made, N made questions in English (``bench/scale``) are written
instead, and their own titles, whole, cut short or with a word changed, are asked five
deep: that is the speed in a large community. CPU milliseconds are what is ours while
others use the computer.
"""

import os
import random
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.measures import average_precision, recall, reciprocal_rank
from bench.report import median_and_p95, percentile, print_report
from bench.scale.documents import Library
from bench.scale.words import Drawer
from bench.search_quality import open_home, read_judgements

if TYPE_CHECKING:
    from medagora.search.domain.documents import Document

JUDGED = ROOT / "bench" / "judged" / "similar"
DEPTH = 100
SHOWN = 5
MADE_QUERIES = 400


@dataclass(frozen=True)
class Question:
    id: str
    language: str
    title: str
    text: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answered:
    query: Question
    found: tuple[str, ...]
    ms: float
    cpu_ms: float


def read_questions(path: Path, columns: int) -> Iterator[Question]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            told = line.rstrip("\n").split("\t")
            if len(told) < columns - (columns == 4):
                raise SystemExit(f"{path}, line {number}: {columns} columns are needed")
            identifier, language, title, *text = told
            yield Question(identifier, language, title, " ".join(text))


class Made:
    """Topics and questions of patients in one language, and titles to ask for."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.queries: list[Question] = []
        self._library, self._dice = Library(), random.Random("alike")

    def documents(self) -> Iterator["Document"]:
        """One by one; a few of their titles are kept to be asked for."""
        from medagora.search.domain.documents import Role, TopicDocument, TopicTerm

        for topic in self._library.topics:
            terms = (TopicTerm(topic.slug, c, t, Role(r)) for c, t, r in topic.terms)
            yield TopicDocument(topic.slug, tuple(terms))
        drawer = Drawer(self._library.words["en"], self._dice)
        for number in range(self.count):
            question = self._question(f"made{number}", drawer)
            yield document(question)
            if number % max(self.count // MADE_QUERIES, 1) == 0:
                begun = _as_begun(question.title.split(), self._dice)
                self.queries.append(replace(question, title=begun))

    def _question(self, identifier: str, drawer: Drawer) -> Question:
        dice, topics = self._dice, self._library.topics
        topic = topics[int(len(topics) * dice.random() ** 2)]
        term = dice.choice([text for code, text, _ in topic.terms if code == "en"])
        title = drawer.draw(dice.randint(5, 14))
        title.insert(dice.randrange(len(title)), term)
        text = " ".join(drawer.draw(dice.randint(20, 160)))
        return Question(identifier, "en", " ".join(title), text, (topic.slug,))


def _as_begun(words: list[str], dice: random.Random) -> str:
    """Whole, half written, or with a word in place of another."""
    how = dice.randrange(3)
    if how == 0:
        return " ".join(words)
    if how == 1:
        return " ".join(words[: len(words) // 2 + 1])[:-2]
    words[dice.randrange(len(words))] = dice.choice(words)
    return " ".join(words)


def with_topics(questions: Iterable[Question]) -> Iterator["Document"]:
    """Under the topics that their titles name, as questions of the site are."""
    from medagora.search.domain.naming import TopicNames
    from medagora.search.sources import topic_documents

    terms = [term for topic in topic_documents() for term in topic.terms]
    names: dict[str, TopicNames] = {}
    for question in questions:
        code = question.language
        if code not in names:
            names[code] = TopicNames(terms, code)
        yield document(replace(question, topics=names[code].named_in(question.title)))


def document(question: Question) -> "Document":
    from medagora.search.domain.documents import ContentDocument, Mark, Sort

    return ContentDocument(
        question.id,
        titles=(question.title,),
        descriptions=(question.text,) if question.text else (),
        languages=(question.language,),
        kind="living",
        topics=question.topics,
        sort=Sort.QUESTION,
        marks=(Mark.QUESTION.value,),
    )


def ask(queries: Iterable[Question], depth: int) -> list[Answered]:
    from medagora.search.queries.alike import find_alike

    answered = []
    for query in queries:
        began, worked = time.perf_counter(), time.process_time()
        found = find_alike(query.title, query.language, (), depth)
        ms = (time.perf_counter() - began) * 1000
        cpu_ms = (time.process_time() - worked) * 1000
        answered.append(Answered(query, tuple(found.questions), ms, cpu_ms))
    return answered


def figures(answered: list[Answered]) -> dict[str, float]:
    cpu = [one.cpu_ms for one in answered]
    return {
        **median_and_p95([one.ms for one in answered]),
        "cpu_p95_ms": round(percentile(cpu, 0.95), 2),
    }


def judged_rows(
    answered: list[Answered], judgements: dict[str, dict[str, float]]
) -> list[dict[str, Any]]:
    codes = sorted({one.query.language for one in answered})
    groups = [("all", answered)] + [
        (code, [one for one in answered if one.query.language == code])
        for code in codes
    ]
    return [
        {
            "language": name,
            "queries": len(group),
            **_quality([(one.found, judgements[one.query.id]) for one in group]),
            **figures(group),
        }
        for name, group in groups
    ]


def _quality(
    results: list[tuple[tuple[str, ...], dict[str, float]]],
) -> dict[str, float]:
    return {
        "mrr": round(mean(reciprocal_rank(f, g) for f, g in results), 4),
        "map": round(mean(average_precision(f, g) for f, g in results), 4),
        f"recall@{SHOWN}": round(mean(recall(f, g, SHOWN) for f, g in results), 4),
    }


def measure_judged(args: Namespace) -> None:
    from medagora.search.gateways import engine
    from medagora.search.sources import topic_documents

    questions = list(read_questions(args.questions, 4))
    engine().rebuild([*topic_documents(), *with_topics(questions)])
    judgements = read_judgements(args.qrels)
    queries = [q for q in read_questions(args.queries, 3) if q.id in judgements]
    ask(queries[::3], DEPTH)  # tables of each language are read at first use
    rows = judged_rows(ask(queries, DEPTH), judgements)
    print_report("similar questions", rows, questions=len(questions))


def measure_made(args: Namespace) -> None:
    from medagora.search.gateways import engine

    made = Made(args.made)
    started = time.perf_counter()
    engine().rebuild(made.documents())
    queries = made.queries
    seconds = time.perf_counter() - started
    ask(queries[::10], SHOWN)  # as above
    answered = ask(queries, SHOWN)
    first = mean(one.found[:1] == (one.query.id,) for one in answered)
    print_report(
        "similar questions, made ones",
        [{"questions": args.made, "queries": len(queries), **figures(answered)}],
        itself_first=round(first, 3),
        written_s=round(seconds),
    )


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("questions", type=Path, nargs="?")
    parser.add_argument("queries", type=Path, nargs="?")
    parser.add_argument("qrels", type=Path, nargs="?")
    parser.add_argument("--made", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    if args.questions is None:
        args.questions = JUDGED / "questions.tsv"
        args.queries, args.qrels = JUDGED / "queries.tsv", JUDGED / "qrels.txt"
    elif args.qrels is None:
        parser.error("all three files are needed, or none")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MEDAGORA_OUTSIDE"] = "0"
        open_home(folder)
        if args.made:
            measure_made(args)
        else:
            measure_judged(args)


if __name__ == "__main__":
    main()
