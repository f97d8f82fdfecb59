"""The tick on every card: without JavaScript, without a token, without a query each."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxMiddleware

from medagora.catalogue.models import Resource
from medagora.people.models import Person
from medagora.prescriptions import queries
from medagora.prescriptions.domain.drafts import MOST_LINES, Chosen
from medagora.prescriptions.templatetags.prescriptions import tick_button
from medagora.prescriptions.views.baskets import COOKIE
from medagora.topics.models import Topic
from tests.prescriptions.making import make_collection

MakeResource = Callable[..., Resource]
TICK = "/en/prescriptions/tick/"


def tick(client: Client, thing: str, kind: str = "resource", **more: str) -> int:
    words = {"kind": kind, "uid": thing, "next": "/en/topics/", **more}
    return client.post(TICK, words).status_code


def test_a_stranger_ticks_on_their_device(
    client: Client, make_resource: MakeResource
) -> None:
    resource = make_resource()

    answer = client.post(
        TICK, {"kind": "resource", "uid": resource.uid, "next": "/en/topics/"}
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/en/topics/"
    assert list(client.cookies) == [COOKIE]
    page = client.get("/en/topics/").content.decode()
    assert "1 thing ticked for a sheet" in page


def test_a_device_forgets_what_is_unticked(
    client: Client, make_resource: MakeResource
) -> None:
    resource = make_resource()
    tick(client, resource.uid)

    tick(client, resource.uid, untick="1")

    assert client.cookies[COOKIE].value == ""
    assert "ticked for a sheet" not in client.get("/en/topics/").content.decode()


def test_a_basket_that_somebody_else_wrote_is_empty(
    client: Client, make_resource: MakeResource
) -> None:
    client.cookies[COOKIE] = f"r.{make_resource().uid}:forged"

    page = client.get("/en/prescriptions/").content.decode()

    assert "Nothing is ticked yet" in page


def test_a_member_ticks_in_their_account(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    client.force_login(member)

    tick(client, resource.uid)

    assert queries.basket(member) == (Chosen("resource", resource.uid),)
    assert COOKIE not in client.cookies


def test_what_was_ticked_before_signing_in_comes_along(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    resource = make_resource()
    tick(client, resource.uid)
    client.force_login(member)

    page = client.get("/en/prescriptions/")

    assert resource.texts.get().title in page.content.decode()
    assert queries.basket(member) == (Chosen("resource", resource.uid),)
    assert client.cookies[COOKIE].value == ""


def test_a_script_is_told_what_the_bar_shall_say(
    client: Client, make_resource: MakeResource
) -> None:
    words = {"kind": "resource", "uid": make_resource().uid}

    told = client.post(TICK, words, headers={"Accept": "application/json"})

    assert told.json() == {
        "is_ticked": True,
        "count": 1,
        "words": "1 thing ticked for a sheet",
    }
    assert COOKIE in told.cookies


@pytest.mark.parametrize(
    ("kind", "uid"),
    [
        ("service", "abc"),
        ("resource", ""),
        ("resource", "a b"),
        ("resource", "x" * 5000),
        ("resource", "a\x00b"),
        ("", "abc"),
        ("nonsense", "abc"),
    ],
)
def test_nonsense_is_refused(client: Client, db: None, kind: str, uid: str) -> None:
    assert tick(client, uid, kind) == 422


def test_nonsense_of_a_member_is_refused(client: Client, member: Person) -> None:
    client.force_login(member)

    assert tick(client, "a\x00b", untick="1") == 422
    assert tick(client, "none-such") == 422


def test_a_basket_on_a_device_has_an_end(client: Client, db: None) -> None:
    for number in range(MOST_LINES):
        assert tick(client, f"thing{number}") == 303

    assert tick(client, "onetoomany") == 422


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(
    client: Client, make_resource: MakeResource, headers: dict[str, str]
) -> None:
    words = {"kind": "resource", "uid": make_resource().uid}

    assert client.post(TICK, words, headers=headers).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}],
)
def test_a_form_of_our_own_page_is_taken(
    make_resource: MakeResource, headers: dict[str, str]
) -> None:
    client = Client(enforce_csrf_checks=True)
    words = {"kind": "resource", "uid": make_resource().uid}

    assert client.post(TICK, words, headers=headers).status_code == 303


def test_a_page_full_of_ticks_sets_no_cookie(
    client: Client, make_topic: Callable[..., Topic], make_resource: MakeResource
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",))

    page = client.get("/en/topics/asthma/")

    assert "Put it on a sheet" in page.content.decode()
    assert not client.cookies


def test_ten_more_cards_cost_a_member_no_more_queries(
    client: Client,
    member: Person,
    make_topic: Callable[..., Topic],
    make_resource: MakeResource,
) -> None:
    make_topic("asthma")
    client.force_login(member)

    def count() -> int:
        client.get("/en/topics/asthma/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/en/topics/asthma/")
        return sum("basketitem" in one["sql"] for one in asked)

    make_resource(topics=("asthma",))
    few = count()
    for _number in range(10):
        make_resource(topics=("asthma",))

    assert few == count() == 1


def test_a_collection_is_ticked_from_its_page(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    collection = make_collection(make_resource(), by=member)

    page = client.get(f"/en/collections/{collection.uid}/").content.decode()

    assert 'name="kind" value="collection"' in page
    assert tick(client, collection.uid, "collection") == 303


def test_a_private_collection_has_no_tick(
    client: Client, member: Person, make_resource: MakeResource
) -> None:
    collection = make_collection(make_resource(), by=member, visibility="private")
    client.force_login(member)

    page = client.get(f"/en/collections/{collection.uid}/").content.decode()

    assert 'name="kind" value="collection"' not in page


def test_everything_is_unticked_at_once(
    client: Client, make_resource: MakeResource
) -> None:
    tick(client, make_resource().uid)

    client.post("/en/prescriptions/clear/")

    assert "Nothing is ticked yet" in client.get("/en/prescriptions/").content.decode()


def test_a_page_of_errors_from_before_anybody_is_known_has_no_basket(
    client: Client, db: None
) -> None:
    answer = client.get("/en/topics/", headers={"Host": "evil.."})

    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()


def test_a_tick_in_a_fragment_leads_back_to_the_page_around_it(
    rf: RequestFactory,
) -> None:
    page = "http://testserver/en/questions/ask/?kind=words"
    headers = {"HX-Request": "true", "HX-Current-URL": page}
    request = rf.get("/en/questions/alike/?title=asthma", headers=headers)
    HtmxMiddleware(lambda _: HttpResponse())(request)

    button = tick_button({"request": request}, "resource", "abc", "A page")

    assert 'name="next" value="/en/questions/ask/?kind=words"' in button
