"""The folder of an index: one generation per rebuild, and a file that says which.

    search/
      current      {"generation": "000007", "recipe": "…", "documents": 1234}
      lock         held by whoever writes
      000007/      the index
      broken-…/    the last one that could not be read, for whoever wants to know why

The pointer is replaced in one step, so a kill at any moment leaves either the old
index or the new one, never half of one.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

Stamp = tuple[int, int]


@dataclass(frozen=True)
class Pointer:
    generation: str
    recipe: str
    documents: int


class LockBusy(Exception):
    """Somebody else is writing."""


class Generations:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = str(folder / "current")

    def current(self) -> Pointer | None:
        """The generation in use; None when there is none or it cannot be told."""
        try:
            return Pointer(**json.loads((self.folder / "current").read_text()))
        except (OSError, ValueError, TypeError):
            return None

    def path(self, pointer: Pointer) -> Path:
        return self.folder / pointer.generation

    def stamp(self) -> Stamp | None:
        """Changes whenever the pointer does."""
        return stamp_of(self._pointer)

    @contextmanager
    def hold(self, *, wait: bool = True) -> Iterator[None]:
        """One writer at a time, over all processes; freed by a kill."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            except BlockingIOError:
                raise LockBusy from None
            yield

    def start(self) -> Path:
        """An empty folder for the next generation."""
        numbers = [int(path.name) for path in self._numbered()]
        pointer = self.current()
        if pointer and pointer.generation.isdecimal():
            numbers.append(int(pointer.generation))
        path = self.folder / f"{max(numbers, default=0) + 1:06}"
        path.mkdir()
        return path

    def publish(self, path: Path, *, recipe: str, documents: int) -> None:
        """Makes the generation current and removes the others."""
        pointer = Pointer(path.name, recipe, documents)
        draft = self.folder / "current.new"
        with draft.open("w") as file:
            json.dump(asdict(pointer), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / "current")
        _sync_folder(self.folder)
        self.sweep(keep=path.name)

    def sweep(self, *, keep: str) -> None:
        """Removes other generations; who still reads one keeps its open files."""
        for path in self._numbered():
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)

    def set_aside(self, pointer: Pointer) -> None:
        """Puts a generation out of use; only the last such one is kept."""
        for old in self.folder.glob("broken-*"):
            shutil.rmtree(old, ignore_errors=True)
        with suppress(FileNotFoundError):
            self.path(pointer).rename(self.folder / f"broken-{pointer.generation}")
        with suppress(FileNotFoundError):
            (self.folder / "current").unlink()

    def _numbered(self) -> list[Path]:
        return [path for path in self.folder.glob("[0-9]*") if path.name.isdecimal()]


def stamp_of(path: str) -> Stamp | None:
    """Asked several times a question: a plain name is looked up in a tenth of the time
    that a ``Path`` takes."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
