"""A Chromium of its own with the companion loaded, and a record of whom it spoke to.

The extension is the one that the site hands out, unpacked, its manifest unchanged. All
host names lead to one server on loopback, so that no request can go unseen: plain ones
are answered and written down, encrypted ones are named by what they ask for (SNI).
The toolbar button is pressed by the browser itself (Extensions.triggerAction of its
DevTools), which opens the real popup and grants ``activeTab`` as a finger would.
"""

import http.client
import io
import json
import os
import socket
import socketserver
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from medagora.site.domain import companion_package as packing
from tests.browser.chromium import CHROMIUM, FLAGS, PATIENCE

#: How often to look, each 50 ms: for a minute, which a busy machine may need.
LOOKS = 1200
_NOWHERE = "http://127.0.0.1:9/"
#: Chromium's own errands, companion or not: updates, and who is signed in to it. They
#: lead nowhere, so that whatever is recorded was asked by a page or by the companion.
_NO_ERRANDS = [
    f"--gaia-url={_NOWHERE}",
    f"--apps-gallery-update-url={_NOWHERE}",
    f"--component-updater=url-source={_NOWHERE}",
]
#: Under this name the companion knows its server.
SERVER_HOST = "medagora.example.org"
SERVER = f"http://{SERVER_HOST}"

#: As the site answers programs: its API and its list.
OPEN = {"Access-Control-Allow-Origin": "*"}
#: What the recording server itself answers: (host, path) -> type and body.
Answers = dict[tuple[str, str], tuple[str, bytes]]


@dataclass
class Record:
    """Whom the browser spoke to, in order."""

    site: str
    answers: Answers = field(default_factory=dict)
    requests: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    #: The server is as if it were gone.
    is_cut: bool = False

    def page(self, address: str, html: str) -> str:
        """Puts a page at an address; gives the address."""
        parts = urlsplit(address)
        kind = "text/html; charset=utf-8"
        self.answers[parts.netloc, parts.path] = (kind, html.encode())
        return address

    def hosts(self) -> set[str]:
        return {host for host, _path in self.requests}

    def asked_of_server(self) -> list[str]:
        return [path for host, path in self.requests if host == SERVER_HOST]


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Any
    body: bytes


class _Visit(socketserver.StreamRequestHandler):
    record: Record

    def handle(self) -> None:
        seen = self.request.recv(2_000, socket.MSG_PEEK)
        if seen[:1] == b"\x16":
            self.record.requests.append((_name_asked_for(seen), "TLS"))
            return
        request_line = self.rfile.readline().decode("latin-1").split()
        if len(request_line) < 2:
            return
        headers = http.client.parse_headers(self.rfile)
        body = self.rfile.read(int(headers.get("Content-Length") or 0))
        host = (headers.get("Host") or "").partition(":")[0]
        path = request_line[1]
        self.record.requests.append((host, path))
        if body:
            self.record.bodies.append(body)
        if host == SERVER_HOST and self.record.is_cut:
            return
        self.wfile.write(
            self._answer(host, Asked(request_line[0], path, headers, body))
        )

    def _answer(self, host: str, asked: Asked) -> bytes:
        path = urlsplit(asked.path).path
        kind, body = self.record.answers.get((host, path), ("", b""))
        if kind:
            return _written(200, {"Content-Type": kind, **OPEN}, body)
        if host == SERVER_HOST:
            return self._from_site(asked)
        return _written(404, {"Content-Type": "text/plain"}, b"")

    def _from_site(self, asked: Asked) -> bytes:
        """What the real site answers, asked as it is."""
        passed = {
            name: asked.headers[name]
            for name in ("Accept-Encoding", "Content-Type", "If-None-Match", "Origin")
            if asked.headers.get(name)
        }
        netloc = urlsplit(self.record.site).netloc
        with closing(http.client.HTTPConnection(netloc, timeout=60)) as link:
            link.request(asked.method, asked.path, asked.body or None, passed)
            answer = link.getresponse()
            body = answer.read()
        kept = {
            name: value
            for name, value in answer.getheaders()
            if name.lower() not in {"transfer-encoding", "connection", "content-length"}
        }
        return _written(answer.status, kept, body)


def _written(status: int, headers: dict[str, str], body: bytes) -> bytes:
    head = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"HTTP/1.1 {status} OK\r\n{lines}\r\n".encode("latin-1") + body


def _name_asked_for(hello: bytes) -> str:
    """The server name in a TLS client's first words (RFC 6066), or "unnamed"."""
    # type 0, then the length of the list, the kind of name and its length
    place = hello.find(b"\x00\x00\x00", 43)
    while place >= 0:
        size = int.from_bytes(hello[place + 7 : place + 9])
        name = hello[place + 9 : place + 9 + size]
        if size and len(name) == size and b"." in name and name.isascii():
            return name.decode("ascii")
        place = hello.find(b"\x00\x00\x00", place + 1)
    return "unnamed"


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def recording(site: str) -> Iterator[tuple[Record, int]]:
    record = Record(site)
    visit = type("Visit", (_Visit,), {"record": record})
    with _Server(("127.0.0.1", 0), visit) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield record, server.server_address[1]
        server.shutdown()


