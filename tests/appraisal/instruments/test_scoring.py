"""Each instrument is scored as its paper says, and not before it is complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.appraisal.domain.instruments import (
    KEYS,
    NOT_APPLICABLE,
    Incomplete,
    Instrument,
    Score,
    effective,
    instrument,
    list_instruments,
    score,
)

every_instrument = pytest.mark.parametrize("key", KEYS)


def all_answered(key: str, value: str, **changes: str) -> dict[str, str]:
    """The same answer throughout; ``changes`` by the end of the id, as ``_4="na"``."""
    answers = {item.id: value for item in instrument(key).items}
    for end, changed in changes.items():
        answers[f"{key}.{end.removeprefix('_')}"] = changed
    return answers


def scored(key: str, answers: dict[str, str]) -> Score:
    result = score(instrument(key), answers)
    assert isinstance(result, Score), result
    return result


@st.composite
def answered(draw: st.DrawFn) -> tuple[Instrument, dict[str, str]]:
    """Any instrument with any complete set of possible answers."""
    chosen = draw(st.sampled_from(list_instruments()))
    answers: dict[str, str] = {}
    for item in chosen.items:
        answers[item.id] = draw(st.sampled_from(item.values))
    return chosen, answers


@given(answered())
def test_a_complete_set_of_answers_has_a_score_within_its_limits(
    case: tuple[Instrument, dict[str, str]],
) -> None:
    chosen, answers = case

    result = score(chosen, answers)

    assert isinstance(result, Score)
    assert [part.key for part in result.parts] == [part.key for part in chosen.parts]
    for part in result.parts:
        assert part.points is None or part.least <= part.points <= part.most
        assert part.percent is None or 0 <= part.percent <= 100


@given(answered(), st.data())
def test_without_one_free_answer_there_is_no_score(
    case: tuple[Instrument, dict[str, str]], data: st.DataObject
) -> None:
    chosen, answers = case
    free = [
        item.id
        for item in chosen.items
        if not any(
            effective(chosen, answers)[rule.item] == rule.value for rule in item.forced
        )
    ]
    taken = data.draw(st.sampled_from(free))
    del answers[taken]

    result = score(chosen, answers)

    assert isinstance(result, Incomplete)
    assert taken in result.missing


@given(
    st.sampled_from(list_instruments()),
    st.dictionaries(st.text(max_size=12), st.text(max_size=8), max_size=30),
)
def test_nonsense_never_has_a_score(
    chosen: Instrument, nonsense: dict[str, str]
) -> None:
    result = score(chosen, nonsense)

    assert isinstance(result, Incomplete)


@every_instrument
def test_an_impossible_answer_is_named(key: str) -> None:
    first = instrument(key).items[0].id
    answers = all_answered(key, instrument(key).scale[-1].value) | {first: "99"}

    result = score(instrument(key), answers)

    assert isinstance(result, Incomplete)
    assert result.impossible == (first,)


def test_discern_adds_up_from_16_to_80() -> None:
    least, most = (scored("discern", all_answered("discern", v)) for v in ("1", "5"))

    assert [part.points for part in least.parts] == [8, 7, 1, 16]
    assert [part.points for part in most.parts] == [40, 35, 5, 80]
    assert most.part("total").percent is None


def test_discern_has_no_total_when_a_question_was_left_out() -> None:
    answers = all_answered("discern", "4", _12=NOT_APPLICABLE)

    result = scored("discern", answers)

    assert result.part("total").points is None
    assert result.part("treatments").points is None
    assert result.part("treatments").left_out == ("discern.12",)
    assert result.part("reliability").points == 32


def test_the_overall_rating_of_discern_cannot_be_left_out() -> None:
    answers = all_answered("discern", "4", _16=NOT_APPLICABLE)

    result = score(instrument("discern"), answers)

    assert isinstance(result, Incomplete)


@pytest.mark.parametrize("met", range(5))
def test_jama_counts_the_benchmarks_met(met: int) -> None:
    ids = [item.id for item in instrument("jama").items]
    answers = {key: "yes" if place < met else "no" for place, key in enumerate(ids)}

    part = scored("jama", answers).part("total")

    assert (part.points, part.most) == (met, 4)


def test_hon_counts_nine_principles() -> None:
    part = scored("hon", all_answered("hon", "yes", date="no")).part("total")

    assert (part.points, part.most) == (8, 9)


def test_what_does_not_apply_is_not_counted_against_a_story() -> None:
    answers = all_answered("healthnewsreview", "yes", cost="na", harms="no")

    part = scored("healthnewsreview", answers).part("total")

    assert (part.points, part.most, part.left_out) == (8, 9, ("healthnewsreview.cost",))


def test_pemat_gives_two_percentages_and_never_one() -> None:
    # 17 statements about understanding, of which three do not apply; 7 about acting
    answers = all_answered(
        "pemat-p", "agree", _6="na", _19="na", _24="na", _1="disagree", _20="disagree"
    )

    result = scored("pemat-p", answers)

    understandability, actionability = result.parts
    assert (understandability.points, understandability.most) == (14, 15)
    assert understandability.percent == pytest.approx(93.33, abs=0.01)
    assert (actionability.points, actionability.most) == (5, 6)
    assert actionability.percent == pytest.approx(83.33, abs=0.01)


def test_pemat_has_the_items_of_each_version() -> None:
    def numbers(key: str) -> list[int]:
        return [int(item.id.rpartition(".")[2]) for item in instrument(key).items]

    assert numbers("pemat-p") == [n for n in range(1, 27) if n not in {13, 14}]
    assert numbers("pemat-av") == [
        *(1, 3, 4, 5, 8, 9, 10, 11, 12, 13, 14, 18, 19),
        *(20, 21, 22, 25),
    ]


def test_pemat_lets_items_be_left_out_that_its_guide_names() -> None:
    def left_out(key: str) -> set[int]:
        return {
            int(item.id.rpartition(".")[2])
            for item in instrument(key).items
            if item.may_be_left_out
        }

    assert left_out("pemat-p") == {6, 8, 9, 11, 16, 17, 18, 19, 24, 25}
    assert left_out("pemat-av") == {8, 9, 11, 12, 13, 14, 18, 19, 25}


def test_the_cdc_index_leaves_out_the_parts_that_do_not_apply() -> None:
    core = {f"cdc.{number}": "yes" for number in range(1, 12)}
    absent = {"cdc.12": "na", "cdc.15": "na", "cdc.18": "na"}

    part = scored("cdc", core | absent).part("total")

    assert (part.points, part.most, part.percent) == (11, 11, 100)
    assert part.left_out == tuple(f"cdc.{number}" for number in range(12, 21))


def test_the_cdc_index_without_a_main_message_loses_what_hangs_on_it() -> None:
    answers = all_answered("cdc", "yes", _1="no", _17="no")

    part = scored("cdc", answers).part("total")

    # 1, 2, 3, 4 and 6 earn nothing
    assert (part.points, part.most, part.percent) == (15, 20, 75)


def test_having_to_calculate_costs_the_point() -> None:
    with_sums = scored("cdc", all_answered("cdc", "yes")).part("total")
    without = scored("cdc", all_answered("cdc", "yes", _17="no")).part("total")

    assert (with_sums.points, without.points) == (19, 20)


def test_a_forced_item_need_not_be_answered_but_a_free_one_cannot_be_left_out() -> None:
    answers = all_answered("cdc", "yes", _13="na")

    result = score(instrument("cdc"), answers)

    assert isinstance(result, Incomplete)
    assert result.impossible == ("cdc.13",)
