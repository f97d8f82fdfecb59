"""What a topic needs before it is saved."""

from dataclasses import replace

import pytest

from medagora.kernel.refusals import BadInput
from medagora.topics.domain.edits import (
    Owner,
    SharedTerms,
    check_text,
    check_topic,
    settle_shared,
)
from medagora.topics.domain.files import TermDraft, TextDraft, TopicDraft
from medagora.topics.domain.words import Register

TEXT = TextDraft(
    "Asthma",
    "It narrows the airways. It can be treated.",
    (
        TermDraft("wheezing", Register.LAY),
        TermDraft("MI", Register.CLINICAL),
    ),
)
TOPIC = TopicDraft("asthma", "condition", "lungs", texts={"en": TEXT})
PARENTS = {"asthma": "", "lung-disease": "", "copd": "lung-disease"}


def test_a_good_topic_passes() -> None:
    check_topic(
        replace(
            TOPIC,
            parent="lung-disease",
            related=("copd",),
            codes=(
                ("mesh", "D001249"),
                ("icd10", "J45"),
                ("icd10cm", "J45.909"),
                ("icd11", "CA23.1"),
                ("snomed", "195967001"),
            ),
        ),
        parents=PARENTS,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"slug": "Asthma"}, "slug"),
        ({"slug": "asthma--x"}, "slug"),
        ({"slug": "edit"}, "slug"),
        ({"slug": "a" * 81}, "slug"),
        ({"kind": "illness"}, "kind"),
        ({"body_system": "wings"}, "body_system"),
        ({"parent": "nowhere"}, "parent"),
        ({"parent": "asthma"}, "parent"),
        ({"related": ("nowhere",)}, "related"),
        ({"related": ("asthma",)}, "related"),
        ({"codes": (("icd9", "493"),)}, "codes"),
        ({"codes": (("mesh", "J45"),)}, "codes"),
        ({"codes": (("icd10", "asthma"),)}, "codes"),
        ({"texts": {}}, "name"),
        ({"texts": {"xx-none": TEXT}}, "language"),
    ],
)
def test_each_fault_names_its_field(changes: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        check_topic(replace(TOPIC, **changes), parents=PARENTS)  # type: ignore[arg-type]  # a test's shorthand

    assert refusal.value.field == field


def test_a_topic_cannot_stand_below_its_own_child() -> None:
    parents = {"lungs": "", "asthma": "lungs", "attack": "asthma"}

    with pytest.raises(BadInput, match="below itself"):
        check_topic(replace(TOPIC, slug="lungs", parent="attack"), parents=parents)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (replace(TEXT, name="  "), "name"),
        (replace(TEXT, terms=(TermDraft("asthma!", Register.LAY),)), "lay"),
        (replace(TEXT, terms=(TermDraft("…", Register.CLINICAL),)), "clinical"),
        (replace(TEXT, terms=(TermDraft("x" * 161, Register.LAY),)), "lay"),
        (
            replace(
                TEXT,
                terms=(
                    TermDraft("Wheezing", Register.LAY),
                    TermDraft("wheezing", Register.CLINICAL),
                ),
            ),
            "clinical",
        ),
    ],
)
def test_words_that_are_empty_long_or_doubled_are_refused(
    text: TextDraft, field: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        check_text("en", text)

    assert refusal.value.field == field


def test_words_that_nobody_else_has_stay_as_they_are() -> None:
    assert settle_shared(TEXT, [], is_confirmed=False) == TEXT


def test_a_shared_word_is_named_with_its_owner_and_asked_about() -> None:
    owners = [Owner("heart-attack", "mi", is_name=False)]

    with pytest.raises(SharedTerms) as refusal:
        settle_shared(TEXT, owners, is_confirmed=False)

    assert "“MI” (heart-attack)" in str(refusal.value)


def test_a_confirmed_shared_word_is_marked_and_the_others_are_not() -> None:
    owners = [Owner("heart-attack", "mi", is_name=False)]

    settled = settle_shared(TEXT, owners, is_confirmed=True)

    assert [term.is_ambiguous for term in settled.terms] == [False, True]


def test_a_word_that_is_no_longer_shared_loses_its_mark() -> None:
    marked = settle_shared(
        TEXT, [Owner("heart-attack", "mi", is_name=False)], is_confirmed=True
    )

    assert settle_shared(marked, [], is_confirmed=False) == TEXT


@pytest.mark.parametrize(
    ("owner", "field"),
    [
        (Owner("other", "asthma", is_name=True), "name"),
        (Owner("other", "asthma", is_name=False), "name"),
        (Owner("other", "wheezing", is_name=True), "lay"),
    ],
)
def test_two_topics_never_share_a_name(owner: Owner, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        settle_shared(TEXT, [owner], is_confirmed=True)

    assert refusal.value.field == field
    assert "(other)" in str(refusal.value)
