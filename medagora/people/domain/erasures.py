"""What stays of an erasure: a digest that only this site's key can make again."""

import hashlib
import hmac
import json
from collections.abc import Iterator


def digest_of(pseudonym: str, *, key: str) -> str:
    """The same for the same site and pseudonym, and of no use without the key.

    After a restore from an older backup the person is back under the same
    pseudonym; comparing digests tells who has to be erased again.
    """
    words = f"medagora.erasure:{pseudonym}".encode()
    return hmac.new(key.encode(), words, hashlib.sha256).hexdigest()


def line_of(digest: str, erased_at: str) -> str:
    """One line of the append-only file, with its end."""
    return json.dumps({"digest": digest, "erased_at": erased_at}) + "\n"


def read_lines(text: str) -> Iterator[tuple[str, str]]:
    """Digests with their times; a line that was cut off by a crash is skipped."""
    for line in text.splitlines():
        try:
            entry = json.loads(line)
            yield str(entry["digest"]), str(entry["erased_at"])
        except (ValueError, KeyError, TypeError):
            continue
