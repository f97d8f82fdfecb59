"""The companion's list and the server that it comes from: kept, renewed, refused."""

import json

import pytest

from medagora.catalogue.domain.words import Kind
from medagora.site.domain import companion_list
from medagora.site.services.companion import keys
from tests.browser.companion_browser import SERVER, SERVER_HOST, Companion, Record
from tests.browser.companion_stage import LISTED, kept, renew
from tests.running import Site


def test_the_last_list_works_without_a_connection(companion: Companion) -> None:
    companion.open(LISTED)
    companion.record.is_cut = True
    options = companion.own_page("options.html")

    said = renew(options)
    options.close()
    companion.page.bring_to_front()
    popup = companion.press()
    popup.wait_for("!!document.querySelector('.verdict.page')")
    popup.click("#why")
    popup.wait_for("!!document.querySelector('#why-said.fault')")

    assert said == "The server does not answer. The last list stays in use."
    assert "does not answer" in popup.text("#why-said")


def test_a_list_that_was_changed_on_the_way_is_refused(companion: Companion) -> None:
    options = companion.own_page("options.html")
    before = kept(options, "list")
    body = bytearray(signed(["evil.com"], made_at=4_000_000_000, key="another"))
    companion.record.answers[SERVER_HOST, "/companion/list"] = ("x/y", bytes(body))

    said = renew(options)

    assert "not signed by the key" in said
    assert kept(options, "list") == before


@pytest.mark.parametrize("body", [b"", b"<html>", b"MDGL" + bytes(200)])
def test_what_is_no_list_is_refused(companion: Companion, body: bytes) -> None:
    options = companion.own_page("options.html")
    before = kept(options, "list")
    companion.record.answers[SERVER_HOST, "/companion/list"] = ("x/y", body)

    renew(options)

    assert options.locator("#renewed.fault").count() == 1
    assert kept(options, "list") == before


def test_another_key_needs_the_readers_word(companion: Companion) -> None:
    options = companion.own_page("options.html")
    trusted = kept(options, "key")
    with_another_key(companion.record, ["new.org/"], made_at=1)

    renew(options)
    options.locator("#new-key").wait_for()
    before = kept(options, "key")
    options.locator("#trust").click()
    options.get_by_text("The list is new: 1 addresses.").wait_for()

    assert before == trusted
    assert kept(options, "key") != trusted


def test_an_older_list_does_not_bring_back_what_was_withdrawn(
    companion: Companion,
) -> None:
    options = companion.own_page("options.html")
    with_another_key(companion.record, ["new.org/"], made_at=2_000)
    renew(options)
    options.locator("#trust").click()
    options.get_by_text("The list is new").wait_for()
    with_another_key(companion.record, ["old.org/", "new.org/"], made_at=1_999)

    said = renew(options)

    assert "older than the one that is kept" in said


def with_another_key(record: Record, entries: list[str], made_at: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_secret", lambda: "another")
        key = json.dumps({"public_key": keys.public_text()}).encode()
    body = signed(entries, made_at=made_at, key="another")
    record.answers[SERVER_HOST, "/companion/key"] = ("application/json", key)
    record.answers[SERVER_HOST, "/companion/list"] = ("x/y", body)


def signed(entries: list[str], *, made_at: int, key: str) -> bytes:
    head = companion_list.Head(bucket_bits=0, made_at=made_at, salt=bytes(64))
    body = companion_list.pack(entries, head)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "_secret", lambda: key)
        return body + keys.sign(body)


def test_a_reader_chooses_a_server_by_keyboard_and_forgets_it(
    companion: Companion,
) -> None:
    options = companion.own_page("options.html")
    options.locator("#forget").press("Enter")
    options.get_by_text("Nothing is kept any more.").wait_for()
    forgotten = options.evaluate("chrome.storage.local.get()")

    options.locator("#server").fill("not an address")
    options.keyboard.press("Enter")
    fault = options.locator("#server-fault").inner_text()
    options.locator("#server").fill(f"{SERVER}/en/companion/")
    options.keyboard.press("Enter")
    options.get_by_text("The list is new").wait_for()

    assert forgotten == {}
    assert "no address of a server" in fault
    assert kept(options, "server") == SERVER
    assert options.locator("#fingerprint").inner_text().count(" ") == 7
    assert companion.record.hosts() == {SERVER_HOST}


def test_the_key_shown_is_the_one_that_the_site_shows(
    companion: Companion, site: Site
) -> None:
    options = companion.own_page("options.html")
    visitor = companion.context.new_page()
    visitor.goto(f"{site.address}/en/companion/")

    assert options.locator("#fingerprint").inner_text() in visitor.content()


def test_kinds_of_the_list_and_of_the_catalogue_are_the_same() -> None:
    assert set(Kind) >= companion_list.SITE_KINDS
