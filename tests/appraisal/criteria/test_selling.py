"""Calls to buy: in the text, on buttons, in the code of a shop."""

from typing import Any

import pytest

from medagora.appraisal.domain.criteria import selling
from medagora.appraisal.domain.criteria.reading import Reading
from medagora.appraisal.domain.findings import Answer, Finding, Where
from medagora.appraisal.domain.page import BlockKind, Region
from tests.appraisal.building import Piece, build_page, hits_of, sight

PLAIN = "The clinic lies in the north of the town, next to the station. " * 12


def button(words: str, region: Region = Region.MAIN) -> Piece:
    return BlockKind.CONTROL, region, words


def look_at(*pieces: Piece, **others: Any) -> Finding:
    page = build_page(*pieces, PLAIN, **others)
    (finding,) = selling.look(Reading(page, hits_of(page, "content"), sight()))
    return finding


@pytest.mark.parametrize("region", [Region.MAIN, Region.ASIDE])
def test_a_button_to_buy_counts(region: Region) -> None:
    found = look_at(button("Add to cart", region))

    assert found.answer is Answer.PRESENT
    assert found.facts["phrases"] == ("add to cart",)


@pytest.mark.parametrize("region", [Region.NAVIGATION, Region.FOOTER, Region.COMMENTS])
def test_a_menu_leads_elsewhere_and_a_comment_is_not_the_page(region: Region) -> None:
    assert look_at(button("Add to cart", region)).answer is Answer.ABSENT


def test_a_shops_code_counts_without_words() -> None:
    found = look_at(shop_signs=("offers.price 39.90 EUR",))

    assert found.answer is Answer.PRESENT
    assert found.said == "selling.shop"
    assert found.quotes[0].where is Where.MARKUP


def test_words_and_code_together_are_surer() -> None:
    words = look_at("Order today with free shipping.")
    both = look_at("Order today with free shipping.", shop_signs=("cart",))

    assert words.confidence < both.confidence


def test_advice_against_buying_sells_nothing() -> None:
    found = look_at("Never buy online from a shop that you do not know.")

    assert found.answer is Answer.ABSENT


def test_a_price_alone_is_what_a_treatment_costs() -> None:
    assert look_at("The operation is about $3,000 or €2,800.").answer is Answer.ABSENT
