"""Answers through ``services.posting``, by several processes, one perhaps killed.

    python -m bench.community_load.writing NUMBER OF SECONDS     (one such process)

Each process has people of its own. It says each address once the answer is stored: the
acknowledgement; at its end its CPU seconds and those that PostgreSQL worked for it.
Word lists and modules are loaded by one answer before the clock starts.
"""

import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def write_for(
    seconds: float, *, processes: int, killed: bool = False
) -> dict[str, Any]:
    """How many answers a second were acknowledged, and what became of them."""
    started = [_begin(number, processes, seconds) for number in range(processes)]
    heard: list[list[str]] = [[] for _ in started]
    listeners = [
        threading.Thread(target=_listen, args=pair)
        for pair in zip(started, heard, strict=True)
    ]
    for listener in listeners:
        listener.start()
    if killed:
        while not heard[0] and started[0].poll() is None:
            time.sleep(0.05)
        time.sleep(seconds / 3)
        os.kill(started[0].pid, signal.SIGKILL)
    for listener in listeners:
        listener.join()
    codes = [process.wait() for process in started]
    lines = [line for lines in heard for line in lines]
    ends = [list(map(float, x.split()[1:])) for x in lines if x.startswith("cpu ")]
    uids = [line for line in lines if not line.startswith("cpu ")]
    lived = max((end[1] for end in ends), default=seconds)
    return {
        "processes": processes,
        "killed": sum(code == -signal.SIGKILL for code in codes),
        "acknowledged": len(uids),
        "a_second": round(len(uids) / lived),
        **_cpu_each(ends),
        **_kept(uids),
    }


def _cpu_each(ends: list[list[float]]) -> dict[str, float]:
    """Milliseconds of the processes, and of the database for them; ``cores_hold``
    is how many a second all cores can carry together."""
    posted = max(sum(end[2] for end in ends), 1)
    own = 1_000 * sum(end[0] for end in ends) / posted
    server = 1_000 * sum(end[3] for end in ends) / posted
    cores = os.cpu_count() or 1
    return {
        "cpu_ms_each": round(own, 2),
        "server_ms_each": round(server, 2),
        "cores_hold": round(1_000 * cores / max(own + server, 0.01)),
    }


def _server_seconds() -> float:
    """CPU of the PostgreSQL process that serves this connection, on this computer."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _begin(number: int, of: int, seconds: float) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "bench.community_load.writing"]
    return subprocess.Popen(
        [*words, str(number), str(of), str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def _listen(process: "subprocess.Popen[str]", heard: list[str]) -> None:
    assert process.stdout is not None
    heard.extend(line.strip() for line in iter(process.stdout.readline, ""))


def _kept(uids: list[str]) -> dict[str, int]:
    """``lost``: acknowledged and not there. ``halves``: neither shown nor before a
    moderator. ``wrong_counts``: questions that count other than they hold."""
    from django.db.models import Count, F, Q

    from medagora.community.models import Post, Question

    there, questions = set(), set()
    for start in range(0, len(uids), 500):
        rows = Post.objects.filter(uid__in=uids[start : start + 500])
        for uid, question in rows.values_list("uid", "question"):
            there.add(uid)
            questions.add(question)
    halves = Post.objects.filter(state="held", matters=None).count()
    shown = Count("posts", Q(posts__part="answer", posts__state="shown"))
    wrong = 0
    chosen = sorted(questions)
    for start in range(0, len(chosen), 500):
        asked = Question.objects.filter(pk__in=chosen[start : start + 500])
        wrong += asked.annotate(n=shown).exclude(n=F("answer_count")).count()
    return {"lost": len(set(uids) - there), "halves": halves, "wrong_counts": wrong}


def post_until_the_end(number: int, of: int, seconds: float) -> None:
    """One process: an answer after another, by its own people, to any question."""
    from django.utils import timezone

    from medagora.community.domain.drafts import PostDraft
    from medagora.community.models import Question
    from medagora.community.services import posting
    from medagora.people.models import Person

    dice = random.Random(f"{number} {time.time()}")
    everybody = Person.objects.order_by("pk").values_list("pk", flat=True)
    people = list(everybody)[number::of]
    open_ones = Question.objects.filter(state="shown", audience="everyone")
    questions = list(open_ones.values_list("uid", flat=True)[:20_000])

    def answer() -> None:
        person = Person.objects.get(pk=dice.choice(people))
        question = Question.objects.get(uid=dice.choice(questions))
        text = f"I sleep better with {dice.random()} pillows.\n\nIt took **weeks**."
        draft = PostDraft(text)
        post = posting.answer(question, draft, by=person, at=timezone.now())
        print(post.uid, flush=True)

    answer()
    before, server = _own_seconds(), _server_seconds()
    began, posted = time.perf_counter(), 0
    while time.perf_counter() - began < seconds:
        answer()
        posted += 1
    spent = _own_seconds() - before
    lived = time.perf_counter() - began
    print("cpu", spent, lived, posted, _server_seconds() - server, flush=True)


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    import django

    django.setup()
    post_until_the_end(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
