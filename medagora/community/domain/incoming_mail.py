"""An answer that came by mail: to whom, from whom, and only the new words. Pure.

Everything in it is somebody else's: broken headers, wrong encodings and nested parts
end as an empty text, never as an error.
"""

import html
import re
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from mailparser_reply import EmailReplyParser

#: Our mails carry such a line; what is below it is ours.
MARK = "##-"
#: Headers of a delivery, the surest first.
_TO = ("x-original-to", "delivered-to", "envelope-to", "to", "cc")
_LANGUAGES = ["en", "de", "fr", "es"]
_BLOCK_END = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h\d|tr|blockquote)>")
_QUOTE = re.compile(r"(?is)<(blockquote|style|script|head)\b.*?(?:</\1>|$)")
_TAG = re.compile(r"<[^>]{0,2000}>")
_MOST_LINES = 2_000
_SIGNATURE = "--"  # RFC 3676, 4.3, without the space that some programs cut off


@dataclass(frozen=True)
class Incoming:
    """``text`` is empty when nothing readable was new in it."""

    recipients: tuple[str, ...]
    sender: str
    text: str
    #: Sent by a program: out of office, bounces, lists (RFC 3834).
    is_automatic: bool


def read_mail(raw: bytes) -> Incoming:
    message = BytesParser(policy=policy.default).parsebytes(raw)
    return Incoming(
        recipients=tuple(a for name in _TO for a in _addresses(message, name)),
        sender=next(iter(_addresses(message, "from")), ""),
        text=new_words(_body(message)),
        is_automatic=_is_automatic(message),
    )


def _addresses(message: EmailMessage, name: str) -> list[str]:
    try:
        values = [str(value) for value in message.get_all(name, [])]
    except (ValueError, IndexError, AttributeError):  # headers that the parser dislikes
        return []
    return [a.lower() for _name, a in getaddresses(values[:20]) if "@" in a][:50]


def _is_automatic(message: EmailMessage) -> bool:
    def said(name: str) -> str:
        return str(message.get(name, "")).strip().lower()

    return (
        said("auto-submitted") not in ("", "no")
        or said("precedence") in ("bulk", "junk", "list", "auto_reply")
        or bool(said("x-autoreply") or said("x-autorespond") or said("list-id"))
        or said("return-path") == "<>"
    )


def _body(message: EmailMessage) -> str:
    """The plain text, else what a reader would see of the HTML."""
    try:
        part = message.get_body(preferencelist=("plain", "html"))
        content = part.get_content() if part is not None else ""
    except (LookupError, ValueError, KeyError, AttributeError):
        return ""
    if not isinstance(content, str):
        return ""
    is_html = part is not None and part.get_content_subtype() == "html"
    return _visible(content) if is_html else content


def _visible(page: str) -> str:
    """The words of HTML without what it quotes. They are words afterwards, and go the
    way of every text that somebody types."""
    without = _QUOTE.sub("\n", page)
    return html.unescape(_TAG.sub("", _BLOCK_END.sub("\n", without)))


def new_words(text: str) -> str:
    """What somebody wrote, without what they quoted, our own mail and the signature."""
    lines = [line.rstrip() for line in text.splitlines()[:_MOST_LINES]]
    ends = (i for i, line in enumerate(lines) if MARK in line or line == _SIGNATURE)
    own = "\n".join(_without_tail(lines[: next(ends, len(lines))]))
    return (EmailReplyParser(languages=_LANGUAGES).parse_reply(own) or "").strip()


def _without_tail(lines: list[str]) -> list[str]:
    """Quoted lines at the end go, and "On … NAME <address> wrote:" above them, in
    whatever language: a last paragraph with an address that ends in a colon."""
    kept = list(lines)
    while kept and (not kept[-1] or kept[-1].lstrip().startswith(">")):
        kept.pop()
    start = len(kept)
    while start and kept[start - 1] and len(kept) - start < 4:
        start -= 1
    tail = " ".join(kept[start:])
    is_attribution = tail.endswith((":", "：")) and "@" in tail and len(tail) < 400
    return kept[:start] if is_attribution else kept