@dataclass
class Companion:
    """The browser with the companion in it."""

    context: BrowserContext
    record: Record
    id: str
    devtools: CDPSession

    @property
    def page(self) -> Page:
        return self.context.pages[0]

    def open(self, address: str) -> Page:
        self.page.bring_to_front()
        self.page.goto(address)
        return self.page

    def own_page(self, name: str) -> Page:
        page = self.context.new_page()
        page.goto(f"chrome-extension://{self.id}/{name}")
        return page

    def press(self) -> "Popup":
        """Presses the toolbar button over the first page."""
        targets = self._targets(only="tab")
        here = next(t for t in targets if t["url"] == self.page.url)
        self.devtools.send(
            "Extensions.triggerAction", {"id": self.id, "targetId": here["targetId"]}
        )
        return Popup(self, self._popup_target())

    def close_greeting(self) -> None:
        """The settings, which open by themselves once, when it is installed."""
        for _ in range(LOOKS):
            for page in self.context.pages:
                if page.url.endswith("/options.html"):
                    page.locator("h1:not(:empty)").wait_for()
                    self.context.new_page()  # it may have taken the only tab
                    page.close()
                    return
            self.page.wait_for_timeout(50)
        raise AssertionError("a new companion shows its settings")

    def forget_answers(self) -> None:
        """Empties the browser's cache, so that everything is asked anew."""
        session = self.context.new_cdp_session(self.page)
        session.send("Network.clearBrowserCache")
        session.detach()

    def _popup_target(self) -> str:
        for _ in range(LOOKS):
            for target in self._targets():
                if target["url"].endswith("/popup.html"):
                    return str(target["targetId"])
            self.page.wait_for_timeout(50)
        raise AssertionError("the popup did not open")

    def _targets(self, only: str = "") -> list[dict[str, Any]]:
        """Also tabs, which DevTools hides unless asked."""
        found = self.devtools.send("Target.getTargets", {"filter": [{}]})
        infos: list[dict[str, Any]] = found["targetInfos"]
        return [t for t in infos if not only or t["type"] == only]


class Popup:
    """The open popup; Playwright does not count it among its pages."""

    def __init__(self, companion: Companion, target: str) -> None:
        self._companion = companion
        self._answers: dict[int, dict[str, Any]] = {}
        self._count = 0
        self._devtools = companion.devtools
        self._devtools.on("Target.receivedMessageFromTarget", self._receive)
        attached = self._devtools.send(
            "Target.attachToTarget", {"targetId": target, "flatten": False}
        )
        self._session = attached["sessionId"]
        self._target = target

    def _receive(self, event: dict[str, Any]) -> None:
        if event["sessionId"] == self._session:
            answer = json.loads(event["message"])
            if "id" in answer:
                self._answers[answer["id"]] = answer

    def evaluate(self, expression: str) -> Any:
        """What an expression in the popup gives, awaited."""
        self._count += 1
        number = self._count
        message = {
            "id": number,
            "method": "Runtime.evaluate",
            "params": {
                "expression": expression,
                "awaitPromise": True,
                "returnByValue": True,
                "userGesture": True,
            },
        }
        self._devtools.send(
            "Target.sendMessageToTarget",
            {"sessionId": self._session, "message": json.dumps(message)},
        )
        self._wait(lambda: number in self._answers)
        result = self._answers.pop(number)["result"]
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def text(self, selector: str = "main") -> str:
        return str(self.evaluate(f"document.querySelector({selector!r}).innerText"))

    def wait_for(self, expression: str) -> None:
        self._wait(lambda: bool(self.evaluate(expression)))

    def click(self, selector: str) -> None:
        button = f"document.querySelector({selector!r})"
        self.wait_for(f"!!{button}?.checkVisibility() && !{button}.disabled")
        self.evaluate(f"{button}.click()")

    def close(self) -> None:
        self._devtools.remove_listener(
            "Target.receivedMessageFromTarget", self._receive
        )
        self._devtools.send("Target.closeTarget", {"targetId": self._target})

    def _wait(self, is_done: Callable[[], bool]) -> None:
        for _ in range(LOOKS):
            if is_done():
                return
            self._companion.page.wait_for_timeout(50)
        raise AssertionError(f"it did not come to pass; the popup says: {self.text()}")


def unpack(folder: Path, home: packing.Home) -> Path:
    with zipfile.ZipFile(io.BytesIO(packing.pack("chromium", home))) as archive:
        archive.extractall(folder)
    return folder


@contextmanager
def companion_in(
    browser: Browser, folder: Path, record: Record, port: int, **environment: str
) -> Iterator[Companion]:
    """Chromium with the extension of a folder; every host name leads to the port."""
    context = browser.browser_type.launch_persistent_context(
        folder.parent / "profile",
        executable_path=CHROMIUM,
        headless=True,
        viewport={"width": 1280, "height": 900},
        ignore_default_args=["--disable-extensions"],
        env={**os.environ, **environment},
        args=[
            *FLAGS,
            *_NO_ERRANDS,
            f"--disable-extensions-except={folder}",
            f"--load-extension={folder}",
            "--enable-unsafe-extension-debugging",
            f"--host-resolver-rules=MAP * 127.0.0.1:{port}, EXCLUDE 127.0.0.1",
        ],
    )
    try:
        context.set_default_timeout(PATIENCE)
        workers = context.service_workers or [context.wait_for_event("serviceworker")]
        assert context.browser is not None
        devtools = context.browser.new_browser_cdp_session()
        companion = Companion(
            context, record, urlsplit(workers[0].url).netloc, devtools
        )
        companion.close_greeting()
        yield companion
    finally:
        context.close()
