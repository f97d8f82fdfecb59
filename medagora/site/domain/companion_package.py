"""The companion as a file that a browser installs: one zip for each browser.

Its source is ``medagora/site/companion/``, part of the Python package, so every site
hands out the companion that fits it. Added here: the site's address and key
(``home.json``), and the word lists of the appraisal room (``knowledge.json``). The
same source and site give the same bytes.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from medagora.appraisal.domain.criteria.tracker_hosts import trackers_by_host
from medagora.appraisal.domain.word_lists import LANGUAGES, word_list
from medagora.kernel.folding import fold_tables

BROWSERS = ("chromium", "firefox")
#: Groups of phrases that ``companion/modules/engine.js`` looks for, by list.
GROUPS = {
    "content": (
        "alternatives",
        "benefits",
        "claims",
        "costs",
        "doing_nothing",
        "harms",
        "how_it_works",
        "negation",
        "negation_after",
        "not_negation",
        "quality_of_life",
        "selling",
        "shared_decision",
        "uncertainty",
        "warning",
    ),
    "trust": ("complements", "conflicts", "funding", "privacy"),
}
#: Zip knows no time zone and no time before 1980; the same date keeps bytes equal.
_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Home:
    """The server that a package knows from the start; empty for one that knows none."""

    server: str = ""
    key: str = ""


@lru_cache(maxsize=8)
def pack(browser: str, home: Home) -> bytes:
    """The whole zip, ready to be unpacked and loaded."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(_files(browser, home)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def version() -> str:
    return str(_manifest()["version"])


def _files(browser: str, home: Home) -> Iterator[tuple[str, bytes]]:
    for name, content in _source(files("medagora.site") / "companion"):
        if name != "manifest.json":
            yield name, content
    yield "manifest.json", _json(manifest_for(browser))
    yield "home.json", _json({"server": home.server, "key": home.key})
    yield "knowledge.json", knowledge()


def _source(folder: Traversable, path: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _source(entry, f"{path}{entry.name}/")
        else:
            yield f"{path}{entry.name}", entry.read_bytes()


def _manifest() -> dict[str, Any]:
    source = files("medagora.site") / "companion" / "manifest.json"
    manifest: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return manifest


def manifest_for(browser: str) -> dict[str, Any]:
    """The manifest without what only the other browser understands."""
    manifest = _manifest()
    if browser == "firefox":
        del manifest["minimum_chrome_version"]
        del manifest["background"]["service_worker"]
    else:
        del manifest["browser_specific_settings"]
        del manifest["background"]["scripts"]
    return manifest


@lru_cache(maxsize=1)
def knowledge() -> bytes:
    """What the companion's own reader knows: folding, phrases by language, trackers."""
    tables = fold_tables()
    return _json(
        {
            "fold": {
                "cases": tables.cases,
                "same": tables.same,
                "combining": tables.combining,
            },
            "lists": {language: _phrases_of(language) for language in LANGUAGES},
            "trackers": {
                host: [tracker.path for tracker in trackers]
                for host, trackers in trackers_by_host().items()
            },
        }
    )


def _phrases_of(language: str) -> dict[str, tuple[str, ...]]:
    """The groups of phrases of a language; a group that it does not need is empty."""
    lists = {name: word_list(language, name) for name in GROUPS}
    return {
        group: found.groups.get(group, ())
        for name, found in lists.items()
        if found
        for group in GROUPS[name]
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
