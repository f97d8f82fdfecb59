"""Which words of a title choose the questions that are alike."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from medagora.search.domain.alike import choose_words
from medagora.search.domain.requests import Synonym, WordGroup

words = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True)
counts = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 900))


def groups_of(words: list[str]) -> tuple[WordGroup, ...]:
    return tuple(WordGroup(word) for word in words)


def choosing(words: list[str], holders: Mapping[str, float], most: int) -> list[str]:
    found = choose_words(groups_of(words), holders, most)
    return [group.word for group in found if not group.is_frequent]


@given(words=words, holders=counts, most=st.integers(0, 2_000))
def test_the_rarest_words_choose_as_many_as_can_be_read(
    words: list[str], holders: dict[str, int], most: int
) -> None:
    chosen = choosing(words, holders, most)
    there = [word for word in words if holders.get(word)]
    others = [word for word in there if word not in chosen]

    assert bool(chosen) == bool(there)
    assert sum(holders[w] for w in chosen) <= most or len(chosen) == 1
    assert all(holders[w] <= holders[o] for w in chosen for o in others)


@given(words=words, holders=counts)
def test_every_word_that_somebody_used_counts(
    words: list[str], holders: dict[str, int]
) -> None:
    found = choose_words(groups_of(words), holders)

    assert [group.word for group in found] == [w for w in words if holders.get(w)]


def test_a_last_word_that_nobody_used_may_be_a_beginning() -> None:
    alone = choose_words(groups_of(["levoth"]), {})
    beside = choose_words(groups_of(["coffee", "levoth"]), {"coffee": 9})
    short = choose_words(groups_of(["coffee", "lev"]), {"coffee": 9})

    assert [(g.word, g.is_start, g.is_frequent) for g in alone] == [
        ("levoth", True, False)
    ]
    assert [(g.word, g.is_start, g.is_frequent) for g in beside] == [
        ("coffee", False, False),
        ("levoth", True, True),
    ]
    assert [g.word for g in short] == ["coffee"]


def test_what_stands_for_a_word_is_read_as_well() -> None:
    """As many as the rarest of its stems has, since all of them must be there."""
    attack = WordGroup("attack", synonyms=(Synonym(("heart", "infarct")),))
    holders = {"attack": 50, "heart": 900, "infarct": 100, "pain": 160}

    found = choose_words((attack, WordGroup("pain")), holders, 200)

    assert [group.word for group in found if not group.is_frequent] == ["attack"]
