#!/usr/bin/env python3
"""Every test: on SQLite, in a browser, and what touches data on PostgreSQL."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from scripts.with_postgres import cluster  # noqa: E402  # found by the line above

BOTH_CORES = [sys.executable, "-m", "pytest", "-q", "-n", "2"]
#: Half of the files for each process, and who is done first takes from the other:
#: what a file prepares once is prepared once.
BY_HALVES = [*BOTH_CORES, "--dist", "worksteal"]
#: Whole files for each process, whose site they share, in the order of
#: ``tests/browser/conftest.py``: the longest first. (``loadgroup`` groups nothing
#: with pytest 9.2 and xdist 3.8: a node's name can no longer be changed.)
BY_FILES = [*BOTH_CORES, "--dist", "loadfile", "--no-loadscope-reorder"]
WITHOUT_BROWSER = ["--ignore=tests/browser", "tests"]


def main() -> int:
    codes = [
        run("On SQLite", [*BY_HALVES, *WITHOUT_BROWSER]),
        # Playwright keeps an event loop running, which other tests cannot bear.
        run("In a browser", [*BY_FILES, "tests/browser"]),
    ]
    # Commands make databases of their own, on SQLite; and rules know no engine.
    data = ["--only-data", "--ignore=tests/cli", *WITHOUT_BROWSER]
    with cluster() as address:
        codes.append(
            run("On PostgreSQL", [*BY_HALVES, *data], MEDAGORA_DATABASE_URL=address)
        )
    return max(codes)


def run(title: str, words: list[str], **settings: str) -> int:
    print(f"{title}:", flush=True)
    environment = {**os.environ, **settings}
    # A hundred processes start: what one has compiled, the others take.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.monotonic()
    code = subprocess.run(words, cwd=ROOT, env=environment, check=False).returncode
    print(f"{title}: {time.monotonic() - start:.0f} seconds", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
