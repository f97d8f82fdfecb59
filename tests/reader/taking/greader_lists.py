"""Lists of the Google Reader protocol, and what a program finds in them."""

from typing import Any

from tests.reader.taking.conftest import Program

LIST = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
KEPT = "user/-/state/com.google/kept-unread"


def titles(program: Program, stream: str = LIST, **params: Any) -> list[str]:
    found = program.api(f"stream/contents/{stream}", **params)
    return [item["title"] for item in found["items"]]


def numbers(program: Program, **params: Any) -> list[int]:
    found = program.api("stream/items/ids", **params)
    return [int(ref["id"]) for ref in found["itemRefs"]]
