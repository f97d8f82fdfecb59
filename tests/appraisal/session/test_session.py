"""The reader's session: twelve saved pages, and what a patient should be told of them.

Each page stands in ``pages`` as sites write such pages. The tables hold the findings
that matter for it, and what must not be said.
"""

from typing import Any

import pytest

from medagora.appraisal.domain.findings import Answer, Criterion, Where
from medagora.appraisal.domain.page import PageState
from medagora.appraisal.domain.standing_out import standing_out
from medagora.appraisal.labels_findings import sentence_of, sentences
from tests.appraisal.session.reading import ADDRESSES, finding_of, reading_of

PRESENT, ABSENT, OPEN = Answer.PRESENT, Answer.ABSENT, Answer.CANNOT_TELL

#: Page -> criterion -> answer, or the code of the sentence.
EXPECTED: dict[str, dict[str, Answer | str]] = {
    "hospital_leaflet_en": {
        "author": "author.named",
        "credentials": "credentials.named",
        "reviewer": "reviewer.organisation",
        "reviewed": "reviewed.dated",
        "updated": "updated.dated",
        "references": "references.listed",
        "not_retracted": "not_retracted.yes",
        "owner": PRESENT,
        "contact": "contact.direct",
        "benefits": PRESENT,
        "harms": PRESENT,
        "absolute_numbers": PRESENT,
        "uncertainty": PRESENT,
        "alternatives": PRESENT,
        "doing_nothing": PRESENT,
        "shared_decision": PRESENT,
        "quality_of_life": PRESENT,
        "action": PRESENT,
        "summary": PRESENT,
        "complements": "complements.told",
        "claims": ABSENT,
        "selling": ABSENT,
        "trackers": PRESENT,
        "reading_level": PRESENT,
    },
    "miracle_shop_en": {
        "claims": "claims.some",
        "selling": "selling.some",
        "harms": "harms.denied",
        "costs": PRESENT,
        "references": "references.only_mentioned",
        "author": ABSENT,
        "contact": ABSENT,
        "complements": ABSENT,
        "pop_ups": PRESENT,
        "trackers": "trackers.ads",
    },
    "trial_news_en": {
        "author": "author.named",
        "credentials": "credentials.named",
        "written": "written.dated",
        "updated": "updated.dated",
        "claims": "claims.few",
        "benefits": PRESENT,
        "harms": PRESENT,
        "absolute_numbers": PRESENT,
        "uncertainty": PRESENT,
        "alternatives": PRESENT,
        "costs": PRESENT,
        "funding": "funding.of_study",
        "conflicts": "conflicts.told",
        "advertising": "advertising.labelled",
        "references": "references.only_mentioned",
        "selling": ABSENT,
    },
    "forum_en": {
        "author": "author.visitors",
        "claims": "claims.visitors",
        "owner": ABSENT,
        "harms": "visitors_words",
        "alternatives": "visitors_words",
        "summary": "visitors_words",
        "selling": OPEN,
        "more_support": PRESENT,
        "complements": "complements.told",
    },
    "leaflet_de": {
        "author": "author.named",
        "credentials": "credentials.named",
        "owner": "owner.named",
        "updated": "updated.dated",
        "references": "references.listed",
        "benefits": PRESENT,
        "harms": PRESENT,
        "absolute_numbers": PRESENT,
        "doing_nothing": PRESENT,
        "costs": PRESENT,
        "action": PRESENT,
        "complements": PRESENT,
        "shared_decision": ABSENT,
        "trackers": "not_a_web_page",
    },
    "pharmacy_magazine_de": {
        "author": "author.named",
        "reviewer": "reviewer.named",
        "updated": "updated.dated",
        "written": "written.dated",
        "references": "references.listed",
        "advertising": "advertising.labelled",
        "claims": ABSENT,
        "selling": ABSENT,
        "harms": PRESENT,
        "uncertainty": PRESENT,
        "alternatives": PRESENT,
        "doing_nothing": ABSENT,
        "funding": PRESENT,
    },
    "ministry_fr": {
        "author": "author.organisation",
        "written": "written.dated",
        "updated": "updated.dated",
        "references": "references.listed",
        "benefits": PRESENT,
        "harms": PRESENT,
        "absolute_numbers": PRESENT,
        "uncertainty": PRESENT,
        "costs": PRESENT,
        "action": PRESENT,
        "summary": PRESENT,
        "claims": ABSENT,
    },
    "naturopath_blog_es": {
        "author": "author.named",
        "written": "written.old",
        "claims": "claims.some",
        "selling": "selling.some",
        "harms": "harms.denied",
        "doing_nothing": ABSENT,
        "complements": "complements.told",
        "references": ABSENT,
        "https": ABSENT,
    },
    "patients_hu": {
        "author": "author.named",
        "credentials": "credentials.named",
        "reviewer": "reviewer.named",
        "updated": "updated.dated",
        "claims": ABSENT,
        "funding": PRESENT,
        "shared_decision": PRESENT,
        "harms": PRESENT,
        "absolute_numbers": PRESENT,
        "costs": PRESENT,
        "complements": PRESENT,
    },
    "hospital_ar": {
        "author": "author.named",
        "reviewer": "reviewer.named",
        "updated": "updated.dated",
        "references": "references.listed",
        "benefits": PRESENT,
        "harms": PRESENT,
        "absolute_numbers": PRESENT,
        "alternatives": PRESENT,
        "costs": PRESENT,
        "quality_of_life": PRESENT,
        "complements": "complements.told",
        "claims": ABSENT,
    },
    "clinic_pl": {
        "author": "author.named",
        "credentials": "credentials.named",
        "written": "written.dated",
        "references": "references.linked",
        "owner": PRESENT,
        "contact": PRESENT,
        "privacy": PRESENT,
        "harms": "no_words",
        "claims": "no_words",
    },
}

