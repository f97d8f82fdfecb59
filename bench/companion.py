"""The companion in real Chromium: 300 links against a list of 100,000 addresses.

python bench/companion.py [--json]

Each "code just loaded" figure is from a page of its own, where nothing is compiled
yet, as in a popup that was opened a moment ago. "Processor" is the time that the page's
thread ran, which others on the machine do not lengthen as they do the clock's; both
leave out what asking the page costs. The peer is the same lookup with the browser's own
SHA-256, which answers by promises.
"""

import os
import random
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.setdefault("MEDAGORA_HOME", "build/bench-companion")
os.environ.setdefault("MEDAGORA_COMPANION_KEY", "only-for-measuring")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medagora.settings")

from playwright.sync_api import Browser, BrowserContext, CDPSession, sync_playwright

from bench.report import median_and_p95, print_report
from medagora.catalogue.domain.words import Kind
from medagora.site.domain import companion_list

ENTRIES, LINKS, HOSTS, ROUNDS, COLD_ROUNDS = 100_000, 300, 180, 200, 10
WARMING, MEASURED = 40, 10
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MODULES = Path(companion_list.__file__).parents[1] / "companion" / "modules"
#: crypto.subtle exists only on encrypted pages.
ORIGIN = "https://bench.example.org"

#: Keeps a list and the class that looks up in it for the calls that follow.
KEEP = """async () => {
  const { Finder, readList } = await import("/list.js");
  const { fromBase64 } = await import("/store.js");
  const list = readList(fromBase64(await (await fetch("/list.txt")).text()));
  globalThis.look = (links) => {
    const finder = new Finder(list);
    return links.filter((link) => finder.findLink(link)).length;
  };
}"""
LOOK, IDLE = "(links) => look(links)", "(links) => links.length"
_READ = """
  const { Finder, readList } = await import("/list.js");
  const { fromBase64 } = await import("/store.js");
  const body = await (await fetch("/list.txt")).text();
  const started = performance.now();
  const list = readList(fromBase64(body));
  const read = performance.now() - started;
"""
COLD = f"""async (links) => {{{_READ}
  const begun = performance.now();
  const finder = new Finder(list);
  const found = links.filter((link) => finder.findLink(link)).length;
  return {{read, match: performance.now() - begun, found}};
}}"""
WARM = f"""async ([links, rounds]) => {{{_READ}
  const times = [];
  for (let round = 0; round < rounds; round += 1) {{
    const begun = performance.now();
    const finder = new Finder(list);
    for (const link of links) finder.findLink(link);
    times.push(performance.now() - begun);
  }}
  return times;
}}"""
#: As many hashes as the finder makes: one for each host, more where one is listed.
SUBTLE = """async ([links, rounds]) => {
  const { keyOf } = await import("/address.js");
  const encoder = new TextEncoder();
  const salt = "s".repeat(64);
  const times = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    const known = new Map();
    for (const link of links) {
      const key = keyOf(link);
      const parts = key.split("?")[0].split("/");
      const isListed = parts[0].startsWith("health");
      const sites = parts.map((_, i) => `${parts.slice(0, i + 1).join("/")}/`);
      for (const text of isListed ? [parts[0], key, ...sites] : [parts[0]]) {
        if (!known.has(text)) {
          known.set(text, crypto.subtle.digest("SHA-256", encoder.encode(salt + text)));
        }
      }
    }
    await Promise.all(known.values());
    times.push(performance.now() - begun);
  }
  return times;
}"""
VERIFY = """async (key) => {
  const { isSignedBy } = await import("/list.js");
  const { fromBase64 } = await import("/store.js");
  const bytes = fromBase64(await (await fetch("/list.txt")).text());
  const times = [];
  let all = true;
  for (let round = 0; round < 20; round += 1) {
    const begun = performance.now();
    all = (await isSignedBy(bytes, fromBase64(key))) && all;
    times.push(performance.now() - begun);
  }
  return [times, all];
}"""


