"""The validator of topic files, by example and by property."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.languages import FINISHED
from medagora.topics.domain.files import (
    TermDraft,
    TextDraft,
    TopicDraft,
    find_faults,
    parse_topic,
)
from medagora.topics.domain.words import BodySystem, Register, TopicKind

SOURCE = """
kind = "condition"
body_system = "lungs"
parent = "lung-disease"
related = ["copd"]

[codes]
mesh = ["D001249"]
icd10cm = ["J45"]

[en]
name = "Asthma"
lay = ["wheezing", "MI"]
clinical = ["bronchial asthma"]
description = "It narrows the airways. It can be treated."
ambiguous = ["MI"]
"""


def text(word: str, **changes: object) -> TextDraft:
    draft = TextDraft(
        name=word,
        description="This is one sentence. This is another.",
        terms=(
            TermDraft(f"{word} lay", Register.LAY),
            TermDraft(f"{word} clinical", Register.CLINICAL),
        ),
    )
    return replace(draft, **changes)  # type: ignore[arg-type]  # a test's shorthand


def topic(slug: str, **changes: object) -> TopicDraft:
    draft = TopicDraft(
        slug=slug,
        kind="condition",
        body_system="lungs",
        texts={code: text(f"{slug} {code}") for code in FINISHED},
    )
    return replace(draft, **changes)  # type: ignore[arg-type]  # a test's shorthand


def test_a_file_becomes_a_draft_with_its_words_marked() -> None:
    draft = parse_topic("asthma", SOURCE)

    assert draft.codes == (("mesh", "D001249"), ("icd10cm", "J45"))
    assert draft.parent == "lung-disease"
    assert draft.texts["en"].terms == (
        TermDraft("wheezing", Register.LAY),
        TermDraft("MI", Register.LAY, is_ambiguous=True),
        TermDraft("bronchial asthma", Register.CLINICAL),
    )


@pytest.mark.parametrize(
    "source",
    [
        "kind = ",
        'kind = "a"\ncolour = "red"',
        "[[en",
        "related = 3",
        "codes = 3",
        "[codes]\nmesh = 1",
        "[en]\nlay = 7",
        "[en]\nlay = [7]",
    ],
)
def test_a_file_in_another_form_is_refused_with_its_name(source: str) -> None:
    with pytest.raises(ValueError, match="asthma:"):
        parse_topic("asthma", source)


def test_a_good_set_has_no_faults() -> None:
    topics = [
        topic("asthma", related=("copd",)),
        topic("copd", parent="asthma", codes=(("mesh", "D029424"),)),
    ]

    assert find_faults(topics) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": "illness"}, "unknown kind 'illness'"),
        ({"body_system": "wings"}, "unknown body system 'wings'"),
        ({"parent": "nowhere"}, "names the topic 'nowhere'"),
        ({"related": ("asthma",)}, "names the topic 'asthma'"),
        ({"codes": (("icd9", "493"),)}, "unknown code system 'icd9'"),
        ({"parent": "asthma"}, "is its own ancestor"),
    ],
)
def test_a_fault_of_a_topic_is_named(changes: dict[str, object], fault: str) -> None:
    faults = find_faults([topic("asthma", **changes)])

    assert any(found.startswith("asthma: ") and fault in found for found in faults)


def test_topics_that_stand_above_each_other_are_found() -> None:
    ring = [
        topic("a", parent="c"),
        topic("b", parent="a"),
        topic("c", parent="b"),
        topic("d", parent="a"),
    ]

    faults = find_faults(ring)

    assert faults == [f"{slug}: is its own ancestor" for slug in "abc"]


@pytest.mark.parametrize("language", FINISHED)
def test_a_missing_language_is_named(language: str) -> None:
    texts = {code: text(f"asthma {code}") for code in FINISHED if code != language}

    faults = find_faults([topic("asthma", texts=texts)])

    assert faults == [f"asthma: has no name in {language}"]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"description": "Only one sentence."}, "the description needs two sentences"),
        ({"description": "One. Two. Three."}, "the description needs two sentences"),
        ({"terms": (TermDraft("wheeze", Register.LAY),)}, "no clinical term"),
        ({"terms": (TermDraft("asthma br.", Register.CLINICAL),)}, "no lay term"),
        ({"name": ""}, "has no name in en"),
        ({"name": "Asthma Lay"}, "the term 'asthma lay' stands twice"),
    ],
)
def test_a_fault_of_the_words_is_named(changes: dict[str, object], fault: str) -> None:
    texts = {code: text(f"asthma {code}") for code in FINISHED}
    texts["en"] = text("asthma", **changes)

    faults = find_faults([topic("asthma", texts=texts)])

    assert len(faults) == 1
    assert fault in faults[0]


def _sharing(*, first: bool, second: bool) -> list[TopicDraft]:
    """Two topics that both answer to "MI", each saying so or not."""
    topics = []
    for slug, is_said in (("heart-attack", first), ("mitral-valve", second)):
        texts = {code: text(f"{slug} {code}") for code in FINISHED}
        shared = TermDraft("MI", Register.CLINICAL, is_ambiguous=is_said)
        texts["en"] = replace(texts["en"], terms=(*texts["en"].terms, shared))
        topics.append(topic(slug, texts=texts))
    return topics


def test_a_shared_word_is_a_fault_unless_both_say_so() -> None:
    for first, second in ((False, False), (True, False), (False, True)):
        faults = find_faults(_sharing(first=first, second=second))

        assert len(faults) == 1
        assert "'mi' belongs to heart-attack, mitral-valve" in faults[0]

    assert find_faults(_sharing(first=True, second=True)) == []


def test_the_same_word_in_two_languages_is_not_shared() -> None:
    texts = {code: text(f"gout {code}") for code in FINISHED}
    other = {code: text(f"taste {code}") for code in FINISHED}
    texts["en"], other["fr"] = text("goutte"), text("goutte")

    assert find_faults([topic("gout", texts=texts), topic("taste", texts=other)]) == []


slugs = st.lists(
    st.text("abcdefgh", min_size=1, max_size=6), unique=True, min_size=1, max_size=6
)


@given(slugs, st.data())
def test_a_set_built_by_the_rules_never_has_faults(
    names: list[str], data: st.DataObject
) -> None:
    drafts = []
    for place, slug in enumerate(names):
        earlier = names[:place]
        drafts.append(
            topic(
                slug,
                kind=data.draw(st.sampled_from(TopicKind)),
                body_system=data.draw(st.sampled_from(BodySystem)),
                parent=data.draw(st.sampled_from(["", *earlier])),
                related=tuple(data.draw(st.sets(st.sampled_from(earlier))))
                if earlier
                else (),
            )
        )

    assert find_faults(drafts) == []


@given(slugs, st.data())
def test_faults_do_not_depend_on_the_order_of_the_files(
    names: list[str], data: st.DataObject
) -> None:
    drafts = [
        topic(slug, parent=data.draw(st.sampled_from(["", *names]))) for slug in names
    ]
    shuffled = data.draw(st.permutations(drafts))

    assert sorted(find_faults(drafts)) == sorted(find_faults(shuffled))


@given(st.text(max_size=200))
def test_no_file_breaks_the_reader(source: str) -> None:
    try:
        draft = parse_topic("any", source)
    except ValueError:
        return
    assert draft.slug == "any"
