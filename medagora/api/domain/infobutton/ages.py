"""Ages as the groups of MeSH: the year of birth of a patient is nobody's business."""

import re
from dataclasses import dataclass

from medagora.kernel.refusals import BadInput

#: Days in each unit of UCUM that an age can have.
_DAYS = {
    "min": 1 / 1440,
    "h": 1 / 24,
    "d": 1.0,
    "wk": 7.0,
    "mo": 30.4375,
    "a": 365.25,
}
_NUMBER = re.compile(r"\d{1,8}(\.\d{1,6})?")
_OLDEST = 150 * _DAYS["a"]
_YEAR = _DAYS["a"]


@dataclass(frozen=True)
class AgeGroup:
    """A heading of MeSH and the age in days at which the next group begins."""

    code: str
    name: str
    until: float


#: Young adults overlap with adults in MeSH; the narrower group comes first here.
AGE_GROUPS = (
    AgeGroup("D007231", "Infant, Newborn", _DAYS["mo"]),
    AgeGroup("D007223", "Infant", 2 * _YEAR),
    AgeGroup("D002675", "Child, Preschool", 6 * _YEAR),
    AgeGroup("D002648", "Child", 13 * _YEAR),
    AgeGroup("D000293", "Adolescent", 19 * _YEAR),
    AgeGroup("D055815", "Young Adult", 25 * _YEAR),
    AgeGroup("D000328", "Adult", 45 * _YEAR),
    AgeGroup("D008875", "Middle Aged", 65 * _YEAR),
    AgeGroup("D000368", "Aged", 80 * _YEAR),
    AgeGroup("D000369", "Aged, 80 and over", _OLDEST),
)
NAMES = {group.code: group.name for group in AGE_GROUPS}


def read_age(value: str, unit: str, *, field: str) -> str:
    """The group of an age such as ("8", "a"), years when no unit is said; BadInput
    names the parameter."""
    if not _NUMBER.fullmatch(value):
        raise BadInput("An age is a number.", field=field)
    days = _DAYS.get(unit or "a")
    if days is None:
        raise BadInput(
            "A unit of age is one of: %(units)s.",
            units=", ".join(_DAYS),
            field=f"{field.removesuffix('.v')}.u",
        )
    age = float(value) * days
    if age > _OLDEST:
        raise BadInput("Nobody is as old as that.", field=field)
    return next(
        group.code
        for group in AGE_GROUPS
        if age < group.until or group.until == _OLDEST
    )
