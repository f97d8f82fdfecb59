"""Those who can be asked: their hats, and what they know about."""

import random
from collections.abc import Iterator
from datetime import timedelta
from itertools import accumulate

from bench.community_load.pouring import Row
from bench.dataset import NOW


def a_uid(dice: random.Random) -> str:
    """Like those of posts, but the same every time."""
    return "".join(dice.choices("23456789abcdefghjkmnpqrstvwxyz", k=12))


def hat_row(dice: random.Random, person: int) -> Row:
    """A doctor's hat, held against a register."""
    return {
        "person_id": person,
        "uid": a_uid(dice),
        "role": "physician",
        "standing": "verified",
        "evidence": "register",
        "made_at": NOW,
        "verified_at": NOW,
        "expires_at": NOW + timedelta(days=700),
    }


def subjects_of(
    dice: random.Random, topics: list[int], helpers: list[Row], doctors: set[int]
) -> Iterator[Row]:
    """Five topics for each helper, some topics far more often than others."""
    weights = list(accumulate(1 / (place + 5) for place in range(len(topics))))
    for helper in helpers:
        is_doctor = helper["person_id"] in doctors
        chosen = set(dice.choices(topics, cum_weights=weights, k=5))
        for place, topic in enumerate(sorted(chosen)):
            is_lived = not is_doctor and place == 0
            source = "lived" if is_lived else "interest"
            standing = "professional" if is_doctor else "lived" if is_lived else ""
            for language in helper["languages"]:
                yield {
                    "helper_id": helper["person_id"],
                    "topic_id": topic,
                    "language": language,
                    "source": "specialty" if is_doctor and place == 0 else source,
                    "standing": standing,
                    "asked_last": helper["last_offered_at"],
                    "helpfulness": helper["helpfulness"],
                }
