#!/usr/bin/env python3
"""Reading feeds: this project against the PyPI package ``reader``, on the same bytes.

bench/reader.py [--feeds 2000] [--entries 30] [--postgres] [--json]

Three phases: ``import`` (everything is new), ``unchanged`` (nothing is), ``one_new``
(one new entry in each feed). Seconds are of the wall; CPU and memory are of the whole
process tree, memory as its highest sum of PSS. Afterwards everything is stored,
cleaned and findable on both sides.
"""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from bench.report import print_report
from scripts.with_postgres import cluster

HOSTS = 200
PHASES = (("import", 0), ("unchanged", 0), ("one_new", 1))


class Process:
    """A child that is told what to do in lines and says "ok" after each."""

    def __init__(self, *words: str, **environment: str) -> None:
        self._child = subprocess.Popen(
            [sys.executable, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**_environment(), **environment},
        )
        self.pid = self._child.pid

    def read(self) -> str:
        assert self._child.stdout
        if not (line := self._child.stdout.readline()):
            raise SystemExit("a process of the benchmark ended early")
        return line.strip()

    def tell(self, line: str) -> str:
        assert self._child.stdin
        print(line, file=self._child.stdin, flush=True)
        return self.read()

    def end(self) -> None:
        self._child.kill()
        self._child.wait()


def _environment() -> dict[str, str]:
    """Ours, but compiled modules are kept, as they are wherever this is installed."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Watch:
    """CPU seconds and the highest memory of a process and all below it."""

    def __init__(self, pid: int) -> None:
        self._pid, self._ended = pid, threading.Event()
        self._cpu: dict[int, float] = {}
        self.peak = 0

    def __enter__(self) -> "Watch":
        self._before = self._look()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ended.set()
        self._thread.join()
        self.cpu = self._look() - self._before

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            self._look()

    def _look(self) -> float:
        memory = 0
        for pid in [self._pid, *children_of(self._pid)]:
            with contextlib.suppress(OSError, ValueError):
                fields = (
                    Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                )
                ticks = int(fields[11]) + int(fields[12])
                self._cpu[pid] = ticks / os.sysconf("SC_CLK_TCK")
                rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
                memory += int(rollup.split("\nPss:")[1].split()[0])
        self.peak = max(self.peak, memory // 1024)
        return sum(self._cpu.values())


def children_of(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from children_of(int(child))


def measure(name: str, reader: Process, server: Process, options: Any) -> list[Any]:
    rows, current = [], None
    for phase, age in PHASES:
        if age != current:
            server.tell(str(age))
            current = age
        reader.tell("due")
        with Watch(reader.pid) as watch:
            started = time.perf_counter()
            said = json.loads(reader.tell(phase))
            seconds = time.perf_counter() - started
        rows.append(
            {
                "reader": name,
                "phase": phase,
                "seconds": round(seconds, 2),
                "feeds_per_second": round(options.feeds / seconds),
                "entries_per_second": round(options.feeds * options.entries / seconds),
                "cpu_seconds": round(watch.cpu, 2),
                "peak_mb": watch.peak,
                "entries": said["entries"],
            }
        )
    reader.end()
    return rows


def main() -> None:
    options = parse_options()
    server = Process(
        "bench/feeds_load/serving.py", str(options.feeds), str(options.entries)
    )
    port = server.read()
    rows = []
    with (
        tempfile.TemporaryDirectory(prefix="medagora-bench-") as folder,
        cluster_if(options.postgres) as database,
    ):
        sides: list[tuple[str, str, dict[str, str]]] = [
            ("medagora", "bench/feeds_load/medagora_side.py", {})
        ]
        if database:
            settings = {"MEDAGORA_DATABASE_URL": database}
            sides.append(
                (
                    "medagora on PostgreSQL",
                    "bench/feeds_load/medagora_side.py",
                    settings,
                )
            )
        if not options.alone:
            sides.append(("reader", "bench/feeds_load/peer_side.py", {}))
        for number, (name, script, settings) in enumerate(sides):
            home = Path(folder, str(number))
            home.mkdir()
            words = (script, str(home), str(options.feeds), port)
            process = Process(*words, MEDAGORA_HOME=str(home), **settings)
            process.read()  # it is up
            rows += measure(name, process, server, options)
    server.end()
    print_report("reader", rows, **ratios(rows))


@contextlib.contextmanager
def cluster_if(wanted: bool) -> Iterator[str]:
    if not wanted:
        yield ""
        return
    with cluster() as address:
        yield address


def ratios(rows: list[Any]) -> dict[str, Any]:
    """Each phase of ours as so many times faster than the peer's; and the nested form
    that programs read."""
    found: dict[str, Any] = {}
    for row in rows:
        found.setdefault(row["reader"], {})[row["phase"]] = row
    peer = found.get("reader", {})
    times = {
        phase: round(peer[phase]["seconds"] / row["seconds"], 1)
        for phase, row in found["medagora"].items()
        if phase in peer
    }
    nested = found if "--json" in sys.argv else {}
    return {"times_faster": times, **nested}


def parse_options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--postgres", action="store_true", help="also on PostgreSQL")
    parser.add_argument("--alone", action="store_true", help="without the peer")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
