"""Ages become the groups of MeSH."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.api.domain.infobutton.ages import AGE_GROUPS, NAMES, read_age


@pytest.mark.parametrize(
    ("value", "unit", "name"),
    [
        ("30", "min", "Infant, Newborn"),
        ("12", "h", "Infant, Newborn"),
        ("29", "d", "Infant, Newborn"),
        ("6", "wk", "Infant"),
        ("23", "mo", "Infant"),
        ("24", "mo", "Child, Preschool"),
        ("5", "a", "Child, Preschool"),
        ("6", "a", "Child"),
        ("12", "a", "Child"),
        ("13", "a", "Adolescent"),
        ("18", "a", "Adolescent"),
        ("19", "a", "Young Adult"),
        ("24.9", "a", "Young Adult"),
        ("25", "a", "Adult"),
        ("44", "", "Adult"),
        ("45", "a", "Middle Aged"),
        ("64", "a", "Middle Aged"),
        ("65", "a", "Aged"),
        ("79", "a", "Aged"),
        ("80", "a", "Aged, 80 and over"),
        ("150", "a", "Aged, 80 and over"),
        ("0", "a", "Infant, Newborn"),
    ],
)
def test_an_age_has_a_group(value: str, unit: str, name: str) -> None:
    assert NAMES[read_age(value, unit, field="age.v.v")] == name


@given(st.integers(0, 150), st.integers(0, 150))
def test_who_is_older_is_in_no_younger_group(one: int, other: int) -> None:
    order = [group.code for group in AGE_GROUPS]
    places = [
        order.index(read_age(str(age), "a", field="age.v.v"))
        for age in sorted((one, other))
    ]

    assert places == sorted(places)
