"""What people say about themselves, and what readers see of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from medagora.kernel import languages
from medagora.kernel.refusals import NotAllowed
from medagora.people import queries, services
from medagora.people.domain.roles import Permission
from medagora.people.models import Person

BrowserOf = Callable[[Person], Client]
MakePerson = Callable[..., Person]
EDIT = "/en/account/profile/edit/"
INTERESTS = "/en/account/interests/"


def test_a_profile_is_saved_as_typed(member: Person, browser_of: BrowserOf) -> None:
    browser_of(member).post(
        EDIT,
        {
            "name": "Mia",
            "bio": "Nurse",
            "reading": ["en", "hu"],
            "other_languages": "Turkish, polish",
            "letters": "hu",
            "audience": "professionals",
        },
    )

    member.refresh_from_db()
    assert (member.name, member.bio) == ("Mia", "Nurse")
    assert member.languages == ["hu", "en", "tr", "pl"]
    assert member.audience == "professionals"


def test_a_language_that_is_none_is_refused_with_a_sentence(
    member: Person, browser_of: BrowserOf
) -> None:
    page = browser_of(member).post(
        EDIT,
        {"other_languages": "Klingonese", "letters": "en", "audience": "both"},
    )

    assert "not a language that we know" in page.content.decode()


def test_the_form_shows_what_was_saved(member: Person, browser_of: BrowserOf) -> None:
    draft = services.ProfileDraft("Mia", "Nurse", ("hu", "tr"), "patients")
    services.change_profile(draft, by=member)

    page = browser_of(member).get(EDIT).content.decode()

    assert 'value="Turkish"' in page
    assert 'value="patients" required id="id_audience_0" checked' in page


def test_topics_are_ticked_and_unticked(
    member: Person, browser_of: BrowserOf, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asthma", gout="Gout", lupus="Lupus")
    services.follow_topics(["asthma", "gout"], by=member)

    browser_of(member).post(
        "/en/account/topics/",
        {"shown": ["asthma", "gout", "lupus"], "topic": ["gout", "lupus"]},
    )

    member.refresh_from_db()
    assert member.interests == ["gout", "lupus"]


def test_topics_that_a_search_hides_stay_followed(
    member: Person, browser_of: BrowserOf, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asthma", gout="Gout")
    services.follow_topics(["asthma"], by=member)

    browser_of(member).post("/en/account/topics/", {"shown": "gout", "topic": "gout"})

    member.refresh_from_db()
    assert member.interests == ["asthma", "gout"]


def test_a_search_for_topics_needs_no_accents(
    member: Person, browser_of: BrowserOf, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asztma", cancer="Rák")

    page = browser_of(member).get("/hu/account/topics/?q=rak").content.decode()

    assert "Rák" in page
    assert "Asztma" not in page


def test_what_is_no_topic_is_not_followed(
    member: Person, lend_topics: Callable[..., None]
) -> None:
    lend_topics(asthma="Asthma")

    services.follow_topics(["asthma", "'; drop table"], by=member)

    assert member.interests == ["asthma"]


def test_an_interest_is_declared_ended_and_stays_on_show(
    member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    browser.post(
        INTERESTS,
        {"organisation": "Acme", "nature": "funding", "since": "2020", "until": ""},
    )
    (interest,) = queries.list_interests(member)

    browser.post(f"{INTERESTS}{interest.pk}/", {"action": "end"})

    (ended,) = queries.list_interests(member)
    assert ended.until is not None
    assert "Acme" in browser.get("/en/account/profile/").content.decode()


def test_an_interest_cannot_end_before_it_began(
    member: Person, browser_of: BrowserOf
) -> None:
    page = browser_of(member).post(
        INTERESTS,
        {"organisation": "A", "nature": "other", "since": "2020", "until": "2019"},
    )

    assert "cannot end before it began" in page.content.decode()
    assert queries.list_interests(member) == []


def test_nobody_changes_the_interests_of_others(
    member: Person, make_person: MakePerson, browser_of: BrowserOf
) -> None:
    draft = services.InterestDraft("Acme", "funding")
    interest = services.declare_interest(draft, by=member)
    mallory = make_person("Mallory")

    response = browser_of(mallory).post(f"{INTERESTS}{interest.pk}/", {"action": "end"})

    assert response.status_code == 404
    with pytest.raises(NotAllowed):
        services.remove_interest(interest, by=mallory)


def test_interests_of_several_people_come_in_one_query(
    make_person: MakePerson, django_assert_num_queries: Callable[..., object]
) -> None:
    people = [make_person(name) for name in ("Ann", "Ben")]
    for person in people:
        for organisation, until in (("Past", 2020), ("Present", None)):
            draft = services.InterestDraft(organisation, "other", until=until)
            services.declare_interest(draft, by=person)

    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # a context manager
        found = queries.interests_by_pseudonym(p.pseudonym for p in people)

    assert set(found) == {person.pseudonym for person in people}
    for interests in found.values():
        assert [one.organisation for one in interests] == ["Present", "Past"]


def test_readers_see_who_judges_and_what_binds_them(
    curator: Person, client: Client
) -> None:
    services.declare_interest(services.InterestDraft("Acme", "funding"), by=curator)

    page = client.get(f"/en/account/curators/{curator.pseudonym}/").content.decode()

    assert "Carla" in page
    assert "Acme" in page
    assert curator.email not in page


def test_the_log_still_leads_to_somebody_whose_role_ended(
    curator: Person, operator: Person, client: Client
) -> None:
    profile = services.ProfileDraft("Carla", "Lung doctor", ("hu",))
    services.change_profile(profile, by=curator)
    services.declare_interest(services.InterestDraft("Acme", "funding"), by=curator)
    services.revoke_role(curator, "curator", by=operator)

    page = client.get(f"/en/account/curators/{curator.pseudonym}/").content.decode()

    assert "Carla" in page
    assert "Acme" in page
    assert "None at present" in page
    assert "Lung doctor" not in page


def test_an_opaque_name_that_was_erased_leads_nowhere(client: Client, db: None) -> None:
    assert client.get("/en/account/curators/bcdfghjk/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("code", languages.FINISHED)
def test_anybody_can_read_who_may_do_what(client: Client, code: str) -> None:
    page = client.get(f"/{code}/account/roles/")

    assert page.status_code == 200
    assert page.content.decode().count("<tr>") == 1 + len(Permission)
