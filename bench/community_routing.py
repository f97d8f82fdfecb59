#!/usr/bin/env python3
"""Routing one question among 100,000 members who all want to be asked.

bench/community_routing.py [--members 100000] [--questions 60] [--hour 13] [--json]

Members follow five topics each, some topics far more than others, in one or two of six
languages; one in ten wears a verified hat with a specialty; each was last asked at some
time in the last weeks. A question on one, two or three topics is started (its first
round: facts read, people chosen, locked, offered, told) and then gets its second and
third round. Milliseconds are of the process's CPU; the budget is 50 for a first round.
"""

import argparse
import random
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from bench.dataset import (
    LANGUAGES,
    NOW,
    bring_up_to_date,
    home_with,
    make_topics,
    phrase,
)
from bench.report import median_and_p95, print_report

MEMBERS = 100_000
AT_ONCE = 5_000
BUDGET_MS = 50
_ZONES = ("UTC", "Europe/Budapest", "America/New_York", "Asia/Kolkata", "Europe/Paris")
_LANGUAGE_WEIGHTS = (50, 8, 12, 12, 12, 6)


def fill(members: int) -> None:
    bring_up_to_date()
    dice = random.Random(20261127)
    topics = make_topics(dice)
    started = time.perf_counter()
    for start in range(0, members, AT_ONCE):
        make_members(dice, topics, start, min(AT_ONCE, members - start))
    seconds = time.perf_counter() - started
    print(f"{members} members made in {seconds:.0f} s", file=sys.stderr)


def make_members(
    dice: random.Random, topics: list[int], start: int, count: int
) -> None:
    from medagora.community.models import HelperSettings
    from medagora.people.models import Hat, Person

    people = Person.objects.bulk_create(
        Person(email=f"member{n}@example.org", password="!", alias=f"Member {n}")
        for n in range(start, start + count)
    )
    doctors = {person.pk for person in people if dice.random() < 0.1}
    Hat.objects.bulk_create(
        Hat(
            person_id=pk,
            role="physician",
            standing="verified",
            evidence="register",
            made_at=NOW,
            verified_at=NOW,
            expires_at=NOW + timedelta(days=700),
        )
        for pk in doctors
    )
    helpers = HelperSettings.objects.bulk_create(
        HelperSettings(
            person=person,
            takes_questions=True,
            languages=sorted(set(dice.choices(LANGUAGES, _LANGUAGE_WEIGHTS, k=2))),
            time_zone=dice.choice(_ZONES),
            weekly_limit=dice.choice((1, 3, 3, 5)),
            helpfulness=dice.choice((0.25, 0.25, 0.25, 0.4, 0.55)),
            last_offered_at=NOW - timedelta(minutes=dice.randrange(60_000)),
            refreshed_at=NOW,
        )
        for person in people
    )
    make_subjects(dice, topics, helpers, doctors)


def make_subjects(
    dice: random.Random, topics: list[int], helpers: list[Any], doctors: set[int]
) -> None:
    from medagora.community.models import HelperSubject

    weights = [1 / (place + 5) for place in range(len(topics))]
    rows = []
    for helper in helpers:
        is_doctor = helper.pk in doctors
        chosen = set(dice.choices(topics, weights, k=5))
        for place, topic in enumerate(sorted(chosen)):
            is_lived = not is_doctor and place == 0
            source = "lived" if is_lived else "interest"
            standing = "professional" if is_doctor else "lived" if is_lived else ""
            rows += [
                HelperSubject(
                    helper=helper,
                    topic_id=topic,
                    language=language,
                    source="specialty" if is_doctor and place == 0 else source,
                    standing=standing,
                    asked_last=helper.last_offered_at,
                    helpfulness=helper.helpfulness,
                )
                for language in helper.languages
            ]
    HelperSubject.objects.bulk_create(rows, batch_size=5_000)


def ask(dice: random.Random, number: int, topics: list[int]) -> Any:
    from medagora.community.domain.words import Audience, Kind
    from medagora.community.models import Question
    from medagora.people.models import Person

    kind = list(Kind)[number % len(Kind)]
    is_peer = kind is Kind.PEER
    question = Question.objects.create(
        kind=kind,
        audience=Audience.PROFESSIONALS if is_peer else Audience.EVERYONE,
        language=dice.choices(LANGUAGES, _LANGUAGE_WEIGHTS)[0],
        title=f"What about {phrase(dice, 6)}?",
        author=Person.objects.order_by("?").first(),
        asked_at=NOW,
        last_post_at=NOW,
    )
    # the first topics are those that most members follow
    question.topics.set(dice.choices(topics[:200], k=1 + number % 3))
    return question


def measure(questions: int, hour: int) -> list[dict[str, Any]]:
    from medagora.community.models import RoutingState
    from medagora.community.services import routing
    from medagora.topics.models import Topic

    dice = random.Random(7)
    at = NOW + timedelta(hours=hour)
    topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    took: dict[int, list[float]] = {1: [], 2: [], 3: []}
    offered: dict[int, list[int]] = {1: [], 2: [], 3: []}
    for number in range(questions + 3):
        question = ask(dice, number, topics)
        for place in (1, 2, 3):
            began = time.process_time()
            if place == 1:
                routing.start_routing(question.uid, at=at)
            else:
                routing.run_round(question.pk, at=at, is_early=True)
            milliseconds = 1_000 * (time.process_time() - began)
            if number >= 3:  # the first ones load modules and time zones
                took[place].append(milliseconds)
                state = RoutingState.objects.get(question=question)
                offered[place].append(state.asked_count)
    return [
        {
            "round": place,
            **median_and_p95(took[place]),
            "offers_after": sum(offered[place]) / len(offered[place]),
        }
        for place in took
    ]


def main() -> None:
    options = parse_options()
    home_with(f"build/bench-routing-{options.members}", lambda: fill(options.members))
    rows = measure(options.questions, options.hour)
    print_report(
        "routing of one question, CPU",
        rows,
        members=options.members,
        budget_ms=BUDGET_MS,
        is_within_budget=rows[0]["p95_ms"] <= BUDGET_MS,
    )


def parse_options() -> Any:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--hour", type=int, default=13, help="of the day, in UTC")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
