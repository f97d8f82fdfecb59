"""What a collection needs, how its order changes, what it is made of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.collections import (
    LONGEST_NOTE,
    CollectionDraft,
    Step,
    clean,
    clean_note,
    moved,
    shares,
)
from medagora.kernel.refusals import BadInput

DRAFT = CollectionDraft("First steps", "Mia", "en")


def test_words_are_tidied_and_lines_stay() -> None:
    draft = clean(
        CollectionDraft(
            " First  steps ",
            " Mia ",
            "en-GB",
            description="One line.\r\n\r\n\r\nAnother.",
            topics=("asthma", "asthma"),
        )
    )

    assert draft == CollectionDraft(
        "First steps",
        "Mia",
        "en",
        description="One line.\n\nAnother.",
        topics=("asthma",),
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " \u200b"}, "title"),
        ({"by_name": ""}, "by_name"),
        ({"visibility": "friends"}, "visibility"),
        ({"language": "qqq"}, "language"),
        ({"topics": tuple("abcdefghijklm")}, "topics"),
    ],
)
def test_a_fault_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        clean(replace(DRAFT, **changes))  # type: ignore[arg-type]  # a test's shorthand

    assert refusal.value.field == field


def test_a_note_is_cut_at_its_length() -> None:
    assert len(clean_note("word " * 400)) <= LONGEST_NOTE


@pytest.mark.parametrize(
    ("step", "order"),
    [
        (Step.UP, "bac"),
        (Step.DOWN, "acb"),
        (Step.FIRST, "bac"),
        (Step.LAST, "acb"),
    ],
)
def test_a_step_moves_one_place_or_to_an_end(step: Step, order: str) -> None:
    assert "".join(moved("abc", "b", step)) == order


@given(st.lists(st.integers(), unique=True, min_size=1), st.data())
def test_a_step_loses_nothing_and_keeps_the_others_in_order(
    order: list[int], data: st.DataObject
) -> None:
    thing = data.draw(st.sampled_from(order))
    step = data.draw(st.sampled_from(Step))

    after = moved(order, thing, step)

    assert sorted(after) == sorted(order)
    assert [x for x in after if x != thing] == [x for x in order if x != thing]
    assert abs(after.index(thing) - order.index(thing)) <= (
        1 if step in {Step.UP, Step.DOWN} else len(order)
    )


def test_what_is_not_there_cannot_move() -> None:
    with pytest.raises(ValueError, match="not in"):
        moved(["a"], "b", Step.UP)


@given(st.lists(st.sampled_from("abcdefghijkl")))
def test_shares_count_everything_commonest_first(words: list[str]) -> None:
    found = shares(words, limit=20)

    assert sum(share.count for share in found) == len(words)
    assert [s.count for s in found] == sorted((s.count for s in found), reverse=True)
    assert all(0 <= share.percent <= 100 for share in found)
