"""A document is known in the index by numbers, and told by its key again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.ids import stable_id
from medagora.search.domain.documents import ContentDocument, Sort
from medagora.search.domain.requests import ContentQuery, WordGroup
from medagora.search.gateways.tantivy_engine import TantivyEngine
from medagora.search.gateways.tantivy_schema import key_of, uid_of

KEYS = st.one_of(
    st.from_regex("[0-9a-z]{1,13}", fullmatch=True),
    st.text(max_size=14),
    st.integers(min_value=0).map(str),
)
#: Of every shape: short ones stand in a column, the others beside the words.
UIDS = ("0", "007", stable_id("a page"), "z" * 11, "z" * 12, "Abc", "٣", "_1")


@given(KEYS)
def test_a_key_that_became_a_number_comes_back_as_it_was(uid: str) -> None:
    number = key_of(uid)

    assert number < 2**63
    assert not number or uid_of(number) == uid


def test_the_keys_of_this_site_all_become_numbers() -> None:
    assert all(key_of(uid) for uid in (stable_id("a page"), "0", "12345678901"))


@pytest.mark.parametrize("sort", Sort)
def test_documents_are_found_suggested_and_taken_out_whatever_their_key_looks_like(
    search_folder: Path, sort: Sort
) -> None:
    engine = TantivyEngine(search_folder)
    engine.rebuild(
        ContentDocument(uid, ("Asthma",), languages=("en",), sort=sort) for uid in UIDS
    )
    asthma = ContentQuery((WordGroup("asthma"),), sort=sort)

    assert {*engine.find_content(asthma).uids} == {*UIDS}
    assert {*engine.suggest_content(["asth"], "en", limit=9, sort=sort)} == {*UIDS}
    assert len(engine.stems_of(UIDS, sort)) == len(UIDS)

    engine.write([], gone=[f"{sort.value}:{uid}" for uid in UIDS[1:]])

    assert engine.find_content(asthma).uids == UIDS[:1]
