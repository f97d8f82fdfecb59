"""Passkeys in a real browser with a made-up authenticator, under our strict policy."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.running import Site

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def by_name(site: Site) -> str:
    """The same site under a name: browsers give no passkeys to bare numbers."""
    return f"http://localhost:{urlsplit(site.address).port}"


def plug_in(context: BrowserContext, page: Page) -> None:
    """A fingerprint reader that always says yes."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def make_passkey(page: Page, address: str) -> None:
    """Ends on the recovery codes, after showing the new passkey for the first time."""
    page.goto(f"{address}/en/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")


def test_a_passkey_is_made_and_signs_in_alone(
    context: BrowserContext, page: Page, site: Site
) -> None:
    address = by_name(site)
    plug_in(context, page)
    sign_in(page, Site(address, site.home, site.process), "pat@example.org")

    make_passkey(page, address)
    page.goto(f"{address}/en/account/logout/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/en/account/login/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Pat")


def test_the_same_device_is_told_that_it_has_one_already(
    context: BrowserContext, page: Page, site: Site
) -> None:
    address = by_name(site)
    plug_in(context, page)
    sign_in(page, Site(address, site.home, site.process), "paul@example.org")
    make_passkey(page, address)

    page.goto(f"{address}/en/account/2fa/webauthn/add/")
    page.get_by_role("button", name="Make the passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("holds a passkey")


def test_under_a_bare_number_the_page_says_why_there_is_no_passkey(
    page: Page, site: Site
) -> None:
    page.goto("/en/account/login/")

    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    expect(page.get_by_role("link", name="Send me a code")).to_be_visible()