#: Page, criterion, and words that no sentence, quote or fact of it may hold.
NOT_SAID = (
    ("hospital_leaflet_en", "benefits", "Damage to the nerve"),
    ("hospital_leaflet_en", "references", "Last reviewed"),
    ("hospital_leaflet_en", "reading_level", "northmoorhospitals"),
    ("trial_news_en", "costs", "fees"),
    ("trial_news_en", "absolute_numbers", "'0%"),
    ("trial_news_en", "claims", "guaranteed"),
    ("trial_news_en", "contact", "Email"),
    ("forum_en", "owner", "XenForo"),
    ("forum_en", "credentials", "jellybean"),
    ("leaflet_de", "benefits", "erfolgt"),
    ("leaflet_de", "credentials", "Literatur"),
    ("pharmacy_magazine_de", "reading_level", "guideline"),
    ("ministry_fr", "absolute_numbers", "47 pour 100'"),
    ("ministry_fr", "how_it_works", "ne remplace pas"),
    ("ministry_fr", "harms", "prévient"),
    ("ministry_fr", "references", "Institut national du cancer"),
    ("patients_hu", "quality_of_life", "sipolyhoz vezethet"),
    ("patients_hu", "privacy", "Részletek"),
    ("hospital_ar", "action", "مارس"),
    ("hospital_ar", "reviewer", "Gurusamy"),
)

GOOD = (
    "hospital_leaflet_en",
    "leaflet_de",
    "ministry_fr",
    "patients_hu",
    "hospital_ar",
)


@pytest.mark.parametrize(
    ("page", "criterion", "wanted"),
    [
        pytest.param(page, criterion, wanted, id=f"{page}-{criterion}")
        for page, findings in EXPECTED.items()
        for criterion, wanted in findings.items()
    ],
)
def test_what_a_person_sees_is_told(
    page: str, criterion: str, wanted: Answer | str
) -> None:
    found = finding_of(page, Criterion(criterion))

    seen: Any = found.answer if isinstance(wanted, Answer) else found.said
    assert seen == wanted


@pytest.mark.parametrize(("page", "criterion", "words"), NOT_SAID)
def test_what_would_mislead_is_not_told(page: str, criterion: str, words: str) -> None:
    found = finding_of(page, Criterion(criterion))

    told = [quote.words for quote in found.quotes]
    assert words not in f"{sentence_of(found)} {dict(found.facts)} {told}"


@pytest.mark.parametrize("page", ADDRESSES)
def test_every_finding_has_a_sentence_and_true_quotes(page: str) -> None:
    seen = reading_of(page)

    for found in seen.findings:
        assert found.said in sentences(), found.said
        assert sentence_of(found), found.said
        for quote in found.quotes:
            assert quote.words.strip() == quote.words
            if quote.where is Where.TEXT:
                assert quote.start is not None
                assert seen.page.text[quote.start : quote.end] == quote.words


@pytest.mark.parametrize("page", GOOD)
def test_a_good_page_gives_no_reason_to_look_twice(page: str) -> None:
    out = standing_out(reading_of(page).findings)

    assert out.look_twice == ()
    assert len(out.can_be_checked) >= 4


def test_of_the_shop_promises_and_selling_are_told_first() -> None:
    out = standing_out(reading_of("miracle_shop_en").findings)

    first = [finding.criterion for finding in out.look_twice]
    assert first[:2] == [Criterion.CLAIMS, Criterion.SELLING]
    assert Criterion.HARMS in first


def test_an_old_page_is_a_reason_to_look_twice_and_none_to_trust() -> None:
    out = standing_out(reading_of("naturopath_blog_es").findings)

    assert "written.old" in {finding.said for finding in out.look_twice}
    assert "written.old" not in {finding.said for finding in out.can_be_checked}


def test_behind_a_login_nothing_is_told_of_the_text() -> None:
    seen = reading_of("login_wall_en")

    told = {found.criterion for found in seen.findings if found.answer is PRESENT}
    assert (seen.page.state, seen.page.reason) == (PageState.WALLED, "login")
    assert told == {Criterion.HTTPS}


def test_a_language_without_lists_is_never_said_to_lack_something() -> None:
    seen = reading_of("clinic_pl")

    lacking = {found.criterion for found in seen.findings if found.answer is ABSENT}
    assert lacking <= {Criterion.TRACKERS, Criterion.THIRD_PARTIES, Criterion.POP_UPS}
