"""The short template of each kind of question."""

import pytest

from medagora.community import labels
from medagora.community.domain import asks
from medagora.community.domain.drafts import PostDraft, QuestionDraft, check_question
from medagora.community.domain.words import Audience, Kind
from medagora.kernel.refusals import BadInput


def test_every_kind_has_a_template_and_every_field_its_words() -> None:
    names = {field.name for t in asks.TEMPLATES.values() for field in t.fields}

    assert set(asks.TEMPLATES) == set(Kind)
    assert names == set(labels.FIELDS) == set(labels.HELP)
    assert all(any(f.is_needed for f in t.fields) for t in asks.TEMPLATES.values())


def test_answered_fields_become_headings_in_the_order_of_the_template() -> None:
    answers = {"worry": "Is it cancer?", "result": "ALT 60", "told": " "}
    headings = {"result": "Result", "told": "Told", "worry": "Worry"}

    text = asks.compose(answers, headings, Kind.RESULT)

    assert text == "### Result\n\nALT 60\n\n### Worry\n\nIs it cancer?"


def test_a_template_with_one_field_needs_no_heading() -> None:
    assert asks.compose({"story": "I am tired."}, {}, Kind.SUPPORT) == "I am tired."


@pytest.mark.parametrize("title", ["", "Help!", "x" * 161])
def test_a_title_is_one_sentence(title: str) -> None:
    with pytest.raises(BadInput) as refused:
        asks.check_title(title)

    assert refused.value.field == "title"


def draft(**changes: object) -> QuestionDraft:
    fields = {
        "kind": Kind.LIVING,
        "title": "How do you sleep with asthma?",
        "post": PostDraft("I wake at four."),
        "topics": ("asthma",),
        "language": "en",
        **changes,
    }
    return QuestionDraft(**fields)  # type: ignore[arg-type]  # a test's own mixture


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"topics": ()}, "topics"),
        ({"topics": tuple("abcdef")}, "topics"),
        ({"language": "xx"}, "language"),
        ({"kind": Kind.PEER}, "audience"),
        ({"audience": Audience.PROFESSIONALS}, "audience"),
        ({"post": PostDraft("  ")}, "text"),
    ],
)
def test_a_draft_that_breaks_a_rule_is_refused_at_its_field(
    changes: dict[str, object], field: str
) -> None:
    with pytest.raises(BadInput) as refused:
        check_question(draft(**changes), is_professional=False)

    assert refused.value.field == field


def test_verified_professionals_may_ask_each_other() -> None:
    check_question(
        draft(kind=Kind.PEER, audience=Audience.PROFESSIONALS), is_professional=True
    )
