"""Members who may write: aliases, ages, consents, hats, what they help with."""

import random
from datetime import timedelta

from bench.community_load.helpers import a_uid, hat_row, subjects_of
from bench.community_load.pouring import Row, next_id, pour
from bench.dataset import LANGUAGES, NOW

HATTED, HELPING = 0.03, 0.2
LANGUAGE_WEIGHTS = (50, 12, 12, 12, 8, 6)


def make_members(
    dice: random.Random, topics: list[int], members: int
) -> dict[int, int | None]:
    """The ids of all, each with that of their verified hat, if they have one."""
    from medagora.community.models import HelperSettings, HelperSubject
    from medagora.people.models import AgeDeclaration, Consent, Hat, Person

    first = next_id(Person)
    people = range(first, first + members)
    pour(Person, (_person(dice, pk) for pk in people))
    pour(AgeDeclaration, map(_age, people))
    pour(Consent, (_consent(dice, pk) for pk in people))
    hatted = [pk for pk in people if dice.random() < HATTED]
    hats = dict(zip(hatted, range(next_id(Hat), next_id(Hat) + members), strict=False))
    pour(Hat, ({"id": hat, **hat_row(dice, pk)} for pk, hat in hats.items()))
    helping = [pk for pk in people if pk in hats or dice.random() < HELPING]
    helpers = [_helper(dice, pk) for pk in helping]
    pour(HelperSettings, helpers)
    pour(HelperSubject, subjects_of(dice, topics, helpers, set(hats)))
    return {pk: hats.get(pk) for pk in people}


def _person(dice: random.Random, pk: int) -> Row:
    from medagora.people.domain.aliases import key_of

    return {
        "id": pk,
        "email": f"member{pk}@example.org",
        "password": "!",
        "joined_at": NOW - timedelta(days=400),
        "pseudonym": a_uid(dice),
        "alias": f"Calm Heron {pk}",
        "alias_key": key_of(f"Calm Heron {pk}"),
    }


def _age(person: int) -> Row:
    return {
        "person_id": person,
        "country": "HU",
        "is_old_enough": True,
        "declared_at": NOW,
    }


def _consent(dice: random.Random, person: int) -> Row:
    from medagora.people.domain.consents import VERSIONS, Purpose

    return {
        "person_id": person,
        "purpose": Purpose.WRITING.value,
        "version": VERSIONS[Purpose.WRITING],
        "language": dice.choice(LANGUAGES),
        "given_at": NOW,
    }


def _helper(dice: random.Random, person: int) -> Row:
    return {
        "person_id": person,
        "takes_questions": True,
        "languages": sorted(set(dice.choices(LANGUAGES, LANGUAGE_WEIGHTS, k=2))),
        "last_offered_at": NOW - timedelta(minutes=dice.randrange(60_000)),
        "helpfulness": 0.25,
        "refreshed_at": NOW,
    }
