#!/usr/bin/env python3
"""Every test: on SQLite with the browser, then what touches data on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scripts.with_postgres import cluster  # the script beside this one

PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup"]
#: Purely about text and rules, or about the browser: one engine is enough.
ENGINE_FREE = ("browser", "kernel", "architecture", "contracts")


def main() -> int:
    print("SQLite:", flush=True)
    codes = [subprocess.run([*PYTEST, "tests"]).returncode]
    print("PostgreSQL:", flush=True)
    ignored = [f"--ignore=tests/{name}" for name in ENGINE_FREE]
    with cluster() as address:
        environment = {**os.environ, "MEDAGORA_DATABASE_URL": address}
        done = subprocess.run([*PYTEST, *ignored, "tests"], env=environment)
        codes.append(done.returncode)
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
