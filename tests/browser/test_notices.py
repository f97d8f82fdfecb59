"""Notices in a real browser: what somebody wants to hear, and a device that shows."""

import json
import subprocess
import sys
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import sign_in
from tests.running import Site, environment_for

EMAIL = "ada@example.org"
WISHES = "/en/account/notices/wishes/"
#: What the worker shows, by the tag that tells which takes the place of which.
MESSAGE = {
    "title": "2 new answers",
    "url": "/en/account/notices/",
    "tag": "answer:question:asthma",
    "lang": "en",
    "dir": "ltr",
}
#: A browser under test has no push service. This one is made up, but its keys are real.
PUSH_SERVICE = """
const made = { current: null };
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
PushManager.prototype.getSubscription = async () => made.current;
PushManager.prototype.subscribe = async (options) => {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const keys = {
    p256dh: text(await crypto.subtle.exportKey("raw", pair.publicKey)),
    auth: text(crypto.getRandomValues(new Uint8Array(16))),
  };
  const endpoint = "https://push.example.org/send/abc";
  if (options.applicationServerKey.length !== 65) throw new Error("not a key");
  made.current = { endpoint, unsubscribe: async () => true,
    toJSON: () => ({ endpoint, keys }) };
  sessionStorage.setItem("subscribed", "1");
  return made.current;
};
if (sessionStorage.getItem("subscribed")) {
  made.current = { endpoint: "https://push.example.org/send/abc",
    unsubscribe: async () => true };
}
"""
_TELL = """
import sys
import django

django.setup()
from django.utils import timezone
from medagora.people import queries
from medagora.people.services.notifying import notify

person = queries.find_person(sys.argv[1])
for about, title in (("question:a", "Which inhaler?"), ("question:b", "Which diet?")):
    notify([person.pk], "answer", about=about, url_path="/en/topics/",
           params={"title": title}, at=timezone.now())
"""


def run(site: Site, script: str, *words: str) -> str:
    """What a script prints that runs beside the site, on the same home."""
    settings = {"DJANGO_SETTINGS_MODULE": "medagora.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        env={**environment_for(site.home), **settings},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.strip()


def deliver(context: BrowserContext, page: Page, site: Site) -> None:
    """As if the push service had brought the message to this browser."""
    tools = context.new_cdp_session(page)
    found: list[dict[str, Any]] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    while not found:  # it is told by an event, which comes with the next answers
        page.evaluate("1")
    (registration,) = [r for r in found if r["scopeURL"].endswith("/push/")]
    tools.send(
        "ServiceWorker.deliverPushMessage",
        {
            "origin": site.address,
            "registrationId": registration["registrationId"],
            "data": json.dumps(MESSAGE),
        },
    )


#: Titles of the notices that this browser shows, once there are any.
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/push/");
  for (;;) {
    const shown = await registration.getNotifications();
    if (shown.length) return shown.map((n) => [n.title, n.tag, n.data.url]);
    await new Promise((done) => setTimeout(done, 50));
  }
}"""


def test_a_device_is_asked_only_when_somebody_wants_it_and_then_shows_notices(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.grant_permissions(["notifications"], origin=site.address)
    page.add_init_script(PUSH_SERVICE)
    sign_in(page, site, EMAIL)
    page.goto(WISHES)
    switch = page.locator("push-switch")
    assert page.evaluate("sessionStorage.getItem('subscribed')") is None

    switch.get_by_role("button", name="Show notices on this device").click()

    expect(
        page.get_by_text("This device shows your notices from now on.")
    ).to_be_visible()
    expect(switch.get_by_role("status")).to_have_text("This device shows your notices.")
    expect(page.get_by_role("heading", name="Chrome, Linux")).to_be_visible()
    assert "push.example.org" not in page.content()
    for _time in range(2):
        deliver(context, page, site)
    shown = page.evaluate(SHOWN)
    assert shown == [[MESSAGE["title"], MESSAGE["tag"], MESSAGE["url"]]]

    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("No device shows your notices.")).to_be_visible()


def test_a_browser_that_was_told_no_says_so(page: Page, site: Site) -> None:
    page.add_init_script(
        "Object.defineProperty(Notification, 'permission', { get: () => 'denied' });"
    )
    sign_in(page, site, EMAIL)
    page.goto(WISHES)

    expect(page.locator("push-switch").get_by_role("status")).to_contain_text(
        "You told this browser to show nothing"
    )
    expect(
        page.get_by_role("button", name="Show notices on this device")
    ).to_be_hidden()


def test_notices_are_read_muted_and_chosen_without_scripts_on_a_phone(
    plain: Page, site: Site
) -> None:
    plain.set_viewport_size({"width": 375, "height": 700})
    run(site, _TELL, EMAIL)
    sign_in(plain, site, EMAIL)

    plain.goto("/en/account/notices/")
    main = plain.locator("main")
    diet = main.get_by_role("listitem").filter(has_text="Which diet?")
    assert plain.evaluate("document.documentElement.scrollWidth") <= 375
    diet.get_by_role("button", name="Mute this").click()
    expect(diet.get_by_text("muted", exact=True)).to_be_visible()
    expect(main.get_by_text("new", exact=True)).to_have_count(1)
    main.get_by_role("button", name="Mark all as read").click()
    expect(main.get_by_text("new", exact=True)).to_have_count(0)
    main.get_by_role("button", name="Undo").click()
    expect(main.get_by_text("new", exact=True)).to_have_count(1)
    main.get_by_role("link", name="A new answer: Which inhaler?").click()
    expect(plain).to_have_url(f"{site.address}/en/topics/")

    plain.goto(WISHES)
    assert plain.evaluate("document.documentElement.scrollWidth") <= 375
    expect(main.get_by_text("This needs scripts")).to_be_visible()
    group = main.get_by_role("group", name="Conversations")
    group.get_by_label("By e-mail").select_option("Once a week")
    main.get_by_role("button", name="Save", exact=True).click()
    expect(group.get_by_label("By e-mail")).to_have_value("weekly")
    main.get_by_role("button", name="As usual").click()
    expect(main.get_by_text("You muted it")).to_be_hidden()
