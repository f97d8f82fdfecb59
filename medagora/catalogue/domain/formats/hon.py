"""The list of sites that held the HON code in 2018: one JSON array of objects.

The foundation closed in 2022, so each site is a candidate to be looked at again.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from medagora.catalogue.domain.drafts import ResourceDraft, TextDraft
from medagora.catalogue.domain.formats.encodings import line_at, read_text
from medagora.catalogue.domain.formats.rows import (
    Item,
    Remark,
    ResourceRow,
    Skipped,
    resource_row,
    skipped,
)
from medagora.catalogue.domain.kinds import guess_kind
from medagora.catalogue.domain.words import Kind
from medagora.kernel.languages import codes_by_english_name
from medagora.kernel.refusals import BadInput

NOTE = "Certified by HON in 2018, to be reviewed again."
_PLATFORMS = {
    "website": "",
    "blog": Kind.BLOG,
    "forum": Kind.COMMUNITY,
    "facebook": Kind.SOCIAL_ACCOUNT,
    "twitter": Kind.SOCIAL_ACCOUNT,
    "youtube": Kind.VIDEO_CHANNEL,
    "mobile application": Kind.APP,
    "application": Kind.APP,
}
_SPACE = " \t\r\n"


def read(stream: BinaryIO) -> Iterator[Item]:
    text, remark = read_text(stream)
    if remark:
        yield Remark(remark)
    for line, value in _objects(text):
        if not isinstance(value, dict):
            yield skipped(line, "An object with named values was expected.", str(value))
        else:
            yield _row(line, value)


def _objects(text: str) -> Iterator[tuple[int, Any]]:
    """The values of the array, each with its line; BadInput where it breaks."""
    decoder = json.JSONDecoder()
    at = _after_space(text, 0)
    if text[at : at + 1] != "[":
        raise BadInput("The file is not the HON list: a JSON array was expected.")
    at, line, counted = _after_space(text, at + 1), 1, 0
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, end = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            raise _fault(text, error, line) from None
        yield line, value
        at = _after_space(text, end)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
        elif text[at : at + 1] != "]":
            raise _cut_or_broken(text, at)
    if text[at + 1 :].strip():
        raise BadInput(
            "Something follows the list at line %(line_at)s.", line_at=line_at(text, at)
        )


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _fault(text: str, error: Exception, line: int) -> BadInput:
    if isinstance(error, json.JSONDecodeError):
        return _cut_or_broken(text, error.pos, error.msg)
    return BadInput("The file is nested too deeply at line %(line)s.", line=line)


def _cut_or_broken(text: str, at: int, words: str = "Expecting a comma") -> BadInput:
    line = line_at(text, at)
    if at >= len(text.rstrip()) or words.startswith("Unterminated"):
        return BadInput(
            "The file ends too early, at line %(line)s: it is cut off.", line=line
        )
    return BadInput(
        "The file is not valid JSON at line %(line)s: %(words)s.",
        line=line,
        words=words,
    )


def _row(line: int, value: dict[str, Any]) -> ResourceRow | Skipped:
    address, name = _text(value, "url"), _text(value, "name")
    if value.get("certified") is False:
        return skipped(line, "It was not certified.", address)
    codes = _languages(_text(value, "language"))
    kind = _PLATFORMS.get(_text(value, "platform").casefold(), "")
    keywords = value.get("keywords")
    words = [str(word) for word in keywords] if isinstance(keywords, list) else []
    draft = ResourceDraft(
        address=address,
        kind=kind or guess_kind(address),
        texts={
            codes[0] if codes else "en": TextDraft(name, _text(value, "description"))
        },
        languages=tuple(codes),
        publisher=name,
    )
    return resource_row(line, draft, words=tuple(words), note=NOTE)


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name, "")
    return found if isinstance(found, str) else ""


def _languages(names: str) -> list[str]:
    """Codes of names like ``french, english``; names we do not know are left out."""
    known = codes_by_english_name() | {"malaysian": "ms", "norwegian": "no"}
    found = (known.get(name.strip().casefold()) for name in names.split(","))
    return [code for code in found if code]
