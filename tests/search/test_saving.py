"""A search that somebody watches becomes an alert of the reader."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from medagora.kernel.refusals import BadInput
from medagora.people.models import Person
from medagora.reader.domain.wanted import parse
from medagora.reader.domain.words import Frequency
from medagora.reader.models import Alert
from medagora.reader.services import digests, watching
from medagora.reader.services.digests import DigestDraft
from medagora.reader.services.feeds import sort_of_kind
from medagora.search.domain.documents import Mark
from medagora.search.domain.librarian.for_alerts import alert_query
from medagora.search.domain.requests import ANY, SearchRequest
from medagora.search.services_saving import save_search
from tests.conftest import NOW

Make = Callable[..., Any]
SAVE = "/en/search/save/"


@pytest.mark.parametrize(
    ("request_", "query"),
    [
        (SearchRequest("asthma"), "asthma"),
        (SearchRequest("What is asthma?"), "asthma"),
        (SearchRequest("covid-19 «symptoms»"), "covid-19 symptoms"),
        (SearchRequest("magas vérnyomás", reader="hu"), "magas vérnyomás"),
        (SearchRequest("ASTHMA OR COPD"), "ASTHMA COPD"),
        (SearchRequest("什么是哮喘"), "什么是哮喘"),
        (SearchRequest("asthma copd", is_broad=True), "asthma OR copd"),
        (SearchRequest("asthma", topic="heart-attack"), "asthma topic:heart-attack"),
        (SearchRequest("asthma", topic='a" OR "b'), 'asthma topic:"a OR b"'),
        (SearchRequest("asthma", language="hu"), "asthma lang:hu"),
        (SearchRequest("asthma", language=ANY), "asthma"),
        (SearchRequest("asthma", kind="podcast"), "asthma kind:podcast"),
        (SearchRequest(kind="video-channel"), "kind:video"),
        (
            SearchRequest("asthma OR copd", kind="journal"),
            "(asthma OR copd) kind:journal",
        ),
        (
            SearchRequest('title:asthma by:lancet text:inhal* -"case report" lang:de'),
            'title:asthma source:lancet inhal* -"case report" lang:de',
        ),
        (
            SearchRequest("asthma -(topic:flu OR kind:news) after:2026"),
            "asthma -(topic:flu OR kind:news) after:2026-01-01",
        ),
        (SearchRequest("asthma OR doi:10.1000/182"), "asthma OR doi:10.1000/182"),
    ],
)
def test_a_search_is_said_in_the_language_of_alerts(
    request_: SearchRequest, query: str
) -> None:
    assert alert_query(request_, sort_of_kind) == query
    assert parse(query)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (SearchRequest(), "Search for something first"),
        (SearchRequest("?!"), "Search for something first"),
        (SearchRequest("asthma", audience="patients"), "cannot tell what is for"),
        (SearchRequest("asthma", kind="app"), "watches journals, news, blogs"),
        (SearchRequest("kind:tool asthma"), "watches journals, news, blogs"),
        (SearchRequest("asthma for:patients"), "cannot hold “for:”"),
        (SearchRequest("asthma -country:de"), "cannot hold “country:”"),
        (SearchRequest("asthma site:who.int"), "cannot hold “site:”"),
        (SearchRequest("asthma is:free"), "cannot hold “is:”"),
        (SearchRequest("asthma OR code:e11"), "cannot hold “code:”"),
        (SearchRequest("asthma OR -copd"), "only says what you do not want"),
    ],
)
def test_what_an_alert_cannot_hold_is_refused(
    request_: SearchRequest, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        alert_query(request_, sort_of_kind)


def test_a_saved_search_watches_everything_and_mails_nobody_who_gets_no_mails(
    member: Person,
) -> None:
    saved = save_search(member, SearchRequest("Asthma at school"))

    alert = Alert.objects.get()
    assert (alert.pk, alert.person, alert.is_on) == (saved.alert_id, member, True)
    assert (alert.query, alert.name) == ("Asthma school", "Asthma at school")
    assert not alert.only_followed
    assert saved.is_new
    assert not saved.is_mailed


def test_the_same_search_is_one_alert_and_wakes_it(member: Person) -> None:
    first = save_search(member, SearchRequest("asthma"))
    watching.switch_alert(Alert.objects.get(), is_on=False)

    again = save_search(member, SearchRequest("asthma"))

    assert again.alert_id == first.alert_id
    assert not again.is_new
    assert Alert.objects.get().is_on


def test_a_topic_that_does_not_exist_is_refused(member: Person) -> None:
    with pytest.raises(BadInput, match="no topic called “nonsense”"):
        save_search(member, SearchRequest("asthma", topic="nonsense"))

    assert not Alert.objects.exists()


def get_digests(person: Person) -> None:
    draft = DigestDraft(frequency=Frequency.DAILY)
    digests.change_digest(digests.digest_of(person), draft, at=NOW)


@pytest.fixture
def mia(client: Client, member: Person) -> Client:
    client.force_login(member)
    return client


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_button_makes_an_alert_and_leads_back_to_the_search(
    mia: Client, member: Person, make_topic: Make
) -> None:
    make_topic("asthma")

    response = mia.post(SAVE, {"q": "dust & mites", "topic": "asthma", "page": "3"})

    assert response.status_code == 302
    assert response["Location"] == "/en/search/?q=dust+%26+mites&topic=asthma"
    assert "now one of your alerts. What it finds stands on your page" in said(response)
    assert Alert.objects.get(person=member).query == "dust mites topic:asthma"


def test_whoever_gets_a_digest_is_told_that_finds_come_with_it(
    mia: Client, member: Person
) -> None:
    get_digests(member)

    assert "comes with your digest" in said(mia.post(SAVE, {"q": "asthma"}))
    assert "already" in said(mia.post(SAVE, {"q": "asthma"}))


def test_a_refusal_is_said_on_the_page_of_the_search(mia: Client) -> None:
    response = mia.post(SAVE, {"q": "asthma", "audience": "patients"})

    assert response["Location"] == "/en/search/?q=asthma&audience=patients"
    assert "cannot tell what is for patients" in said(response)
    assert not Alert.objects.exists()


def test_a_visitor_signs_in_and_comes_back_to_the_search(
    client: Client, db: None
) -> None:
    response = client.post(SAVE, {"q": "asthma"})

    assert response.status_code == 302
    assert response["Location"] == ("/en/account/login/?next=/en/search/%3Fq%3Dasthma")


def test_saving_is_a_press_and_no_link(mia: Client) -> None:
    assert mia.get(SAVE).status_code == 405


def button(person: Any, address: str, asked: SearchRequest) -> str:
    request = RequestFactory().get(address)
    request.user = person
    context = {"asked": asked, "user": person}
    return render_to_string("search/_save_search.html", context, request)


def test_the_button_holds_what_was_asked_for_and_no_standing_choice(
    member: Person,
) -> None:
    asked = SearchRequest('"a" <b>', audience="patients", kind="news")

    html = button(member, "/en/search/?q=x", asked)

    assert 'value="&quot;a&quot; &lt;b&gt;"' in html
    assert 'name="kind" value="news"' in html
    assert 'name="audience"' not in html
    assert 'name="csrfmiddlewaretoken"' in html


def test_visitors_see_where_to_sign_in(db: None) -> None:
    html = button(AnonymousUser(), "/en/search/?q=a%26b", SearchRequest("a&b"))

    assert "?next=/en/search/%3Fq%3Da%2526b" in html
    assert "<form" not in html


def test_without_a_search_there_is_no_button(member: Person) -> None:
    assert button(member, "/en/search/", SearchRequest()).strip() == ""


def test_an_alert_cannot_hold_the_marks_of_a_filter() -> None:
    with pytest.raises(BadInput, match="cannot hold"):
        alert_query(SearchRequest("asthma", marks=(Mark.FREE,)), lambda kind: kind)
