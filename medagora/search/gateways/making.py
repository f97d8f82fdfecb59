"""Documents are made ready for the index by processes beside this one, so that reading
the database, making and writing go on at the same time.

Each such process (``python -m medagora.search.gateways.making``) reads many documents
at a time and answers with what the index keeps of them. It ends with the one that began
it, however that ends: nobody writes to it any more.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain, islice
from queue import SimpleQueue
from types import TracebackType

from medagora.search.domain.documents import Document, Documents
from medagora.search.gateways.tantivy_schema import to_json

#: The id of a document and its JSON, one for each of its parts.
Made = tuple[str, list[str]]

#: Fewer are made here, before another process would have begun.
FEW = 2_000
_AT_ONCE = 500
_MOST_MAKERS = 4
#: Whoever should have written is no more: before anything came, or in the middle of it.
_CUT_SHORT = (EOFError, pickle.UnpicklingError)


def make(documents: Iterable[Document]) -> list[Made]:
    batch = list(documents)
    return [
        (document.id, parts)
        for document, parts in zip(batch, to_json(batch), strict=True)
    ]


def made(documents: Documents, *, makers: int | None = None) -> Iterator[Made]:
    """All of them, in order; ``makers`` is how many processes help."""
    if makers is None:
        makers = min((os.cpu_count() or 1) - 1, _MOST_MAKERS)
    coming = iter(documents)
    head = list(islice(coming, FEW))
    if len(head) < FEW or not makers:
        for batch in _batches(chain(head, coming)):
            yield from make(batch)
        return
    for found in _made_beside(_batches(chain(head, coming)), makers):
        yield from found


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    coming = iter(documents)
    while batch := list(islice(coming, _AT_ONCE)):
        yield batch


def _made_beside(batches: Iterable[list[Document]], count: int) -> Iterator[list[Made]]:
    idle: SimpleQueue[_Maker] = SimpleQueue()

    def ask(batch: list[Document]) -> list[Made]:
        maker = idle.get()
        try:
            return maker.ask(batch)
        finally:
            idle.put(maker)

    with ExitStack() as stack:
        for _number in range(count):
            idle.put(stack.enter_context(_Maker()))
        threads = stack.enter_context(ThreadPoolExecutor(count))
        asked: deque[Future[list[Made]]] = deque()
        for batch in batches:
            asked.append(threads.submit(ask, batch))
            if len(asked) > 2 * count:
                yield asked.popleft().result()
        while asked:
            yield asked.popleft().result()


class _Maker:
    """One process; a batch goes in, what was made comes out."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def __enter__(self) -> "_Maker":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, batch: list[Document]) -> list[Made]:
        """Made here if the process is no more: somebody may have been short of memory,
        or the batch holds what cannot be made."""
        source, sink = self._process.stdout, self._process.stdin
        if not source or not sink:
            return make(batch)
        try:
            pickle.dump(batch, sink, pickle.HIGHEST_PROTOCOL)
            sink.flush()
            found: list[Made] = pickle.load(source)  # noqa: S301 - of our own process
        except (OSError, ValueError, *_CUT_SHORT):
            return make(batch)
        return found


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began it decides
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            batch = pickle.load(source)  # noqa: S301 - of the one that began it
        except _CUT_SHORT:
            return
        pickle.dump(make(batch), sink, pickle.HIGHEST_PROTOCOL)
        sink.flush()


if __name__ == "__main__":
    main()
