"""Processes that write an index and can be killed: python -m tests.search.writers."""

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from medagora.search.domain.documents import ContentDocument
from medagora.search.gateways.tantivy_engine import TantivyEngine


def endless() -> Iterator[ContentDocument]:
    """Says when writing is well under way, then goes on for ever."""
    for number in count():
        if number == 5_000:
            sys.stdout.write("writing\n")
            sys.stdout.flush()
        yield ContentDocument(f"new{number}", (f"Asthma page {number}",))


def main(folder: str, verb: str) -> None:
    engine = TantivyEngine(Path(folder))
    if verb == "rebuild":
        engine.rebuild(endless())
    else:
        engine.write(endless())


if __name__ == "__main__":
    main(*sys.argv[1:])
