"""The parameters that are read, and the older names under which they still come."""

import re

CODED = ("c", "cs", "csn", "dn", "ot")
MAIN, SUB_TOPIC = "mainSearchCriteria.v", "subTopic.v"
TASK, AGE_GROUP, AGE = "taskContext.c", "ageGroup.v", "age.v"
GENDER = "patientPerson.administrativeGenderCode"
RECIPIENT, PERFORMER = "informationRecipient", "performer"
RECIPIENT_LANGUAGE = "informationRecipient.languageCode"
PERFORMER_LANGUAGE = "performer.languageCode"
FORM, CALLBACK = "knowledgeResponseType", "callback"
#: May come several times, numbered from the second on.
REPEATED = frozenset({MAIN, SUB_TOPIC})

#: Former names, and slips that are met in the wild.
_OLDER = {
    MAIN: ("mainSearchCriteria.c", "mainSearchCriteria"),
    SUB_TOPIC: ("subTopic.c", "subTopic"),
    TASK: ("task.c", "taskContext.v", "task.v"),
    AGE_GROUP: ("ageGroup.c", "ageGroup"),
    GENDER: ("administrativeGenderCode", "patientPerson.administrativeGenderCode.v"),
    RECIPIENT_LANGUAGE: ("informationRecipient.languageCode.v",),
    PERFORMER_LANGUAGE: ("performer.languageCode.v",),
}
_PLAIN = (RECIPIENT, PERFORMER, FORM, CALLBACK, f"{AGE}.v", f"{AGE}.u")
_NUMBERED = re.compile(r"(.+?)(\d{0,2})")


def _table() -> dict[str, tuple[str, bool]]:
    table = {name.casefold(): (name, True) for name in _PLAIN}
    for stem in (MAIN, SUB_TOPIC, TASK, AGE_GROUP, GENDER, *_LANGUAGES):
        for part in CODED:
            for older in _OLDER.get(stem, ()):
                table.setdefault(
                    f"{older}.{part}".casefold(), (f"{stem}.{part}", False)
                )
    for stem in (MAIN, SUB_TOPIC, TASK, AGE_GROUP, GENDER, *_LANGUAGES):
        for part in CODED:
            table[f"{stem}.{part}".casefold()] = (f"{stem}.{part}", True)
    return table


_LANGUAGES = (RECIPIENT_LANGUAGE, PERFORMER_LANGUAGE)
_NAMES = _table()


def read_name(name: str) -> tuple[str, int, bool] | None:
    """Today's name, the place among its repetitions and whether it came under that
    name; None for a parameter that nobody here looks at."""
    written = name.strip()
    if known := _NAMES.get(written.casefold()):  # most have no number
        return known[0], 0, known[1]
    found = _NUMBERED.fullmatch(written)
    if found is None:
        return None
    known = _NAMES.get(found[1].casefold())
    if known is None:
        return None
    return known[0], int(found[2] or 0), known[1]


def numbered(name: str, place: int) -> str:
    """The name as a request writes it: the first without a number."""
    return f"{name}{place}" if place else name
