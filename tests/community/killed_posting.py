"""A process that answers one question again and again, and may be killed at it.

    python -m tests.community.killed_posting QUESTION PERSON --answers N [--at N]

It says the address of each answer once that is stored: the acknowledgement. ``--at``
counts the statements it sends; at that one it is gone, as by ``kill -9``.
"""
# ruff: noqa: PLC0415, T201 - Django is set up first; printing is the acknowledgement

import argparse
import os
import signal
from collections.abc import Callable
from itertools import count
from typing import Any

import django


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("question")
    parser.add_argument("person", type=int)
    parser.add_argument("--answers", type=int, required=True)
    parser.add_argument("--at", type=int, default=0)
    wanted = parser.parse_args()
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from medagora.community.domain.drafts import PostDraft
    from medagora.community.models import Question
    from medagora.community.services import posting
    from medagora.people.models import Person

    person = Person.objects.get(pk=wanted.person)
    with connection.execute_wrapper(_killed_at(wanted.at)):
        for number in range(wanted.answers):
            question = Question.objects.get(uid=wanted.question)
            draft = PostDraft(f"Pillow {number} of {person.pk} was the softest.")
            post = posting.answer(question, draft, by=person, at=timezone.now())
            print(post.uid, flush=True)


def _killed_at(at: int) -> Callable[..., Any]:
    """The ``at``-th statement has been carried out, and this process is gone."""
    numbers = count(1)

    def run(execute: Callable[..., Any], *words: Any) -> Any:
        done = execute(*words)
        if next(numbers) == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return run


if __name__ == "__main__":
    main()
