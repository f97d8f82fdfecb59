"""The conduct kit: which sentences apply, and a look before one posts."""

import hypothesis.strategies as st
import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given

from medagora.community.domain.conduct.disclaimers import (
    Clause,
    Facts,
    Money,
    Place,
    clauses,
)
from medagora.community.labels_conduct import CLAUSES

FACTS = st.builds(
    Facts,
    place=st.sampled_from(list(Place)),
    is_professional=st.booleans(),
    is_employed=st.booleans(),
    answers_readers=st.booleans(),
    has_comments=st.booleans(),
    keeps_addresses=st.booleans(),
    counts_visitors=st.booleans(),
    money=st.sampled_from(list(Money)),
)


@given(FACTS)
def test_every_text_says_who_writes_and_each_sentence_once(facts: Facts) -> None:
    found = clauses(facts)

    assert found[0] == Clause.WHO
    assert len(found) == len(set(found))
    assert set(found) <= set(CLAUSES)


@given(FACTS)
def test_money_is_always_spoken_of_outside_mails(facts: Facts) -> None:
    money = [clause for clause in clauses(facts) if clause.value.startswith("money")]

    assert len(money) == (0 if facts.place == Place.MAIL else 1)


def test_a_page_that_keeps_nothing_says_so_and_one_that_keeps_tells_of_rights() -> None:
    assert Clause.PRIVACY_NOTHING in clauses(Facts(Place.BLOG))
    keeping = clauses(Facts(Place.BLOG, keeps_addresses=True))
    assert Clause.PRIVACY_RIGHTS in keeping
    assert Clause.PRIVACY_NOTHING not in keeping


@pytest.mark.django_db
def test_the_form_makes_a_text_to_copy(client: Client) -> None:
    form = {
        "place": "blog",
        "name": "Dora <b>Nagy</b>",
        "profession": "paediatrician",
        "money": "sponsored",
        "payer": "Example Foundation",
        "is_professional": "on",
    }

    html = client.post(reverse("community:disclaimers"), form).content.decode()

    assert "Example Foundation has paid" in html
    assert "Dora <b>" not in html


@pytest.mark.django_db
def test_what_the_text_needs_is_asked_for(client: Client) -> None:
    form = {"place": "blog", "name": "D", "profession": "x", "money": "sponsored"}

    html = client.post(reverse("community:disclaimers"), form).content.decode()

    assert "The text needs this." in html


@pytest.mark.django_db
def test_the_look_before_posting_shows_names_and_safer_words(client: Client) -> None:
    text = "My patient John Smith, born 12 May 1961, cried on the ward today."

    html = client.post(reverse("community:preflight"), {"text": text}).content.decode()

    assert "<mark>John Smith</mark>" in html
    assert "Safer words" in html
    assert "with the patient listening" in html


@pytest.mark.django_db
def test_a_harmless_text_is_not_called_safe(client: Client) -> None:
    form = {"text": "Wash your hands."}

    html = client.post(reverse("community:preflight"), form).content.decode()

    assert "We do not see everything" in html
