"""The chain: any change of any entry is found, and the entry is named."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medagora.curation.domain.chain import (
    GENESIS,
    Entry,
    digest_of,
    find_break,
    hash_of,
)

words = st.text(max_size=12)
facts = st.dictionaries(
    words, st.none() | st.booleans() | st.integers() | words, max_size=3
)
CHAINED = (
    "at",
    "verb",
    "subject",
    "actor",
    "personal_digest",
    "previous_hash",
    "hash",
)
personal = st.none() | st.fixed_dictionaries(
    {"words": words, "salt": st.text("0123456789abcdef", min_size=32, max_size=32)}
)


def build(
    parts: list[tuple[str, dict[str, Any], dict[str, Any] | None]],
) -> list[Entry]:
    entries, previous = [], GENESIS
    for number, (verb, its_facts, its_personal) in enumerate(parts, start=1):
        entry = Entry(
            number=number,
            at="2026-11-23T12:00:00.000000Z",
            verb=verb,
            subject="resource:abc",
            actor="bcdfghjk",
            facts=its_facts,
            personal=its_personal,
            personal_digest=digest_of(its_personal),
            previous_hash=previous,
            hash="",
        )
        entry = replace(entry, hash=hash_of(entry))
        entries.append(entry)
        previous = entry.hash
    return entries


logs = st.lists(st.tuples(words, facts, personal), min_size=1, max_size=6).map(build)


@given(logs)
def test_an_untouched_log_is_whole(log: list[Entry]) -> None:
    assert find_break(log) is None


@settings(max_examples=200)
@given(logs, st.data())
def test_any_change_of_any_entry_is_found_and_named(
    log: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    field = data.draw(st.sampled_from(CHAINED))
    log[place] = replace(log[place], **{field: getattr(log[place], field) + "x"})

    broken = find_break(log)

    assert broken is not None
    assert broken.number == place + 1


@given(logs, st.data())
def test_changed_facts_are_found(log: list[Entry], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    log[place] = replace(log[place], facts={**log[place].facts, "added": "later"})

    broken = find_break(log)

    assert broken is not None
    assert broken.number == place + 1


@given(logs)
def test_changed_words_are_found(log: list[Entry]) -> None:
    salt = "0" * 32
    log[0] = replace(log[0], personal={"words": "never said", "salt": salt})

    broken = find_break(log)

    assert broken is not None
    assert (broken.number, broken.reason) == (
        1,
        "its words were changed after they were written",
    )


@given(logs, st.data())
def test_erased_words_leave_the_chain_whole(
    log: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 1))
    log[place] = replace(log[place], personal=None)

    assert find_break(log) is None


@given(logs.filter(lambda log: len(log) > 1), st.data())
def test_a_missing_or_swapped_entry_is_found(
    log: list[Entry], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(log) - 2))

    without = log[:place] + log[place + 1 :]
    swapped = [*log[:place], log[place + 1], log[place], *log[place + 2 :]]

    assert find_break(without) is not None
    assert find_break(swapped) is not None


def test_short_words_cannot_be_guessed_from_their_digest() -> None:
    with pytest.raises(ValueError, match="salt"):
        digest_of({"words": "no"})
