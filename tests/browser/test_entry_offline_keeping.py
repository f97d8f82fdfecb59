"""Which pages the worker keeps when it cannot keep all of them."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

import medagora.reader

SCRIPT = Path(medagora.reader.__file__).parent / "static" / "reader" / "sw.js"
LIST = "fetch('/en/reader/offline/list.json').then((answer) => answer.json())"
#: Runs the worker's own code in a page: it has the same caches.
KEEP = """async (wanted) => {
  %s
  await keepAll(wanted);
  const cache = await caches.open(PAGES + wanted.owner);
  return (await cache.keys()).map((key) => new URL(key.url).pathname);
}"""


def _keep(page: Page, most: int, **changes: Any) -> set[str]:
    """The paths of the pages that are kept after this was wanted."""
    script = SCRIPT.read_text("utf-8").replace(
        "const MOST_PAGES = 260;", f"const MOST_PAGES = {most};"
    )
    wanted = page.evaluate(LIST)
    return set(page.evaluate(KEEP % script, wanted | changes))


def _first_visit(rita: BrowserContext) -> Page:
    """A page whose own script keeps nothing yet."""
    page = rita.new_page()
    page.goto("/en/reader/offline/")
    return page


def test_what_is_wanted_stays_and_what_is_not_goes_first(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = _first_visit(rita)
    a, b, c, d = sorted(entries.values())[:4]
    _keep(page, 5, pages=[a, b, c])

    kept = _keep(page, 5, pages=[d, a, b])

    assert kept == {"/en/reader/", "/en/reader/offline/", a, b, d}


def test_what_is_not_wanted_any_more_stays_while_there_is_room(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = _first_visit(rita)
    a, b, c, d = sorted(entries.values())[:4]
    _keep(page, 9, pages=[a, b, c])

    kept = _keep(page, 9, pages=[d])

    assert {a, b, c, d} <= kept


def test_a_copy_in_another_state_is_fetched_again(
    rita: BrowserContext, entries: dict[str, str]
) -> None:
    page = _first_visit(rita)
    paper, plain = entries["paper"], entries["plain"]
    _keep(page, 9, pages=[paper, plain])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    states = page.evaluate(LIST)["states"]
    _keep(page, 9, pages=[paper, plain], states=states | {paper: "another"})

    assert [path for path in (paper, plain) if any(path in url for url in asked)] == [
        paper
    ]
