"""What entries in a browser need: a publisher's server, readers, and patience."""

import io
import json
import re
import wave
from collections.abc import Callable, Iterable

from playwright.sync_api import BrowserContext, Page

from tests.running import Site, run_module
from tests.web.hostile import reply

READER, OTHER = "rita-reads@example.org", "otto-reads@example.org"

MakeContext = Callable[[], BrowserContext]


def _silence(seconds: int = 40) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(4000)
        sound.writeframes(b"\x80" * (seconds * 4000))
    return out.getvalue()


SOUND = _silence()


def publish_sound(head: str) -> Iterable[bytes]:
    """A publisher's server: parts of a file for players, all of it for others."""
    part = re.search(r"(?im)^range: bytes=(\d+)-(\d*)", head)
    if not part:
        return [reply(SOUND, content_type="audio/wav", accept_ranges="bytes")]
    first, last = int(part[1]), int(part[2] or len(SOUND) - 1)
    answer = reply(
        SOUND[first : last + 1],
        status="206 Partial Content",
        content_type="audio/wav",
        accept_ranges="bytes",
        content_range=f"bytes {first}-{last}/{len(SOUND)}",
    )
    return [answer]


def store_entries(site: Site, sound: str) -> dict[str, str]:
    """Paths of entries by name; the two readers follow their sources."""
    words = [sound, READER, OTHER]
    made = run_module(site.home, "tests.browser.entry_content", *words)
    numbers = json.loads(made)
    return {name: f"/en/reader/entry/{number}/" for name, number in numbers.items()}


def wait_until(page: Page, condition: str) -> None:
    """Until this is true in the page; its policy forbids Playwright's own way."""
    page.evaluate(
        """async () => {
          const sound = () => document.querySelector("audio");
          const waiting = () => JSON.parse(localStorage.getItem("reader-waiting"));
          const kept = async () => {
            const paths = [];
            for (const name of await caches.keys()) {
              if (!name.startsWith("reader-pages-")) continue;
              for (const request of await (await caches.open(name)).keys()) {
                paths.push(new URL(request.url).pathname);
              }
            }
            return paths.filter((path) => path.includes("/entry/")).sort();
          };
          for (let turn = 0; turn < 1200; turn += 1) {
            if (CONDITION) return;
            await new Promise((done) => setTimeout(done, 50));
          }
          throw new Error(`never; kept: ${await kept()}`);
        }""".replace("CONDITION", condition)
    )