def make_links(dice: random.Random) -> list[str]:
    """A long page of results: some listed, some below a listed site, most neither."""
    hosts = [f"www.site{dice.randrange(10**6)}.org" for _ in range(HOSTS)]
    links = []
    for number in range(LINKS):
        if number % 10 == 0:
            links.append(
                f"https://www.health{number}.org/topics/page{number}?utm_source=x"
            )
        else:
            path = "/".join(
                str(dice.randrange(1000)) for _ in range(dice.randint(1, 4))
            )
            links.append(f"https://{dice.choice(hosts)}/{path}/?id={number}&fbclid=z")
    return links


def make_list() -> tuple[bytes, str, dict[str, Any]]:
    import base64
    import gzip

    import django

    django.setup()
    from medagora.site.services.companion import keys

    kinds = (Kind.ARTICLE, Kind.WEBSITE)
    entries = [
        companion_list.entry_of(f"health{n}.org/topics/page{n}", kinds[n % 2])
        for n in range(ENTRIES)
    ]
    head = companion_list.Head(
        companion_list.bucket_bits_for(ENTRIES),
        1_790_000_000,
        keys.salt_for("bench", 64),
    )
    begun = time.perf_counter()
    unsigned = companion_list.pack(entries, head)
    body = unsigned + keys.sign(unsigned)
    compressed = gzip.compress(body, 9, mtime=0)
    facts = {
        "list_kb": len(body) // 1000,
        "list_compressed_kb": len(compressed) // 1000,
        "made_by_server_in_ms": round((time.perf_counter() - begun) * 1000),
    }
    return base64.b64encode(body), keys.public_text(), facts


def measure(
    browser: Browser, body: bytes, key: str, links: list[str]
) -> dict[str, Any]:
    context = browser.new_context()
    context.route(f"{ORIGIN}/**", lambda route: give(route, body))
    cold = []
    for _ in range(COLD_ROUNDS):
        page = context.new_page()
        page.goto(f"{ORIGIN}/")
        cold.append(page.evaluate(COLD, links))
        page.close()
    first, later = zip(
        *(processor_times(context, links) for _ in range(COLD_ROUNDS)), strict=True
    )
    page = context.new_page()
    page.goto(f"{ORIGIN}/")
    times, is_signed = page.evaluate(VERIFY, key)
    assert is_signed
    assert {round_["found"] for round_ in cold} == {LINKS // 10}
    measured = {
        "match, code just loaded": [round_["match"] for round_ in cold],
        "match, code just loaded, processor": first,
        "match, afterwards": page.evaluate(WARM, [links, ROUNDS]),
        "match, afterwards, processor": later,
        "the peer: crypto.subtle": page.evaluate(SUBTLE, [links, 20]),
        "read the list": [round_["read"] for round_ in cold],
        "verify its signature": times,
    }
    context.close()
    return measured


def processor_times(context: BrowserContext, links: list[str]) -> tuple[float, float]:
    """Milliseconds of the first match on a page, and of one match after many."""
    page = context.new_page()
    page.goto(f"{ORIGIN}/")
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent(script: str, times: int = 1) -> float:
        before = task_seconds(session)
        for _ in range(times):
            page.evaluate(script, links)
        return (task_seconds(session) - before) * 1000 / times

    page.evaluate(KEEP)
    page.evaluate(IDLE, links)
    first = spent(LOOK) - spent(IDLE)
    for _ in range(WARMING):
        page.evaluate(LOOK, links)
    later = spent(LOOK, MEASURED) - spent(IDLE, MEASURED)
    page.close()
    return first, later


def task_seconds(session: CDPSession) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")


def give(route: Any, body: bytes) -> None:
    name = route.request.url.rpartition("/")[2]
    if name == "list.txt":
        route.fulfill(body=body, content_type="text/plain")
    elif name:
        route.fulfill(
            body=(MODULES / name).read_bytes(), content_type="text/javascript"
        )
    else:
        route.fulfill(body=b"<!doctype html>", content_type="text/html; charset=utf-8")


def main() -> None:
    body, key, facts = make_list()
    links = make_links(random.Random(4))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        measured = measure(browser, body, key, links)
        browser.close()
    rows = [{"what": what, **median_and_p95(times)} for what, times in measured.items()]
    print_report(f"Companion: {LINKS} links, {ENTRIES:,} addresses", rows, **facts)


if __name__ == "__main__":
    main()
