"""What is asked of a server, what it may cost, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings

from medagora import __version__

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """How much of our time and memory one fetch may take."""

    seconds: float = 20.0  # from the first look-up to the last byte
    redirects: int = 8
    header_bytes: int = 64 * 1024
    body_bytes: int = 5 * MEGABYTE  # as sent and also after decompression
    #: True: a longer body is cut there instead of refused.
    cut: bool = False
    #: Beginnings of acceptable content types; empty takes any. Not for errors,
    #: which say enough by their status.
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pool:
    """The connections of one client, and how long they may stay open."""

    at_once: int = 100
    #: To one host and port.
    per_host: int = 4
    idle_seconds: float = 15.0
    #: A server that takes longer to say hello is not going to talk.
    connect_seconds: float = 10.0


@dataclass(frozen=True)
class Hop:
    """One redirect on the way: who sent us on, and with which status."""

    status: int
    address: str


@dataclass(frozen=True)
class Response:
    """What the last address of the way answered; header names in lower case."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    hops: tuple[Hop, ...] = ()
    is_cut: bool = False

    @property
    def content_type(self) -> str:
        """``text/html`` without its parameters; empty when it was not said."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()


@dataclass(frozen=True)
class Ask:
    """What is asked of a server besides the address."""

    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    #: What a POST carries; ``headers`` say its type.
    body: bytes = b""


def user_agent() -> str:
    """Who we say we are: name, version and where to read about us."""
    return f"Medagora/{__version__} (+{settings.CONFIG.site_url.rstrip('/')}/)"
