"""A Firefox of its own with the companion in it.

Playwright drives no Firefox of Debian's, and the drivers that do need a program that no
package brings. So it is spoken to directly, in Marionette: the remote protocol inside
every Firefox, JSON over a socket. As in
Chromium, all host names lead to one server that writes down who was asked, and the
toolbar button is pressed by the browser itself, which grants ``activeTab`` with it.
"""

import json
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from medagora.site.domain import companion_package as packing
from tests.browser.companion_browser import Record
from tests.running import free_port

FIREFOX = os.environ.get("FIREFOX", "/usr/bin/firefox-esr")
PATIENCE = 60.0
#: Asked by Firefox itself, companion or not: a release cannot be told to leave it.
_ERRANDS = ("mozilla.com", "mozilla.org", "mozilla.net")
#: The button pressed over the open tab; gives the number of the extension's pages.
_PRESS = """
const { ExtensionParent } = ChromeUtils.importESModule(
  "resource://gre/modules/ExtensionParent.sys.mjs");
const { extension } = WebExtensionPolicy.getByID(arguments[0]);
ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
"""
_IS_GREETING = 'tab.linkedBrowser.currentURI.spec.endsWith("/options.html")'
#: An expression over the popup's ``document``; null while it is not there.
_LOOK = """
const [expression, done] = [arguments[0], arguments[arguments.length - 1]];
const popup = document.querySelector(".webextension-popup-browser");
if (!popup?.currentURI.spec.endsWith("/popup.html")) { done(null); return; }
setTimeout(() => done(null), 500);  // it may go away before it answers
const { messageManager } = popup;
messageManager.addMessageListener("medagora:seen", function hear(message) {
  messageManager.removeMessageListener("medagora:seen", hear);
  done(message.data);
});
const look = `{ let seen = null;
  try { const { document } = content; seen = ${expression}; } catch {}
  sendAsyncMessage("medagora:seen", seen); }`;
messageManager.loadFrameScript(`data:,${encodeURIComponent(look)}`, false);
"""


class Marionette:
    """A connection to a Firefox: one command, one answer."""

    def __init__(self, link: socket.socket) -> None:
        self._stream = link.makefile("rwb")
        self._count = 0
        self._read()  # its greeting
        self.send("WebDriver:NewSession", {"capabilities": {}})

    def send(self, command: str, facts: dict[str, Any]) -> Any:
        self._count += 1
        words = json.dumps([0, self._count, command, facts]).encode()
        self._stream.write(b"%d:%s" % (len(words), words))
        self._stream.flush()
        _kind, _number, error, result = self._read()
        assert error is None, error
        return result

    def run(
        self, script: str, *args: Any, how: str = "", where: str = "content"
    ) -> Any:
        """What a script gives, in the open page or ("chrome") in the browser itself."""
        self.send("Marionette:SetContext", {"value": where})
        facts = {"script": script, "args": args, "sandbox": None}
        return self.send(f"WebDriver:Execute{how}Script", facts)["value"]

    def _read(self) -> Any:
        digits = b""
        while (digit := self._stream.read(1)) != b":":
            assert digit, "Firefox hung up"
            digits += digit
        return json.loads(self._stream.read(int(digits)))


@dataclass
class Firefox:
    """The browser with the companion in it."""

    browser: Marionette
    record: Record
    extension: str

    def open(self, address: str) -> None:
        self.browser.send("Marionette:SetContext", {"value": "content"})
        self.browser.send("WebDriver:Navigate", {"url": address})

    def wait_for_greeting(self) -> None:
        """The settings, which open by themselves once; a tab of our own comes after."""
        opened = f"return gBrowser.tabs.some((tab) => {_IS_GREETING})"
        _wait(lambda: self.browser.run(opened, where="chrome"), "it shows its settings")
        made = self.browser.send("WebDriver:NewWindow", {"type": "tab", "focus": True})
        self.browser.send("WebDriver:SwitchToWindow", {"handle": made["handle"]})

    def own_page(self, name: str) -> None:
        host = self.browser.run(
            "return WebExtensionPolicy.getByID(arguments[0]).mozExtensionHostname",
            self.extension,
            where="chrome",
        )
        self.open(f"moz-extension://{host}/{name}")

    def press(self) -> None:
        """Presses the toolbar button over the open page."""
        self.browser.run(_PRESS, self.extension, where="chrome")

    def close_popup(self) -> None:
        self.browser.run(
            "document.querySelector('.webextension-popup-browser')"
            ".closest('panel').hidePopup()",
            where="chrome",
        )
        _wait(lambda: self.in_popup("1") is None, "the popup is gone")

    def asked_others(self) -> list[tuple[str, str]]:
        """What was asked of other machines, by a page or by the companion."""
        return [one for one in self.record.requests if not one[0].endswith(_ERRANDS)]

    def in_popup(self, expression: str) -> Any:
        return self.browser.run(_LOOK, expression, how="Async", where="chrome")

    def in_page(self, expression: str) -> Any:
        return self.browser.run(f"return {expression}")

    def wait_for_popup(self, expression: str) -> None:
        _wait(lambda: self.in_popup(expression), f"in the popup: {expression}")

    def wait_for_page(self, expression: str) -> None:
        _wait(lambda: self.in_page(expression), f"in the page: {expression}")


@contextmanager
def firefox_in(
    folder: Path, record: Record, port: int, server: str
) -> Iterator[Firefox]:
    """Firefox with the package that the site hands out for it."""
    package = folder / "companion.zip"
    package.write_bytes(packing.pack("firefox", packing.Home(server)))
    with _running(folder, _all_hosts_at(port)) as browser:
        extension = browser.send(
            "Addon:Install", {"path": str(package), "temporary": True}
        )
        firefox = Firefox(browser, record, extension["value"])
        firefox.wait_for_greeting()
        yield firefox


@contextmanager
def _running(folder: Path, settings: dict[str, Any]) -> Iterator[Marionette]:
    profile = folder / "profile"
    profile.mkdir()
    port = free_port()
    lines = {**settings, "marionette.port": port}.items()
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in lines)
    )
    words = [FIREFOX, "--headless", "--marionette", "--remote-allow-system-access"]
    with (
        (folder / "firefox.log").open("wb") as log,
        subprocess.Popen(
            [*words, "--no-remote", "--profile", profile], stdout=log, stderr=log
        ) as process,
    ):
        try:
            with _connected(port) as link:
                yield Marionette(link)
        finally:
            process.kill()


def _connected(port: int) -> socket.socket:
    found: list[socket.socket] = []

    def try_once() -> bool:
        try:
            found.append(socket.create_connection(("127.0.0.1", port), PATIENCE))
        except ConnectionRefusedError:
            return False
        return True

    _wait(try_once, "Firefox listens")
    return found[0]


def _all_hosts_at(port: int) -> dict[str, Any]:
    return {
        "ui.popup.disable_autohide": True,
        "network.dns.forceResolve": "127.0.0.1",
        "network.socket.forcePort": f"80={port};443={port}",
        # Firefox's own errands, companion or not
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "app.normandy.enabled": False,
        "media.gmp-manager.updateEnabled": False,
        "app.update.disabledForTesting": True,
    }


def _wait(is_true: Callable[[], Any], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < end, f"it did not come to pass, {what}"
        time.sleep(0.05)
