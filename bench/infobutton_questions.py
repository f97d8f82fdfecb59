"""What records ask: thousands of requests, each another one, so that no memory of
what was asked before can flatter a figure.

Every code that a topic has in any system, written and cut in different ways, codes that
nobody knows, names; for patients and professionals of all ages, in ten languages; tasks
and sub-topics; Atom, JSON and scripts, by GET and POST. The same every time.
"""

import random
from typing import Any
from urllib.parse import urlencode

from bench.light_load import get, post

LANGUAGES = ("en", "en", "en", "es", "de", "fr", "hu", "ar", "it", "pt", "zh", "pl")
#: As records name the side of a question, and what they do meanwhile.
SUB_TOPICS = ("Q000628", "Q000175", "D011379", "Q000009", "79899007", "guideline")
TASKS = ("PROBLISTREV", "LABRREV", "MLREV", "PATINFO", "RISKASSESS", "IMMLREV")
FORMS = ("",) * 14 + ("application/json",) * 5 + ("application/javascript",)
POSTED = 0.3
SEED = 20261127


def questions(count: int) -> list[dict[str, str]]:
    """So many different requests, as their parameters."""
    dice, codes = random.Random(SEED), known_codes()
    found: dict[str, dict[str, str]] = {}
    while len(found) < count:
        asked = question(dice, codes)
        found[urlencode(asked)] = asked
    return list(found.values())


def known_codes() -> list[tuple[str, str, str]]:
    """The system, the value and an English name of each code that topics have."""
    from medagora.topics.models import Code

    rows = Code.objects.filter(topic__texts__language="en").order_by("pk")
    return list(rows.values_list("system", "value", "topic__texts__name"))


def question(dice: random.Random, codes: list[tuple[str, str, str]]) -> dict[str, str]:
    asked = subject(dice, *dice.choice(codes))
    asked["informationRecipient"] = dice.choice(("PAT", "PAT", "PAT", "PROV", ""))
    asked["informationRecipient.languageCode.c"] = dice.choice(LANGUAGES)
    if dice.random() < 0.8:
        asked["age.v.v"] = str(dice.randrange(96))
        asked["age.v.u"] = "a"
    if dice.random() < 0.8:
        asked["patientPerson.administrativeGenderCode.c"] = dice.choice("FM")
    if dice.random() < 0.3:
        side = dice.choice(SUB_TOPICS)
        asked["subTopic.v.dn" if side.islower() else "subTopic.v.c"] = side
    if dice.random() < 0.5:
        asked["taskContext.c.c"] = dice.choice(TASKS)
    asked["knowledgeResponseType"] = dice.choice(FORMS)
    if asked["knowledgeResponseType"].endswith("javascript"):
        asked["callback"] = "show"
    return {name: value for name, value in asked.items() if value}


def subject(dice: random.Random, system: str, value: str, name: str) -> dict[str, str]:
    """Mostly the code; sometimes one that is narrower than ours, one that nobody here
    knows (with a name that we know, or without), or nothing but a name."""
    from medagora.topics.domain.words import CODE_NAMES, OIDS, URIS, CodeSystem

    known, luck = CodeSystem(system), dice.random()
    main = "mainSearchCriteria.v"
    if luck < 0.05:
        return {f"{main}.dn": f"{name}, unspecified"}
    if luck < 0.15:
        value = f"X{dice.randrange(10_000)}"
    elif luck < 0.4 and system.startswith("icd"):
        value = f"{value}{'' if '.' in value else '.'}{dice.randrange(10)}"
    named = {f"{main}.dn": name} if dice.random() < 0.5 else {}
    if dice.random() < 0.2:
        return {f"{main}.c": value, f"{main}.csn": CODE_NAMES[known], **named}
    naming = dice.choice((OIDS, OIDS, URIS))
    return {f"{main}.c": value, f"{main}.cs": naming[known], **named}


def as_requests(asked: list[dict[str, str]]) -> list[bytes]:
    """As they go over the wire."""
    dice = random.Random(SEED)
    return [_written(dice, urlencode(one)) for one in asked]


def _written(dice: random.Random, pairs: str) -> bytes:
    if dice.random() < POSTED:
        return post("/infobutton", pairs)
    return get(f"/infobutton?{pairs}")


def kinds_of(asked: list[dict[str, str]]) -> dict[str, Any]:
    """How varied they are."""
    main = "mainSearchCriteria.v"
    return {
        "requests": len(asked),
        "codes": len({one.get(f"{main}.c") for one in asked}),
        "languages": len({one["informationRecipient.languageCode.c"] for one in asked}),
    }
