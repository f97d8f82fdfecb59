"""The list of published addresses as the companion downloads it, byte by byte.

``docs/companion.md`` describes the format; ``companion/modules/list.js`` reads it.
Sorted prefixes of salted SHA-256, so that 100,000 addresses are 700 kB (some 500 kB
compressed) and an address can be looked up without telling anybody which.
"""

import hashlib
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from medagora.catalogue.domain.words import Kind

MAGIC = b"MDGL"
VERSION = 1
#: Bytes kept of the hash of a host, and of an address. Most hosts that a reader meets
#: are not in the list: one hash tells it, whatever the length of the path. With
#: 100,000 entries a link of such a host is taken for a listed one by chance once in
#: 80 thousand million, one of a host with a thousand entries once in 480,000.
HOST, REST = 3, 4
PREFIX = HOST + REST
#: One block of SHA-256: whoever looks up many addresses hashes it only once.
SALT = 64
#: The longest path, with its host, that stands for everything below it.
DEEPEST = 8
#: A request for details names a bucket that many resources share, never an address.
CROWD = 100

#: Kinds that are more than one page: what lies below their address belongs to them.
SITE_KINDS = frozenset(
    {
        Kind.WEBSITE,
        Kind.BLOG,
        Kind.PODCAST,
        Kind.VIDEO_CHANNEL,
        Kind.COMMUNITY,
        Kind.SOCIAL_ACCOUNT,
        Kind.JOURNAL,
        Kind.NEWS,
        Kind.COURSE,
    }
)
#: Hosts where strangers publish side by side: the host itself stands for nothing.
SHARED_HOSTS = frozenset(
    {
        "apps.apple.com",
        "blogspot.com",
        "facebook.com",
        "github.com",
        "google.com",
        "instagram.com",
        "linkedin.com",
        "medium.com",
        "open.spotify.com",
        "pinterest.com",
        "play.google.com",
        "podcasts.apple.com",
        "quora.com",
        "reddit.com",
        "sites.google.com",
        "slideshare.net",
        "substack.com",
        "t.me",
        "tiktok.com",
        "tumblr.com",
        "twitter.com",
        "vimeo.com",
        "wikipedia.org",
        "wordpress.com",
        "x.com",
        "youtube.com",
    }
)

_AFTER_HOST = re.compile("[/?]")
# big-endian: magic, version, prefix length, bucket bits, zero, made at, entries
_HEAD = struct.Struct(">4sBBBBII")


@dataclass(frozen=True, slots=True)
class Head:
    bucket_bits: int
    #: Seconds since 1970; a companion refuses a list older than the one it has.
    made_at: int
    salt: bytes


def entry_of(key: str, kind: str) -> str:
    """What is hashed for an address: its key, with a slash when all below it counts.

    Keys never end with a slash, so the two cannot be taken for each other.
    """
    has_room = kind in SITE_KINDS and "?" not in key and key not in SHARED_HOSTS
    return f"{key}/" if has_room and key.count("/") < DEEPEST else key


def bucket_bits_for(count: int) -> int:
    """How many bits of a hash name a bucket that about ``CROWD`` resources share."""
    return min(16, max(0, (count // CROWD).bit_length() - 1))


def pack(entries: Iterable[str], head: Head) -> bytes:
    """The list without its signature. The same entries give the same bytes.

    The first bytes of all prefixes stand first, then all second ones, …: sorted
    neighbours share them, and gzip then needs a third less.
    """
    block = hashlib.sha256(head.salt)

    def hashed(text: str) -> bytes:
        row = block.copy()
        row.update(text.encode("ascii"))
        return row.digest()

    hash_of_host = lru_cache(maxsize=1024)(hashed)
    rows = {
        hash_of_host(_AFTER_HOST.split(entry, maxsplit=1)[0])[:HOST]
        + hashed(entry)[:REST]
        for entry in entries
    }
    flat = b"".join(sorted(rows))
    columns = b"".join(flat[place::PREFIX] for place in range(PREFIX))
    start = _HEAD.pack(
        MAGIC, VERSION, PREFIX, head.bucket_bits, 0, head.made_at, len(rows)
    )
    return start + head.salt + columns
