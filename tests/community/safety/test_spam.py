"""What makes a text look like spam, and that reasons only add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.safety import SpamFacts, SpamReason, spam_score
from medagora.community.domain.safety.spam import WEIGHTS, score_of
from medagora.community.domain.safety.spam_looks import links_in
from tests.community.safety.judging import FINISHED, judged

OLD = SpamFacts()
NEW = SpamFacts(account_days=0, posts_before=0)


def reasons(text: str, facts: SpamFacts = OLD) -> set[SpamReason]:
    return set(spam_score(text, facts).reasons)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://a.example https://b.example look", SpamReason.MANY_LINKS),
        ("see https://bit.ly/3xYz", SpamReason.SHORTENED_LINK),
        ("see www.a-shop.example/pills", SpamReason.UNKNOWN_HOST),
        ("THIS IS THE BEST THING THAT EVER CAME", SpamReason.SHOUTING),
        ("pills " * 10, SpamReason.REPETITION),
        ("write to me on WhatsApp", SpamReason.LURE),
        ("راسلوني على الخاص", SpamReason.LURE),
        ("Jetzt bestellen, versandkostenfrei", SpamReason.SELLING),
        ("vásárolj most, óriási kedvezmény", SpamReason.SELLING),
        ("gana dinero con criptomonedas", SpamReason.MONEY),
        ("pharmacie en ligne, sans ordonnance", SpamReason.PHARMACY),
        ("vi\u200bag\u200bra", SpamReason.HIDDEN_LETTERS),
        ("раypal", SpamReason.LOOKALIKES),
    ],
)
def test_each_reason_has_its_look(text: str, reason: SpamReason) -> None:
    assert reason in reasons(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NO!",
        "My βHCG and TNFα were normal, HbA1c 48 mmol/mol.",
        "هل أستطيع أن آخذ الدواء مع الطعام؟",
        "Das ist die Frage, die ich schon lange stellen wollte, und danke.",
        "می\u200cخواهم بدانم",
    ],
)
def test_ordinary_and_medical_writing_has_no_reason(text: str) -> None:
    assert spam_score(text, OLD).score == 0


@pytest.mark.parametrize("language", FINISHED)
def test_people_in_need_are_not_taken_for_sellers(language: str) -> None:
    tables = judged("crisis", language)
    written = [*tables["none"], *tables["medium"]["self_harm"]]

    assert max(spam_score(text, NEW).score for text in written) < 0.5


def test_a_seller_is_far_above_a_questioner() -> None:
    seller = "BUY NOW cheap xanax, no prescription, https://bit.ly/x WhatsApp me"

    assert spam_score(seller, NEW).score > 0.8
    assert spam_score("Does https://www.who.int say more?", NEW).score < 0.5


def test_a_known_host_is_no_reason() -> None:
    facts = SpamFacts(known_hosts=frozenset({"who.int"}))

    assert reasons("see https://www.who.int/news", facts) == set()


def test_to_be_new_is_no_reason_by_itself() -> None:
    assert reasons("Good morning to all of you", NEW) == set()
    assert SpamReason.NEW_ACCOUNT in reasons("casino bonus", NEW)
    assert SpamReason.NEW_ACCOUNT not in reasons("casino bonus", OLD)


def test_the_same_text_again_weighs_most() -> None:
    again = spam_score("Hello there", SpamFacts(same_text_lately=2))

    assert again.reasons == (SpamReason.SAME_TEXT,)
    assert again.score == max(WEIGHTS.values())


def test_hosts_are_read_without_their_trimmings() -> None:
    assert links_in("(https://www.Who.int/x), http://a.example.") == [
        "who.int",
        "a.example",
    ]
    assert links_in("mail@who.int and 10.1000/182") == []


@given(st.lists(st.sampled_from(SpamReason), unique=True), st.sampled_from(SpamReason))
def test_one_more_reason_never_makes_less(
    some: list[SpamReason], more: SpamReason
) -> None:
    assert 0 <= score_of(some) <= 1
    if more not in some:
        assert score_of([*some, more]) > score_of(some)


@given(st.text(max_size=400), st.integers(0, 9), st.integers(0, 9))
def test_the_score_is_bounded_and_explained(text: str, days: int, posts: int) -> None:
    found = spam_score(text, SpamFacts(account_days=days, posts_before=posts))

    assert 0 <= found.score < 1
    assert bool(found.reasons) == (found.score > 0)
    assert found.score == score_of(list(found.reasons))


def test_every_reason_weighs_something_and_none_decides_alone() -> None:
    assert set(WEIGHTS) == {*SpamReason}
    assert all(0 < weight < 0.8 for weight in WEIGHTS.values())
