#!/usr/bin/env python3
"""Makes .venv from a locked requirements file and installs Medagora into it.

Needs only Python 3.11+ of the system. Safe to repeat; quiet when it works.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
UV = "uv==0.13.9"


def main(requirements: str) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  # whoever runs this may have less
        found = ".".join(map(str, sys.version_info[:2]))
        sys.exit(
            f"Python 3.11 or newer is needed; this is {found}. Try PYTHON=python3.11"
        )
    if not (VENV / "bin" / "python").exists():
        say("Making .venv …")
        make_venv()
    python = str(VENV / "bin" / "python")
    if not (VENV / "bin" / "uv").exists():
        run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", UV])
    say("Installing the locked packages …")
    uv = [str(VENV / "bin" / "uv"), "pip"]
    run([*uv, "sync", "-q", "--require-hashes", str(ROOT / requirements)])
    extra = [] if "run" in requirements else ["--no-build-isolation"]
    run([*uv, "install", "-q", "--no-deps", *extra, "-e", str(ROOT)])


def make_venv() -> None:
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True
    )
    if made.returncode == 0:
        return
    if os.geteuid() == 0 and Path("/usr/bin/apt-get").exists():
        say("Python's venv module is missing; installing it …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "python3-venv"]):
            run(["apt-get", *words], env=environment)
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        return
    sys.exit("Python's venv module is missing: sudo apt-get install python3-venv")


def say(words: str) -> None:
    print(words, flush=True)  # a script for the terminal


def run(words: list[str], env: dict[str, str] | None = None) -> None:
    environment = {**(env or os.environ), "VIRTUAL_ENV": str(VENV)}
    done = subprocess.run(words, env=environment)
    if done.returncode:
        sys.exit(f"This failed: {' '.join(words)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
