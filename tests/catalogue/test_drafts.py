"""A resource as it is written down: tidied, or refused with the fault."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue.domain.drafts import (
    AccountDraft,
    FeedDraft,
    ResourceDraft,
    TextDraft,
    clean,
)
from medagora.catalogue.domain.words import Audience, Cost, Kind
from medagora.kernel.refusals import BadInput

DRAFT = ResourceDraft(
    address="https://www.nhs.uk/conditions/asthma/",
    texts={"en": TextDraft("NHS: asthma", "Explains inhalers step by step.")},
    languages=("en",),
    topics=("asthma",),
)


def test_words_and_addresses_are_tidied() -> None:
    draft = clean(
        replace(
            DRAFT,
            address="HTTPS://www.nhs.uk/conditions/asthma/?utm_source=x",
            texts={"EN-gb": TextDraft("  NHS:\n asthma ", " Explains\tinhalers. ")},
            languages=("en-GB", "en", "HU"),
            publisher="  National  Health Service ",
            country="gb",
            accessibility_notes=" Has  captions. ",
        )
    )

    assert draft.address == "https://www.nhs.uk/conditions/asthma/"
    assert draft.texts == {"en": TextDraft("NHS: asthma", "Explains inhalers.")}
    assert draft.languages == ("en", "hu")
    assert draft.publisher == "National Health Service"
    assert draft.country == "GB"
    assert draft.accessibility_notes == "Has captions."


def test_doubles_are_dropped_and_the_order_stays() -> None:
    draft = clean(
        replace(
            DRAFT,
            topics=("asthma", "copd", "asthma"),
            further_addresses=(
                "http://nhs.uk/asthma",
                DRAFT.address,
                "http://nhs.uk/asthma#top",
            ),
            feeds=(
                FeedDraft("https://nhs.uk/feed", "News"),
                FeedDraft("https://nhs.uk/feed#x", "Other"),
            ),
            social_accounts=(AccountDraft("YouTube", "youtube.com/nhs"),) * 2,
        )
    )

    assert draft.topics == ("asthma", "copd")
    assert draft.further_addresses == ("http://nhs.uk/asthma",)
    assert draft.feeds == (FeedDraft("https://nhs.uk/feed", "News"),)
    assert draft.social_accounts == (
        AccountDraft("YouTube", "https://youtube.com/nhs"),
    )


def test_a_language_without_a_title_is_left_out() -> None:
    texts = {
        "en": TextDraft("NHS"),
        "hu": TextDraft("  ", "Leírás cím nélkül."),
        "de": TextDraft("\x1b\u200b", "Nur unsichtbare Zeichen."),
    }

    assert set(clean(replace(DRAFT, texts=texts)).texts) == {"en"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"address": "ftp://nhs.uk"}, "address"),
        ({"further_addresses": ("nonsense",)}, "address"),
        ({"feeds": (FeedDraft(""),)}, "address"),
        ({"kind": "pamphlet"}, "kind"),
        ({"audience": "dentists"}, "audience"),
        ({"cost": "cheap"}, "cost"),
        ({"languages": ("qqq",)}, "languages"),
        ({"texts": {"qqq": TextDraft("x")}}, "languages"),
        ({"country": "XX"}, "country"),
    ],
)
def test_a_fault_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        clean(replace(DRAFT, **changes))  # type: ignore[arg-type]  # a test's shorthand

    assert refusal.value.field == field


drafts = st.builds(
    ResourceDraft,
    address=st.sampled_from(["nhs.uk", "https://who.int/a?b=1#c", "http://m.nhs.uk/"]),
    kind=st.sampled_from(Kind),
    audience=st.sampled_from(Audience),
    cost=st.sampled_from(Cost),
    texts=st.dictionaries(
        st.sampled_from(["en", "hu", "pt-BR", "ar"]),
        st.builds(TextDraft, st.text(max_size=400), st.text(max_size=50)),
    ),
    languages=st.lists(st.sampled_from(["en", "EN", "zh-Hans", "hu"])).map(tuple),
    topics=st.lists(st.text("ab", max_size=2)).map(tuple),
    publisher=st.text(max_size=300),
    country=st.sampled_from(["", "hu", "GB"]),
)


@given(drafts)
def test_cleaning_twice_changes_nothing_more(draft: ResourceDraft) -> None:
    once = clean(draft)

    assert clean(once) == once
