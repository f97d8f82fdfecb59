"""The files of the instruments: complete, citable, honest about what machines see."""

import pytest

from medagora.appraisal.domain.findings import Criterion
from medagora.appraisal.domain.instruments import (
    KEYS,
    find_instrument,
    instrument,
    list_instruments,
)
from medagora.appraisal.domain.instruments.reading import read

SMALL = """
key = "small"
version = "1"
name = "Small"
about = "About."
reading = "Reading."
source = "Source."
address = "https://example.org/"
licence = "Licence."
[[scale]]
value = "no"
points = 0
label = "No"
[[scale]]
value = "yes"
points = 1
label = "Yes"
[[part]]
key = "total"
name = "Total"
measure = "count"
sections = ["only"]
[[section]]
key = "only"
name = "Only"
[[section.item]]
id = "small.1"
short = "One"
question = "One?"
hint = "One."
{rules}
"""


@pytest.mark.parametrize(
    ("key", "count"),
    [
        ("discern", 16),
        ("jama", 4),
        ("hon", 9),
        ("pemat-p", 24),
        ("pemat-av", 17),
        ("cdc", 20),
        ("healthnewsreview", 10),
    ],
)
def test_each_instrument_has_all_its_items(key: str, count: int) -> None:
    made = instrument(key)

    assert len(made.items) == count
    assert all(item.id.startswith(f"{key}.") for item in made.items)


@pytest.mark.parametrize("key", KEYS)
def test_each_instrument_says_where_it_comes_from(key: str) -> None:
    made = instrument(key)

    assert made.source
    assert made.licence
    assert made.address.startswith("https://")


def test_no_id_stands_in_two_instruments() -> None:
    ids = [item.id for made in list_instruments() for item in made.items]

    assert len(set(ids)) == len(ids)


def test_items_that_no_machine_sees_are_left_to_people() -> None:
    left = {
        item.id
        for made in list_instruments()
        for item in made.items
        if item.left_to_people
    }

    assert {"discern.2", "discern.3", "discern.16"} <= left
    assert not {item for item in left if item.startswith(("jama.", "hon."))}


def test_harms_stand_beside_the_question_about_risks() -> None:
    item = instrument("discern").find_item("discern.11")

    assert item is not None
    assert Criterion.HARMS in item.criteria


def test_an_unknown_key_is_no_instrument() -> None:
    assert find_instrument("quest") is None
    assert find_instrument("../files/jama") is None


def test_an_item_is_either_helped_by_a_machine_or_left_to_people() -> None:
    with pytest.raises(ValueError, match="either criteria or left_to_people"):
        read(SMALL.format(rules=""))


def test_a_rule_may_not_look_ahead() -> None:
    rules = (
        'left_to_people = true\nforced = [{ item = "small.2", is = "no", to = "no" }]'
    )

    with pytest.raises(ValueError, match="looks ahead"):
        read(SMALL.replace("{rules}", rules))


def test_a_criterion_must_be_one_of_the_engines() -> None:
    with pytest.raises(ValueError, match="magic"):
        read(SMALL.format(rules='criteria = ["magic"]'))
