"""The odd feeds beside the project come out as the list beside them says."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from medagora.reader.domain.formats.limits import NotAFeed
from medagora.reader.domain.parsed import ParsedEntry, ParsedFeed
from tests.reader.formats.samples import read

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "feed-edge-cases"
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the odd feeds are not here"
)
EXPECTED: dict[str, dict[str, Any]] = (
    json.loads((FOLDER / "expected.json").read_text()) if FOLDER.exists() else {}
)


def minute(entry: ParsedEntry) -> str | None:
    moment = entry.published_at
    return moment.strftime("%Y-%m-%dT%H:%M") if moment else None


def is_safe(html: str) -> bool:
    return not re.search(r"<script|\son\w+\s*=|javascript:", html, re.IGNORECASE)


CHECKS: dict[str, Callable[[ParsedEntry, Any], bool]] = {
    "title": lambda entry, title: entry.title == title,
    "title_contains": lambda entry, part: part in entry.title,
    "date_utc": lambda entry, moment: minute(entry) == moment,
    "authors": lambda entry, count: len(entry.authors) == count,
    "doi": lambda entry, doi: entry.doi == doi,
    "content_contains": lambda entry, part: part in entry.html,
    "content_safe": lambda entry, _: is_safe(entry.html),
    "link": lambda entry, link: entry.link == link,
    "enclosure": lambda entry, file: entry.enclosures[0].address == file,
}
OF_THE_FEED: dict[str, Callable[[ParsedFeed, Any], bool]] = {
    "entries": lambda feed, count: len(feed.entries) == count,
    "no_expansion": lambda feed, _: len(repr(feed)) < 2_000,
    "no_external_entity": lambda feed, _: (
        feed.entries[0].title in {"Hello", "Hello&x;"}
    ),
}


def is_as_expected(feed: ParsedFeed, name: str, value: object) -> bool:
    if name in OF_THE_FEED:
        return OF_THE_FEED[name](feed, value)
    return CHECKS[name](feed.entries[0], value)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_an_odd_feed_comes_out_as_expected(name: str) -> None:
    body = (FOLDER / f"{name}.xml").read_bytes()
    expected = EXPECTED[name]

    if expected.get("rejected_as_no_feed"):
        with pytest.raises(NotAFeed):
            read(body)
        return
    feed = read(body)

    wrong = {k: v for k, v in expected.items() if not is_as_expected(feed, k, v)}
    assert wrong == {}
