"""Which format a file is in: its first letters and its shape say it, not its name."""

from typing import Any

from medagora.kernel.refusals import BadInput
from medagora.reader.domain.taking import json_files, miniflux, opml, streams
from medagora.reader.domain.taking.found import Found

_HEAD = 4096


def read_file(data: bytes, file: str = "") -> Found:
    """What stands in the file, or BadInput with a sentence that says why not."""
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith((b"{", b"[")):
        return _read_json(json_files.load(data), file)
    if head.startswith(b"<") or b"<opml" in head.lower():
        return opml.read_opml(data, file)
    if not data:
        raise BadInput("The file is empty.")
    raise _unknown()


def _read_json(value: Any, file: str) -> Found:
    if isinstance(value, dict):
        stream = json_files.text(value.get("id"))
        if isinstance(items := value.get("items"), list):
            return streams.read_items(items, stream, file)
        if isinstance(entries := value.get("entries"), list):
            return miniflux.read_entries(entries, file)
        if isinstance(feeds := value.get("feeds"), list):
            return miniflux.read_feeds(feeds, file)
    if isinstance(value, list) and value:
        return _read_list(value, file)
    raise _unknown()


def _read_list(values: list[Any], file: str) -> Found:
    first = next(json_files.objects(values), {})
    if "feed_url" in first:
        return miniflux.read_feeds(values, file)
    if "feed" in first and "status" in first:
        return miniflux.read_entries(values, file)
    if {"origin", "alternate", "canonicalUrl", "originId"} & set(first):
        return streams.read_items(values, "", file)
    raise _unknown()


def _unknown() -> BadInput:
    return BadInput(
        "The file is in no format that is known here. Bring an OPML file, or an "
        "export of FreshRSS, Miniflux, Feedly or Inoreader."
    )
