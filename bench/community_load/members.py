"""Members who may write: aliases, ages, consents, hats, what they help with."""

import random
from datetime import timedelta
from typing import Any

from bench.community_routing import make_subjects
from bench.dataset import LANGUAGES, NOW

AT_ONCE = 5_000
HATTED, HELPING = 0.03, 0.2
LANGUAGE_WEIGHTS = (50, 12, 12, 12, 8, 6)


def make_members(
    dice: random.Random, topics: list[int], members: int
) -> dict[int, int | None]:
    """The ids of all, each with that of their verified hat, if they have one."""
    found: dict[int, int | None] = {}
    for start in range(0, members, AT_ONCE):
        people = _people(dice, start, min(AT_ONCE, members - start))
        hats = _hats(dice, people)
        _helpers(dice, topics, people, hats)
        found.update((person.pk, hats.get(person.pk)) for person in people)
    return found


def _people(dice: random.Random, start: int, count: int) -> list[Any]:
    from medagora.people.domain.aliases import key_of
    from medagora.people.domain.consents import VERSIONS, Purpose
    from medagora.people.models import AgeDeclaration, Consent, Person

    people = Person.objects.bulk_create(
        Person(
            email=f"member{number}@example.org",
            password="!",
            alias=f"Calm Heron {number}",
            alias_key=key_of(f"Calm Heron {number}"),
        )
        for number in range(start, start + count)
    )
    Person.objects.filter(pk__in=[person.pk for person in people]).update(
        joined_at=NOW - timedelta(days=400)
    )
    AgeDeclaration.objects.bulk_create(
        AgeDeclaration(person=p, country="HU", is_old_enough=True, declared_at=NOW)
        for p in people
    )
    Consent.objects.bulk_create(
        Consent(
            person=person,
            purpose=Purpose.WRITING,
            version=VERSIONS[Purpose.WRITING],
            language=dice.choice(LANGUAGES),
            given_at=NOW,
        )
        for person in people
    )
    return people


def _hats(dice: random.Random, people: list[Any]) -> dict[int, int]:
    from medagora.people.models import Hat

    hats = Hat.objects.bulk_create(
        Hat(
            person=person,
            role="physician",
            standing="verified",
            evidence="register",
            made_at=NOW,
            verified_at=NOW,
            expires_at=NOW + timedelta(days=700),
        )
        for person in people
        if dice.random() < HATTED
    )
    return {hat.person_id: hat.pk for hat in hats}


def _helpers(
    dice: random.Random, topics: list[int], people: list[Any], hats: dict[int, int]
) -> None:
    from medagora.community.models import HelperSettings

    helpers = HelperSettings.objects.bulk_create(
        HelperSettings(
            person=person,
            takes_questions=True,
            languages=sorted(set(dice.choices(LANGUAGES, LANGUAGE_WEIGHTS, k=2))),
            last_offered_at=NOW - timedelta(minutes=dice.randrange(60_000)),
            refreshed_at=NOW,
        )
        for person in people
        if person.pk in hats or dice.random() < HELPING
    )
    make_subjects(dice, topics, helpers, set(hats))
