"""Search over a million made documents: writing, size, questions, suggestions, changes.

python bench/search_scale.py [--documents 1000000] [--postgres] [--alone] [--json]

The library is made once (build/bench-scale; bench/scale says how). Each engine writes
and asks in processes of their own, so that memory is that of one task. Beside ours run
the full-text search of SQLite and, with --postgres, that of PostgreSQL, as a plain
person would use them; --alone leaves them out. What they do with the same questions is
less: all words as they are, best twenty, their number and four counts.
"""

import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.report import print_report
from bench.scale import ours, postgres, sqlite
from bench.scale.making import made_library

HOME = ROOT / "build" / "bench-scale"
#: Each has its own process; the folders are the library and what the engine keeps.
TASKS: dict[str, Callable[[Path, Path], dict[str, Any]]] = {
    "medagora write": ours.write,
    "medagora ask": ours.ask,
    "medagora change": ours.change,
    "sqlite write": sqlite.write,
    "sqlite ask": sqlite.ask,
    "postgres write and ask": postgres.write_and_ask,
}


def main() -> None:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--task", choices=TASKS, help="one process of this program")
    args = parser.parse_args()
    library = made_library(HOME, args.documents)
    if args.task:
        print(json.dumps(do_task(args.task, library)))
        return
    found = {name: run(name, args.documents) for name in wanted(args)}
    print_report("search at scale", rows(found), **facts(found, args.documents))


def wanted(args: Any) -> list[str]:
    """The peers first: what we measure last has no cold files to fear."""
    tasks = [] if args.alone else ["sqlite write", "sqlite ask"]
    if args.postgres:
        tasks.append("postgres write and ask")
    return [*tasks, "medagora write", "medagora ask", "medagora change"]


def run(task: str, documents: int) -> dict[str, Any]:
    print(task, file=sys.stderr)
    command = [sys.executable, __file__, "--documents", str(documents), "--task", task]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    print(f"  {found}", file=sys.stderr)
    return found


def do_task(task: str, library: Path) -> dict[str, Any]:
    engine, _, act = task.partition(" ")
    home = library / engine
    if act.startswith("write"):
        shutil.rmtree(home, ignore_errors=True)
    home.mkdir(exist_ok=True)
    os.environ["MEDAGORA_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "medagora.settings"
    import django

    django.setup()
    return TASKS[task](library, home)


def rows(found: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """A row for each sort of question, with how many times as long a peer takes."""
    mine = found["medagora ask"]
    kinds = {**mine["questions"], "suggestions": mine["suggestions"]}
    peers = {
        task.partition(" ")[0]: figures["questions"]
        for task, figures in found.items()
        if "questions" in figures and not task.startswith("medagora")
    }
    return [
        {"what": name, **times}
        | {
            f"{peer}_to_ours_{figure.removesuffix('_ms')}": round(
                its[name][figure] / times[figure], 2
            )
            if name in its
            else ""
            for peer, its in peers.items()
            for figure in times
        }
        for name, times in kinds.items()
    ]


def facts(found: dict[str, dict[str, Any]], documents: int) -> dict[str, Any]:
    """Everything but the questions, under the name of its engine."""
    told: dict[str, Any] = {"documents": documents}
    for task, figures in found.items():
        engine = task.partition(" ")[0]
        for name, value in figures.items():
            if name not in {"questions", "suggestions"}:
                told[f"{engine}_{name}"] = value
    return told


if __name__ == "__main__":
    main()
