"""Where some of the words are enough, very frequent ones are not enough alone."""

from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.frequency import FEW, TIMES, mark_frequent
from medagora.search.domain.requests import ContentQuery, Need, WordGroup

MY, BLOOD = WordGroup("my"), WordGroup("lymphoma", stems=("lymphoma",))
groups_of_words = st.lists(
    st.builds(WordGroup, st.sampled_from("abcdef"), is_intent=st.booleans()),
    unique_by=lambda group: group.word,
)
holders = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 10**6))


def marked(counts: dict[str, float], *groups: WordGroup) -> list[str]:
    found = mark_frequent(groups or (MY, BLOOD), counts)
    return [group.word for group in found if group.is_frequent]


def test_a_word_of_a_hundred_thousand_pages_is_not_enough_beside_a_rare_one() -> None:
    assert marked({"my": 100_000, "lymphoma": 300}) == ["my"]


def test_in_a_small_library_every_word_is_enough() -> None:
    assert marked({"my": FEW, "lymphoma": 1}) == []


def test_words_that_are_about_as_frequent_are_all_enough() -> None:
    assert marked({"my": 90_000, "lymphoma": 30_000}) == []


def test_a_word_that_stands_nowhere_says_nothing_of_the_others() -> None:
    assert marked({"my": 100_000, "lymphoma": 0}) == []


def test_the_most_frequent_form_counts() -> None:
    forms = WordGroup("mine", stems=("mine", "my"))

    assert marked({"my": 100_000, "mine": 1, "lymphoma": 2}, forms, BLOOD) == ["mine"]


@given(groups_of_words, holders)
def test_some_word_is_always_enough(
    groups: list[WordGroup], counts: dict[str, float]
) -> None:
    found = mark_frequent(groups, counts)
    query = ContentQuery(found, need=Need.SOME)

    assert [group.word for group in found] == [group.word for group in groups]
    assert bool(query.needed) == bool(groups)
    there = [g for g in found if counts.get(g.word) and not g.is_intent]
    rarest = min((counts[group.word] for group in there), default=0)
    for group in there:
        assert group.is_frequent == (counts[group.word] > max(FEW, TIMES * rarest))


@given(groups_of_words, holders)
def test_all_words_are_needed_where_all_are_asked_for(
    groups: list[WordGroup], counts: dict[str, float]
) -> None:
    plain, found = ContentQuery(tuple(groups)), mark_frequent(groups, counts)

    assert [group.word for group in ContentQuery(found).needed] == [
        group.word for group in plain.needed
    ]
