"""ORCID sign-in: from our page to a made-up ORCID and back."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.orcid.views import OrcidOAuth2Adapter
from django.test import Client

from medagora.people.gateways import orcid, orcid_transport
from medagora.people.models import HatRequest, Person
from tests.web.hostile import Site, loopback_too, reply, serve

BrowserOf = Callable[[Person], Client]
START = "/en/account/orcid/start/"
ASK = "/en/account/hats/new/physician/orcid/"
ID = "0000-0002-1825-0097"
RECORD = {
    "orcid-identifier": {"uri": f"https://orcid.org/{ID}", "path": ID},
    "person": {
        "name": {
            "given-names": {"value": "Anna"},
            "family-name": {"value": "Kovacs"},
        },
        "biography": {"content": "Nobody needs this."},
    },
}


def answer(head: str) -> Iterable[bytes]:
    """As orcid.org does: a token for the code, then the public record."""
    path = head.split(" ")[1]
    if path.startswith("/oauth/token") and "code=good" in head:
        body = {"access_token": "t", "token_type": "bearer", "orcid": ID}
        yield reply(json.dumps(body).encode(), content_type="application/json")
    elif path.startswith(f"/v3.0/{ID}/record"):
        yield reply(json.dumps(RECORD).encode(), content_type="application/orcid+json")
    else:
        yield reply(b"{}", status="401 Unauthorized")


@pytest.fixture
def made_up_orcid(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Site]:
    with serve(answer) as site:
        for name, path in (
            ("authorize_url", "/oauth/authorize"),
            ("access_token_url", "/oauth/token"),
            ("profile_url", "/v3.0/%s/record"),
        ):
            monkeypatch.setattr(OrcidOAuth2Adapter, name, site.url + path)
        open_session = orcid_transport.open_session
        monkeypatch.setattr(
            orcid_transport, "open_session", lambda: open_session(loopback_too)
        )
        settings.CONFIG = settings.CONFIG.model_copy(
            update={"orcid_client_id": "APP-1", "orcid_client_secret": "s"}
        )
        app = {"client_id": "APP-1", "secret": "s", "key": ""}
        settings.SOCIALACCOUNT_PROVIDERS = {"orcid": {"APPS": [app]}}
        yield site


def go_there(browser: Client, why: str, **words: str) -> str:
    """The state with which the link on our page leads to ORCID."""
    page = browser.post(START, {"why": why, **words}).content.decode()
    found = re.search(r'href="([^"]+/oauth/authorize[^"]+)"', page)
    assert found
    query = parse_qs(urlsplit(unescape(found[1])).query)
    assert query["client_id"] == ["APP-1"]
    assert query["redirect_uri"][0].endswith("/en/account/orcid/login/callback/")
    return query["state"][0]


def come_back(browser: Client, state: str, code: str = "good") -> Any:
    return browser.get(
        "/en/account/orcid/login/callback/", {"state": state, "code": code}
    )


def test_an_id_shown_at_orcid_is_proved_and_nothing_else_is_kept(
    made_up_orcid: Site, member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    back = come_back(browser, go_there(browser, "show", next=ASK))
    assert back.headers["Location"] == ASK
    assert "ORCID says that" in browser.get(ASK).content.decode()

    browser.post(ASK, {"shows_name": "on"})

    asked = HatRequest.objects.get()
    assert (asked.number, asked.findings["is_proved"]) == (ID, True)
    assert asked.link == f"https://orcid.org/{ID}"
    assert not SocialAccount.objects.exists()
    assert "Nobody needs this" not in str(dict(browser.session))


def test_a_typed_id_is_not_proved(member: Person, browser_of: BrowserOf) -> None:
    browser_of(member).post(ASK, {"number": ID})

    assert HatRequest.objects.get().findings["is_proved"] is False


def test_who_shows_an_id_in_one_account_has_not_in_another(
    made_up_orcid: Site, member: Person, operator: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    come_back(browser, go_there(browser, "show", next=ASK))
    browser.force_login(
        operator, backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    assert "ORCID says that" not in browser.get(ASK).content.decode()


def test_a_linked_id_signs_in(
    made_up_orcid: Site, member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    come_back(browser, go_there(browser, "link"))
    assert orcid.list_linked(member) == [ID]
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    assert not SocialToken.objects.exists()
    assert ID in browser.get("/en/account/settings/").content.decode()

    stranger = Client()
    come_back(stranger, go_there(stranger, "sign-in"))
    assert int(stranger.session["_auth_user_id"]) == member.pk

    browser.post(START, {"why": "unlink"})
    assert orcid.list_linked(member) == []


def test_an_unknown_id_opens_no_account(made_up_orcid: Site, db: None) -> None:
    stranger = Client()
    back = come_back(stranger, go_there(stranger, "sign-in"))

    assert back.headers["Location"] == "/en/account/login/"
    assert not Person.objects.exists()
    page = stranger.get("/en/account/login/").content.decode()
    assert "No account here is linked" in page


def test_a_wrong_code_or_state_changes_nothing(
    made_up_orcid: Site, member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    state = go_there(browser, "link")

    for given, code in ((state, "bad"), ("forged", "good")):
        page = come_back(browser, given, code).content.decode()
        assert "ORCID did not answer as it should" in page
    assert not SocialAccount.objects.exists()


def test_without_a_client_nobody_is_sent_to_orcid(
    member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)

    assert browser.post(START, {"why": "show"}).status_code == 404
    assert "Show my ORCID iD" not in browser.get(ASK).content.decode()
    assert "ORCID" not in Client().get("/en/account/login/").content.decode()


def test_an_id_can_be_unlinked_after_the_site_stopped_asking_orcid(
    member: Person, browser_of: BrowserOf
) -> None:
    SocialAccount.objects.create(user=member, provider="orcid", uid=ID)
    browser = browser_of(member)
    assert "Unlink" in browser.get("/en/account/settings/").content.decode()

    browser.post(START, {"why": "unlink"})

    assert orcid.list_linked(member) == []


def test_nobody_is_sent_on_to_a_stranger_afterwards(
    made_up_orcid: Site, member: Person, browser_of: BrowserOf
) -> None:
    browser = browser_of(member)
    state = go_there(browser, "show", next="https://evil.example/")

    assert come_back(browser, state).headers["Location"] == "/en/account/hats/"


def test_the_transport_refuses_private_addresses() -> None:
    session = orcid_transport.open_session()

    # requests' own ConnectionError, which allauth turns into its page
    with session, pytest.raises(OSError, match="refused_address"):
        session.get("http://127.0.0.1:9/")
