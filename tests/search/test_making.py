"""Documents are made ready by other processes, and nobody notices but the clock."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from medagora.search.domain.documents import (
    ContentDocument,
    Role,
    TopicDocument,
    TopicTerm,
)
from medagora.search.gateways import making
from medagora.search.gateways.making import made, make


def some(count: int) -> Iterator[ContentDocument | TopicDocument]:
    term = TopicTerm("asthma", "de", "Atemnot bei Kindern", Role.LAY)
    yield TopicDocument("asthma", (term, term))
    for number in range(count - 1):
        yield ContentDocument(
            f"page{number}", (f"Entzündungen {number}",), languages=("de",)
        )


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "FEW", 10)
    monkeypatch.setattr(making, "_AT_ONCE", 7)


@pytest.mark.parametrize("count", [1, 9, 10, 60])
@pytest.mark.parametrize("makers", [0, 1, 2])
def test_all_are_made_in_order_wherever_they_are_made(
    few: None, count: int, makers: int
) -> None:
    assert list(made(some(count), makers=makers)) == make(some(count))


def test_a_maker_that_dies_is_done_without(
    few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    plain = subprocess.Popen

    def popen(*args: object, **more: object) -> subprocess.Popen[bytes]:
        begun.append(plain(*args, **more))  # type: ignore[call-overload]
        return begun[-1]

    monkeypatch.setattr(subprocess, "Popen", popen)
    found = made(some(200), makers=1)
    first = next(found)
    os.kill(begun[0].pid, signal.SIGKILL)

    assert [first, *found] == make(some(200))
    assert [process.poll() for process in begun] == [-signal.SIGKILL]


def test_a_maker_that_dies_while_it_answers_is_done_without(
    few: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    half = "import sys; sys.stdout.buffer.write(b'\\x80\\x05\\x95')"
    plain = subprocess.Popen

    def popen(_command: object, **more: object) -> subprocess.Popen[bytes]:
        return plain([sys.executable, "-c", half], **more)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", popen)

    assert list(made(some(60), makers=1)) == make(some(60))


def test_what_cannot_be_made_is_told(few: None) -> None:
    broken = ContentDocument("broken", (None,))  # type: ignore[arg-type]

    with pytest.raises(AttributeError):
        list(made([*some(30), broken], makers=1))


def test_a_maker_ends_with_the_one_that_began_it() -> None:
    command = [sys.executable, "-m", making.__name__]

    done = subprocess.run(command, input=b"", capture_output=True, timeout=60)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_makers_end_when_nobody_wants_more(few: None) -> None:
    found = made(some(200), makers=1)
    next(found)

    found.close()  # type: ignore[attr-defined]


def test_what_is_made_is_json_with_words_and_stems() -> None:
    ((identifier, (text,)),) = make(list(some(2))[1:])
    told = json.loads(text)

    assert identifier == "resource:page0"
    assert told["title"] == ["entzundungen 0"]
    assert told["title_stem"] == ["entzund 0"]
    assert told["type"] == ["resource", "resource/de"]


def test_what_is_empty_is_left_out() -> None:
    ((_identifier, (text,)),) = make([ContentDocument("page", ("",), languages=("",))])
    told = json.loads(text)

    assert told["type"] == ["resource"]
    assert told.keys().isdisjoint({"title", "language", "country", "topic"})
