"""Makes the library in a folder at first use, and again when its recipe changes."""

import shutil
import sys
import time
from pathlib import Path

from bench.scale.documents import recipe, write_library
from bench.scale.questions import write_questions


def made_library(home: Path, count: int) -> Path:
    """The folder with documents.jsonl, topics.json and questions.json."""
    folder = home / f"{count}-{recipe()}"
    if not (folder / "made").exists():
        for old in home.glob(f"{count}-*"):
            shutil.rmtree(old)
        started = time.perf_counter()
        write_questions(folder, write_library(folder, count))
        (folder / "made").touch()
        print(f"library made in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return folder
