#!/usr/bin/env python3
"""Every test: on SQLite, in a browser, and what touches data on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from scripts.with_postgres import cluster  # noqa: E402  # found by the line above

PYTEST = [sys.executable, "-m", "pytest", "-q"]
BOTH_CORES = [*PYTEST, "-n", "2", "--dist", "loadgroup"]
#: Purely about text and rules: one engine is enough.
ENGINE_FREE = (
    "kernel",
    "architecture",
    "catalogue/formats",
    "curation/domain",
    "reader/domain",
    "reader/formats",
    "community/safety",
    *(
        f"appraisal/{name}"
        for name in (
            "adapt",
            "criteria",
            "instruments",
            "news",
            "readability",
            "session",
        )
    ),
)


def main() -> int:
    codes = [
        run("On SQLite", [*BOTH_CORES, "--ignore=tests/browser", "tests"]),
        # Playwright keeps an event loop running, which other tests cannot bear.
        run("In a browser", [*BOTH_CORES, "tests/browser"]),
    ]
    ignored = [f"--ignore=tests/{name}" for name in ("browser", "cli", *ENGINE_FREE)]
    with cluster() as address:
        environment = {**os.environ, "MEDAGORA_DATABASE_URL": address}
        codes.append(
            run("On PostgreSQL", [*BOTH_CORES, *ignored, "tests"], environment)
        )
    return max(codes)


def run(title: str, words: list[str], env: dict[str, str] | None = None) -> int:
    print(f"{title}:", flush=True)
    return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
