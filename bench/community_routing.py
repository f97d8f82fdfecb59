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
from bench.community_load.helpers import hat_row, subjects_of
from bench.community_load.pouring import Row, next_id, pour, unchecked
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
BUDGET_MS = 50
_ZONES = ("UTC", "Europe/Budapest", "America/New_York", "Asia/Kolkata", "Europe/Paris")
_LANGUAGE_WEIGHTS = (50, 8, 12, 12, 12, 6)


def fill(members: int) -> None:
    from medagora.people.models import Person

    bring_up_to_date()
    dice = random.Random(20261127)
    topics = make_topics(dice)
    started = time.perf_counter()
    with unchecked():
        make_members(dice, topics, next_id(Person), members)
    seconds = time.perf_counter() - started
    print(f"{members} members made in {seconds:.0f} s", file=sys.stderr)


def make_members(
    dice: random.Random, topics: list[int], first: int, count: int
) -> None:
    from medagora.community.models import HelperSettings, HelperSubject
    from medagora.people.models import Hat, Person

    people = range(first, first + count)
    pour(Person, (_person(dice, pk) for pk in people))
    doctors = {pk for pk in people if dice.random() < 0.1}
    pour(Hat, (hat_row(dice, pk) for pk in sorted(doctors)))
    helpers = [_helper(dice, pk) for pk in people]
    pour(HelperSettings, helpers)
    pour(HelperSubject, subjects_of(dice, topics, helpers, doctors))


def _person(dice: random.Random, pk: int) -> Row:
    return {
        "id": pk,
        "email": f"member{pk}@example.org",
        "password": "!",
        "joined_at": NOW,
        "pseudonym": f"{dice.getrandbits(48):012x}",
        "alias": f"Member {pk}",
        "alias_key": f"member-{pk}",
    }


def _helper(dice: random.Random, person: int) -> Row:
    return {
        "person_id": person,
        "takes_questions": True,
        "languages": sorted(set(dice.choices(LANGUAGES, _LANGUAGE_WEIGHTS, k=2))),
        "time_zone": dice.choice(_ZONES),
        "weekly_limit": dice.choice((1, 3, 3, 5)),
        "helpfulness": dice.choice((0.25, 0.25, 0.25, 0.4, 0.55)),
        "last_offered_at": NOW - timedelta(minutes=dice.randrange(60_000)),
        "refreshed_at": NOW,
    }


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
